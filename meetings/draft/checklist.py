"""What a draft lacks, read from its live rows for rules.checklist."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from meetings.draft.attached_text import text_of
from meetings.draft.ballots import handled_in
from meetings.draft.building import Draft, expected_signatories, read_draft
from meetings.draft.rolls import Rolls, order_of, rolls_of
from meetings.draft.series import first_unfrozen_before
from meetings.models import (
    Attachment,
    Attendee,
    Body,
    ChangeRequest,
    Meeting,
    Paragraph,
    Proposal,
    Protocol,
    Reservation,
)
from meetings.rules import checklist, distance, presence
from meetings.rules import proposals as rules
from meetings.rules.checklist import Finding
from meetings.rules.verification import IMMEDIATE, Role, verifier_hindrance
from meetings.swedish import long_date, sort_key


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
    contradictions = handled_in(meeting, rolls).contradictions
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
                    contradictions.get(paragraph.pk, []),
                )
                for paragraph in draft.paragraphs
            ],
            attachments=[_attachment(one, draft) for one in draft.attachments],
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
            signatories=_signatories(draft, rolls),
        )
    )
    if meeting.date > today:
        return [*found, Finding(f"Mötet hålls först den {long_date(meeting.date)}", "not_held", True)]
    return found


def to_confirm(found: Iterable[Finding], *, numbers: Collection[str] | None = None) -> list[str]:
    """Sentences of the findings that a person must confirm; only those about the §§ `numbers`, when given."""
    return [
        one.sentence
        for one in found
        if one.needs_confirmation and (numbers is None or one.paragraph in numbers)
    ]


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
        f"{rolls.attendees[key]} lämnade mötet och kom tillbaka. Växeltjänstgöring undviks utom vid jäv"  # type: ignore[index]
        for key in presence.returns(**course)  # type: ignore[arg-type]
    ]
    found += [
        f"{rolls.attendees[event.who]}: en händelse har ingen verkan. {sentence.rstrip('.')}"  # type: ignore[index]
        for event, sentence in presence.passed_over(**course)  # type: ignore[arg-type]
    ]
    return [*found, *_distance(meeting, rolls)]


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
            distance.Participation(name=one.display_name, mode=mode, reason=one.mode_reason)
            for one, mode in modes
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
    draft: Draft,
    paragraph: Paragraph,
    requests: int,
    rolls: Rolls,
    awaited: list[str],
    unordered: bool,
    contradictions: list[str],
) -> checklist.DraftParagraph:
    roll = rolls.by_paragraph.get(paragraph.pk)
    items = list(paragraph.sub_items.all())
    untold = paragraph.withdrawn or paragraph.not_handled or draft.is_stub(paragraph)
    return checklist.DraftParagraph(
        number=str(draft.numbers[paragraph.pk]),
        kind=paragraph.kind,
        heading=paragraph.heading,
        texts=draft.texts_of(paragraph),
        has_text=bool(paragraph.text or paragraph.text_after) or _holds_attendance(draft, paragraph),
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
        contradictions=[] if untold else contradictions,
    )


def _holds_attendance(draft: Draft, paragraph: Paragraph) -> bool:
    layout = draft.meeting.body.attendance_layout
    return layout == Body.AttendanceLayout.FIRST and paragraph == draft.paragraphs[0]


def _signatories(draft: Draft, rolls: Rolls) -> list[checklist.DraftSignatory]:
    """Chairs and verifiers, and where they took part; not those whose presence is not said yet."""
    attendees = {one.person_id: one for one in rolls.attendees.values() if one.person_id}
    handled = [one for one in draft.covered if not (one.withdrawn or one.not_handled)]
    found = []
    for person, signatory, numbers in expected_signatories(draft):
        role, attendee = Role(signatory), attendees.get(person.pk)
        if role is Role.SECRETARY or (attendee and attendee.presence == Attendee.Presence.UNSET):
            continue
        signs = [one for one in handled if numbers is None or draft.number(one) in numbers]
        key = attendee.pk if attendee else None
        if role is Role.CHAIR and attendee and attendee.kind == Attendee.Kind.GUEST:
            took_part = [one for one in signs if attendee.is_present]
        elif role is Role.CHAIR:
            took_part = [one for one in signs if key in rolls.by_paragraph[one.pk].modes]
        else:
            took_part = [one for one in signs if key in rolls.by_paragraph[one.pk].deciding]
        found.append(
            checklist.DraftSignatory(
                name=person.name,
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
        one.person_id: verifier_hindrance(
            one.display_name, [roll for roll in each if one.pk in roll.deciding]
        )
        for one in rolls.attendees.values()
        if one.person_id and one.kind != Attendee.Kind.GUEST and one.presence != Attendee.Presence.UNSET
    }
    return {person: sentence for person, sentence in found.items() if sentence}


def _attachment(one: Attachment, draft: Draft) -> checklist.DraftAttachment:
    text = text_of(one.file.sha256, one.file.media_type) if one.publish else ""
    number = draft.numbers.get(one.paragraph_id) if one.paragraph_id else None
    return checklist.DraftAttachment(
        public_id=one.public_id,
        name=one.name,
        publish=one.publish,
        text=text,
        paragraph=str(number) if number else None,
    )
