"""The snapshot of a protocol from its working rows: the one place where live rows become a document.

The shape is `meeting_json` with what only the document needs beside it; docs/protokoll.schema.json holds it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from meetings.documents.header import NOTICE_RULE, header_rows
from meetings.documents.people import participants
from meetings.models import Attachment, Body, Decision, Meeting, Paragraph, Protocol, Signatory, SubItem
from meetings.querysets import one_moment
from meetings.reads.series import earlier_meetings, meeting_number, numbers_of
from meetings.rules.attachments import attachment_numbers
from meetings.rules.numbering import number_range
from meetings.rules.placeholders import fill_html, fill_text, references
from meetings.swedish import genitive, join_names, long_date, section, sections

# A § that «utgår» keeps its number and heading; nothing was said or decided in it.
_NOT_DEALT_WITH: dict[str, Any] = {
    "text": "",
    "text_after": "",
    "sub_items": [],
    "decisions": [],
    "deferral": None,
}


@dataclass(frozen=True)
class Draft:
    """The working rows of a protocol, read once, with the numbers they have as things stand."""

    meeting: Meeting
    paragraphs: list[Paragraph]
    attachments: list[Attachment]
    numbers: dict[int, int]
    attachment_numbers: dict[str, int]
    values: dict[str, str]

    def html(self, text: str) -> str:
        return fill_html(text, self.values, self.attachment_numbers)

    def line(self, text: str) -> str:
        return fill_text(text, self.values, self.attachment_numbers)

    def texts_of(self, paragraph: Paragraph) -> list[str]:
        """Every text of a § in the order it is read; none of one that «utgår»."""
        if paragraph.withdrawn:
            return []
        texts = [paragraph.text]
        for item in paragraph.sub_items.all():
            texts += [item.text, *(d.text for d in paragraph.decisions.all() if d.sub_item_id == item.pk)]
        texts += [d.text for d in paragraph.decisions.all() if d.sub_item_id is None]
        return [*texts, paragraph.text_after]


@one_moment()
def read_draft(protocol: Protocol) -> Draft:
    """The protocol's §§ with all that belongs to them, in a constant number of queries."""
    meeting = (
        Meeting.objects.select_related("body__association__logo", "chair", "secretary")
        .prefetch_related("verifiers__person")
        .get(pk=protocol.meeting_id)
    )
    paragraphs = list(
        protocol.paragraphs.filter(removed_at__isnull=True)
        .select_related("chair")
        .prefetch_related("decisions", "sub_items", "attachments")
        .order_by("position")
    )
    order = {paragraph.pk: index for index, paragraph in enumerate(paragraphs)}
    attachments = sorted(
        Attachment.objects.filter(paragraph__in=order, paragraph__withdrawn=False).select_related("file"),
        key=lambda one: (order[one.paragraph_id or 0], one.pk),
    )
    numbers = numbers_of(meeting)
    own = [numbers[paragraph.pk] for paragraph in paragraphs]
    draft = Draft(meeting, paragraphs, attachments, numbers, {}, _values(meeting, own))
    referred = [
        ref for paragraph in paragraphs for text in draft.texts_of(paragraph) for ref in references(text)
    ]
    draft.attachment_numbers.update(attachment_numbers(referred, [one.public_id for one in attachments]))
    return draft


