"""How soon somebody may be reminded again."""

from datetime import timedelta

from meetings.rules.reminding import PAUSE, too_soon
from tests.worlds.boards import at

LAST = at(hour=10)


def test_second_reminder_waits_and_the_sentence_says_when_the_last_went_out() -> None:
    said = too_soon("Astrid Norling", LAST, LAST + PAUSE - timedelta(minutes=1)).replace("\xa0", " ")
    assert said == (
        "Astrid Norling fick ett mejl den 30 maj 2024 kl. 10.00. "
        "Nästa kan skickas tidigast den 30 maj 2024 kl. 14.00."
    )


def test_first_reminder_and_one_after_the_pause_may_go() -> None:
    assert too_soon("Astrid Norling", None, LAST) == ""
    assert too_soon("Astrid Norling", LAST, LAST + PAUSE) == ""
