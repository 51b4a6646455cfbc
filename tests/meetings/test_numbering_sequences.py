"""No sequence of adding, moving, removing and putting back loses a number or gives one twice."""

from contextlib import suppress
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.actions.drafting import (
    add_paragraph,
    move_paragraph,
    remove_paragraph,
    restore_paragraph,
    withdraw_paragraph,
)
from meetings.errors import RuleViolation
from meetings.models import BodyYear, Meeting
from meetings.reads.series import numbers_of
from tests.builders import Board, at, make_board, make_meeting

pytestmark = pytest.mark.django_db

STEPS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["add", "move", "remove", "restore", "withdraw"]),
        st.integers(0, 6),
        st.integers(0, 6),
    ),
    max_size=12,
)


def take(board: Board, meeting: Meeting, step: str, which: int, where: int) -> None:
    rows = list(meeting.paragraphs.order_by("pk"))
    by, moment = board.secretary, at()
    if step == "add" or not rows:
        after = rows[which % len(rows)] if rows else None
        add_paragraph(meeting=meeting, after=after, by=by, at=moment)
        return
    paragraph = rows[which % len(rows)]
    match step:
        case "move":
            move_paragraph(paragraph=paragraph, index=where, by=by, at=moment)
        case "remove":
            remove_paragraph(paragraph=paragraph, by=by, at=moment)
        case "restore":
            restore_paragraph(paragraph=paragraph, index=where, by=by, at=moment)
        case _:
            withdraw_paragraph(paragraph=paragraph, withdrawn=bool(where % 2), by=by, at=moment)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(steps=STEPS)
def test_numbers_of_a_year_have_neither_gaps_nor_doubles(steps: list[tuple[int, str, int, int]]) -> None:
    with transaction.atomic():
        board = make_board()
        BodyYear.objects.create(body=board.body, year=2024, first_paragraph=37)
        meetings = [make_meeting(board), make_meeting(board, day=date(2024, 8, 29))]
        for index, step, which, where in steps:
            with suppress(RuleViolation):
                take(board, meetings[index], step, which, where)
        numbers = [number for meeting in meetings for number in numbers_of(meeting).values()]
        assert numbers == list(range(37, 37 + len(numbers)))
        for meeting in meetings:
            positions = meeting.paragraphs.filter(removed_at__isnull=True).order_by("position")
            assert list(positions.values_list("position", flat=True)) == list(range(1, positions.count() + 1))
        transaction.set_rollback(True)
