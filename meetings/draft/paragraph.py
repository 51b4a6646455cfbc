"""One § of the record from its working rows."""

from collections.abc import Iterable
from datetime import time

from msgspec.structs import replace

from meetings.draft.reading import Draft
from meetings.draft.recorded_words import DEFERRALS, KINDS, MANNERS, MODES, MOVEMENTS, OUTCOMES, STATEMENTS
from meetings.draft.vote import vote_of
from meetings.models import Decision, Meeting, Movement, Paragraph, Protocol, Recusal, SubItem
from meetings.models import Proposal as ProposalRow
from meetings.record import handling
from meetings.record import paragraph as record
from meetings.record.composing import Look, compose, numbered
from meetings.rules import participation, presence
from meetings.rules.distance import AT_A_DISTANCE
from meetings.rules.proposals import Proposal, sentence
from meetings.swedish import join_names


def look_of(draft: Draft) -> Look:
    """What the body has chosen for its §§."""
    body = draft.meeting.body
    return Look(
        heading_numbers=body.heading_numbers,
        shows_prepared=body.shows_prepared,
        decision_heading=body.decision_heading,
        decision_style=body.decision_style,
        parties={one.name: one.party for one in draft.rolls.people.values() if one.party},
        body=body.in_sentence,
        decides=body.under_kl,
    )


def printed_paragraph(draft: Draft, paragraph: Paragraph, order: dict[str, int]) -> record.Paragraph:
    """The § as it is frozen, with its blocks. `order` is the place of each name in lists.

    In the meeting's own protocol a § with an immediate protocol is only number, heading and where it is.
    """
    look = look_of(draft)
    found = paragraph_of(draft, paragraph, order)
    return replace(found, label=numbered(found.number, look.heading_numbers), blocks=compose(found, look))


def paragraph_of(draft: Draft, paragraph: Paragraph, order: dict[str, int]) -> record.Paragraph:
    """The § as data, without label and blocks: what happened in it."""
    protocol = draft.immediate.get(paragraph.pk)
    found = record.Paragraph(
        number=draft.number(paragraph),
        heading=draft.line(paragraph.heading),
        kind=KINDS[paragraph.kind],
        immediately_verified=protocol is not None,
        withdrawn=paragraph.withdrawn,
        movements=_movements(draft, paragraph),
    )
    if protocol and draft.is_stub(paragraph):
        return replace(found, immediate=_immediate(protocol))
    found = replace(
        found,
        registry_number=paragraph.registry_number,
        tag=_tag(draft, paragraph),
        attachments=_attachments(draft, paragraph),
        is_extra=paragraph.is_extra,
        not_handled=paragraph.not_handled,
        planned_time=_clock(paragraph.planned_time),
        corrects=_earlier(draft, paragraph.corrects),
        origin=_earlier(draft, _origin(paragraph)),
    )
    if paragraph.withdrawn:  # keeps its number and heading; nothing was said or decided in it
        return found
    found = replace(
        found,
        text=draft.html(paragraph.text),
        text_after=draft.html(paragraph.text_after),
        sub_items=_sub_items(draft, paragraph),
        prepared=tuple(draft.line(one.text) for one in _decisions(paragraph, None) if one.is_prepared),
        not_taking_part=_in_order(_abstaining(draft, paragraph), order),
        receivers=tuple(one["name"] for one in paragraph.receivers),
        presenters=tuple(draft.name(one.attendee_id) for one in paragraph.presenters.all()),
        recusals=tuple(_recusal(draft, paragraph, one) for one in paragraph.recusals.all()),
        elections=_elections(draft, paragraph),
        reservations=_reservations(draft, paragraph),
        statements=_statements(draft, paragraph),
        deferral=deferral_of(paragraph),
        chair=draft.rolls.name(paragraph.chair)
        if paragraph.chair and paragraph.chair != draft.meeting.chair
        else None,
    )
    if paragraph.not_handled:  # keeps what was written for it, and the secretary's word on why
        return found
    return replace(
        found,
        decisions=tuple(_decision(draft, one) for one in _decisions(paragraph, None) if not one.is_prepared),
        proposals=tuple(_proposal(draft, one) for one in paragraph.proposals.all()),
        propositions=tuple(filter(None, map(str.strip, draft.line(paragraph.propositions).splitlines()))),
        votes=tuple(vote_of(draft, one, order) for one in paragraph.ballots.all()),
        took_part=_in_order(_took_part(draft, paragraph), order),
        figures=draft.figures.get(paragraph.pk),
    )


