"""What is recorded in a § stays true when the room is changed afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from meetings.draft.ballots import Handled, handled_in, recorded_paragraphs
from meetings.draft.rolls import Rolls, order_of, rolls_of
from meetings.draft.series import numbers_of
from meetings.errors import RuleViolation
from meetings.models import Meeting, Protocol, ProtocolParagraph
from meetings.querysets import with_state
from meetings.swedish import section
from meetings.workflow import LOCKED


@contextmanager
def refusing_contradictions(meeting: Meeting) -> Iterator[None]:
    """Around a change, in the transaction that holds the meeting's row.

    Raises RuleViolation when the change makes a vote, a reservation, a yrkande or «deltar inte i beslutet» of any § a
    contradiction, turns a vote, or changes who decides in a § whose protocol is frozen or verified.
    """
    rolls, handled = _as_it_stands(meeting)
    frozen = frozen_paragraphs(meeting)
    yield
    after, handled_after = _as_it_stands(meeting)
    for key in frozen:
        if rolls.by_paragraph.get(key) != after.by_paragraph.get(key):
            raise RuleViolation(
                f"{_section(meeting, key)} är ute för justering eller justerad, och vilka som är med där kan inte "
                "ändras. Välj en senare paragraf, eller återta den först."
            )
    for key, sentences in handled_after.contradictions.items():
        for sentence in sentences:
            if sentence not in handled.contradictions.get(key, []):
                raise RuleViolation(f"Det går inte: {_section(meeting, key)} {sentence}. Ändra där först.")
    if any(handled_after.outcomes.get(key, was) != was for key, was in handled.outcomes.items()):
        raise RuleViolation("Då skulle en omröstning få ett annat utfall. Ta bort omröstningen först.")


def _as_it_stands(meeting: Meeting) -> tuple[Rolls, Handled]:
    rolls = rolls_of(meeting, order_of(meeting))
    return rolls, handled_in(recorded_paragraphs(meeting), rolls, body=meeting.body)


def frozen_paragraphs(meeting: Meeting) -> set[int]:
    """Keys of the §§ whose protocol is frozen or verified."""
    locked = with_state(Protocol.objects.filter(meeting=meeting)).filter(state__in=LOCKED)
    links = ProtocolParagraph.objects.filter(protocol__in=locked.values("pk"))
    return set(links.values_list("paragraph_id", flat=True))


def _section(meeting: Meeting, key: int) -> str:
    return section(numbers_of(meeting)[key])
