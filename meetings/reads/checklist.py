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
from meetings.models import (
    Attachment,
    Attendee,
    ChangeRequest,
    Meeting,
    Paragraph,
    Proposal,
    Protocol,
    Reservation,
)
from meetings.reads.rolls import Rolls, order_of, rolls_of
from meetings.reads.series import first_unfrozen_before
from meetings.rules import checklist, distance, presence
from meetings.rules import proposals as rules
from meetings.rules.checklist import Finding
from meetings.rules.verification import IMMEDIATE
from meetings.swedish import long_date, sort_key
from meetings.text.richtext import plain

logger = logging.getLogger(__name__)
MOST_PAGES = 200  # of a PDF
MOST_TEXT = 2_000_000  # bytes of one document's own text; more is not read


@dataclass(frozen=True)
class Attendance:
    """How many of the board's seats have someone who decides when the meeting begins, and whose presence is
    not yet said."""

    present: int
    seats: int
    unset: list[str]


def findings_of(
    protocol: Protocol, *, today: date, draft: Draft | None = None, rolls: Rolls | None = None
) -> list[Finding]:
    """Everything missing or doubtful in the draft, what blocks the freeze first; a constant number of queries.

    `draft` is what read_draft gives for the protocol, and `rolls` what rolls_of gives for its meeting, when the
    caller has them already. A meeting whose day is after `today` is pointed out.
    """
    draft = draft or read_draft(protocol)
    meeting = draft.meeting
    rolls = rolls or rolls_of(meeting, order_of(meeting))
    attendance = attendance_of(meeting, rolls)
    requests = open_requests(protocol)
    earlier = first_unfrozen_before(meeting)
    awaited = awaited_reservations(meeting)
    unordered = without_main_proposal(meeting)
    found = checklist.findings(
        checklist.DraftProtocol(
            paragraphs=[
                _paragraph(
                    draft,
                    paragraph,
                    requests.get(paragraph.pk, 0),
                    rolls,
                    awaited.get(paragraph.pk, []),
                    paragraph.pk in unordered,
                )
                for paragraph in draft.paragraphs
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
            under_kl=meeting.body.under_kl,
            immediate=protocol.is_immediate,
            doubts=doubts_of(meeting, rolls),
        )
    )
    if meeting.date > today:
        return [*found, Finding(f"Sammanträdet hålls först den {long_date(meeting.date)}", "not_held", True)]
    return found


def attendance_of(meeting: Meeting, rolls: Rolls | None = None) -> Attendance:
    """A seat is taken by its ledamot or by the ersättare who serves for it, when the meeting begins."""
    rolls = rolls or rolls_of(meeting, [])
    unset = [one.display_name for one in rolls.attendees.values() if one.presence == Attendee.Presence.UNSET]
    return Attendance(
        present=rolls.at_start.present, seats=len(rolls.seats), unset=sorted(unset, key=sort_key)
    )


def awaited_reservations(meeting: Meeting) -> dict[int, list[str]]:
    """Names of those whose motivation has not come, by paragraph key."""
    found: dict[int, list[str]] = {}
    waiting = Reservation.objects.filter(paragraph__meeting=meeting, text="", without_text=False)
    for one in waiting.select_related("attendee__person"):
        found.setdefault(one.paragraph_id, []).append(one.attendee.display_name)
    return found


def without_main_proposal(meeting: Meeting) -> set[int]:
    """Keys of the §§ in which more than two proposals stand and none is the huvudförslag (KL 5:67)."""
    rows: dict[int, list[rules.Proposal]] = {}
    standing = Proposal.objects.filter(paragraph__meeting=meeting).prefetch_related("movers__person")
    for one in standing:
        by = tuple(mover.display_name for mover in one.movers.all())
        rows.setdefault(one.paragraph_id, []).append(
            rules.Proposal(by=by, text=one.text, is_main=one.is_main, withdrawn=one.withdrawn)
        )
    return {key for key, each in rows.items() if rules.hindrance(each)}


def doubts_of(meeting: Meeting, rolls: Rolls) -> list[str]:
    """About the attendance: distance without the board's decision, coming back, events without effect."""
    course = {
        "seats": rolls.seat_keys,
        "participants": rolls.participants,
        "movements": rolls.rule_movements,
        "recusals": rolls.rule_recusals,
        "paragraphs": len(rolls.order),
    }
    found = [
        f"{rolls.attendees[key]} lämnade sammanträdet och kom tillbaka. Växeltjänstgöring undviks utom vid jäv"
        for key in presence.returns(**course)  # type: ignore[arg-type]
    ]
    found += [
        f"{rolls.attendees[event.who]}: en händelse har ingen verkan. {sentence.rstrip('.')}"  # type: ignore[index]
        for event, sentence in presence.passed_over(**course)  # type: ignore[arg-type]
    ]
    return [*found, *_distance(meeting, rolls)]


def _distance(meeting: Meeting, rolls: Rolls) -> list[str]:
    people = [one for one in rolls.attendees.values() if one.kind != Attendee.Kind.GUEST]
    return distance.distance_findings(
        [
            distance.Participation(name=one.display_name, mode=one.presence, reason=one.mode_reason)
            for one in people
        ],
        decided=meeting.body.distance_decided_on is not None,
        audio_decided=meeting.body.audio_allowed,
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


def _paragraph(
    draft: Draft, paragraph: Paragraph, requests: int, rolls: Rolls, awaited: list[str], unordered: bool
) -> checklist.DraftParagraph:
    roll = rolls.by_paragraph.get(paragraph.pk)
    items = list(paragraph.sub_items.all())
    return checklist.DraftParagraph(
        number=str(draft.numbers[paragraph.pk]),
        kind=paragraph.kind,
        heading=paragraph.heading,
        texts=draft.texts_of(paragraph),
        has_text=bool(paragraph.text or paragraph.text_after),
        has_decision=not paragraph.withdrawn
        and any(one.text not in ("", IMMEDIATE) and not one.is_prepared for one in paragraph.decisions.all()),
        has_sub_items=any(item.heading or item.text for item in items),
        deferred=bool(paragraph.deferral) or any(item.deferral for item in items),
        withdrawn=paragraph.withdrawn,
        not_handled=paragraph.not_handled,
        open_requests=requests,
        present=roll.present if roll else None,
        awaited=awaited,
        lacks_main_proposal=unordered,
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