def _immediate(protocol: Protocol) -> handling.Immediate:
    verification = getattr(protocol, "verification", None)
    return handling.Immediate(verified=verification.day if verification else None, key=protocol.key)


def _took_part(draft: Draft, paragraph: Paragraph) -> Iterable[str]:
    """Who took part in the decision, where there is one (KL 5:67)."""
    written = any(one.text and not one.is_prepared for one in paragraph.decisions.all())
    put_off = paragraph.deferral or any(item.deferral for item in paragraph.sub_items.all())
    if not (written or put_off or paragraph.ballots.all()):
        return []
    abstaining = {one.attendee_id for one in paragraph.abstentions.all()}
    deciding = [one.pk for one in draft.rolls.deciding(paragraph)]
    return [draft.name(key) for key in participation.took_part(deciding, abstaining)]


def _abstaining(draft: Draft, paragraph: Paragraph) -> Iterable[str]:
    return [draft.name(one.attendee_id) for one in paragraph.abstentions.all()]


def _elections(draft: Draft, paragraph: Paragraph) -> tuple[handling.Election, ...]:
    return tuple(
        handling.Election(
            office=one.get_office_display().lower(),
            name=draft.rolls.name(one.person),
            first_day=one.first_day,
            last_day=one.last_day,
        )
        for one in paragraph.elections.all()
    )


def _reservations(draft: Draft, paragraph: Paragraph) -> tuple[handling.Reservation, ...]:
    return tuple(
        handling.Reservation(
            name=draft.name(one.attendee_id),
            text=draft.html(one.text),
            lead=draft.line(one.lead),
            without_text=one.without_text and not one.text,
        )
        for one in paragraph.reservations.all()
    )


def _statements(draft: Draft, paragraph: Paragraph) -> tuple[handling.Statement, ...]:
    return tuple(
        handling.Statement(
            name=draft.name(one.attendee_id), kind=STATEMENTS[one.kind], text=draft.html(one.text)
        )
        for one in paragraph.statements.all()
    )


def _proposal(draft: Draft, row: ProposalRow) -> handling.Proposal:
    names = tuple(draft.name(one.attendee_id) for one in row.mover_links.all())
    text = draft.line(row.text)
    proposal = Proposal(by=names, text=text, is_main=row.is_main, withdrawn=row.withdrawn)
    return handling.Proposal(
        by=join_names(names),
        text=text,
        withdrawn=row.withdrawn,
        is_main=row.is_main,
        sentence=sentence(proposal),
        movers=names,
    )


def _recusal(draft: Draft, paragraph: Paragraph, row: Recusal) -> handling.Recusal:
    """The substitute is named only when serving: the two rows may have been written at different times."""
    with_recusals = draft.rolls.by_paragraph.get(paragraph.pk, draft.rolls.at_start)
    without = draft.rolls.without_recusals.get(paragraph.pk, draft.rolls.at_start)
    serves = row.is_out and row.substitute_id in with_recusals.deciding
    return handling.Recusal(
        name=draft.name(row.attendee_id),
        reason=row.reason,
        how=MANNERS[row.how],
        substitute=draft.name(row.substitute_id) if serves and row.substitute_id else None,
        verified_by=draft.rolls.name(row.verified_by) if row.is_out and row.verified_by else None,
        remote=without.modes.get(row.attendee_id) in AT_A_DISTANCE,
    )


def _movements(draft: Draft, paragraph: Paragraph) -> tuple[handling.Movement, ...]:
    """Of a § with a protocol of its own too: what happens holds for the §§ after it."""
    rolls = draft.rolls
    at = rolls.order.index(paragraph.pk) if paragraph.pk in rolls.order else 0
    before = rolls.without_recusals[rolls.order[at - 1]] if at else rolls.at_start
    return tuple(_movement(draft, row, before) for row in draft.movements.get(paragraph.pk, []))


