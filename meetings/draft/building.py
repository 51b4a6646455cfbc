"""The snapshot of a protocol from its working rows: the one place where live rows become a document.

The shape is `meeting_json` with what only the document needs beside it; docs/protokoll.schema.json holds it.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from meetings.draft.header import NOTICE_RULE, header_rows
from meetings.draft.paragraph import paragraph_entry
from meetings.draft.people import participants
from meetings.draft.reading import Draft, read_draft
from meetings.draft.series import meeting_number
from meetings.draft.signatories import expected_signatories
from meetings.models import Attachment, Body, Meeting, Protocol, Signatory
from meetings.rules.placeholders import references
from meetings.swedish import genitive, long_date, long_date_with_weekday, section

__all__ = ["Draft", "build_snapshot", "expected_signatories", "read_draft"]


def build_snapshot(protocol: Protocol, *, version: int, at: datetime) -> dict[str, Any]:
    """Everything the document needs, as one JSON value. `version` 0 is a preview."""
    draft = read_draft(protocol)
    meeting, body = draft.meeting, draft.meeting.body
    people = participants(draft)
    order: dict[str, int] = {}
    for one in people:
        order.setdefault(one.name, len(order))
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
        "adjournments": [
            {"from": f"{one.start:%H:%M}", "to": f"{one.end:%H:%M}"}
            for one in meeting.adjournments.all()
            if one.end
        ],
        "next_meeting": meeting.next_meeting.isoformat() if meeting.next_meeting else None,
        "chair": meeting.chair.name if meeting.chair else None,
        "secretary": meeting.secretary.name if meeting.secretary else None,
        "verifiers": [one.person.name for one in meeting.verifiers.all() if not one.is_deputy],
        "attendees": [one.entry() for one in people],
        "paragraphs": [paragraph_entry(draft, paragraph, order) for paragraph in draft.paragraphs],
        "notices": [],
        "closing": "" if protocol.is_immediate else draft.html(meeting.closing),
        "attachments": [_attachment(draft, one) for one in _in_number_order(draft)],
        "document": _document(draft, version=version, at=at) | {"header_rows": header_rows(draft, people)},
    }


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


def _document(draft: Draft, *, version: int, at: datetime) -> dict[str, Any]:
    return {
        "protocol": draft.protocol.number,
        "version": version,
        "frozen_at": at.isoformat(timespec="seconds"),
        **_sender(draft.meeting),
        **_looks(draft.meeting),
        "subtitle": _subtitle(draft),
        "publish": bool(draft.meeting.publish),
        "signatories": [
            {"name": person.name, "role": Signatory.Role(role).label.lower(), "paragraphs": numbers}
            for person, role, numbers in expected_signatories(draft)
        ],
        "verification_decision": _verification_decision(draft.meeting.body),
        "notice_rule": NOTICE_RULE,
        "notice_board": _address("notice_board", draft.meeting.body.association.slug),
        "check_page": _address("authenticity_check"),
    }


def _address(name: str, *args: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def _sender(meeting: Meeting) -> dict[str, Any]:
    """Whose document it is."""
    body, association = meeting.body, meeting.body.association
    return {
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
    }


def _looks(meeting: Meeting) -> dict[str, Any]:
    """What the body has chosen for its documents."""
    body, number = meeting.body, str(meeting_number(meeting))
    pattern = body.meeting_number_pattern
    return {
        "title": meeting.title or body.document_title,
        "meeting_number": number,
        "meeting_number_text": pattern.replace("{nr}", number).replace("{år}", str(meeting.date.year)),
        "show_meeting_number": body.shows_meeting_number,
        "heading_numbers": body.heading_numbers,
        "decision_heading": body.decision_heading,
        "decision_style": body.decision_style,
        "shows_prepared": body.shows_prepared,
        "attendance_layout": body.attendance_layout,
        "foot_lines": body.foot_lines and body.under_kl,
        "org_number_on_every_page": body.org_number_on_every_page,
    }


def _subtitle(draft: Draft) -> str:
    """Notes have none: their day is a row of the header, where the body shows it."""
    meeting, body = draft.meeting, draft.meeting.body
    if not body.under_kl:
        return ""
    held = f"{genitive(body.name)} sammanträde {long_date_with_weekday(meeting.date)}"
    if not draft.protocol.is_immediate:
        return held
    return f"{held}, omedelbar justering av {draft.values['numbers']}"


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
