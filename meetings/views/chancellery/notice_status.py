"""A notice in the chancellery: where it stands at each board, appeals, and the protocol on the web."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings import access
from meetings.actions.appealing import close_appeal, register_appeal
from meetings.actions.noticing import accept_gap
from meetings.actions.summarising import summarise_postings
from meetings.actions.telling_boards import post_anew
from meetings.errors import RuleViolation
from meetings.models import Association, Notice, Posting, PostingPeriod, Protocol
from meetings.noted import note_read
from meetings.reads.notices import (
    common_period,
    dates_of,
    has_gap,
    how_to_appeal,
    latest_period,
    notice_rows,
    notices_of,
    status_of,
    unanswered,
)
from meetings.reads.posting_summaries import is_over, says_anything_new
from meetings.reads.published import is_published
from meetings.rules.deadlines import posting_deadline
from meetings.swedish import join_names
from meetings.views.addresses import (
    ProtocolAddress,
    association_edited,
    association_read,
    person_of,
    protocol_or_404,
)
from meetings.views.refusals import goes_through, refuse
from meetings.views.stored_files import sealed_document

from .notice_forms import AcceptForm, AppealForm, CloseAppealForm


@dataclass(frozen=True)
class BoardRow:
    """One member's board in the table."""

    posting: Posting
    period: PostingPeriod | None
    state: str
    tone: str


def notice_or_404(association: Association, body: str, key: ProtocolAddress) -> Notice:
    """The notice of a protocol; 404 until it is verified."""
    protocol = protocol_or_404(Protocol.objects.filter(meeting__body__association=association), body, key)
    notice = notices_of(association).filter(protocol=protocol).first()
    if notice is None:
        raise Http404
    return notice


def row_of(posting: Posting) -> BoardRow:
    period = latest_period(posting)
    if period is None:
        state, tone = ("Väntar på besked", "waiting") if posting.mandatory else ("Kopia för kännedom", "")
    elif period.last_day is None:
        state, tone = "Uppsatt", "done"
    elif has_gap(posting):
        state, tone = "Nedtaget för tidigt, ska upp igen", "stopped"
    elif period.accepted_from:
        state, tone = "Godtaget av kansliet", "done"
    else:
        state, tone = "Klart, nedtaget i rätt tid", "done"
    return BoardRow(posting, period, state, tone)


