"""The tables of the app, one noun a module."""

from .account import AccountChange
from .agenda import AgendaApproval, ReadAgenda, SentAgenda
from .announcement import Announcement
from .assignment import Assignment, AssignmentNote
from .association import Association, RegistryYear, Role
from .attachment import Attachment, StoredFile
from .audit import AuditEntry
from .ballot import Ballot, BallotOption, Vote
from .body import Body, BodyYear, DocumentRow
from .calendar_feed import CalendarFeed
from .chain import ChainLink, IntegrityCheck
from .daily_mail import DailyMail, HeldLetter
from .disclosure import Disclosure, Refusal
from .dispatch import AskedDispatch, Dispatch
from .disposal import Disposal
from .fee import FeeClaim, FeeEntry, FeePayee, FeePeriod, FeeRule
from .guest import GuestAddress, GuestLink
from .handling import (
    Abstention,
    Election,
    Presenter,
    Proposal,
    ProposalMover,
    Recusal,
    Reservation,
    Statement,
)
from .letter import Letter
from .mandate import Mandate, Office, Seat
from .meeting import Attendee, AttendeeParagraph, Meeting, Verifier
from .notice import Appeal, Notice, Posting, PostingPeriod, PostingSummary
from .own_note import OwnNote
from .paragraph import Decision, Deferral, Dismissal, Paragraph, SubItem
from .party import Party
from .person import Person
from .presence import Adjournment, Movement
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
from .raised_item import RaisedEvent, RaisedFile, RaisedItem, RaisedLink
from .reading_pack import ReadingPack
from .reply import DeclaredRecusal, DeputyCall, Reply, ReplyLink
from .seal import Seal, Sealing, SealKey, SealWarning
from .session import Session
from .stand_in import StandIn
from .standing import MatterToReport
from .starting import Phrase, StandardItem
from .summons import Summons
from .withheld import Extract, ReadingCopy, ReplacedCopy, Withholding
from .writer import Writer

__all__ = [
    "Abstention",
    "AccountChange",
    "Adjournment",
    "AgendaApproval",
    "Announcement",
    "Appeal",
    "AskedDispatch",
    "Assignment",
    "AssignmentNote",
    "Association",
    "Attachment",
    "Attendee",
    "AttendeeParagraph",
    "AuditEntry",
    "Ballot",
    "BallotOption",
    "Body",
    "BodyYear",
    "CalendarFeed",
    "ChainLink",
    "ChangeAnswer",
    "ChangeRequest",
    "DailyMail",
    "Decision",
    "DeclaredRecusal",
    "Deferral",
    "DeputyCall",
    "Disclosure",
    "Dismissal",
    "Dispatch",
    "Disposal",
    "DocumentRow",
    "Election",
    "Extract",
    "FeeClaim",
    "FeeEntry",
    "FeePayee",
    "FeePeriod",
    "FeeRule",
    "GuestAddress",
    "GuestLink",
    "HeldLetter",
    "IntegrityCheck",
    "Letter",
    "Mandate",
    "MatterToReport",
    "Meeting",
    "Movement",
    "Notice",
    "Office",
    "OwnNote",
    "Paragraph",
    "Party",
    "Person",
    "Phrase",
    "Posting",
    "PostingPeriod",
    "PostingSummary",
    "Presenter",
    "Proposal",
    "ProposalMover",
    "Protocol",
    "ProtocolParagraph",
    "ProtocolVersion",
    "RaisedEvent",
    "RaisedFile",
    "RaisedItem",
    "RaisedLink",
    "ReadAgenda",
    "ReadingCopy",
    "ReadingPack",
    "Recusal",
    "Referral",
    "Refusal",
    "RegistryYear",
    "Reminder",
    "ReplacedCopy",
    "Reply",
    "ReplyLink",
    "Reservation",
    "Role",
    "Seal",
    "SealKey",
    "SealWarning",
    "Sealing",
    "Seat",
    "SentAgenda",
    "Session",
    "Signatory",
    "Signature",
    "StandIn",
    "StandardItem",
    "Statement",
    "StoredFile",
    "SubItem",
    "Summons",
    "Verification",
    "Verifier",
    "Vote",
    "Withholding",
    "Writer",
]
