"""What a draft lacks, read from its live rows for rules.checklist."""

import logging
import zipfile
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO

from pypdf import PdfReader

from meetings.documents.building import Draft, read_draft
from meetings.documents.storage import read
from meetings.models import Attachment, Attendee, ChangeRequest, Meeting, Paragraph, Protocol
from meetings.reads.series import first_unfrozen_before
from meetings.rules import checklist
from meetings.rules.checklist import Finding
from meetings.swedish import long_date, sort_key
from meetings.text.richtext import plain

logger = logging.getLogger(__name__)
MOST_PAGES = 200  # of a PDF
MOST_TEXT = 2_000_000  # bytes of one document's own text; more is not read


@dataclass(frozen=True)
class Attendance:
    """How many of the board's seats are taken by someone who decides, and whose presence is not yet said."""

    present: int
    seats: int
    unset: list[str]


def findings_of(protocol: Protocol, *, today: date, draft: Draft | None = None) -> list[Finding]:
    """Everything missing or doubtful in the draft, what blocks the freeze first; a constant number of queries.

    `draft` is what read_draft gives for the protocol, when the caller has it already. A meeting whose day
    is after `today` is pointed out.
    """
    draft = draft or read_draft(protocol)
    meeting = draft.meeting
    attendance = attendance_of(meeting)
    requests = open_requests(protocol)
    earlier = first_unfrozen_before(meeting)
    found = checklist.findings(
        checklist.DraftProtocol(
            paragraphs=[
                _paragraph(draft, paragraph, requests.get(paragraph.pk, 0)) for paragraph in draft.paragraphs
            ],
            attachments=[_attachment(one) for one in draft.attachments],
            values=draft.values,
            closing=meeting.closing,
            has_chair=meeting.chair_id is not None,
            has_secretary=meeting.secretary_id is not None,
            has_end=meeting.end is not None,
            verifiers=sum(not one.is_deputy for one in meeting.verifiers.all()),
            present=attendance.present,
            seats=attendance.seats,
            unset_attendance=attendance.unset,
            earlier_unfrozen=long_date(earlier.date) if earlier else "",
            publish=meeting.publish,
            open_requests=requests.get(None, 0),
        )
    )
    if meeting.date > today:
        return [*found, Finding(f"Sammanträdet hålls först den {long_date(meeting.date)}", "not_held", False)]
    return found


def attendance_of(meeting: Meeting) -> Attendance:
    """A seat is taken by its ledamot or by the ersättare who serves for that ledamot.

    A body without seats in the register is measured by its own ledamöter.
    """
    attendees = list(meeting.attendees.select_related("person"))
    members = [one for one in attendees if one.kind == Attendee.Kind.MEMBER]
    deciding = [one for one in attendees if one.is_present and _decides(one)]
    unset = [one.display_name for one in attendees if one.presence == Attendee.Presence.UNSET]
    return Attendance(
        present=len(deciding),
        seats=meeting.body.seats.count() or len(members),
        unset=sorted(unset, key=sort_key),
    )


def open_requests(protocol: Protocol) -> dict[int | None, int]:
    """Requests for a change that nobody has answered, by paragraph key (None: about no certain §)."""
    found: dict[int | None, int] = {}
    unanswered = ChangeRequest.objects.filter(
        version__protocol=protocol, kind=ChangeRequest.Kind.REQUEST, answer__isnull=True
    )
    for key in unanswered.values_list("paragraph_id", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def _decides(one: Attendee) -> bool:
    return one.kind == Attendee.Kind.MEMBER or one.serving_for_id is not None


def _paragraph(draft: Draft, paragraph: Paragraph, requests: int) -> checklist.DraftParagraph:
    items = list(paragraph.sub_items.all())
    return checklist.DraftParagraph(
        number=str(draft.numbers[paragraph.pk]),
        kind=paragraph.kind,
        heading=paragraph.heading,
        texts=draft.texts_of(paragraph),
        has_text=bool(paragraph.text or paragraph.text_after),
        has_decision=not paragraph.withdrawn and any(one.text for one in paragraph.decisions.all()),
        has_sub_items=any(item.heading or item.text for item in items),
        deferred=bool(paragraph.deferral) or any(item.deferral for item in items),
        withdrawn=paragraph.withdrawn,
        open_requests=requests,
    )


def _attachment(one: Attachment) -> checklist.DraftAttachment:
    text = text_of(one.file.sha256, one.file.media_type) if one.publish else ""
    return checklist.DraftAttachment(public_id=one.public_id, name=one.name, publish=one.publish, text=text)


@lru_cache(maxsize=64)
def text_of(sha256: str, media_type: str) -> str:
    """The words of a PDF, Office or OpenDocument file; "" for kinds whose words cannot be read.

    Content-addressed, so a file is read once in a process.
    """
    parts = ("word/document.xml", "xl/sharedStrings.xml", "content.xml")
    if media_type == "application/pdf":
        return _words_of_pdf(sha256)
    if not media_type.startswith("application/vnd."):
        return ""
    try:
        with zipfile.ZipFile(BytesIO(read(sha256))) as archive:
            names = [name for name in archive.namelist() if name in parts or _is_slide(name)]
            return "\n".join(_words(archive, name) for name in names)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return ""


def _words_of_pdf(sha256: str) -> str:
    found: list[str] = []
    try:
        for page in PdfReader(BytesIO(read(sha256))).pages[:MOST_PAGES]:
            found.append(page.extract_text())
            if sum(map(len, found)) > MOST_TEXT:
                break
    except Exception:  # a damaged or hostile file may fail in any way; what was read until then counts
        logger.info("The words of %s cannot be read to the end", sha256, exc_info=True)
    return "\n".join(found)


def _is_slide(name: str) -> bool:
    return name.startswith("ppt/slides/slide") and name.endswith(".xml")


def _words(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as part:
        xml = part.read(MOST_TEXT).decode("utf-8", errors="replace")
    return plain(xml.replace("</w:p>", "<br>").replace("</text:p>", "<br>"))
