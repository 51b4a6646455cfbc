"""Who may lead a meeting of the board, or a § of it."""

from meetings.draft.rolls import order_of, rolls_of
from meetings.errors import RuleViolation
from meetings.models import Attendee, Meeting, Paragraph, Person
from meetings.rules.chairing import chair_hindrance


def refuse_as_chair(meeting: Meeting, person: Person | None, paragraph: Paragraph | None = None) -> None:
    """Raises RuleViolation when `person` cannot lead the board's meeting, or the § when one is given.

    Whether whoever leads the meeting serves in each § is asked at the freeze, when it is known who was there.
    """
    if person is None or not meeting.body.under_kl:
        return
    attendee = meeting.attendees.exclude(kind=Attendee.Kind.GUEST).filter(person=person).first()
    serves = None
    if paragraph and attendee and attendee.presence != Attendee.Presence.UNSET:
        roll = rolls_of(meeting, order_of(meeting)).by_paragraph.get(paragraph.pk)
        serves = roll is None or attendee.pk in roll.deciding
    if sentence := chair_hindrance(person.name, has_mandate=attendee is not None, serves=serves):
        raise RuleViolation(sentence, field="chair")


def refuse_verifier_as_chair(meeting: Meeting, person: Person | None) -> None:
    """Raises RuleViolation when `person` is to verify the meeting's protocol: nobody verifies what they lead."""
    if person and meeting.body.under_kl and meeting.verifiers.filter(person=person, is_deputy=False).exists():
        raise RuleViolation(
            f"{person} är vald till justerare. Välj en annan justerare, eller låt ersättaren för justerare ta över, "
            "innan hen leder sammanträdet (5 kap. 69 § kommunallagen).",
            field="chair",
        )
