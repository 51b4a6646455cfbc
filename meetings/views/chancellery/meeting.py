"""One meeting: its facts, its way from plan to protocol, and the steps the chancellery takes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import can_edit
from meetings.actions.approving_agenda import approval_hindrance
from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.actions.telling_agenda import changes_since
from meetings.draft.agenda import read_agenda
from meetings.draft.names import identity, known_people
from meetings.draft.reading_pack import pack_content
from meetings.draft.series import numbers_of
from meetings.errors import RuleViolation
from meetings.models import Association, Meeting
from meetings.querysets import meetings_with_state
from meetings.reads.agenda_readers import not_told
from meetings.reads.deferred import deferred_for
from meetings.reads.meeting_events import meeting_events
from meetings.reads.meeting_protocols import own_row, protocols_of
from meetings.reads.meeting_rows import meeting_in_words
from meetings.reads.moves import moves_of
from meetings.reads.people import people_of, people_who_may_lead
from meetings.reads.raised_items import TAKES_MORE, raised_for, rows_of
from meetings.reads.reading_packs import pack_state
from meetings.reads.related import related_to
from meetings.reads.replies import replies_to
from meetings.reads.summonses import late_sentence, lost_in, summons_facts, summonses_of
from meetings.reads.waiting import TAKES_UP
from meetings.rules.numbering import number_range
from meetings.rules.replies import outlook_sentence
from meetings.swedish import long_date, long_date_with_weekday, sections, time_range
from meetings.views.addresses import (
    DayAndSequence,
    association_edited,
    association_read,
    meeting_or_404,
    person_of,
)
from meetings.views.refusals import refuse
from meetings.workflow import LOCKED, MEETING_TRANSITIONS

from .meeting_forms import MeetingEditForm, PassForm

# What each step is called on its button, and what it means, in words.
STEPS = {
    "summoned": (
        "Skicka kallelse",
        "Ledamöter och ersättare får ett mejl med dag, tid och plats. De kan svara, och läsa dagordningen och "
        "handlingarna. Till styrelsens möten får revisorerna kallelsen för kännedom. "
        "Övriga deltagare som finns i registret får en inbjudan till sina ärenden. "
        "Den som kallas per post får en kallelse att skriva ut och posta. "
        "Paragrafer som läggs till sedan mötet öppnats märks «Extra ärende».",
    ),
    "open": (
        "Öppna mötet",
        "Mötet markeras som pågående. Svaren på kallelsen blir närvaron; den som inte har svarat noterar du själv.",
    ),
    "closed": (
        "Avsluta mötet",
        "Mötet markeras som avslutat. Protokollet är fortfarande ett utkast.",
    ),
    "cancelled": (
        "Ställ in mötet",
        "Utkastet sparas men kan inte ändras, och mötets paragrafnummer går till nästa. "
        "De som är kallade får ett mejl. Du kan planera det igen.",
    ),
    "planned": ("Planera igen", "Utkastet öppnas och mötet får tillbaka sin plats i nummerserien."),
}


@require_GET
def meeting_detail(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    association = association_read(request, slug)
    meeting = _meeting(association, body, key)
    today = timezone.localdate()
    protocols = protocols_of(meeting, today)
    word, tone = meeting_in_words(meeting, own_row(protocols).notice, today)
    may = can_edit(person_of(request), association)
    is_open = meeting.protocol_state not in LOCKED
    can_write = may and is_open and meeting.state != Meeting.State.CANCELLED
    takes_up = is_open and meeting.state in TAKES_UP
    context = {
        "association": association,
        "slug": slug,
        "meeting": meeting,
        "facts": _facts(meeting),
        "word": word,
        "tone": tone,
        "protocols": protocols,
        "matters": deferred_for(meeting.body, before=meeting.date) if takes_up else [],
        **_agenda(meeting, may_tell=may),
        "moves": moves_of(meeting) if may else [],
        "related": related_to(meeting.paragraphs.filter(removed_at__isnull=True)),
        "summonses": summonses_of(meeting),
        "lost": lost_in(meeting),
        "approval": approval_hindrance(meeting, timezone.now())
        if may and meeting.state == Meeting.State.PLANNED
        else "",
        "asked": meeting.agenda_approvals.last(),
        "new_guests": [one.guest for one in not_told(meeting) if one.guest]
        if may and meeting.state == Meeting.State.SUMMONED
        else [],
        "raised": rows_of(raised_for(meeting), association, today),
        "can_ask": can_write and meeting.state in TAKES_MORE,
        "outlook": outlook_sentence(replies_to(meeting, timezone.now()).outlook)
        if meeting.state == Meeting.State.SUMMONED and meeting.body.under_kl
        else "",
        "events": meeting_events(meeting, protocols),
        "may_be_appealed": may
        and meeting.body.under_kl
        and meeting.date <= today
        and meeting.state != Meeting.State.CANCELLED
        and own_row(protocols).notice is None,
        "is_cancelled": meeting.state == Meeting.State.CANCELLED,
        "can_edit": may,
        "can_write": can_write,
        "is_to_come": meeting.date > today
        and meeting.state in (Meeting.State.PLANNED, Meeting.State.SUMMONED),
        "steps": [(state, STEPS[state][0]) for state in _steps(meeting)] if may and is_open else [],
    }
    return render(request, "meetings/meeting_detail.html", context)


@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    association = association_edited(request, slug)
    meeting = _meeting(association, body, key)
    people = list(people_of([association.pk]))
    people += [one for one in (meeting.chair, meeting.secretary) if one and one not in people]
    data = request.POST if request.method == "POST" else None
    leaders = people_who_may_lead(meeting) if meeting.body.under_kl else people
    form = MeetingEditForm(
        data,
        meeting=meeting,
        people=[*people, *(one for one in leaders if one not in people)],
        leaders=leaders,
        today=timezone.localdate(),
        proposed=request.GET.dict() if data is None else None,
    )
    if data is not None and form.is_valid():
        try:
            meeting = edit_meeting(
                meeting=meeting,
                tells=form.cleaned_data.get("tells", False),
                by=person_of(request),
                at=timezone.now(),
                **form.changes(),
            )
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            messages.success(request, "Uppgifterna är sparade.")
            return redirect("meeting_detail", slug, body, meeting.key)
    context = {
        "association": association,
        "meeting": meeting,
        "form": form,
        "is_notes": not meeting.body.under_kl,
    }
    return render(request, "meetings/meeting_edit.html", context)


@require_http_methods(["GET", "POST"])
def meeting_pass(request: HttpRequest, slug: str, body: str, key: DayAndSequence, state: str) -> HttpResponse:
    """Open, close, cancel or plan again, after a question."""
    association = association_edited(request, slug)
    meeting = _meeting(association, body, key)
    if state not in STEPS:
        raise Http404
    form = PassForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            pass_meeting_to(
                meeting=meeting,
                state=state,
                **form.cleaned_data,
                by=person_of(request),
                at=timezone.now(),
            )
        except RuleViolation as violation:
            messages.error(request, violation.sentence)
        else:
            messages.success(request, f"Mötet är {Meeting.State(state).label.lower()}.")
        return redirect("meeting_detail", slug, body, meeting.key)
    if state not in MEETING_TRANSITIONS[meeting.state] or meeting.protocol_state in LOCKED:
        return redirect("meeting_detail", slug, body, meeting.key)
    label, consequence = STEPS[state]
    context = {
        "association": association,
        "meeting": meeting,
        "state": state,
        "label": label,
        "consequence": consequence,
        "late": late_sentence(meeting, timezone.localdate()) if state == Meeting.State.SUMMONED else "",
        "form": form,
    }
    return render(request, "meetings/meeting_pass.html", context, status=422 if form.errors else 200)


def _meeting(association: Association, body: str, key: DayAndSequence) -> Any:
    meetings = meetings_with_state(Meeting.objects.filter(body__association=association))
    return meeting_or_404(meetings, body, key)


def _agenda(meeting: Meeting, *, may_tell: bool) -> dict[str, object]:
    """What of it nobody is told yet, and its papers in one file, once it is summoned."""
    sent = (
        meeting.sent_agendas.last() if meeting.state in (Meeting.State.SUMMONED, Meeting.State.OPEN) else None
    )
    if sent is None:
        return {"untold": [], "pack": None, "back": ""}
    agenda = read_agenda(meeting, timezone.now())
    content = pack_content(agenda)
    return {
        "untold": changes_since(sent, agenda) if may_tell and meeting.state == Meeting.State.SUMMONED else [],
        "pack": pack_state(meeting, content) if content.papers else None,
        "back": "meeting",
    }


def _steps(meeting: Meeting) -> list[str]:
    return [state for state in STEPS if state in MEETING_TRANSITIONS[meeting.state]]


def _announced(meeting: Meeting) -> str:
    latest = meeting.announcements.first()
    if latest is None:
        return "Ja, inte tillkännagivet"
    is_same = (latest.date, latest.start, latest.place) == (meeting.date, meeting.start, meeting.place)
    changed = "" if is_same else ". Uppgifterna har ändrats sedan dess: tillkännage på nytt"
    return f"Ja, tillkännagivet {long_date(latest.at)}{changed}"


def _facts(meeting: Meeting) -> list[dict[str, Any]]:
    """What is known, as rows of components/facts.html."""
    day = long_date_with_weekday(meeting.date)
    is_cancelled = meeting.state == Meeting.State.CANCELLED
    numbered = "" if is_cancelled else sections(number_range(numbers_of(meeting).values()))
    fixed = meeting.paragraphs.filter(number__isnull=False).exists()
    everyone = list(meeting.attendees.select_related("person", "mandate__seat__party").order_by("id"))
    attendees = [one for one in everyone if one.is_present]
    leading = [
        (one, role)
        for one, role in ((meeting.chair, "ordförande"), (meeting.secretary, "sekreterare"))
        if one
    ]
    known = known_people(everyone, leading)
    mode = meeting.get_mode_display().lower()
    rows = [
        ("Organ", meeting.body.name),
        ("Rubrik", meeting.title),
        ("Dag", f"{day[0].upper()}{day[1:]}, {time_range(meeting.start, meeting.end)}"),
        ("Offentligt", _announced(meeting) if meeting.is_public else ""),
        ("Plats", f"{meeting.place} ({mode})" if meeting.place else meeting.get_mode_display()),
        ("Ordförande", known[identity(meeting.chair)].name if meeting.chair else "Ingen vald"),
        ("Sekreterare", known[identity(meeting.secretary)].name if meeting.secretary else "Ingen vald"),
        ("Paragrafer", numbered if fixed or not numbered else f"{numbered}, preliminärt"),
        ("Närvarande", "" if is_cancelled else f"{len(attendees)} personer" if attendees else "Inte angivet"),
        ("Diarienummer", meeting.registry_number),
        *summons_facts(meeting),
        ("Justering", meeting.verification_plan if meeting.body.under_kl else ""),
    ]
    return [{"label": label, "value": [value]} for label, value in rows if value]
