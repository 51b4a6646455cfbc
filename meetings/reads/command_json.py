"""The fixed answers about meetings, for commands now and an open API later.

docs/protokoll.schema.json and docs/kommandon.schema.json hold them.
"""

from datetime import datetime
from typing import Any

from meetings.draft.building import build_snapshot
from meetings.models import Meeting, Notice, Protocol
from meetings.querysets import MeetingWithState, latest_version, meetings_with_state, state_of
from meetings.reads.notices import dates_of
from meetings.record.protocol import covered_numbers
from meetings.swedish import day_of
from meetings.workflow import LOCKED, ProtocolState

MEETING_KEYS = (
    "schema association body registry_number date place mode start end adjournments next_meeting chair secretary "
    "verifiers attendees paragraphs"
).split()
ATTENDEE_KEYS = "name party role mode serving_for paragraphs".split()
PARAGRAPH_KEYS = (
    "number heading kind registry_number text text_after sub_items proposals propositions decisions votes took_part "
    "not_taking_part reservations statements recusals attachments immediately_verified deferral"
).split()


def meeting_json(protocol: Protocol, *, at: datetime) -> dict[str, Any]:
    """The protocol as `meeting_json`: the frozen snapshot when there is one that stands, else the draft."""
    version = latest_version(protocol)
    if version and state_of(protocol) in LOCKED:
        snapshot = version.snapshot
    else:
        snapshot = build_snapshot(protocol, version=0, at=at)
    found = {key: snapshot[key] for key in MEETING_KEYS}
    found["attendees"] = [_attendee(each) for each in snapshot["attendees"]]
    found["paragraphs"] = [_only(PARAGRAPH_KEYS, each) for each in snapshot["paragraphs"]]
    found["notices"] = [notice_json(notice) for notice in Notice.objects.filter(protocol=protocol)]
    return found


def notice_json(notice: Notice) -> dict[str, Any]:
    """A notice with its dates as they stand and each board's latest time up."""
    dates = dates_of(notice)
    return {
        "paragraphs": covered_numbers(notice.protocol.verification.version.snapshot),
        "posted": dates.posted.isoformat(),
        "last_appeal_day": dates.last_appeal_day.isoformat(),
        "earliest_removal": dates.earliest_removal.isoformat(),
        "preliminary": dates.preliminary,
        "postings": [_posting(posting) for posting in notice.postings.prefetch_related("periods")],
    }


def list_of_meetings() -> list[dict[str, str]]:
    """Every meeting of every association with its state; that of the protocol where it has one."""
    meetings = meetings_with_state(Meeting.objects.select_related("body__association")).order_by(
        "body__association__slug", "body__slug", "date", "sequence"
    )
    return [
        {
            "association": meeting.body.association.slug,
            "body": meeting.body.slug,
            "date": meeting.date.isoformat(),
            "state": meeting_state(meeting),
        }
        for meeting in meetings
    ]


def meeting_state(meeting: MeetingWithState) -> str:
    """The state of a meeting annotated by `meetings_with_state`: its protocol's, once that is frozen."""
    state: str | None = meeting.protocol_state
    return meeting.state if state in (None, ProtocolState.DRAFT) else str(state)


def _attendee(attendee: dict[str, Any]) -> dict[str, Any]:
    """Whoever sits for no party has as party the organisation that sent them."""
    party = attendee["party"] or attendee.get("organisation") or None
    return _only(ATTENDEE_KEYS, attendee) | {"party": party}


def _posting(posting: Any) -> dict[str, Any]:
    latest = max(posting.periods.all(), key=lambda period: period.first_day, default=None)
    return {
        "board": posting.board,
        "sent": day_of(posting.sent_at).isoformat() if posting.sent_at else None,
        "up": latest.first_day.isoformat() if latest else None,
        "down": latest.last_day.isoformat() if latest and latest.last_day else None,
    }


def _only(keys: list[str], value: dict[str, Any]) -> dict[str, Any]:
    return {key: value[key] for key in keys}
