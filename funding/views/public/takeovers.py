"""The organisation's signatory answers, by the link in the letter, whether another contact takes over a case."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.actions.linking import known_link, link_of
from funding.actions.taking_over import answer_takeover_by_link
from funding.models import Link
from funding.views.applicant.forms import TakeoverAnswerForm
from funding.views.private import private
from meetings.errors import RuleViolation
from meetings.views.addresses import association_or_404
from meetings.views.limits import limited
from meetings.views.refusals import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@limited("takeover_answer")
def takeover_answer(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Who asks, for which case, and yes or no; afterwards what was answered, until the link has expired."""
    at = timezone.now()
    link = known_link(token, Link.Purpose.TAKEOVER, at=at)
    if link is None or link.takeover is None or link.association.slug != slug:
        gone = {"association": association_or_404(slug)}
        return private(render(request, "funding/link_gone.html", gone, status=404))
    takeover = link.takeover
    usable = link_of(token, Link.Purpose.TAKEOVER, at=at) is not None
    posted = request.method == "POST" and usable
    form = TakeoverAnswerForm(request.POST if posted else None, case=takeover.application)
    if posted and form.is_valid():
        try:
            takeover = answer_takeover_by_link(token=token, at=at, **form.answer)
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            usable = False
    context = {
        "association": link.association,
        "takeover": takeover,
        "case": takeover.application,
        "form": form if usable else None,
    }
    status = 422 if form.errors else 200
    return private(render(request, "funding/takeover_answer.html", context, status=status))
