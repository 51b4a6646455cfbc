import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.quorum import has_quorum, quorum_sentence


@pytest.mark.parametrize(
    ("present", "seats", "enough"),
    [(3, 4, True), (2, 4, False), (5, 9, True), (4, 9, False), (1, 1, True), (0, 1, False), (0, 0, False)],
)
def test_more_than_half_of_the_seats_must_be_present(present, seats, enough):
    assert has_quorum(present, seats) is enough


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_vacant_seat_never_helps(present, seats):
    assert has_quorum(present, seats) or not has_quorum(present, seats + 1)


def test_sentence_says_how_many_and_whether_it_is_enough():
    assert quorum_sentence(6, 9) == "6 av 9, beslutsför"
    assert quorum_sentence(4, 9) == "4 av 9, inte beslutsför"
