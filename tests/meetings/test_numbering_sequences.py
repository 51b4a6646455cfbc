"""No sequence of planning, writing, freezing and taking back loses a number or gives one twice.

Six sequences each time beside the chosen ones; hundreds with
`pytest -m exhaustive tests/meetings/test_numbering_sequences.py`.
"""

import re
from contextlib import suppress
from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.actions.changing import withdraw_protocol
from meetings.actions.drafting import (
    add_paragraph,
    move_paragraph,
    remove_paragraph,
    restore_paragraph,
    withdraw_paragraph,
)
from meetings.actions.freezing import freeze_immediately, freeze_protocol
from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.draft.series import numbers_of, read_place
from meetings.errors import RuleViolation
from meetings.models import BodyYear, Meeting, Protocol
from meetings.querysets import held_meetings, latest_version, with_state
from meetings.workflow import LOCKED
from tests.worlds.boards import MEETING_DAY, Board, at, make_board, make_ready
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db

type Told = tuple[int, str, int, int]
SERIES = ("year", "shown", "free")  # §§ of the year; §§ of the meeting with a number that shows, or not
FIRST, LATE = 37, at(date(2024, 12, 20))
WRITING = ("add", "move", "remove", "restore", "withdraw")
STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(
            [*WRITING, *WRITING, "freeze", "freeze", "at once", "take back", "plan", "cancel", "day"]
        ),
        st.integers(0, 6),
        st.integers(0, 6),
    ),
    max_size=12,
)
OURS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@made_once
def boards() -> dict[str, Board]:
    """One for each way to number, with two drafts."""
    made = {}
    for series in SERIES:
        board = make_board(
            slug=series,
            suffix=series,
            series="year" if series == "year" else "meeting",
            shows_meeting_number=series == "shown",
        )
        BodyYear.objects.create(body=board.body, year=2024, first_paragraph=FIRST, first_meeting=3)
        for days in (14, 28):
            make_ready(board, day=MEETING_DAY + timedelta(days=days), paragraphs=1)
        made[series] = board
    return made


def told(words: str) -> list[Told]:
    """«add 0, at once 0 1»: what, to which meeting, to which of its rows, and where."""
    found = []
    for step in words.split(", "):
        what, numbers = re.fullmatch(r"([a-z ]+?)((?: \d)+)", step).groups()
        index, which, where = (*map(int, numbers.split()), 0, 0)[:3]
        found.append((index, what, which, where))
    return found


def take(board: Board, step: str, meeting: Meeting, which: int, where: int) -> None:
    by = board.secretary
    match step:
        case "freeze":
            protocols = list(Protocol.objects.filter(meeting=meeting).order_by("number"))
            freeze_protocol(protocol=protocols[which % len(protocols)], by=by, at=LATE)
        case "take back":
            protocols = list(Protocol.objects.filter(meeting=meeting).order_by("number"))
            if version := latest_version(protocols[which % len(protocols)]):
                withdraw_protocol(version=version, by=by, at=LATE, reason="Fel.")
        case "plan":
            make_ready(board, day=MEETING_DAY + timedelta(days=7 * where), paragraphs=which % 3)
        case "cancel":
            pass_meeting_to(
                meeting=meeting, state="planned" if which % 3 == 0 else "cancelled", by=by, at=LATE
            )
        case "day":
            edit_meeting(meeting=meeting, date=MEETING_DAY + timedelta(days=7 * where), by=by, at=LATE)
        case _:
            write(board, step, meeting, which, where)


def write(board: Board, step: str, meeting: Meeting, which: int, where: int) -> None:
    rows = list(meeting.paragraphs.order_by("pk"))
    by = board.secretary
    if step == "add" or not rows:
        after = rows[which % len(rows)] if rows else None
        add_paragraph(
            meeting=meeting, after=after, heading="Ärende", decisions=("att bifalla.",), by=by, at=LATE
        )
        return
    paragraph = rows[which % len(rows)]
    match step:
        case "move":
            move_paragraph(paragraph=paragraph, index=where, by=by, at=LATE)
        case "remove":
            remove_paragraph(paragraph=paragraph, by=by, at=LATE)
        case "restore":
            restore_paragraph(paragraph=paragraph, index=where, by=by, at=LATE)
        case "at once":
            freeze_immediately(paragraphs=[paragraph], by=by, at=LATE)
        case _:
            withdraw_paragraph(paragraph=paragraph, withdrawn=bool(where % 2), by=by, at=LATE)


@pytest.mark.parametrize(
    ("series", "words"),
    [
        ("year", "freeze 0, plan 0, day 1, take back 0"),
        ("year", "freeze 0, freeze 1, take back 0, add 0, freeze 0"),
        ("year", "add 0, at once 0 1, remove 0, move 0 1 0, freeze 0"),
        ("shown", "freeze 1, plan 0, freeze 0, freeze 2, freeze 1"),
        ("free", "freeze 1, plan 0, freeze 0, freeze 2"),
    ],
)
def test_chosen_sequence_loses_no_number(boards: dict[str, Board], series: str, words: str) -> None:
    try_steps(boards, series, told(words))


def test_numbers_have_neither_gaps_nor_doubles(boards: dict[str, Board]) -> None:
    try_sequences(boards, settings(OURS, max_examples=6, derandomize=True))


@pytest.mark.exhaustive
def test_hundreds_of_sequences(boards: dict[str, Board]) -> None:
    try_sequences(boards, settings(OURS, max_examples=300))


def try_sequences(boards: dict[str, Board], how_many: settings) -> None:
    @how_many
    @given(series=st.sampled_from(SERIES), steps=STEPS)
    def run(series: str, steps: list[Told]) -> None:
        try_steps(boards, series, steps)

    run()


def try_steps(boards: dict[str, Board], series: str, steps: list[Told]) -> None:
    with transaction.atomic():
        board = deepcopy(boards[series])
        for index, step, which, where in steps:
            meetings = list(board.body.meetings.order_by("pk"))
            with suppress(RuleViolation), transaction.atomic():  # what is refused changes nothing
                take(board, step, meetings[index % len(meetings)], which, where)
                holds(board, series)
        holds(board, series)
        transaction.set_rollback(True)


def holds(board: Board, kind: str) -> None:
    """What is true after every step, fixed numbers and provisional ones together."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    meetings = list(held_meetings(board.body.meetings.all()).order_by("date", "sequence"))
    numbers_in = [numbers_of(meeting) for meeting in meetings]
    series = [list(numbers.values()) for numbers in numbers_in]
    for numbers in [[number for each in series for number in each]] if kind == "year" else series:
        first = FIRST if kind == "year" else 1
        assert numbers == list(range(first, first + len(numbers)))
    if kind == "free":
        taken = sorted(meeting.number for meeting in meetings if meeting.number)
        assert taken == list(range(3, 3 + len(taken)))
    else:
        assert [read_place(meeting).number for meeting in meetings] == list(range(3, 3 + len(meetings)))
    for meeting, numbers in zip(meetings, numbers_in, strict=True):
        rows = list(meeting.paragraphs.filter(removed_at__isnull=True).order_by("position"))
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))
        for protocol in with_state(meeting.protocols.all()):
            if protocol.state in LOCKED:
                if protocol.number == 1:
                    assert {row.pk: row.number for row in rows} == numbers
                own = set(protocol.paragraphs.all())
                stands = [one.number for one in rows if one in own]
                assert stands == [numbers[one.pk] for one in rows if one in own]
                version = latest_version(protocol)
                assert version
                covered = [one for one in version.snapshot["paragraphs"] if not one["immediate"]]
                assert [int(one["number"]) for one in covered] == stands
