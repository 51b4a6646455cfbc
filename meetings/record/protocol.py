"""The whole frozen protocol: what a version's snapshot holds, and the answer that meeting_json gives of it."""

import datetime
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from meetings.record.paragraph import Paragraph
from meetings.record.people import KnownPerson
from meetings.record.shape import Clock, Frozen, Html, Number, Sha256, Slug

SCHEMA = 2
PRESENT, ABSENT, ADJOURNMENTS, PARTIES = "present", "absent", "adjournments", "parties"


class Adjournment(Frozen, frozen=True, omit_defaults=True, rename={"start": "from", "end": "to"}):
    """Days only when they are not the meeting's first."""

    start: Clock
    end: Clock
    from_day: datetime.date | None = None
    to_day: datetime.date | None = None


class Attendee(Frozen, frozen=True):
    """One line of the attendance. `paragraphs` is None for every §; `group` is deciding, other or absent."""

    name: str
    party: str | None
    role: str
    mode: str
    serving_for: str | None = None
    paragraphs: tuple[Number, ...] | None = None
    group: str = ""
    organisation: str = ""
    mode_reason: str = ""
    person: int | None = None
    serving_for_person: int | None = None


class Attachment(Frozen, frozen=True):
    """`paragraphs` are the §§ that it belongs to or is named in. One that is not published has no file here in
    the public copy's data."""

    number: Number
    name: str
    sha256: Sha256
    file_name: str = ""
    media_type: str = ""
    size: int = 0
    pages: int | None = None
    published: bool = False
    paragraphs: tuple[Number, ...] = ()


class LineGroup(Frozen, frozen=True):
    """Lines of a row under a label of their own, such as «Deltog digitalt»."""

    label: str
    lines: tuple[str, ...]


class HeaderRow(Frozen, frozen=True):
    """`value` is all of it, line by line; `groups` and `columns` are the same divided, where it is.

    `on_paper` are the lines instead where the protocol is signed by hand, when they differ.
    """

    key: str
    label: str
    value: tuple[str, ...]
    groups: tuple[LineGroup, ...] = ()
    columns: tuple[tuple[str, ...], ...] = ()
    on_paper: tuple[str, ...] = ()

    @property
    def signed_by_hand(self) -> "HeaderRow":
        """The row of a protocol that is signed on paper: nothing in it says that it is signed online."""
        return replace(self, value=self.on_paper, groups=()) if self.on_paper else self


class Signatory(Frozen, frozen=True):
    """Who is to sign; `sections` is «§ 37–40», empty for all."""

    name: str
    role: str
    paragraphs: tuple[Number, ...] | None = None
    sections: str = ""
    person: int | None = None


class Letterhead(Frozen, frozen=True):
    """The snapshot's "document": what only the printed document needs. `version` 0 is a preview.

    `layout` names the templates, fonts and libraries that laid out the version (documents.layout).
    """

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
    logo_sha256: Sha256 | None = None
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
    subtitle: str = ""
    heading_numbers: str = "paragraph"
    shows_prepared: bool = False
    attendance_layout: str = "roles"
    foot_lines: bool = False
    heading: str = ""
    number_line: str = ""
    running_title: str = ""
    running_head: str = ""
    page_title: str = ""
    layout: str = ""
    least_level: int = 1

    @property
    def facts(self) -> tuple[HeaderRow, ...]:
        """Rows of the table on the first page."""
        return tuple(row for row in self.header_rows if row.key not in (PRESENT, ABSENT))

    @property
    def attendance(self) -> tuple[HeaderRow, ...]:
        """«Närvarande» and «Frånvarande» where they are no rows of the table."""
        return tuple(row for row in self.header_rows if row.key in (PRESENT, ABSENT))

    @property
    def attendance_is_first(self) -> bool:
        """Whether the attendance stands under the first heading instead of before it."""
        return self.attendance_layout == "first"


class Sitting(Frozen, frozen=True):
    """Which meeting it is, when and where it was held, and who led it, wrote and verifies."""

    schema: int
    association: Slug
    body: Slug
    registry_number: str
    date: datetime.date
    place: str
    mode: str
    start: Clock
    end: Clock | None
    adjournments: tuple[Adjournment, ...]
    next_meeting: datetime.date | None
    chair: str | None
    secretary: str | None
    verifiers: tuple[str, ...]


class ProtocolRecord(Sitting, frozen=True):
    """A protocol as it was frozen, of the schema that is written now; `reading` brings older ones up to it.

    Whoever is named stands in `people`, and the place says who by that one's key: «name» has «person» beside it.
    """

    schema: Annotated[int, Meta(ge=SCHEMA, le=SCHEMA)]
    attendees: tuple[Attendee, ...]
    paragraphs: tuple[Paragraph, ...]
    document: Letterhead
    closing: Html = ""
    attachments: tuple[Attachment, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    chair_person: int | None = None
    secretary_person: int | None = None
    verifiers_people: tuple[int, ...] = ()

    @property
    def covered(self) -> tuple[str, ...]:
        """Numbers of the §§ that are verified and posted with this protocol."""
        return tuple(each.number for each in self.paragraphs if not each.is_stub)


class Signature(Frozen, frozen=True):
    """`at` is local time with offset; `sha256` of the PDF that was signed; `level` of rules.signing_level, None for
    one on paper and one from before there were levels; `instead_of` names whose place was taken, for which §§."""

    name: str
    role: str
    at: datetime.datetime
    method: str = ""
    sha256: str = ""
    dissent: str = ""
    level: int | None = None
    instead_of: str = ""
    reason: str = ""
    sections: str = ""

    @property
    def role_in_words(self) -> str:
        """«ersättare för justerare, i stället för Henrik Brolin (bortrest)»."""
        why = f" ({self.reason})" if self.reason else ""
        return f"{self.role}, i stället för {self.instead_of}{why}" if self.instead_of else self.role

    @property
    def way(self) -> str:
        """«Lösenord, nivå 1»; only the method where there is no level."""
        return f"{self.method}, nivå {self.level}" if self.level else self.method


class Signatures(Frozen, frozen=True):
    """What is known after the last signature. `verified` is the day of verification, `notes` sentences beside."""

    verified: datetime.date
    signatures: tuple[Signature, ...]
    method: str = ""
    notes: tuple[str, ...] = ()
