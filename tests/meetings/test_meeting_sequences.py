"""No sequence of what happens in a meeting breaks an invariant: who is there, who serves, and what they vote.

Four sequences each time beside the chosen ones; hundreds with
`pytest -m exhaustive tests/meetings/test_meeting_sequences.py`.
"""

from collections.abc import Iterable
from contextlib import suppress
from copy import deepcopy

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.draft.ballots import outcome_of, slips_of, tally_of
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Mandate, Paragraph
from meetings.querysets import own_protocol
from meetings.rules.voting import DecidedBy
from tests.meetings.meeting_steps import ACTIONS, Room, Step
from tests.worlds.boards import ELECTED, Board, make_person
from tests.worlds.once import made_once
from tests.worlds.running_meeting import Held, make_held

pytestmark = pytest.mark.django_db

SMALL = st.integers(0, 5)
STEPS = st.lists(
    st.builds(
        Step,
        what=st.sampled_from([*ACTIONS, "vote", "vote", "recuse", "go", "come"]),
        who=SMALL,
        where=st.integers(0, 3),
        other=SMALL,
        said=st.text("jna", min_size=1, max_size=5),
    ),
    min_size=4,
    max_size=16,
)
OURS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@made_once
def held(board: Board) -> Held:
    """Four §§, the last of them an election, and a second deputy."""
    second = make_person("Vera", "Palm")
    Mandate.objects.create(
        body=board.body, seat=board.seats["FK"], person=second, kind="deputy", first_day=ELECTED
    )
    held = make_held(board=board, paragraphs=4)
    Paragraph.objects.filter(pk=held.paragraphs[3].pk).update(kind="election")
    return held


def steps(*told: tuple[str, int, int, int]) -> list[Step]:
    """Who votes says yes."""
    return [Step(*one, said="jj") for one in told]


# What the draws seldom reach.
CHOSEN = [
    steps(("go", 0, 0, 0), ("serve", 4, 0, 0), ("vote", 0, 1, 0), ("come", 0, 0, 0), ("come", 0, 2, 0)),
    steps(("go", 0, 0, 0), ("go", 2, 0, 0), ("serve", 4, 0, 0), ("serve", 4, 1, 2), ("serve", 5, 1, 0)),
    steps(
        ("go", 2, 0, 0),
        ("come", 2, 1, 0),
        ("vote_as_told", 2, 0, 0),
        ("vote", 0, 0, 0),
        ("undo_movement", 0, 0, 0),
    ),
    steps(("recuse", 2, 0, 4), ("vote", 0, 0, 0), ("reserve", 2, 0, 0), ("undo_recusal", 2, 0, 0)),
    steps(("stay_out", 1, 0, 0), ("vote", 0, 0, 0), ("reserve", 1, 0, 0), ("reserve", 0, 0, 0)),
    steps(("vote", 3, 3, 3), ("vote", 2, 3, 2), ("go", 0, 2, 0), ("vote", 2, 3, 1)),
    steps(("go", 0, 1, 0), ("go", 1, 1, 0), ("put_off", 0, 1, 0), ("decide", 0, 2, 0), ("vote", 0, 1, 0)),
    steps(("decide", 0, 1, 0), ("put_off", 0, 2, 0), ("go", 0, 1, 0), ("go", 1, 1, 0)),
]


@pytest.mark.parametrize("told", CHOSEN)
def test_chosen_sequence_breaks_no_invariant(held: Held, told: list[Step]) -> None:
    try_steps(held, told)


def test_nothing_that_happens_breaks_an_invariant(held: Held) -> None:
    try_sequences(held, settings(OURS, max_examples=4, derandomize=True))


@pytest.mark.exhaustive
def test_hundreds_of_sequences(held: Held) -> None:
    try_sequences(held, settings(OURS, max_examples=300))


def try_sequences(held: Held, how_many: settings) -> None:
    @how_many
    @given(told=STEPS)
    def run(told: list[Step]) -> None:
        try_steps(held, told)

    run()


def try_steps(held: Held, told: list[Step]) -> None:
    with transaction.atomic():
        tried = deepcopy(held)
        for step in told:
            with suppress(RuleViolation), transaction.atomic():  # what is refused changes nothing
                ACTIONS[step.what](Room(tried, step))
                holds(tried)
        holds(tried)
        stops_what_is_not_quorate(tried)
        transaction.set_rollback(True)


def holds(held: Held) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    rolls = held.rolls()
    live = held.meeting.paragraphs.filter(removed_at__isnull=True).order_by("position")
    recorded = ("abstentions", "ballots__votes", "ballots__options", "reservations")
    for paragraph in live.prefetch_related(*recorded):
        roll = rolls.by_paragraph[paragraph.pk]
        seats = set(rolls.seat_keys)
        assert len(roll.serving) + len(seats - set(roll.serving)) == len(seats) == 4  # present and absent
        assert unique(roll.deciding)
        assert set(roll.deciding) <= set(roll.modes)
        assert roll.recused.isdisjoint(roll.modes)
        for one in rolls.attendees.values():
            if one.kind == one.Kind.MEMBER and one.pk in roll.modes:
                assert roll.serving[one.mandate.seat_id] == one.pk
        out = {one.attendee_id for one in paragraph.abstentions.all()}
        assert out <= set(roll.deciding)
        for ballot in paragraph.ballots.all():
            votes = list(ballot.votes.all())
            tally = tally_of(ballot)
            by = outcome_of(ballot, len(seats)).decided_by
            assert by
            if ballot.way == ballot.Way.CLOSED:
                assert (paragraph.kind, votes) == ("election", [])
                assert slips_of(ballot) + len(out) <= roll.present
                continue
            assert paragraph.kind != "election"
            assert roll.has_quorum
            assert unique(vote.seat_id for vote in votes)
            assert unique(vote.attendee_id for vote in votes)
            assert {vote.attendee_id: vote.seat_id for vote in votes}.items() <= {
                who: seat for seat, who in roll.serving.items()
            }.items()
            assert (by == DecidedBy.CASTING_VOTE) == (tally.yes == tally.no)
            assert tally.yes + tally.no + tally.abstain + len(out) == roll.present
        reserved = {one.attendee_id for one in paragraph.reservations.all()}
        assert reserved <= set(roll.deciding) - out


def stops_what_is_not_quorate(held: Held) -> None:
    """Somebody may leave after the gavel; then the freeze stops at that §."""
    rolls = held.rolls()
    found = findings_of(read_draft(own_protocol(held.meeting)), today=held.meeting.date)
    stopped = {one.paragraph for one in found if one.code == "quorum" and one.blocking}
    for number, paragraph in enumerate(
        held.meeting.paragraphs.filter(removed_at=None).order_by("position"), 1
    ):
        decided = paragraph.decisions.filter(is_prepared=False).exists() or bool(paragraph.deferral)
        assert (str(number) in stopped) == (decided and not rolls.by_paragraph[paragraph.pk].has_quorum)


def unique(values: Iterable[object]) -> bool:
    listed = list(values)
    return len(set(listed)) == len(listed)
