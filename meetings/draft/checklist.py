"""What a draft lacks, read from its live rows for rules.checklist."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from meetings.draft.attached_text import AttachedText, attached_text_of
from meetings.draft.ballots import done_in
from meetings.draft.figures import doubts_of
from meetings.draft.reading import Draft
from meetings.draft.rolls import Rolls
from meetings.draft.signatories import expected_signatories, signing_decision
from meetings.models import Attachment, Attendee, Body, Meeting, Office, Paragraph, Person, SubItem
from meetings.paper.fitting import is_cut
from meetings.paper.fonts import unsupported_sentence
from meetings.paper.printable import for_pdf
from meetings.rules import checklist, distance, presence
from meetings.rules import proposals as rules
from meetings.rules.assignments import task_doubts
from meetings.rules.chairing import passed_by
from meetings.rules.checklist import Finding
from meetings.rules.hours import hours_hindrance
from meetings.rules.numbering import number_range
from meetings.rules.plain_text import plain
from meetings.rules.public_meeting import fixes_budget, public_doubt
from meetings.rules.signing_level import decision_doubt
from meetings.rules.verification import IMMEDIATE, SigningRole, verifier_hindrance
from meetings.swedish import long_date, section, sections, sort_key

AWAITED = (SigningRole.SECRETARY, SigningRole.CHAIR, SigningRole.VERIFIER)


@dataclass(frozen=True)
class AttendanceCount:
    """How many of the board's seats have someone who decides when the meeting begins, and whose presence is
    not yet said."""

    present: int
    seats: int
    unset: list[str]


def findings_of(draft: Draft, *, today: date) -> list[Finding]:
    """Everything missing or doubtful in the draft, what blocks the freeze first; no query of its own.

    A meeting whose day is after `today` is pointed out.
    """
    meeting = draft.meeting
    attendance = attendance_of(draft.rolls)
    earlier = draft.place.first_unfrozen
    found = checklist.findings(
        checklist.DraftProtocol(
            paragraphs=[_paragraph(draft, paragraph, today) for paragraph in draft.paragraphs],
            attachments=[_attachment(one, draft) for one in draft.attachments],
            values=draft.values,
            closing=meeting.closing,
            has_chair=meeting.chair_id is not None,
            has_secretary=meeting.secretary_id is not None,
            has_end=meeting.end is not None,
            hours=hours_hindrance(
                meeting.began, meeting.ended, [(one.began, one.ended) for one in meeting.adjournments.all()]
            ),
            verifiers=sum(not one.is_deputy for one in meeting.verifiers.all()),
            present=attendance.present,
            seats=attendance.seats,
            unset_attendance=attendance.unset,
            earlier_unfrozen=long_date(earlier.date) if earlier else "",
            publish=meeting.publish,
            open_requests=draft.open_requests.get(None, 0),
            under_kl=meeting.body.under_kl,
            immediate=draft.protocol.is_immediate,
            doubts=_doubts(draft),
            signatories=_signatories(draft),
            unverified=_unverified(draft),
            names=frozenset(one.full_name for one in draft.rolls.people.values()),
            signing_doubt=decision_doubt(
                signing_decision(meeting.body.association),
                meeting.date,
                [str(one) for one in draft.numbers.values()],
            ),
        )
    )
    if meeting.date > today:
        return [*found, Finding(f"Sammanträdet hålls först den {long_date(meeting.date)}", "not_held", True)]
    return found


def to_confirm(found: Iterable[Finding], *, numbers: Collection[str] | None = None) -> list[str]:
    """Sentences of the findings that a person must confirm; only those about the §§ `numbers`, when given."""
    return [
        one.sentence
        for one in found
        if one.needs_confirmation and (numbers is None or one.paragraph in numbers)
    ]


def attendance_of(rolls: Rolls) -> AttendanceCount:
    """A seat is taken by its ledamot or by the ersättare who serves for it, when the meeting begins."""
    unset = [rolls.name(one) for one in rolls.attendees.values() if one.presence == Attendee.Presence.UNSET]
    return AttendanceCount(
        present=rolls.at_start.present, seats=len(rolls.seats), unset=sorted(unset, key=sort_key)
    )


def _lacks_main_proposal(draft: Draft, paragraph: Paragraph) -> bool:
    """Whether more than two proposals stand and none is the huvudförslag (KL 5:67)."""
    standing = [
        rules.Proposal(
            by=tuple(draft.name(mover.attendee_id) for mover in one.mover_links.all()),
            text=one.text,
            is_main=one.is_main,
            withdrawn=one.withdrawn,
        )
        for one in paragraph.proposals.all()
    ]
    return bool(rules.hindrance(standing))


def _doubts(draft: Draft) -> list[str]:
    """Warnings about the attendance: distance without the board's decision, members who come back, events without
    effect; and who can sign on paper alone.
    """
    rolls = draft.rolls
    found = [
        f"{rolls.name(rolls.attendees[key])} lämnade sammanträdet och kom tillbaka. "  # type: ignore[index]
        "Växeltjänstgöring undviks utom vid jäv"
        for key in presence.returns(**rolls.course)
    ]
    found += [
        f"{rolls.name(rolls.attendees[event.who])}: en händelse har ingen verkan. {sentence.rstrip('.')}"  # type: ignore[index]
        for event, sentence in presence.passed_over(**rolls.course)
    ]
    return [
        *found,
        *_without_mandate(draft),
        *_led_out_of_turn(draft),
        *_distance(draft.meeting, rolls),
        *_public(draft),
        *_on_paper_alone(draft),
    ]


def _without_mandate(draft: Draft) -> list[str]:
    """Those who are there though the register has come to say that their mandate is not of the meeting's days."""
    first, last = draft.meeting.date, draft.meeting.last_day
    return [
        f"{draft.rolls.name(one)} är med som {one.get_kind_display().lower()}, men uppdraget i registret gäller inte "
        f"den {long_date(first)}"
        for one in draft.rolls.attendees.values()
        if one.is_present and one.mandate
        if one.mandate.first_day > last or (one.mandate.last_day and one.mandate.last_day < first)
    ]


