"""What another app adds to the demo's year."""

from datetime import date
from enum import StrEnum

from meetings.demo.associations import Cast
from meetings.models import Meeting


class Scene(StrEnum):
    """The meetings of the larger association's board, in order."""

    WINTER = "winter"
    SPRING = "spring"
    AUTUMN = "autumn"
    OUT = "out for verification"
    DRAFT = "draft"


class Addition:
    """Adds nothing; to be overridden by an app that has something to add."""

    def begin(self, cast: Cast, group: Cast, today: date) -> None:
        """The larger association and its preparatory group are made; no meeting has been planned."""

    def fill_agenda(self, scene: Scene, meeting: Meeting) -> None:
        """The standard items are on the agenda and nothing more."""

    def happen(self, scene: Scene, meeting: Meeting) -> None:
        """The meeting is open; what is prepared and not decided when this returns is decided as prepared."""

    def finish(self) -> None:
        """The larger association has all its meetings; nothing more happens in the year."""