def build_snapshot(protocol: Protocol, *, version: int, at: datetime) -> dict[str, Any]:
    """Everything the document needs, as one JSON value. `version` 0 is a preview."""
    draft = read_draft(protocol)
    meeting, body = draft.meeting, draft.meeting.body
    people = participants(meeting, draft.numbers)
    return {
        "schema": 1,
        "association": body.association.slug,
        "body": body.slug,
        "registry_number": meeting.registry_number,
        "date": meeting.date.isoformat(),
        "place": meeting.place,
        "mode": meeting.mode,
        "start": f"{meeting.start:%H:%M}",
        "end": f"{meeting.end:%H:%M}" if meeting.end else None,
        "adjournments": [],
        "next_meeting": meeting.next_meeting.isoformat() if meeting.next_meeting else None,
        "chair": meeting.chair.name if meeting.chair else None,
        "secretary": meeting.secretary.name if meeting.secretary else None,
        "verifiers": [one.person.name for one in meeting.verifiers.all() if not one.is_deputy],
        "attendees": [one.entry() for one in people],
        "paragraphs": [_paragraph(draft, paragraph) for paragraph in draft.paragraphs],
        "notices": [],
        "closing": draft.html(meeting.closing),
        "attachments": [_attachment(draft, one) for one in _in_number_order(draft)],
        "document": _document(draft, protocol, version=version, at=at)
        | {"header_rows": header_rows(meeting, people, draft.paragraphs, draft.numbers)},
    }


def expected_signatories(draft: Draft) -> list[tuple[Any, str, list[str] | None]]:
    """(person, role, §§ or None for all) in the order they sign: secretary, chairs, verifiers, deputies."""
    meeting = draft.meeting
    found: list[tuple[Any, str, list[str] | None]] = []
    if meeting.secretary:
        found.append((meeting.secretary, Signatory.Role.SECRETARY, None))
    led: dict[Any, list[str]] = {}
    for paragraph in draft.paragraphs:
        if chair := paragraph.chair or meeting.chair:
            led.setdefault(chair, []).append(str(draft.numbers[paragraph.pk]))
    found += [(chair, Signatory.Role.CHAIR, None if len(led) == 1 else led[chair]) for chair in led]
    for one in meeting.verifiers.all():
        found.append(
            (one.person, Signatory.Role.DEPUTY_VERIFIER if one.is_deputy else Signatory.Role.VERIFIER, None)
        )
    return found


def _values(meeting: Meeting, numbers: list[int]) -> dict[str, str]:
    previous = earlier_meetings(meeting).last() or (
        Meeting.objects.filter(body=meeting.body, date__lt=meeting.date)
        .exclude(state=Meeting.State.CANCELLED)
        .order_by("date", "sequence")
        .last()
    )
    return {
        "verifiers": join_names([v.person.name for v in meeting.verifiers.all() if not v.is_deputy]),
        "deputy_verifiers": join_names([v.person.name for v in meeting.verifiers.all() if v.is_deputy]),
        "chair": meeting.chair.name if meeting.chair else "",
        "secretary": meeting.secretary.name if meeting.secretary else "",
        "date": long_date(meeting.date),
        "place": meeting.place,
        "previous_date": long_date(previous.date) if previous else "",
        "next_date": long_date(meeting.next_meeting) if meeting.next_meeting else "",
        "numbers": sections(number_range(numbers)),
    }


def _paragraph(draft: Draft, paragraph: Paragraph) -> dict[str, Any]:
    number = str(draft.numbers[paragraph.pk])
    own = [one for one in draft.attachments if one.paragraph_id == paragraph.pk]
    entry = {
        "number": number,
        "heading": paragraph.heading,
        "kind": paragraph.kind,
        "registry_number": paragraph.registry_number,
        "text": draft.html(paragraph.text),
        "text_after": draft.html(paragraph.text_after),
        "sub_items": [_sub_item(draft, paragraph, item) for item in paragraph.sub_items.all()],
        "proposals": [],
        "propositions": [],
        "decisions": [
            {
                "text": draft.line(decision.text),
                "outcome": decision.outcome,
                "responsible": decision.responsible,
                "due": decision.due.isoformat() if decision.due else None,
            }
            for decision in paragraph.decisions.all()
            if decision.sub_item_id is None and decision.text
        ],
        "votes": [],
        "took_part": [],
        "not_taking_part": [],
        "reservations": [],
        "statements": [],
        "recusals": [],
        "attachments": [
            {
                "number": str(draft.attachment_numbers[one.public_id]),
                "name": one.name,
                "sha256": one.file.sha256,
            }
            for one in sorted(own, key=lambda one: draft.attachment_numbers[one.public_id])
        ],
        "immediately_verified": False,
        "deferral": _deferral(paragraph),
        "tag": paragraph.tag,
        "chair": paragraph.chair.name if paragraph.chair and paragraph.chair != draft.meeting.chair else None,
        "withdrawn": paragraph.withdrawn,
    }
    return entry | _NOT_DEALT_WITH if paragraph.withdrawn else entry


