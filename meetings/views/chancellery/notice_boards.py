"""One member's board in the chancellery: registered on its behalf, corrected, written to again."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings import access
from meetings.actions.noticing import correct_period, leave_certificate, register_down, register_up
from meetings.actions.telling_boards import send_posting_again
from meetings.errors import RuleViolation
from meetings.models import Association, Notice, Posting
from meetings.paper.storage import stored_bytes
from meetings.reads.notices import has_force, has_gap, keep_up_until, latest_period
from meetings.views.addresses import ProtocolAddress, association_edited, association_read, person_of
from meetings.views.public.forms import CertificateForm
from meetings.views.refusals import refuse, say_unshown
from meetings.views.stored_files import NOTHING

from .notice_forms import CorrectForm, RegisterDownForm, RegisterUpForm, SendForm
from .notice_status import notice_or_404, row_of

ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


@require_http_methods(["GET", "POST"])
def notice_posting(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, public_id: str
) -> HttpResponse:
    """What is registered of one board; the chancellery adds to it and sets it right."""
    if request.method == "GET":
        association = association_read(request, slug)
        return _page(request, association, *_posting(association, body, key, public_id), {})
    association = association_edited(request, slug)
    notice, posting = _posting(association, body, key, public_id)
    step = request.POST.get("step", "")
    form = _form(step, posting, request)
    if form is None:
        raise Http404
    if form.is_valid():
        try:
            _register(step, posting, form, request)
        except RuleViolation as refused:
            refuse(form, refused)
        else:
            messages.success(request, "Registrerat.")
            return redirect(request.path)
    return _page(request, association, notice, posting, {step: form}, status=422)


@require_POST
def notice_posting_send(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, public_id: str
) -> HttpResponse:
    """Sends the letter again, with a new link, to the same address or another."""
    association = association_edited(request, slug)
    notice, posting = _posting(association, body, key, public_id)
    form = SendForm(posting, request.POST)
    if form.is_valid():
        try:
            send_posting_again(
                posting=posting, at=timezone.now(), by=person_of(request), email=form.cleaned_data["email"]
            )
        except RuleViolation as refused:
            refuse(form, refused)
        else:
            messages.success(request, f"Ett nytt mejl är på väg till {form.cleaned_data['email']}.")
            return redirect("notice_posting", slug, body, key, public_id)
    return _page(request, association, notice, posting, {"send": form}, status=422)


@require_GET
@csp_override(NOTHING)
def notice_certificate(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, public_id: str, number: int
) -> HttpResponse:
    """Sv: bevis om anslag, as it was left; number 1 is the first time the notice was up."""
    association = association_read(request, slug)
    _, posting = _posting(association, body, key, public_id)
    periods = list(posting.periods.select_related("certificate"))
    if not 1 <= number <= len(periods) or (file := periods[number - 1].certificate) is None:
        raise Http404
    name = f"bevis-{posting.party.code}-{key}.{ENDINGS.get(file.media_type, 'bin')}"
    response = HttpResponse(stored_bytes(file.sha256), content_type=file.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _posting(
    association: Association, body: str, key: ProtocolAddress, public_id: str
) -> tuple[Notice, Posting]:
    notice = notice_or_404(association, body, key)
    posting = get_object_or_404(
        Posting.objects.select_related("party__association").prefetch_related("periods__certificate"),
        notice=notice,
        public_id=public_id,
    )
    posting.notice = notice
    return notice, posting


def _form(step: str, posting: Posting, request: HttpRequest) -> forms.Form | None:
    period = latest_period(posting)
    makers: dict[str, Callable[[], forms.Form]] = {
        "up": lambda: RegisterUpForm(request.POST, prefix="up"),
        "down": lambda: RegisterDownForm(request.POST, prefix="down"),
    }
    if period:
        makers["correct"] = lambda: CorrectForm(period, request.POST)
        makers["certificate"] = lambda: CertificateForm(request.POST, request.FILES, prefix="certificate")
    return makers[step]() if step in makers else None


def _register(step: str, posting: Posting, form: forms.Form, request: HttpRequest) -> None:
    data, at, by = form.cleaned_data, timezone.now(), person_of(request)
    if step in ("up", "down"):
        name = f"{data['name']} (registrerat av {by.name})"[:200]
        register = register_up if step == "up" else register_down
        register(posting=posting, day=data["day"], name=name, at=at, by=by)
        return
    period = latest_period(posting)
    if period is None:
        raise RuleViolation("Registrera först när anslaget sattes upp.")
    if step == "correct":
        correct_period(period=period, by=by, at=at, **data)
    else:
        leave_certificate(period=period, data=data["certificate"].read(), at=at)


def _page(
    request: HttpRequest,
    association: Association,
    notice: Notice,
    posting: Posting,
    bound: dict[str, forms.Form],
    status: int = 200,
) -> HttpResponse:
    shown = _forms(posting, bound, timezone.now())
    say_unshown(request, bound, shown)
    context = {
        "association": association,
        "notice": notice,
        "meeting": notice.protocol.meeting,
        "key": notice.protocol.key,
        "posting": posting,
        "row": row_of(posting),
        "periods": list(posting.periods.all()),
        "gap": has_gap(posting),
        "keep_until": keep_up_until(posting),
        "can_edit": access.can_edit(person_of(request), association),
        **shown,
    }
    return render(request, "meetings/notice_posting.html", context, status=status)


def _forms(posting: Posting, bound: dict[str, forms.Form], at: datetime) -> dict[str, forms.Form | None]:
    """The steps that are possible now; those not possible are None."""
    period = latest_period(posting)
    standing = period is not None and period.last_day is None
    initial = {"day": timezone.localdate(at)}
    may_go_up = not standing and (period is None or has_gap(posting))
    may_correct = period is not None and not has_force(posting.notice, timezone.localdate(at))
    return {
        "up": (bound.get("up") or RegisterUpForm(prefix="up", initial=initial)) if may_go_up else None,
        "down": (bound.get("down") or RegisterDownForm(prefix="down", initial=initial)) if standing else None,
        "correct": (bound.get("correct") or CorrectForm(period)) if period and may_correct else None,
        "certificate": (bound.get("certificate") or CertificateForm(prefix="certificate"))
        if period
        else None,
        "send": bound.get("send") or SendForm(posting),
    }
