"""A meeting that runs: everyone in place, the deputy listening, three §§ with something prepared."""

from dataclasses import dataclass, field

from meetings.actions.attending import choose_verifiers, set_all_present
from meetings.actions.drafting import add_decision
from meetings.actions.pausing import open_meeting
from meetings.draft.rolls import Rolls, order_of, rolls_of
from meetings.models import Attendee, Meeting, Paragraph, Person
from tests.worlds.boards import Board, at, make_board, make_meeting, make_paragraph

PREPARED = "att bevilja 50 000 kronor."


@dataclass
class Held:
    """The board, its meeting and its §§ in order."""

    board: Board
    meeting: Meeting
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def by(self) -> Person:
        return self.board.secretary

    def of(self, person: Person) -> Attendee:
        """The person's line in the attendance, fresh."""
        return self.meeting.attendees.select_related("person", "mandate__seat", "meeting").get(person=person)

    def rolls(self) -> Rolls:
        return rolls_of(self.meeting, order_of(self.meeting))

    def deciding(self, index: int) -> list[str]:
        """Names of those who decide in the § at `index`."""
        return [one.display_name for one in self.rolls().deciding(self.paragraphs[index])]


def make_held(*, paragraphs: int = 3, board: Board | None = None, **kinds: object) -> Held:
    """Opened, with the verifier chosen; every § has one prepared decision."""
    board = board or make_board()
    meeting = make_meeting(board)
    held = Held(board, meeting)
    for number in range(1, paragraphs + 1):
        paragraph = make_paragraph(
            meeting,
            board.secretary,
            heading=f"Ärende {number}",
            decisions=(),
            **kinds,  # type: ignore[arg-type]
        )
        add_decision(paragraph=paragraph, by=held.by, at=at(), text=PREPARED, is_prepared=True)
        held.paragraphs.append(paragraph)
    set_all_present(meeting=meeting, by=held.by, at=at())
    choose_verifiers(meeting=meeting, verifiers=[board.verifier], by=held.by, at=at())
    held.meeting = open_meeting(meeting=meeting, by=held.by, at=at())
    return held
