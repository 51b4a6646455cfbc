"""What the command meeting_json prints: the record without what only the document needs, and its notices."""

import datetime

import msgspec

from meetings.record.handling import Proposal, Recusal, Reservation, Statement
from meetings.record.paragraph import AttachmentReference, Decision, Deferral, SubItem
from meetings.record.protocol import ProtocolRecord, Sitting
from meetings.record.shape import Frozen, Html, Number
from meetings.record.vote import Vote


class AttendeeJson(Frozen, frozen=True):
    """Whoever sits for no party has as party the organisation that sent them."""

    name: str
    party: str | None
    role: str
    mode: str
    serving_for: str | None
    paragraphs: tuple[Number, ...] | None


class ParagraphJson(Frozen, frozen=True):
    number: Number
    heading: str
    kind: str
    registry_number: str
    text: Html
    text_after: Html
    sub_items: tuple[SubItem, ...]
    proposals: tuple[Proposal, ...]
    propositions: tuple[str, ...]
    decisions: tuple[Decision, ...]
    votes: tuple[Vote, ...]
    took_part: tuple[str, ...]
    not_taking_part: tuple[str, ...]
    reservations: tuple[Reservation, ...]
    statements: tuple[Statement, ...]
    recusals: tuple[Recusal, ...]
    attachments: tuple[AttachmentReference, ...]
    immediately_verified: bool
    deferral: Deferral | None


class PostingJson(Frozen, frozen=True):
    """At a member's board; days that are not known are null."""

    board: str
    sent: datetime.date | None
    up: datetime.date | None
    down: datetime.date | None


class NoticeJson(Frozen, frozen=True):
    paragraphs: tuple[Number, ...]
    posted: datetime.date
    last_appeal_day: datetime.date
    earliest_removal: datetime.date
    preliminary: bool
    postings: tuple[PostingJson, ...]


class MeetingJson(Sitting, frozen=True):
    attendees: tuple[AttendeeJson, ...]
    paragraphs: tuple[ParagraphJson, ...]
    notices: tuple[NoticeJson, ...]


def meeting_json(record: ProtocolRecord, notices: tuple[NoticeJson, ...]) -> MeetingJson:
    """The value for a protocol, frozen or as it would be frozen now."""
    whole = msgspec.to_builtins(record)
    for each, attendee in zip(whole["attendees"], record.attendees, strict=True):
        each["party"] = attendee.party or attendee.organisation or None
    return msgspec.convert({**whole, "notices": msgspec.to_builtins(notices)}, MeetingJson)