@require_GET
def notice_status(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    association = association_read(request, slug)
    return _status_page(request, association, notice_or_404(association, body, key))


@require_GET
def notice_print(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """The text for a board of paper."""
    association = association_read(request, slug)
    notice = notice_or_404(association, body, key)
    dates = dates_of(notice)
    context = {
        "association": association,
        "meeting": notice.protocol.meeting,
        "key": notice.protocol.key,
        "rows": [
            {"label": label, "value": [value]} for label, value in notice_rows(notice, dates, posted=None)
        ],
        "appeal": how_to_appeal(notice, dates),
    }
    return render(request, "meetings/notice_print.html", context)


@require_POST
def notice_anew(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Sv: anslå på nytt. The boards that miss days are asked to put the notice up again."""
    association = association_edited(request, slug)
    notice = notice_or_404(association, body, key)
    try:
        asked = post_anew(notice=notice, at=timezone.now())
    except RuleViolation as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Mejlet är på väg till {join_names(one.board for one in asked)}.")
    return redirect("notice_status", slug, body, key)


@require_POST
def notice_accept(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Sv: godta dagarna, with the reason."""
    association = association_edited(request, slug)
    notice = notice_or_404(association, body, key)
    form = AcceptForm(request.POST, prefix="accept")

    def act() -> None:
        accept_gap(notice=notice, by=person_of(request), at=timezone.now(), **form.cleaned_data)

    return _posted(request, association, notice, form, act, "Dagarna är godtagna.", "accept_form")


@require_POST
def notice_summarise(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Sv: gör sammanställningen av anslag nu, with what is known."""
    association = association_edited(request, slug)
    notice = notice_or_404(association, body, key)
    try:
        made = summarise_postings(notice=notice, by=person_of(request), at=timezone.now())
    except RuleViolation as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Sammanställning {made.number} är gjord.")
    return redirect("notice_status", slug, body, key)


@require_GET
def notice_summary(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, number: int
) -> FileResponse:
    """One of the notice's summaries as PDF."""
    association = association_read(request, slug)
    notice = notice_or_404(association, body, key)
    summary = get_object_or_404(notice.summaries.select_related("file"), number=number)
    note_read(request, association, "Sammanställning av anslag", notice.protocol.meeting)
    return sealed_document(summary.file, f"sammanstallning-av-anslag-{key}-{number}.pdf")


@require_POST
def notice_appeal(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    association = association_edited(request, slug)
    notice = notice_or_404(association, body, key)
    form = AppealForm(notice.protocol, timezone.localdate(), request.POST)

    def act() -> None:
        register_appeal(
            protocol=notice.protocol, by=person_of(request), at=timezone.now(), **form.cleaned_data
        )

    return _posted(request, association, notice, form, act, "Överklagandet är registrerat.", "appeal_form")


@require_http_methods(["GET", "POST"])
def appeal_early(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """An appeal that comes in before the protocol is verified and announced."""
    association = association_edited(request, slug)
    protocols = Protocol.objects.filter(meeting__body__association=association)
    protocol = protocol_or_404(protocols, body, key)
    if not protocol.meeting.body.under_kl:
        raise Http404
    if hasattr(protocol, "notice"):
        return redirect("notice_status", slug, body, key)
    meeting = protocol.meeting
    form = AppealForm(protocol, timezone.localdate(), request.POST if request.method == "POST" else None)

    def act() -> None:
        register_appeal(protocol=protocol, by=person_of(request), at=timezone.now(), **form.cleaned_data)

    if goes_through(request, form, "Överklagandet är registrerat.", act):
        return redirect("meeting_detail", slug, body, meeting.key)
    appeals = protocol.appeals.select_related("paragraph")
    context = {"association": association, "meeting": meeting, "form": form, "appeals": appeals}
    return render(request, "meetings/appeal_early.html", context)


@require_POST
def notice_appeal_close(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    association = association_edited(request, slug)
    notice = notice_or_404(association, body, key)
    form = CloseAppealForm(notice.protocol, timezone.localdate(), request.POST)

    def act() -> None:
        close_appeal(by=person_of(request), at=timezone.now(), **form.cleaned_data)

    return _posted(request, association, notice, form, act, "Överklagandet är avgjort.", "close_form")


def _posted(
    request: HttpRequest,
    association: Association,
    notice: Notice,
    form: forms.Form,
    act: Callable[[], None],
    said: str,
    name: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except RuleViolation as refused:
            refuse(form, refused)
        else:
            messages.success(request, said)
            protocol = notice.protocol
            return redirect("notice_status", association.slug, protocol.meeting.body.slug, protocol.key)
    return _status_page(request, association, notice, status=422, **{name: form})


def _status_page(
    request: HttpRequest, association: Association, notice: Notice, status: int = 200, **bound: forms.Form
) -> HttpResponse:
    today = timezone.localdate()
    protocol, dates = notice.protocol, dates_of(notice)
    mark = "preliminärt" if dates.preliminary else ""
    open_appeals = [appeal for appeal in protocol.appeals.all() if appeal.closed is None]
    context = {
        "association": association,
        "notice": notice,
        "meeting": protocol.meeting,
        "key": protocol.key,
        "status": status_of(notice, today),
        "facts": [
            {"label": "Justerat", "date": notice.verified},
            {"label": "Ska anslås senast", "date": posting_deadline(notice.verified)},
            {"label": "Anslaget", "date": dates.posted, "note": mark},
            {"label": "Sista dag att överklaga", "date": dates.last_appeal_day, "note": mark},
            {"label": "Tas ner tidigast", "date": dates.earliest_removal, "note": mark},
        ],
        "late": bool(unanswered(notice)) and today > posting_deadline(notice.verified),
        "gaps": dates.gaps,
        "common": common_period(dates),
        "accepted": [
            one for posting in notice.postings.all() for one in posting.periods.all() if one.accepted_from
        ],
        "accept_form": AcceptForm(prefix="accept"),
        "rows": [row_of(posting) for posting in notice.postings.all()],
        "summaries": notice.summaries.order_by("-number"),
        "summary_from": None if is_over(notice, today) else dates.keep_up_until,
        "may_summarise": is_over(notice, today) and says_anything_new(notice, today=today),
        "appeals": protocol.appeals.all(),
        "published": is_published(protocol),
        "has_copy": protocol.verification.public_copy_id is not None,
        "hidden_at": protocol.hidden_at,
        "can_edit": access.can_edit(person_of(request), association),
        "appeal_form": AppealForm(protocol, today),
        "close_form": CloseAppealForm(protocol, today) if open_appeals else None,
        **bound,
    }
    return render(request, "meetings/notice_status.html", context, status=status)
