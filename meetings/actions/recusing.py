"""Jäv and not taking part: who is out of a §, and who fills in (KL 4:25, 6:28–32)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from meetings.actions.chairing import refuse_as_chair
from meetings.actions.contradictions import refusing_contradictions
from meetings.actions.locking import lock_paragraph
from meetings.actions.recording import record, record_deletion
from meetings.draft.ballots import is_by_lot
from meetings.draft.rolls import order_of, rolls_of
from meetings.errors import RuleViolation
from meetings.models import Abstention, Attendee, Ballot, Meeting, Paragraph, Person, Recusal
from meetings.rules import participation, presence, voting
from meetings.rules.verification import verifier_hindrance
from meetings.rules.voting import Choice
from meetings.text.richtext import clean_line


@transaction.atomic
def register_recusal(
    *,
    paragraph: Paragraph,
    attendee: Attendee,
    by: Person,
    at: datetime,
    how: str = Recusal.How.DISCLOSED,
    reason: str = "",
    substitute: Attendee | None = None,
    chair: Person | None = None,
    verified_by: Person | None = None,
) -> Recusal:
    """Out of the room, the count and the decision in this § alone; what the § had about the person is replaced.

    A recused chair hands over to `chair`, by default the one who leads already, and leads again when there is no
    jäv; a recused verifier to `verified_by`. Both sign for the §. Raises
    RuleViolation without them, for anyone not in the room, and for one who has voted or reserved in the §.
    """
    meeting = lock_paragraph(paragraph)
    if how not in Recusal.How.values:
        raise RuleViolation("Välj om jäv är anmält eller prövat av styrelsen.")
    recusal = Recusal(
        paragraph=paragraph,
        attendee=attendee,
        how=how,
        reason=clean_line(reason)[:300],
        substitute=substitute if how != Recusal.How.REJECTED else None,
    )
    with refusing_contradictions(meeting):
        for old in paragraph.recusals.filter(attendee=attendee):
            # Before the old one is taken away, since that gives the chair back.
            chair = chair or Paragraph.objects.get(pk=paragraph.pk).chair
            _take_away(old, by=by, at=at)
        paragraph = Paragraph.objects.get(pk=paragraph.pk)
        if recusal.is_out:
            _refuse_active(paragraph, attendee)
            _refuse_by_rules(meeting, recusal)
            recusal.led = _hand_over_chair(meeting, paragraph, attendee, chair, by=by, at=at)
            recusal.verified_by = _other_verifier(meeting, attendee, verified_by)
        record(recusal, by=by, at=at)
        _refuse_as_verifier(meeting, recusal)
    return recusal


@transaction.atomic
def remove_recusal(*, recusal: Recusal, by: Person, at: datetime) -> None:
    """Removes jäv that was registered by mistake; one who handed the § over leads it again, else nothing is changed."""
    meeting = lock_paragraph(recusal.paragraph)
    with refusing_contradictions(meeting):
        _take_away(recusal, by=by, at=at)


def _take_away(recusal: Recusal, *, by: Person, at: datetime) -> None:
    paragraph = Paragraph.objects.get(pk=recusal.paragraph_id)
    if recusal.led:
        paragraph.chair = recusal.attendee.person if recusal.led == Recusal.Led.PARAGRAPH else None
        record(paragraph, by=by, at=at, fields=["chair"])
    record_deletion(recusal, by=by, at=at)


@transaction.atomic
def set_not_taking_part(
    *, paragraph: Paragraph, attendees: Collection[Attendee], by: Person, at: datetime
) -> None:
    """Sv: deltar inte i beslutet. They stay in the room and the quorum. Raises RuleViolation for anyone who
    does not decide in the § or has voted, and for a chair whose vote settles the matter."""
    meeting = lock_paragraph(paragraph)
    roll = rolls_of(meeting, order_of(meeting)).by_paragraph[paragraph.pk]
    ballot = paragraph.ballots.prefetch_related("votes").last()
    voted = {vote.attendee_id for vote in ballot.votes.all()} if ballot else set()
    chair = paragraph.chair_id or meeting.chair_id
    for attendee in attendees:
        if hindrance := participation.not_taking_part_hindrance(
            attendee.pk,
            deciding=roll.deciding,
            is_chair=attendee.person_id == chair,
            chair_must_vote=ballot is not None and _settles(ballot, attendee),
            voted=voted,
        ):
            raise RuleViolation(f"{attendee}: {hindrance}")
        if paragraph.reservations.filter(attendee=attendee).exists():
            raise RuleViolation(f"{attendee} har reserverat sig och har alltså deltagit i beslutet.")
    with refusing_contradictions(meeting):
        wanted = {attendee.pk for attendee in attendees}
        for old in paragraph.abstentions.exclude(attendee__in=wanted):
            record_deletion(old, by=by, at=at)
        known = set(paragraph.abstentions.values_list("attendee_id", flat=True))
        for attendee in attendees:
            if attendee.pk not in known:
                record(Abstention(paragraph=paragraph, attendee=attendee), by=by, at=at)


def _settles(ballot: Ballot, chair: Attendee) -> bool:
    """Whether the vote comes out by the chair's own, without which nothing is decided."""
    others = [vote.choice for vote in ballot.votes.all() if vote.attendee_id != chair.pk]
    if not others or ballot.majority != Ballot.Majority.SIMPLE or is_by_lot(ballot):
        return False
    return voting.chair_must_vote(voting.CastVotes(*(others.count(each) for each in Choice)))


