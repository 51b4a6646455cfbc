"""The tables of the app, one noun a module."""

from .association import Association, Party, Role
from .attachment import Attachment, StoredFile
from .body import Body, BodyYear, DocumentRow, Phrase, StandardItem
from .mandate import Mandate, Office, Seat
from .meeting import Attendee, AttendeeParagraph, Meeting, Verifier
from .notice import Appeal, Notice, Posting, PostingPeriod
from .paragraph import Decision, Deferral, Paragraph, SubItem
from .person import Person
from .protocol import (
    ChangeAnswer,
    ChangeRequest,
    Protocol,
    ProtocolParagraph,
    ProtocolVersion,
    Referral,
    Reminder,
    Signatory,
    Signature,
    Verification,
)

__all__ = [
    "Appeal",
    "Association",
    "Attachment",
    "Attendee",
    "AttendeeParagraph",
    "Body",
    "BodyYear",
    "ChangeAnswer",
    "ChangeRequest",
    "Decision",
    "Deferral",
    "DocumentRow",
    "Mandate",
    "Meeting",
    "Notice",
    "Office",
    "Paragraph",
    "Party",
    "Person",
    "Phrase",
    "Posting",
    "PostingPeriod",
    "Protocol",
    "ProtocolParagraph",
    "ProtocolVersion",
    "Referral",
    "Reminder",
    "Role",
    "Seat",
    "Signatory",
    "Signature",
    "StandardItem",
    "StoredFile",
    "SubItem",
    "Verification",
    "Verifier",
]