def _movement(draft: Draft, row: Movement, before: presence.Roll) -> handling.Movement:
    attendee = draft.rolls.attendees[row.attendee_id]
    holder = None
    if row.kind == Movement.Kind.ARRIVED and attendee.mandate and attendee.kind == attendee.Kind.MEMBER:
        holder = before.serving.get(attendee.mandate.seat_id)
    return handling.Movement(
        name=draft.rolls.name(attendee),
        what=MOVEMENTS[row.kind],
        time=_clock(row.time),
        cause=row.cause,
        serving_for=draft.rolls.serves_in_words(row.seat_id) if row.seat_id else None,
        mode=MODES[row.mode],
        relieves=draft.name(holder) if isinstance(holder, int) and holder != row.attendee_id else None,
    )


def _sub_items(draft: Draft, paragraph: Paragraph) -> tuple[record.SubItem, ...]:
    letters = draft.meeting.body.letters_sub_items
    return tuple(
        _sub_item(draft, paragraph, item, _letter(at) if letters else "")
        for at, item in enumerate(paragraph.sub_items.all())
    )


def _sub_item(draft: Draft, paragraph: Paragraph, item: SubItem, letter: str) -> record.SubItem:
    decisions = _decisions(paragraph, item.pk)
    return record.SubItem(
        heading=draft.line(item.heading),
        text=draft.html(item.text),
        decisions=tuple(draft.line(one.text) for one in decisions if not one.is_prepared),
        prepared=tuple(draft.line(one.text) for one in decisions if one.is_prepared),
        attachments=tuple(
            str(draft.attachment_numbers[one.public_id])
            for one in draft.attachments_in(paragraph)
            if one.sub_item_id == item.pk
        ),
        deferral=deferral_of(item),
        letter=letter,
    )


def _letter(at: int) -> str:
    """a, b … z, aa, ab …"""
    rest, place = divmod(at, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("a") + place)


def _decisions(paragraph: Paragraph, sub_item: int | None) -> list[Decision]:
    return [one for one in paragraph.decisions.all() if one.sub_item_id == sub_item and one.text]


def _decision(draft: Draft, one: Decision) -> record.Decision:
    return record.Decision(
        text=draft.line(one.text),
        outcome=OUTCOMES[one.outcome],
        responsible=one.responsible,
        due=one.due,
    )


def _attachments(draft: Draft, paragraph: Paragraph) -> tuple[record.AttachmentReference, ...]:
    return tuple(
        record.AttachmentReference(
            number=str(draft.attachment_numbers[one.public_id]), name=one.name, sha256=one.file.sha256
        )
        for one in draft.attachments_in(paragraph)
    )


def deferral_of(row: Paragraph | SubItem) -> record.Deferral | None:
    if not row.deferral:
        return None
    to = row.deferral_body.name if row.deferral_body else row.deferral_to
    return record.Deferral(kind=DEFERRALS[row.deferral], reason=row.deferral_reason, to=to or None)


def _tag(draft: Draft, paragraph: Paragraph) -> str:
    usual = draft.meeting.body.decision_tag if paragraph.kind == Paragraph.Kind.DECISION else ""
    return paragraph.tag or usual


def _earlier(draft: Draft, paragraph: Paragraph | None) -> handling.EarlierParagraph | None:
    if paragraph is None:
        return None
    meeting: Meeting = paragraph.meeting
    other = meeting.body_id != draft.meeting.body_id
    return handling.EarlierParagraph(
        date=meeting.date,
        number=str(paragraph.number) if paragraph.number else None,
        body=meeting.body.in_sentence if other else "",
    )


def _origin(paragraph: Paragraph) -> Paragraph | None:
    return paragraph.origin_item.paragraph if paragraph.origin_item else paragraph.origin


def _in_order(names: Iterable[str], order: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: order.get(name, len(order))))


def _clock(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None
