"""What a decision asks of whom, when it is late, and when somebody is reminded."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from meetings.rules.assignments import (
    AssignedRole,
    NoteKind,
    a_year_later,
    by_when,
    gives_task,
    is_late,
    names_day_after,
    person_named,
    reminder_due,
    responsible,
    role_named,
    task_doubts,
)

DUE = date(2024, 6, 28)
MEETING = date(2024, 5, 30)


@dataclass
class Decision:
    text: str
    is_prepared: bool = False
    outcome: str = ""
    responsible: str = ""
    due: date | None = None


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Förbundschefen", AssignedRole.MANAGER),
        ("vice  ordföranden.", AssignedRole.VICE_CHAIR),
        ("kansliet", AssignedRole.OFFICE),
        ("Förbundschefen och ordföranden", None),
        ("", None),
    ],
)
def test_role_is_known_by_its_word_alone(words, role):
    assert role_named(words) == role


def test_person_is_known_by_a_name_that_one_has():
    names = {1: "Karl Östman", 2: "Astrid Norling", 3: "Anna Lund", 4: "Anna Lund"}
    assert person_named("karl östman", names) == 1
    assert person_named("Anna Lund", names) is None
    assert person_named("Karl Östman och Astrid Norling", names) is None


def test_role_follows_the_successor():
    assert responsible("karl", ["karl", "eva"]) == ["karl"]
    assert responsible("karl", ["eva"]) == ["eva"]
    assert responsible(None, ["eva"]) == ["eva"]
    assert responsible("karl", None) == ["karl"]
    assert responsible("karl", []) == []


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("att förbundschefen uppdras åt att ta fram en plan.", True),
        ("att uppdra åt förbundschefen att ta fram en plan.", True),
        ("Styrelsen uppdrar åt kansliet att svara.", True),
        ("att kansliet ges i uppdrag att svara.", True),
        ("att ge förbundschefen i uppdrag att svara.", True),
        ("att Karl får i uppdrag att svara.", True),
        ("att lägga rapporten till handlingarna.", False),
    ],
)
def test_task_is_known_by_its_words(text, gives):
    assert gives_task(text) is gives


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("att rapporten lämnas senast den 28 juni 2024.", True),
        ("att rapporten lämnas 2024-06-28.", True),
        ("att godkänna protokollet från den 2 maj 2024.", False),
        ("att avtalet gäller till och med den 31 december 2024.", False),
        ("att det gäller från och med 1 juni 2024 och lämnas den 2 juni 2024.", True),
        ("att rapporten lämnas den 31 juni 2024.", False),
    ],
)
def test_day_to_come_is_known(text, names):
    assert names_day_after(text, MEETING) is names


def test_question_says_what_is_lacking_and_blocks_nothing():
    task = Decision("att uppdra åt kansliet att svara senast den 28 juni 2024.")
    ((sentence, code, blocking),) = task_doubts([task], MEETING)
    assert "ansvarig och sista dag" in sentence
    assert (code, blocking) == ("assignment", False)
    answered = Decision(task.text, responsible="Kansliet", due=DUE)
    elected = Decision("att välja Karl den 1 juli 2024.", outcome="elected")
    proposal = Decision(task.text, is_prepared=True)
    assert task_doubts([answered, elected, proposal], MEETING) == []


def test_late_from_the_day_after():
    assert not is_late(DUE, DUE)
    assert is_late(DUE, DUE + timedelta(days=1))
    assert not is_late(None, DUE)
    assert by_when(DUE, DUE) == "Ska vara klart senast den 28 juni 2024."
    assert by_when(DUE, DUE + timedelta(days=1)) == "Skulle ha varit klart senast den 28 juni 2024."
    assert by_when(None, DUE) == "Ingen sista dag."


@pytest.mark.parametrize(
    ("days", "sent", "kind"),
    [
        (-8, [], None),
        (-7, [], NoteKind.WEEK_BEFORE),
        (-5, [], NoteKind.WEEK_BEFORE),  # the morning before nothing ran
        (-5, ["week_before"], None),
        (0, ["week_before"], NoteKind.ON_THE_DAY),
        (1, ["week_before", "on_the_day"], None),
        (2, [], NoteKind.ON_THE_DAY),
        (8, [], None),
    ],
)
def test_reminded_a_week_before_and_on_the_day(days, sent, kind):
    assert reminder_due(DUE, DUE + timedelta(days=days), sent) == kind


def test_nobody_is_reminded_without_a_day():
    assert reminder_due(None, DUE, []) is None


def test_next_year_has_the_same_day():
    assert a_year_later(DUE) == date(2025, 6, 28)
    assert a_year_later(date(2024, 2, 29)) == date(2025, 2, 28)
