"""Meetings as lists show them: where each stands, in words, and which §§ it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q

from meetings.models import Association, Body, BodyYear, Meeting, Notice
from meetings.models.ordering import swedish
from meetings.querysets import MeetingWithState, meetings_with_state
from meetings.reads.notices import notices_of, status_of
from meetings.rules.numbering import EarlierMeeting, first_number, number_range
from meetings.swedish import sections
from meetings.workflow import ProtocolState, state_in_words


@dataclass(frozen=True)
class MeetingRow:
    """`numbers` is «§ 37–45» or "", provisional until they are fixed by the freeze. `group` is coming, draft,
    out or past."""

    meeting: MeetingWithState
    group: str
    word: str
    tone: str
    numbers: str
    provisional: bool


def meeting_rows(association: Association, today: date) -> list[MeetingRow]:
    """Every meeting of the association, the earliest first, in a constant number of queries."""
    meetings = list(
        meetings_with_state(Meeting.objects.filter(body__association=association))
        .select_related("body")
        .annotate(
            first_fixed=Min("paragraphs__number"),
            last_fixed=Max("paragraphs__number"),
            count=Count("paragraphs", filter=Q(paragraphs__removed_at__isnull=True)),
            unfixed=Count(
                "paragraphs", filter=Q(paragraphs__removed_at__isnull=True, paragraphs__number__isnull=True)
            ),
        )
        .order_by("date", "sequence", swedish("body__name"))
    )
    starts = {
        (one.body_id, one.year): one.first_paragraph
        for one in BodyYear.objects.filter(body__association=association)
    }
    own = notices_of(association).filter(protocol__number=1)
    notices = {one.protocol.meeting_id: one for one in own}
    return [_row(one, meetings, starts, notices.get(one.pk), today) for one in meetings]


def meeting_in_words(meeting: MeetingWithState, notice: Notice | None, today: date) -> tuple[str, str]:
    """(word, tone) of a meeting annotated by `meetings_with_state`; the notice of its own protocol is one of
    `notices_of`."""
    if meeting.state == Meeting.State.CANCELLED:
        return "Inställt", "stopped"
    state = meeting.protocol_state
    if state == ProtocolState.VERIFIED:
        return verified_in_words(meeting, notice, today)
    if state in (ProtocolState.FROZEN, ProtocolState.CHANGES_REQUESTED):
        withdrawn = meeting.protocol_withdrawn
        return state_in_words(ProtocolState(state), withdrawn=withdrawn), "waiting"
    if meeting.state == Meeting.State.OPEN:
        return "Pågår", "waiting"
    if meeting.last_day >= today and meeting.state != Meeting.State.CLOSED:
        return meeting.get_state_display(), ""
    return "Utkast", ""


def verified_in_words(meeting: Meeting, notice: Notice | None, today: date) -> tuple[str, str]:
    """(word, tone) of a verified protocol; notes of a body that only advises are «Färdigställda»."""
    if not meeting.body.under_kl:
        return "Färdigställda", "done"
    if notice is None:
        return "Justerat", "done"
    status = status_of(notice, today)
    return status.word if status.word != "Preliminära dagar" else "Anslaget", status.tone


def _row(
    meeting: MeetingWithState,
    meetings: Iterable[MeetingWithState],
    starts: dict[tuple[int, int], int],
    notice: Notice | None,
    today: date,
) -> MeetingRow:
    word, tone = meeting_in_words(meeting, notice, today)
    fixed = _is_fixed(meeting)
    numbers = "" if meeting.state == Meeting.State.CANCELLED else _numbers(meeting, meetings, starts)
    return MeetingRow(meeting, _group(meeting, today), word, tone, numbers, bool(numbers) and not fixed)


def _group(meeting: MeetingWithState, today: date) -> str:
    if meeting.state == Meeting.State.CANCELLED:
        return "past" if meeting.last_day < today else "coming"
    state = meeting.protocol_state
    if state == ProtocolState.VERIFIED:
        return "past"
    if state == ProtocolState.FROZEN:
        return "out"
    held = meeting.last_day < today or meeting.state in (Meeting.State.OPEN, Meeting.State.CLOSED)
    return "draft" if held or state == ProtocolState.CHANGES_REQUESTED else "coming"


def _is_fixed(meeting: Meeting) -> bool:
    """Immediately verified §§ fix the numbers before them, not those of the whole meeting."""
    return meeting.first_fixed is not None and not meeting.unfixed  # type: ignore[attr-defined]


def _numbers(meeting, meetings, starts) -> str:  # type: ignore[no-untyped-def]
    if _is_fixed(meeting):
        return sections(number_range(range(meeting.first_fixed, meeting.last_fixed + 1)))
    if not meeting.count:
        return ""
    first = 1
    if meeting.body.series == Body.Series.YEAR:
        earlier = [
            EarlierMeeting(one.last_fixed if _is_fixed(one) else None, one.count)
            for one in meetings
            if one.body_id == meeting.body_id
            and one.date.year == meeting.date.year
            and one.state != Meeting.State.CANCELLED
            and (one.date, one.sequence) < (meeting.date, meeting.sequence)
        ]
        first = first_number(starts.get((meeting.body_id, meeting.date.year), 1), earlier)
    return sections(number_range(range(first, first + meeting.count)))