def _on_paper_alone(draft: Draft) -> list[str]:
    """Ink and electronic signatures are never mixed in one protocol."""
    awaited = {person for person, role, _ in expected_signatories(draft) if role in AWAITED}
    return [
        f"{draft.rolls.name(one)} har ingen e-postadress och skriver under på papper. Då skriver alla under på papper"
        for one in sorted(awaited, key=lambda one: one.pk)
        if not one.email
    ]


def _public(draft: Draft) -> list[str]:
    """What is pointed out of a meeting that fixes the budget (Finsam 19 §)."""
    meeting = draft.meeting
    if meeting.body.kind != Body.Kind.BOARD:
        return []
    fixes = [
        section(draft.number(paragraph))
        for paragraph in draft.covered
        if fixes_budget(paragraph.heading, [plain(one.text) for one in paragraph.decisions.all()])
    ]
    doubt = public_doubt(is_public=meeting.is_public, is_announced=draft.is_announced, fixes=fixes)
    return [doubt] if doubt else []


def _led_out_of_turn(draft: Draft) -> list[str]:
    """The §§ of the board that somebody led though the chair, or a vice chair before them, served there."""
    meeting, rolls = draft.meeting, draft.rolls
    if not meeting.body.under_kl:
        return []
    keys = {one.person_id: one.pk for one in rolls.attendees.values() if one.person_id}
    held = sorted(meeting.body.offices.all(), key=lambda one: (one.kind != Office.Kind.CHAIR, one.rank))
    presidium = [keys.get(one.person_id) for one in held if one.holds_on(meeting.date)]
    found: dict[tuple[Person, object], list[int]] = {}
    for paragraph in draft.covered:
        leads, roll = paragraph.chair or meeting.chair, rolls.by_paragraph.get(paragraph.pk)
        if paragraph.withdrawn or paragraph.not_handled or leads is None or roll is None:
            continue
        serving = [one for one in roll.deciding if one in presidium]
        if (first := passed_by(keys.get(leads.pk), presidium, serving)) is not None:
            found.setdefault((leads, first), []).append(draft.numbers[paragraph.pk])
    return [
        f"{rolls.name(leads)} leder {sections(number_range(numbers))} fast "
        f"{rolls.name(rolls.attendees[first])}, som går före, tjänstgör där"  # type: ignore[index]
        for (leads, first), numbers in found.items()
    ]


def _unverified(draft: Draft) -> dict[str, list[int]]:
    """Who leads §§ that nobody verifies, being the only verifier, and their numbers."""
    verifiers = [one for one in draft.meeting.verifiers.all() if not one.is_deputy]
    if not draft.meeting.body.under_kl or not verifiers:
        return {}
    verified: set[str] = set()
    for _, role, numbers in expected_signatories(draft):
        if role is SigningRole.VERIFIER:
            verified |= {draft.number(one) for one in draft.covered} if numbers is None else set(numbers)
    found: dict[str, list[int]] = {}
    for paragraph in draft.covered:
        leads = paragraph.chair or draft.meeting.chair
        if leads and draft.number(paragraph) not in verified:
            found.setdefault(draft.rolls.name(leads), []).append(draft.numbers[paragraph.pk])
    return found


def _distance(meeting: Meeting, rolls: Rolls) -> list[str]:
    """Each one as they were when the meeting began, and as they came."""
    modes = [(one, one.presence) for one in rolls.attendees.values() if one.kind != Attendee.Kind.GUEST]
    modes += [
        (rolls.attendees[one.attendee_id], one.mode)
        for one in rolls.movements
        if one.mode and one.mode != rolls.attendees[one.attendee_id].presence
    ]
    return distance.distance_findings(
        [
            distance.Participation(name=rolls.name(one), mode=mode, reason=one.mode_reason)
            for one, mode in modes
        ],
        decided=meeting.body.distance_decided_on is not None,
        audio_decided=meeting.body.audio_allowed,
    )


