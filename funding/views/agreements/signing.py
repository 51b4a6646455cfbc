"""The counterpart's signatory signs by the link in the letter, without an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from funding.actions.agreeing import sign_as_counterpart
from funding.actions.linking import known_link, link_of
from funding.models import AgreementSignature, Link
from funding.views.private import private
from meetings.errors import RuleViolation
from meetings.views.addresses import association_or_404
from meetings.views.limits import limited
from meetings.views.refusals import refuse
from meetings.views.stored_files import stored_file

from .forms import CounterpartForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@limited("agreement_sign")
def agreement_sign(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The agreement to read, and one underskrift; afterwards it tells that it is signed until the link has expired."""
    at = timezone.now()
    link = known_link(token, Link.Purpose.SIGN, at=at)
    if link is None or link.agreement is None or link.association.slug != slug:
        gone = {"association": association_or_404(slug)}
        return private(render(request, "funding/link_gone.html", gone, status=404))
    agreement = link.agreement
    content = agreement.content
    signature = agreement.signatures.filter(side=AgreementSignature.Side.COUNTERPART).first()
    usable = link_of(token, Link.Purpose.SIGN, at=at) is not None and not agreement.replaced_at
    posted = request.method == "POST" and usable
    form = CounterpartForm(request.POST if posted else None, initial={"name": content.counterpart.signatory})
    if posted and form.is_valid():
        try:
            signature = sign_as_counterpart(token=token, name=form.cleaned_data["name"], at=at)
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            usable = False
    context = {
        "association": link.association,
        "agreement": agreement,
        "content": content,
        "signature": signature,
        "form": form if usable else None,
        "token": token,
    }
    status = 422 if form.errors else 200
    return private(render(request, "funding/agreement_sign.html", context, status=status))


@require_safe
@login_not_required
def agreement_sign_pdf(request: HttpRequest, slug: str, token: str) -> FileResponse:
    """The very file that is signed."""
    link = known_link(token, Link.Purpose.SIGN, at=timezone.now())
    if link is None or link.agreement is None or link.association.slug != slug:
        raise Http404
    file = link.agreement.file
    return private(stored_file(file.sha256, "avtal.pdf", "application/pdf", as_attachment=False))