def _refuse_active(paragraph: Paragraph, attendee: Attendee) -> None:
    if paragraph.ballots.filter(votes__attendee=attendee).exists():
        raise RuleViolation(f"{attendee} har röstat i paragrafen. Ta bort rösten först.")
    if paragraph.reservations.filter(attendee=attendee).exists():
        raise RuleViolation(f"{attendee} har reserverat sig i paragrafen. Ta bort reservationen först.")
    if paragraph.abstentions.filter(attendee=attendee).exists():
        raise RuleViolation(f"{attendee} deltar inte i beslutet. Ta bort det först: jäv är något annat.")
    if paragraph.proposals.filter(movers=attendee).exists():
        raise RuleViolation(f"{attendee} har yrkat i paragrafen. Ta bort yrkandet först.")


def _refuse_by_rules(meeting: Meeting, recusal: Recusal) -> None:
    order = order_of(meeting)
    if recusal.paragraph_id not in order:
        raise RuleViolation("Paragrafen är borttagen.")
    rolls = rolls_of(meeting, order)
    if hindrance := presence.hindrance(
        presence.Recusal(
            who=recusal.attendee_id,
            at=order.index(recusal.paragraph_id),
            substitute=recusal.substitute_id,
        ),
        seats=rolls.seat_keys,
        participants=rolls.participants,
        movements=rolls.rule_movements,
        recusals=rolls.rule_recusals,
        paragraphs=len(order),
    ):
        raise RuleViolation(f"{recusal.attendee}: {hindrance}")


def _hand_over_chair(
    meeting: Meeting,
    paragraph: Paragraph,
    attendee: Attendee,
    chair: Person | None,
    *,
    by: Person,
    at: datetime,
) -> str:
    """Whether the attendee led the § and as what, one of Recusal.Led; then `chair` leads it."""
    led = Recusal.Led.PARAGRAPH if paragraph.chair_id else Recusal.Led.MEETING
    if attendee.person_id != (paragraph.chair_id or meeting.chair_id):
        return Recusal.Led.NOT
    if chair is None or chair.pk == attendee.person_id:
        raise RuleViolation(f"{attendee} är ordförande. Ange vem som leder paragrafen i stället.")
    refuse_as_chair(meeting, chair)  # whether they serve is seen when the jäv is recorded
    paragraph.refresh_from_db()
    paragraph.chair = chair
    record(paragraph, by=by, at=at, fields=["chair"])
    return led


def _other_verifier(meeting: Meeting, attendee: Attendee, verified_by: Person | None) -> Person | None:
    verifiers = {one.person_id for one in meeting.verifiers.all() if not one.is_deputy}
    if attendee.person_id not in verifiers:
        return None
    if verified_by is None or verified_by.pk in verifiers:
        raise RuleViolation(f"{attendee} är justerare. Ange vem som justerar paragrafen i stället.")
    return verified_by


def _refuse_as_verifier(meeting: Meeting, recusal: Recusal) -> None:
    """Refuses one who did not decide in the § or leads it. Asked when the jäv is recorded: a deputy may serve by it."""
    person = recusal.verified_by
    if person is None:
        return
    rolls = rolls_of(meeting, order_of(meeting))
    deciding = [one for one in rolls.deciding(recusal.paragraph) if one.person_id == person.pk]
    sentence = verifier_hindrance(person.name, deciding)
    paragraph = Paragraph.objects.get(pk=recusal.paragraph_id)
    if person.pk == (paragraph.chair_id or meeting.chair_id):
        sentence = f"{person} leder paragrafen och kan inte också justera den. Välj någon annan."
    if sentence:
        raise RuleViolation(sentence, field="verified_by")
