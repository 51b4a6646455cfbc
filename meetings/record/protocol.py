"""A frozen snapshot, read into dataclasses: what every template of a document may use.

The shape is docs/protokoll.schema.json. A version once frozen renders for ever, so a new shape gets a new
number and a new reader here, and the old reader stays. Within a number keys may come, each with a default.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from meetings.record.handling import Reservation
from meetings.record.paragraph import Decision, Deferral, Paragraph
from meetings.record.reading import UnreadableSnapshotError, read
from meetings.record.vote import NamedVote, Vote
from meetings.swedish import NBSP, long_date_with_weekday, time_range

__all__ = [
    "Attachment",
    "Decision",
    "Deferral",
    "NamedVote",
    "Paragraph",
    "ProtocolDocument",
    "Reservation",
    "SignatureRecord",
    "UnreadableSnapshotError",
    "Vote",
    "covered_numbers",
    "parse",
    "parse_record",
]

PRESENT, ABSENT, ADJOURNMENTS = "present", "absent", "adjournments"
_ONLINE = "Digitalt, "  # before the deadline in rows frozen while a protocol could only be verified online


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
    mode_reason: str = ""


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
class LineGroup:
    """Lines of a row under a label of their own, such as «Deltog digitalt»."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class HeaderRow:
    """`value` is all of it, line by line; `groups` and `columns` are the same divided, where it is."""

    key: str
    label: str
    value: tuple[str, ...]
    groups: tuple[LineGroup, ...] = ()
    columns: tuple[tuple[str, ...], ...] = ()

    @property
    def on_paper(self) -> "HeaderRow":
        """The row of a protocol that is signed by hand: nothing in it says that it is signed online."""
        match self.key:
            case "signature":
                return replace(self, value=("Se sidan Underskrifter",))
            case "verification_place_time":
                return replace(self, value=tuple(map(_without_online, self.value)))
            case _:
                return self


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
    notice_board: str = ""
    check_page: str = ""
    meeting_number_text: str = ""
    subtitle: str | None = None
    heading_numbers: str = "paragraph"
    shows_prepared: bool = False
    attendance_layout: str = "roles"
    foot_lines: bool = False

    @property
    def number_line(self) -> str:
        """«Protokollsnummer: # 1 – 2021», empty when the number is not shown or stands in the heading."""
        shown = self.meeting_number_text if self.show_meeting_number else ""
        return f"Protokollsnummer: {shown}" if shown else ""

    @property
    def heading(self) -> str:
        """The title, with the number of the meeting where it was frozen there."""
        if self.show_meeting_number and self.meeting_number and not self.meeting_number_text:
            return f"{self.title} nr{NBSP}{self.meeting_number}"
        return self.title


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

    @property
    def subtitle(self) -> str:
        """«Förbundsstyrelsens sammanträde torsdagen den 30 maj 2024», empty for notes without such a line."""
        if self.document.subtitle is not None:
            return self.document.subtitle
        return f"{self.document.body_genitive} sammanträde {long_date_with_weekday(self.date)}"

    @property
    def covered(self) -> tuple[str, ...]:
        """Numbers of the §§ that are verified and posted with this protocol."""
        return tuple(each.number for each in self.paragraphs if not each.is_stub)

    @property
    def facts(self) -> tuple[HeaderRow, ...]:
        """Rows of the table on the first page."""
        rows = [row for row in self.document.header_rows if row.key not in (PRESENT, ABSENT)]
        if self.adjournments and all(row.key != ADJOURNMENTS for row in rows):  # frozen before it was a row
            lines = tuple(time_range(each.start, each.end) for each in self.adjournments)
            for at in [at for at, row in enumerate(rows, start=1) if row.key == "place_time"]:
                rows.insert(at, HeaderRow(ADJOURNMENTS, "Ajournering", lines))
        return tuple(rows)

    @property
    def facts_on_paper(self) -> tuple[HeaderRow, ...]:
        """The same of a protocol that is signed by hand."""
        return tuple(row.on_paper for row in self.facts)

    @property
    def attendance(self) -> tuple[HeaderRow, ...]:
        """«Närvarande» and «Frånvarande» where they are no rows of the table."""
        return tuple(row for row in self.document.header_rows if row.key in (PRESENT, ABSENT))

    @property
    def attendance_is_first(self) -> bool:
        """Whether the attendance stands under the first heading instead of before it."""
        return self.document.attendance_layout == "first"


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
    return replace(document, paragraphs=tuple(_as_shown(each, document) for each in document.paragraphs))


def _without_online(line: str) -> str:
    rest = line.removeprefix(_ONLINE)
    return line if rest == line else f"{rest[:1].upper()}{rest[1:]}"


def _as_shown(paragraph: Paragraph, document: ProtocolDocument) -> Paragraph:
    head = document.document
    return replace(paragraph, heading_numbers=head.heading_numbers, shows_prepared=head.shows_prepared)


def covered_numbers(snapshot: Mapping[str, Any]) -> list[str]:
    """Numbers of the §§ that a snapshot's protocol verifies: not those with an immediate protocol."""
    return [each["number"] for each in snapshot["paragraphs"] if not each.get("immediate")]


def parse_record(record: Mapping[str, Any]) -> SignatureRecord:
    """Read the record of signatures that was stored with the last one. Raises UnreadableSnapshotError."""
    signatures: SignatureRecord = read(SignatureRecord, record, "signatures")
    return signatures
