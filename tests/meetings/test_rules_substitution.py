import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.substitution import Deputy, EmptySeat, Suggestion, suggestions

KARIM = Deputy(id=1, name="Karim Haddad", seat="kommun 1", party="Norrby", order=1)
VERA = Deputy(id=2, name="Vera Lund", seat="kommun 2", party="Norrby", order=2)
OLLE = Deputy(id=3, name="Olle Strand", seat="FK", party="FK", order=1)
ASTRID_AWAY = EmptySeat(seat="kommun 1", party="Norrby", member="Astrid Norling")
MONA_AWAY = EmptySeat(seat="AF", party="AF", member="Mona Edvinsson")
VACANT = EmptySeat(seat="kommun 3", party="Norrby")

PERSONAL = "personlig ersättare för Astrid Norling"
SAME_MEMBER = "ersättare från samma medlem"
STEPS_IN = "ersättare från samma medlem, som inträder på den vakanta platsen (Finsam 15 §)"
NEXT = "närmast i tjänstgöringsordningen"


@pytest.mark.parametrize(
    ("empty", "available", "expected"),
    [
        ([], [KARIM], []),
        ([ASTRID_AWAY], [], []),
        ([ASTRID_AWAY], [OLLE, VERA, KARIM], [(1, "kommun 1", PERSONAL)]),
        ([ASTRID_AWAY], [OLLE, VERA], [(2, "kommun 1", SAME_MEMBER)]),
        ([ASTRID_AWAY], [OLLE], [(3, "kommun 1", NEXT)]),
        ([MONA_AWAY], [VERA, KARIM], [(1, "AF", NEXT)]),  # by service order, not by list
        ([VACANT], [OLLE], []),  # only the same member fills a vacancy
        ([VACANT], [VERA, KARIM], [(1, "kommun 3", STEPS_IN)]),
        ([MONA_AWAY, ASTRID_AWAY], [KARIM], [(1, "kommun 1", PERSONAL)]),  # one's own seat comes first
        ([ASTRID_AWAY, VACANT], [VERA, OLLE], [(3, "kommun 1", NEXT), (2, "kommun 3", STEPS_IN)]),
        ([MONA_AWAY, ASTRID_AWAY], [KARIM, OLLE], [(3, "AF", NEXT), (1, "kommun 1", PERSONAL)]),
    ],
)
def test_the_own_deputy_comes_before_the_same_member_and_the_service_order(empty, available, expected):
    assert suggestions(empty, available) == [Suggestion(*each) for each in expected]


def test_a_vacant_seat_with_its_own_deputy_says_that_the_deputy_steps_in():
    own = EmptySeat(seat="kommun 1", party="Norrby")
    assert suggestions([own], [VERA, KARIM]) == [Suggestion(1, "kommun 1", STEPS_IN)]
    assert suggestions([EmptySeat(seat="kommun 1", party="Söderby")], [KARIM]) == []


DEPUTIES = st.lists(
    st.builds(
        Deputy,
        id=st.integers(0, 6),
        name=st.just("N"),
        seat=st.sampled_from("abcd"),
        party=st.sampled_from("pq"),
        order=st.integers(1, 3),
    ),
    unique_by=lambda deputy: deputy.id,
)
EMPTY = st.lists(
    st.builds(
        EmptySeat,
        seat=st.sampled_from("abcd"),
        party=st.sampled_from("pq"),
        member=st.sampled_from(["", "A"]),
    )
)


@given(EMPTY, DEPUTIES)
def test_no_seat_and_no_deputy_is_suggested_twice(empty, available):
    found = suggestions(empty, available)
    assert len({one.seat for one in found}) == len({one.deputy for one in found}) == len(found)
    assert {one.seat for one in found} <= {one.seat for one in empty}
    assert {one.deputy for one in found} <= {one.id for one in available}


@given(EMPTY, DEPUTIES)
def test_no_seat_stays_empty_that_a_deputy_left_over_could_serve(empty, available):
    found = suggestions(empty, available)
    used = {one.deputy for one in found}
    left = {one.party for one in available if one.id not in used}
    for seat in empty:
        if seat.seat not in {one.seat for one in found}:
            assert not left if seat.member else seat.party not in left