def _sub_item(draft: Draft, paragraph: Paragraph, item: SubItem) -> dict[str, Any]:
    decisions: list[Decision] = [d for d in paragraph.decisions.all() if d.sub_item_id == item.pk and d.text]
    return {
        "heading": item.heading,
        "text": draft.html(item.text),
        "decisions": [draft.line(decision.text) for decision in decisions],
        "attachments": [
            str(draft.attachment_numbers[one.public_id])
            for one in draft.attachments
            if one.sub_item_id == item.pk
        ],
        "deferral": _deferral(item),
    }


def _deferral(row: Paragraph | SubItem) -> dict[str, Any] | None:
    if not row.deferral:
        return None
    return {"kind": row.deferral, "reason": row.deferral_reason, "to": row.deferral_to or None}


def _in_number_order(draft: Draft) -> list[Attachment]:
    return sorted(draft.attachments, key=lambda one: draft.attachment_numbers[one.public_id])


def _attachment(draft: Draft, one: Attachment) -> dict[str, Any]:
    naming = [
        str(draft.numbers[paragraph.pk])
        for paragraph in draft.paragraphs
        if one.paragraph_id == paragraph.pk
        or any(one.public_id in references(text) for text in draft.texts_of(paragraph))
    ]
    return {
        "number": str(draft.attachment_numbers[one.public_id]),
        "name": one.name,
        "file_name": one.file_name,
        "sha256": one.file.sha256,
        "media_type": one.file.media_type,
        "size": one.file.size,
        "pages": one.file.pages,
        "published": one.publish,
        "paragraphs": naming,
    }


def _document(draft: Draft, protocol: Protocol, *, version: int, at: datetime) -> dict[str, Any]:
    meeting, body = draft.meeting, draft.meeting.body
    association = body.association
    return {
        "protocol": protocol.number,
        "version": version,
        "frozen_at": at.isoformat(timespec="seconds"),
        "title": meeting.title or body.document_title,
        "meeting_number": str(meeting_number(meeting)),
        "show_meeting_number": body.shows_meeting_number,
        "association_name": association.name,
        "org_number": association.org_number,
        "address": association.address.splitlines(),
        "web": association.web,
        "email": association.email,
        "phone": association.phone,
        "logo_sha256": association.logo.sha256 if association.logo else None,
        "logo_media_type": association.logo.media_type if association.logo else "",
        "logo_alt": association.logo_alt,
        "accent": association.accent,
        "storage_place": association.storage_place,
        "body_name": body.name,
        "body_genitive": genitive(body.name),
        "decision_heading": body.decision_heading,
        "decision_style": body.decision_style,
        "org_number_on_every_page": body.org_number_on_every_page,
        "publish": bool(meeting.publish),
        "signatories": [
            {"name": person.name, "role": Signatory.Role(role).label.lower(), "paragraphs": numbers}
            for person, role, numbers in expected_signatories(draft)
        ],
        "verification_decision": _verification_decision(body),
        "notice_rule": NOTICE_RULE,
    }


def _verification_decision(body: Body) -> str:
    """KL 5:69: minutes are verified in the manner the board has decided."""
    association = body.association
    if not association.verification_decided_on:
        return ""
    where = (
        f", {section(association.verification_decided_in)}," if association.verification_decided_in else ""
    )
    return (
        f"{body.name} beslutade den {long_date(association.verification_decided_on)}{where} "
        "att protokoll får justeras digitalt."
    )
