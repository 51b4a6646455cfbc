"""The organisation's signatory confirms by the link in the letter to which account money is paid."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.actions.linking import known_link, link_of
from funding.actions.payees import confirm_for_organisation
from funding.models import Link, PayeeConfirmation
from funding.reads.payees import account_in_words, payee_of
from funding.views.money.payee_forms import SignPayeeForm
from funding.views.private import private
from meetings.errors import RuleViolation
from meetings.views.addresses import association_or_404
from meetings.views.limits import limited
from meetings.views.refusals import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@limited("payee_sign")
def payee_sign(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The data that hold, those that are proposed, and one confirmation."""
    at = timezone.now()
    link = known_link(token, Link.Purpose.PAYEE, at=at)
    if link is None or link.payee_change is None or link.association.slug != slug:
        gone = {"association": association_or_404(slug)}
        return private(render(request, "funding/link_gone.html", gone, status=404))
    change = link.payee_change
    usable = link_of(token, Link.Purpose.PAYEE, at=at) is not None and not change.ended_at
    posted = request.method == "POST" and usable
    form = SignPayeeForm(request.POST if posted else None, initial={"name": change.signatory})
    if posted and form.is_valid():
        try:
            confirm_for_organisation(token=token, name=form.cleaned_data["name"], at=at)
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            usable = False
    side = PayeeConfirmation.Side.SIGNATORY
    context = {
        "association": link.association,
        "change": change,
        "account": account_in_words(change.bankgiro, change.plusgiro),
        "payee": payee_of(change.measure),
        "signature": change.confirmations.filter(side=side).first(),
        "form": form if usable else None,
    }
    status = 422 if form.errors else 200
    return private(render(request, "funding/payee_sign.html", context, status=status))
