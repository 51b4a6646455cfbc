"""The signatory and the partners confirm the application by the link in the letter."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.actions.confirming import confirm, confirmed_by
from funding.actions.linking import known_link, link_of
from funding.models import Link
from funding.views.applicant.forms import ConfirmForm
from funding.views.private import private
from meetings.errors import RuleViolation
from meetings.views.addresses import association_or_404
from meetings.views.limits import limited
from meetings.views.refusals import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@limited("application_confirm")
def application_confirm(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The latest version that was sent, to read and to stand behind."""
    at = timezone.now()
    association = association_or_404(slug)
    link = known_link(token, Link.Purpose.CONFIRM, at=at)
    application = link.application if link else None
    submission = application.submissions.order_by("number").last() if application else None
    if (
        link is None
        or link.applicant is None
        or application is None
        or submission is None
        or (link.association_id != association.pk)
    ):
        return private(render(request, "funding/link_gone.html", {"association": association}, status=404))
    confirmation = confirmed_by(link.applicant, application)
    usable = confirmation is None and link_of(token, Link.Purpose.CONFIRM, at=at) is not None
    posted = request.method == "POST" and usable
    form = ConfirmForm(request.POST if posted else None, initial={"name": link.applicant.signatory})
    if posted and form.is_valid():
        try:
            given = form.cleaned_data
            confirmation = confirm(token=token, name=given["name"], number=given["number"], at=at)
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            usable = False
    context = {
        "association": association,
        "application": application,
        "applicant": link.applicant,
        "content": submission.content,
        "number": submission.number,
        "confirmation": confirmation,
        "form": form if usable else None,
    }
    status = 422 if form.errors else 200
    return private(render(request, "funding/application_confirm.html", context, status=status))
