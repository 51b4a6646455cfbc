"""The record of a protocol from its working rows: the one place where live rows become a document."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from meetings.draft.header import NOTICE_RULE, header_rows
from meetings.draft.names import identity
from meetings.draft.paragraph import printed_paragraph
from meetings.draft.people import AttendanceLine, participants
from meetings.draft.reading import Draft
from meetings.draft.recorded_words import MEETING_MODES
from meetings.draft.signatories import expected_signatories, signing_decision
from meetings.models import Attachment, Body, Signatory
from meetings.record import protocol as record
from meetings.record.people import KnownPerson, with_keys
from meetings.record.protocol import SCHEMA, Adjournment, Letterhead, ProtocolRecord
from meetings.record.titles import sections_of, with_titles
from meetings.rules.placeholders import references
from meetings.rules.signing_level import decision_sentence
from meetings.swedish import day_of, genitive, long_date_with_weekday


def build_record(draft: Draft, *, version: int, at: datetime, layout: str = "") -> ProtocolRecord:
    """The protocol as it is frozen at `at`; `version` 0 is a preview. `layout` names what lays out its pages."""
    meeting, body = draft.meeting, draft.meeting.body
    people = participants(draft)
    order: dict[str, int] = {}
    for one in people:
        order.setdefault(one.name, len(order))
    head = _letterhead(draft, people, version=version, at=at, layout=layout)
    covered = [draft.number(paragraph) for paragraph in draft.covered]
    found = ProtocolRecord(
        schema=SCHEMA,
        association=body.association.slug,
        body=body.slug,
        registry_number=meeting.registry_number,
        date=meeting.date,
        place=meeting.place,
        mode=MEETING_MODES[meeting.mode],
        start=f"{meeting.start:%H:%M}",
        end=f"{meeting.end:%H:%M}" if meeting.end else None,
        adjournments=tuple(
            Adjournment(
                start=f"{one.start:%H:%M}",
                end=f"{one.end:%H:%M}",
                from_day=one.start_day,
                to_day=one.end_day or one.start_day,
            )
            for one in meeting.adjournments.all()
            if one.end
        ),
        next_meeting=meeting.next_meeting,
        chair=draft.rolls.name(meeting.chair) if meeting.chair else None,
        secretary=draft.rolls.name(meeting.secretary) if meeting.secretary else None,
        verifiers=tuple(draft.rolls.name(one.person) for one in meeting.verifiers.all() if not one.is_deputy),
        attendees=tuple(one.recorded for one in people),
        paragraphs=tuple(printed_paragraph(draft, paragraph, order) for paragraph in draft.paragraphs),
        closing="" if draft.protocol.is_immediate else draft.html(meeting.closing),
        attachments=tuple(_attachments(draft)),
        document=with_titles(head, covered=covered, day=meeting.date),
        people=_people(draft, people),
    )
    return with_keys(found, {one.name: one.key for one in found.people})


def _people(draft: Draft, people: list[AttendanceLine]) -> tuple[KnownPerson, ...]:
    """Not a guest who is only there for a § of another protocol."""
    lines = {one.name for one in people}
    absent = {identity(one) for one in draft.rolls.attendees.values() if draft.rolls.name(one) not in lines}
    return tuple(one for key, one in draft.rolls.people.items() if key not in absent)


def _in_number_order(draft: Draft) -> list[Attachment]:
    return sorted(draft.attachments, key=lambda one: draft.attachment_numbers[one.public_id])


def _attachments(draft: Draft) -> Iterator[record.Attachment]:
    """Each with the §§ it belongs to or is named in; every text is looked through once, for all of them."""
    named = [
        (
            paragraph.pk,
            draft.number(paragraph),
            {key for text in draft.texts_of(paragraph) for key in references(text)},
        )
        for paragraph in draft.paragraphs
    ]
    for one in _in_number_order(draft):
        naming = [number for pk, number, keys in named if one.paragraph_id == pk or one.public_id in keys]
        yield _attachment(draft, one, naming)


def _attachment(draft: Draft, one: Attachment, naming: Sequence[str]) -> record.Attachment:
    return record.Attachment(
        number=str(draft.attachment_numbers[one.public_id]),
        name=one.name,
        file_name=one.file_name,
        sha256=one.file.sha256,
        media_type=one.file.media_type,
        size=one.file.size,
        pages=one.file.pages,
        published=one.publish,
        paragraphs=tuple(naming),
    )


def _letterhead(
    draft: Draft, people: list[AttendanceLine], *, version: int, at: datetime, layout: str
) -> Letterhead:
    """Whose document it is and how the body has chosen that it looks; titles come last."""
    meeting, body, association = draft.meeting, draft.meeting.body, draft.meeting.body.association
    number = str(draft.place.number)
    return Letterhead(
        protocol=draft.protocol.number,
        version=version,
        frozen_at=at.replace(microsecond=0),
        layout=layout,
        association_name=association.name,
        org_number=association.org_number,
        address=tuple(association.address.splitlines()),
        web=association.web,
        email=association.email,
        phone=association.phone,
        logo_sha256=association.logo.sha256 if association.logo else None,
        logo_media_type=association.logo.media_type if association.logo else "",
        logo_alt=association.logo_alt,
        accent=association.accent,
        storage_place=association.storage_place,
        body_name=body.name,
        body_genitive=genitive(body.name),
        title=meeting.title or body.document_title,
        subtitle=_subtitle(draft),
        meeting_number=number,
        meeting_number_text=body.meeting_number_pattern.replace("{nr}", number).replace(
            "{år}", str(meeting.date.year)
        ),
        show_meeting_number=body.shows_meeting_number,
        heading_numbers=body.heading_numbers,
        decision_heading=body.decision_heading,
        decision_style=body.decision_style,
        shows_prepared=body.shows_prepared,
        attendance_layout=body.attendance_layout,
        foot_lines=body.foot_lines and body.under_kl,
        org_number_on_every_page=body.org_number_on_every_page,
        publish=bool(meeting.publish),
        header_rows=header_rows(draft, people, day_of(at)),
        signatories=tuple(_signatories(draft)),
        verification_decision=_verification_decision(draft),
        least_level=body.least_level,
        notice_rule=NOTICE_RULE,
        notice_board=_address("notice_board", association.slug),
        check_page=_address("authenticity_check"),
    )


def _signatories(draft: Draft) -> list[record.Signatory]:
    return [
        record.Signatory(
            name=draft.rolls.name(person),
            role=Signatory.Role(role).label.lower(),
            paragraphs=None if numbers is None else tuple(numbers),
            sections=sections_of(numbers or ()),
        )
        for person, role, numbers in expected_signatories(draft)
    ]


def _address(name: str, *args: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def _subtitle(draft: Draft) -> str:
    """Notes only say whose they are, when their title does not: their day is a row of the header."""
    meeting, body = draft.meeting, draft.meeting.body
    if not body.under_kl:
        title = meeting.title or body.document_title
        return "" if body.name.casefold() in title.casefold() else body.name
    held = f"{genitive(body.name)} sammanträde {long_date_with_weekday(meeting.date)}"
    if not draft.protocol.is_immediate:
        return held
    return f"{held}, omedelbar justering av {draft.values['numbers']}"


def _verification_decision(draft: Draft) -> str:
    """KL 5:69: minutes are verified in the manner the board has decided."""
    body = draft.meeting.body
    decided = signing_decision(body.association)
    covered = [draft.number(paragraph) for paragraph in draft.covered]
    return decision_sentence(
        body.name if body.kind == Body.Kind.BOARD else body.association.name,
        decided,
        body.least_level,
        is_here=decided.is_of(draft.meeting.date, covered),
    )
