"""What is known of a letter stands as long as it may be asked for, and not for ever."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, transaction
from django.utils import timezone

from meetings.actions.resending import forget_old_letters, let_go
from meetings.models import Letter
from tests.worlds.boards import Board
from tests.worlds.forging import past_the_guards
from tests.worlds.letters import make_letter, set_job

pytestmark = pytest.mark.django_db


def letter(board: Board, *, days: int, job: str = "succeeded", sent: bool = True) -> Letter:
    """Written so many days ago."""
    made, written = make_letter(board.association, job=job), timezone.now() - timedelta(days=days, hours=1)
    with past_the_guards():
        Letter.objects.filter(pk=made.pk).update(
            written_at=written, sending_at=written if sent else None, sent_at=written if sent else None
        )
    return Letter.objects.get(pk=made.pk)


def forgotten() -> int:
    return forget_old_letters(at=timezone.now())


def test_letter_is_forgotten_after_two_years(board: Board) -> None:
    kept = letter(board, days=729)
    letter(board, days=730)
    assert forgotten() == 1
    assert Letter.objects.get() == kept


def test_how_long_is_a_setting_and_never_less_than_ninety_days(board: Board, settings: LazySettings) -> None:
    settings.LETTERS_KEPT_DAYS = 1
    letter(board, days=89)
    assert forgotten() == 0
    letter(board, days=90)
    assert forgotten() == 1


@pytest.mark.parametrize("job", ["todo", "doing", "failed"])
def test_letter_that_waits_is_never_forgotten(board: Board, job: str) -> None:
    """On its way, failed or perhaps sent; it goes when somebody has let it go."""
    waits = letter(board, days=5000, job=job, sent=False)
    assert forgotten() == 0
    set_job(waits, "failed")
    let_go(waits)
    assert forgotten() == 1


@pytest.mark.parametrize(("days", "job", "sent"), [(89, "succeeded", True), (5000, "failed", False)])
def test_database_lets_no_letter_go_that_is_new_or_waits(
    board: Board, days: int, job: str, sent: bool
) -> None:
    row = letter(board, days=days, job=job, sent=sent)
    with pytest.raises(DatabaseError, match="nyare än 90 dagar"), transaction.atomic():
        row.delete()


@pytest.mark.parametrize("change", [{"to": "annan@example.org"}, {"subject": "Annat"}, {"sent_at": None}])
def test_what_a_letter_was_and_to_whom_is_not_written_over(board: Board, change: dict[str, object]) -> None:
    row = letter(board, days=1)
    with pytest.raises(DatabaseError, match="ändras inte"), transaction.atomic():
        Letter.objects.filter(pk=row.pk).update(**change)
