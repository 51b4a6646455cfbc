"""A member's board answers by its own link, without an account: up, down, and the certificate."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.actions.noticing import leave_certificate, posting_by_token, register_down, register_up
from meetings.errors import RuleViolation
from meetings.models import Posting
from meetings.reads.notices import (
    common_period,
    dates_if_up,
    dates_of,
    has_gap,
    latest_period,
    notice_text,
    notices_of,
)
from meetings.views.limits import is_too_large, limited
from meetings.views.public.forms import CertificateForm, DownForm, UpForm
from meetings.views.refusals import refuse, say_unshown

SAID = {
    "up": "Tack. Anslaget är registrerat som uppsatt.",
    "down": "Tack. Anslaget är registrerat som nedtaget.",
    "certificate": "Tack. Beviset är mottaget.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@csrf_exempt  # the link itself is the key, and works in a browser that refuses cookies
@limited("posting_answer")
def posting_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Only ever shows and changes the one posting the link was sent for."""
    at = timezone.now()
    posting = posting_by_token(token, today=timezone.localdate(at))
    if posting is None:
        return kept_from_others(render(request, "meetings/posting_unknown.html", status=404))
    if request.method != "POST":
        return kept_from_others(_page(request, posting, at, {}))
    step, form = _posted(request, posting)
    if form is not None and form.is_valid():
        try:
            _register(posting, step, form, at)
        except RuleViolation as refused:
            refuse(form, refused)
        else:
            messages.success(request, SAID[step])
            return kept_from_others(redirect(request.path))
    return kept_from_others(
        _page(request, posting, at, {step: form} if form else {}, status=422 if form else 400)
    )


def _posted(request: HttpRequest, posting: Posting) -> tuple[str, forms.Form | None]:
    megabytes = posting.party.association.largest_file_mb
    if is_too_large(request, megabytes):
        form = CertificateForm({}, prefix="certificate")
        form.errors["certificate"] = form.error_class(
            [f"Filen är för stor. Högst {megabytes} MB kan lämnas."]
        )
        return "certificate", form
    step = request.POST.get("step", "")
    if step == "up":
        return step, UpForm(request.POST, prefix="up")
    if step == "down":
        return step, DownForm(request.POST, prefix="down")
    if step == "certificate":
        return step, CertificateForm(request.POST, request.FILES, prefix="certificate")
    return "", None


def _register(posting: Posting, step: str, form: forms.Form, at: datetime) -> None:
    data = form.cleaned_data
    if step == "up":
        register_up(posting=posting, day=data["day"], name=data["name"], at=at)
    elif step == "down":
        register_down(posting=posting, day=data["day"], name=data["name"], at=at)
    else:
        period = latest_period(posting)
        if period is None:
            raise RuleViolation("Registrera först när anslaget sattes upp.")
        leave_certificate(period=period, data=data["certificate"].read(), at=at)


def _page(
    request: HttpRequest, posting: Posting, at: datetime, bound: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    today = timezone.localdate(at)
    association = posting.party.association
    notice = notices_of(association).get(pk=posting.notice_id)
    posting.notice = notice
    dates = dates_of(notice)
    period = latest_period(posting)
    standing = period if period and period.last_day is None else None
    gap = has_gap(posting)
    posted = standing.first_day if standing else today
    initial = {"day": today, "name": standing.up_by if standing else ""}
    context = {
        "association": association,
        "posting": posting,
        "notice": notice,
        "meeting": notice.protocol.meeting,
        "period": period,
        "standing": standing,
        "gap": gap,
        "dates": dates,
        "common_end": (common_period(dates) or (None, None))[1],
        "keep_until": dates.keep_up_until,
        "may_come_down": today >= dates.keep_up_until,
        "text": notice_text(notice, dates_if_up(posting, posted), posted=posted),
        "up": None
        if standing or (period and not gap)
        else bound.get("up") or UpForm(prefix="up", initial=initial),
        "down": (bound.get("down") or DownForm(prefix="down", initial=initial)) if standing else None,
        "certificate": bound.get("certificate")
        or (CertificateForm(prefix="certificate") if period else None),
    }
    say_unshown(request, bound, context)
    return render(request, "meetings/posting_answer.html", context, status=status)


def kept_from_others(response: HttpResponse) -> HttpResponse:
    """The address is a key: kept from search engines and from the sites that are linked to.

    «same-origin» rather than «no-referrer», which makes browsers post with `Origin: null`.
    """
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
