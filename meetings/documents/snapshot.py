"""A frozen snapshot, read into dataclasses: what every template of a document may use.

The shape is docs/protokoll.schema.json. A version once frozen renders for ever, so a new shape gets a new
number and a new reader here, and the old reader stays.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from meetings.documents.reading import UnreadableSnapshotError, read

_DEFERRED = {"bordlagd": "bordläggs", "återremitterad": "återremitteras", "hänskjuten": "hänskjuts"}
_DECIDED_BY = {
    "majority": "Avgjort med enkel majoritet.",
    "qualified majority": "Avgjort med kvalificerad majoritet.",
    "casting vote": "Avgjort med ordförandens utslagsröst.",
    "lot": "Avgjort genom lottning.",
}


@dataclass(frozen=True)
class Adjournment:
    start: str = field(metadata={"key": "from"})
    end: str = field(metadata={"key": "to"})


@dataclass(frozen=True)
class Attendee:
    name: str
    party: str | None
    role: str
    mode: str
    serving_for: str | None = None
    paragraphs: tuple[str, ...] | None = None
    group: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Decision:
    text: str
    outcome: str = ""
    responsible: str = ""
    due: datetime.date | None = None


@dataclass(frozen=True)
class Deferral:
    kind: str
    reason: str = ""
    to: str | None = None

    @property
    def sentence(self) -> str:
        verb = _DEFERRED.get(self.kind, f"är {self.kind}")
        to = f" till {self.to}" if self.to else ""
        reason = f": {self.reason.rstrip('.')}" if self.reason else ""
        return f"Ärendet {verb}{to}{reason}."


@dataclass(frozen=True)
class SubItem:
    heading: str
    text: str = ""
    decisions: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    deferral: Deferral | None = None


@dataclass(frozen=True)
class Proposal:
    by: str
    text: str
    withdrawn: bool = False


@dataclass(frozen=True)
class NamedVote:
    name: str
    choice: str


@dataclass(frozen=True)
class OptionResult:
    option: str
    votes: int


@dataclass(frozen=True)
class Vote:
    question: str
    open: bool
    abstain: int | None = None
    in_favour: int | None = field(default=None, metadata={"key": "for"})
    against: int | None = None
    decided_by: str = ""
    names: tuple[NamedVote, ...] = ()
    results: tuple[OptionResult, ...] = ()

    @property
    def how_decided(self) -> str:
        return _DECIDED_BY.get(self.decided_by, "")


@dataclass(frozen=True)
class Reservation:
    name: str
    text: str = ""


@dataclass(frozen=True)
class Statement:
    name: str
    kind: str
    text: str


@dataclass(frozen=True)
class Recusal:
    name: str
    reason: str = ""


@dataclass(frozen=True)
class AttachmentReference:
    number: str
    name: str
    sha256: str


@dataclass(frozen=True)
class Paragraph:
    number: str
    heading: str
    kind: str = ""
    registry_number: str = ""
    text: str = ""
    text_after: str = ""
    sub_items: tuple[SubItem, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    propositions: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    votes: tuple[Vote, ...] = ()
    took_part: tuple[str, ...] = ()
    not_taking_part: tuple[str, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    statements: tuple[Statement, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    attachments: tuple[AttachmentReference, ...] = ()
    immediately_verified: bool = False
    deferral: Deferral | None = None
    tag: str = ""
    chair: str | None = None
    withdrawn: bool = False

    @property
    def decision_texts(self) -> tuple[str, ...]:
        return tuple(each.text for each in self.decisions)


@dataclass(frozen=True)
class Attachment:
    number: str
    name: str
    file_name: str
    sha256: str
    media_type: str
    size: int
    pages: int | None = None
    published: bool = False
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class HeaderRow:
    key: str
    label: str
    value: tuple[str, ...]


@dataclass(frozen=True)
class Signatory:
    name: str
    role: str
    paragraphs: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Letterhead:
    """The snapshot's "document": what only the printed document needs."""

    version: int
    frozen_at: datetime.datetime
    title: str
    association_name: str
    body_name: str
    body_genitive: str
    protocol: int = 1
    meeting_number: str = ""
    show_meeting_number: bool = False
    org_number: str = ""
    address: tuple[str, ...] = ()
    web: str = ""
    email: str = ""
    phone: str = ""
    logo_sha256: str | None = None
    logo_media_type: str = ""
    logo_alt: str = ""
    accent: str = ""
    storage_place: str = ""
    decision_heading: str = ""
    decision_style: str = "prose"
    header_rows: tuple[HeaderRow, ...] = ()
    org_number_on_every_page: bool = True
    publish: bool = False
    signatories: tuple[Signatory, ...] = ()
    verification_decision: str = ""
    notice_rule: str = ""


@dataclass(frozen=True)
class ProtocolDocument:
    association: str
    body: str
    date: datetime.date
    paragraphs: tuple[Paragraph, ...]
    document: Letterhead
    chair: str = ""
    secretary: str = ""
    registry_number: str = ""
    place: str = ""
    mode: str = ""
    start: str = ""
    end: str = ""
    adjournments: tuple[Adjournment, ...] = ()
    next_meeting: datetime.date | None = None
    verifiers: tuple[str, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    closing: str = ""
    attachments: tuple[Attachment, ...] = ()

    def party_of(self, name: str) -> str:
        """The code of the party `name` sits for, empty when the attendance does not say."""
        return next((a.party or "" for a in self.attendees if a.name == name), "")


@dataclass(frozen=True)
class Signature:
    """`at` is local time with offset; `sha256` of the PDF that was signed."""

    name: str
    role: str
    at: datetime.datetime
    method: str = ""
    sha256: str = ""
    dissent: str = ""


@dataclass(frozen=True)
class SignatureRecord:
    """What is known after the last signature. `verified` is the day of verification."""

    verified: datetime.date
    method: str
    signatures: tuple[Signature, ...]


def parse(snapshot: Mapping[str, Any]) -> ProtocolDocument:
    """Read a snapshot of any schema ever frozen. Unknown keys are passed over.

    Raises UnreadableSnapshotError.
    """
    schema = snapshot.get("schema")
    if schema != 1:
        raise UnreadableSnapshotError(f"unknown schema {schema!r}")
    document: ProtocolDocument = read(ProtocolDocument, snapshot, "snapshot")
    return document


def parse_record(record: Mapping[str, Any]) -> SignatureRecord:
    """Read the record of signatures that was stored with the last one. Raises UnreadableSnapshotError."""
    signatures: SignatureRecord = read(SignatureRecord, record, "signatures")
    return signatures
