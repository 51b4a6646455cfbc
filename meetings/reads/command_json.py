"""The fixed answers about meetings, for commands now and an open API later.

docs/protokoll.schema.json and docs/kommandon.schema.json hold them.
"""

from datetime import datetime

from meetings.draft.building import build_record
from meetings.draft.reading import read_draft
from meetings.models import Meeting, Notice, Posting, Protocol
from meetings.querysets import MeetingWithState, latest_version, meetings_with_state, state_of
from meetings.reads.frozen import frozen_record
from meetings.reads.notices import dates_of
from meetings.reads.withheld import public_record
from meetings.record import meeting_json as shape
from meetings.record.meeting_json import MeetingJson, NoticeJson, PostingJson
from meetings.swedish import day_of
from meetings.workflow import LOCKED, ProtocolState


def meeting_json(protocol: Protocol, *, at: datetime, whole: bool = False) -> MeetingJson:
    """The protocol as `meeting_json`: the frozen snapshot when there is one that stands, else the draft.

    Without what is withheld of a snapshot, unless `whole`.
    """
    version = latest_version(protocol)
    if version and state_of(protocol) in LOCKED:
        record = frozen_record(version) if whole else public_record(version)
    else:
        record = build_record(read_draft(protocol), version=0, at=at)
    notices = Notice.objects.filter(protocol=protocol)
    return shape.meeting_json(record, tuple(notice_json(notice) for notice in notices))


def notice_json(notice: Notice) -> NoticeJson:
    """A notice with its dates as they stand and each board's latest time up."""
    dates = dates_of(notice)
    return NoticeJson(
        paragraphs=frozen_record(notice.protocol.verification.version).covered,
        posted=dates.posted,
        last_appeal_day=dates.last_appeal_day,
        earliest_removal=dates.earliest_removal,
        preliminary=dates.preliminary,
        postings=tuple(_posting(posting) for posting in notice.postings.prefetch_related("periods")),
    )


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


def _posting(posting: Posting) -> PostingJson:
    latest = max(posting.periods.all(), key=lambda period: period.first_day, default=None)
    return PostingJson(
        board=posting.board,
        sent=day_of(posting.sent_at) if posting.sent_at else None,
        up=latest.first_day if latest else None,
        down=latest.last_day if latest else None,
    )