def _paragraph(draft: Draft, paragraph: Paragraph, today: date) -> checklist.DraftParagraph:
    roll = draft.rolls.by_paragraph.get(paragraph.pk)
    items = list(paragraph.sub_items.all())
    awaited = [one for one in paragraph.reservations.all() if one.is_awaited]
    untold = paragraph.withdrawn or draft.is_stub(paragraph)
    return checklist.DraftParagraph(
        number=draft.number(paragraph),
        kind=paragraph.kind,
        heading=paragraph.heading,
        texts=draft.texts_of(paragraph),
        has_text=bool(paragraph.text or paragraph.text_after) or _holds_attendance(draft, paragraph),
        has_decision=not paragraph.withdrawn
        and any(one.text not in ("", IMMEDIATE) and not one.is_prepared for one in paragraph.decisions.all()),
        has_sub_items=any(item.heading or item.text for item in items),
        deferred=bool(paragraph.deferral) or any(item.deferral for item in items),
        withdrawn=paragraph.withdrawn,
        left_out=done_in(paragraph) if paragraph.withdrawn else "",
        not_handled=paragraph.not_handled,
        open_requests=draft.open_requests.get(paragraph.pk, 0),
        present=roll.present if roll else None,
        awaited=[draft.name(one.attendee_id) for one in awaited if not one.is_overdue(today)],
        overdue=[draft.name(one.attendee_id) for one in awaited if one.is_overdue(today)],
        has_reservation=bool(paragraph.reservations.all()),
        lacks_main_proposal=_lacks_main_proposal(draft, paragraph),
        contradictions=[] if untold else draft.handled.contradictions.get(paragraph.pk, []),
        empty_rows=_empty_rows(paragraph, items),
        has_wide_table=_has_wide_table(draft, paragraph),
        tasks=[] if untold else task_doubts(paragraph.decisions.all(), draft.meeting.date),
        figures=[]
        if untold or paragraph.not_handled
        else doubts_of(paragraph, draft.figures.get(paragraph.pk)),
    )


def _has_wide_table(draft: Draft, paragraph: Paragraph) -> bool:
    texts = (draft.html(text) for text in draft.texts_of(paragraph) if "<table" in text)
    return any(is_cut(for_pdf(text)) for text in texts)


def _empty_rows(paragraph: Paragraph, items: list[SubItem]) -> list[str]:
    decisions = list(paragraph.decisions.all())
    holding = {one.sub_item_id for one in decisions}
    found = {
        "beslut": any(not one.text and not one.is_prepared for one in decisions),
        "förslag": any(not one.text and one.is_prepared for one in decisions),
        "delärende": any(not (one.heading or one.text or one.pk in holding) for one in items),
    }
    return [name for name, is_there in found.items() if is_there]


def _holds_attendance(draft: Draft, paragraph: Paragraph) -> bool:
    layout = draft.meeting.body.attendance_layout
    return layout == Body.AttendanceLayout.FIRST and paragraph == draft.paragraphs[0]


def _signatories(draft: Draft) -> list[checklist.DraftSignatory]:
    """Chairs and verifiers, and where they took part; not those whose presence is not said yet."""
    rolls = draft.rolls
    attendees = {one.person_id: one for one in rolls.attendees.values() if one.person_id}
    handled = [one for one in draft.covered if not (one.withdrawn or one.not_handled)]
    found = []
    for person, signatory, numbers in expected_signatories(draft):
        role, attendee = SigningRole(signatory), attendees.get(person.pk)
        # Whose presence is not said is told of once, with the attendance.
        if role is SigningRole.SECRETARY or (attendee and attendee.presence == Attendee.Presence.UNSET):
            continue
        signs = [one for one in handled if numbers is None or draft.number(one) in numbers]
        key = attendee.pk if attendee else None
        took_part = [one for one in signs if key in rolls.by_paragraph[one.pk].deciding]
        found.append(
            checklist.DraftSignatory(
                name=rolls.name(person),
                role=role,
                signs=[draft.numbers[one.pk] for one in signs],
                took_part=[draft.numbers[one.pk] for one in took_part],
                recused=[draft.numbers[one.pk] for one in signs if key in rolls.by_paragraph[one.pk].recused],
            )
        )
    return found


def verifier_hindrances(rolls: Rolls) -> dict[int, str]:
    """Why each of those in the meeting cannot verify it, by person; nobody whose presence is not said yet."""
    each = list(rolls.by_paragraph.values()) or [rolls.at_start]
    found = {
        one.person_id: verifier_hindrance(rolls.name(one), [roll for roll in each if one.pk in roll.deciding])
        for one in rolls.attendees.values()
        if one.person_id and one.kind != Attendee.Kind.GUEST and one.presence != Attendee.Presence.UNSET
    }
    return {person: sentence for person, sentence in found.items() if sentence}


def _attachment(one: Attachment, draft: Draft) -> checklist.DraftAttachment:
    read = attached_text_of(one.file.sha256, one.file.media_type) if one.publish else AttachedText("")
    number = draft.numbers.get(one.paragraph_id) if one.paragraph_id else None
    return checklist.DraftAttachment(
        public_id=one.public_id,
        name=one.name,
        publish=one.publish,
        text=read.words,
        is_read=read.is_whole,
        unprintable=unsupported_sentence(one.name),
        paragraph=str(number) if number else None,
    )
