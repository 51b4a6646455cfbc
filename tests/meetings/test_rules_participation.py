import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.participation import (
    Recorded,
    contradictions,
    not_taking_part_hindrance,
    reservation_hindrance,
    split,
    took_part,
)

SERVING = ("Astrid", "Mona", "Henrik", "Karim")


def test_those_who_serve_took_part_but_for_those_who_do_not():
    assert took_part(SERVING, {"Mona"}) == ("Astrid", "Henrik", "Karim")
    assert took_part(SERVING, ()) == SERVING


@pytest.mark.parametrize(
    ("person", "closed", "sentence"),
    [
        ("Astrid", False, ""),
        (
            "Mona",
            False,
            "Bara den som deltog i beslutet kan reservera sig (4 kap. 27 § kommunallagen).",
        ),
        (
            "Astrid",
            True,
            "En reservation anmäls innan sammanträdet avslutas (4 kap. 27 § kommunallagen).",
        ),
    ],
)
def test_only_one_who_took_part_reserves_and_before_the_meeting_ends(person, closed, sentence):
    who = took_part(SERVING, {"Mona"})
    assert reservation_hindrance(person, took_part=who, meeting_closed=closed) == sentence


@pytest.mark.parametrize(
    ("person", "change", "sentence"),
    [
        ("Mona", {}, ""),
        ("Vera", {}, "Bara den som tjänstgör i paragrafen kan avstå från att delta i beslutet."),
        ("Mona", {"voted": {"Mona"}}, "Den som har röstat har deltagit i beslutet. Ta först bort rösten."),
        ("Astrid", {"is_chair": True}, ""),
        ("Mona", {"chair_must_vote": True}, ""),
        (
            "Astrid",
            {"is_chair": True, "chair_must_vote": True},
            "Ordföranden måste rösta när rösten behövs för att avgöra ärendet (4 kap. 25 § kommunallagen).",
        ),
    ],
)
def test_anyone_serving_may_stay_out_but_the_chair_whose_vote_settles_it(person, change, sentence):
    known = {"deciding": SERVING, "is_chair": False, "chair_must_vote": False, "voted": ()}
    assert not_taking_part_hindrance(person, **known | change) == sentence


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "out", "sentence"),
    [
        ({"Astrid", "Mona"}, {"Henrik"}, (), {"Karim"}, ""),
        ({"Astrid", "Mona"}, {"Henrik"}, {"Karim"}, (), ""),
        (
            {"Astrid", "Mona"},
            {"Henrik"},
            (),
            (),
            "Rösten saknas för 1 av de 4 som tjänstgör i paragrafen.",
        ),
        (
            {"Astrid", "Mona"},
            {"Mona", "Henrik"},
            {"Karim"},
            (),
            "Någon har räknats två gånger i omröstningen. Var och en har en röst.",
        ),
    ],
)
def test_everyone_serving_is_for_against_abstains_or_stays_out(yes, no, abstain, out, sentence):
    assert split(SERVING, yes, no, abstain, out) == sentence


NOT_SERVING = "Någon som inte tjänstgör i paragrafen har räknats med i omröstningen."


def test_one_who_left_the_room_for_the_paragraph_is_not_counted_as_abstaining():
    without_mona = ("Astrid", "Henrik", "Karim")
    assert split(without_mona, {"Astrid", "Henrik"}, {"Karim"}, {"Mona"}, ()) == NOT_SERVING
    assert split(without_mona, {"Astrid", "Henrik"}, {"Karim"}, (), ()) == ""


def test_a_deputy_whose_seat_was_taken_back_no_longer_counts():
    with_petra = ("Astrid", "Mona", "Henrik", "Petra")
    assert split(with_petra, {"Astrid", "Mona"}, {"Henrik", "Karim"}, (), ()) == NOT_SERVING
    assert split(with_petra, {"Astrid", "Mona"}, {"Henrik", "Petra"}, (), ()) == ""


@given(st.lists(st.sets(st.integers(0, 6)), min_size=5, max_size=5))
def test_a_vote_adds_up_exactly_when_the_four_are_those_serving(sets):
    serving, *four = sets
    adds_up = sum(map(len, four)) == len(serving) and set().union(*four) == serving
    assert (split(serving, *four) == "") == adds_up


@given(st.lists(st.integers(0, 9), unique=True), st.sets(st.integers(0, 9)))
def test_took_part_and_not_taking_part_are_those_serving(serving, out):
    who = took_part(serving, out)
    assert len(who) + len(out.intersection(serving)) == len(serving)
    assert out.isdisjoint(who)


THREE = ("Astrid", "Mona", "Henrik")


@pytest.mark.parametrize(
    ("recorded", "sentences"),
    [
        ({}, []),
        ({"votes": [THREE]}, []),
        ({"votes": [THREE[:2]], "not_taking_part": ["Henrik"]}, []),
        ({"votes": [THREE[:2]]}, ["har en omröstning utan rösten från Henrik"]),
        ({"votes": [(*THREE, "Vera")]}, ["har en röst från Vera, som inte tjänstgör där"]),
        (
            {"votes": [THREE, ("Astrid", "Mona", "Vera")]},
            ["har en röst från Vera", "har en omröstning utan rösten från Henrik"],
        ),
        ({"votes": [THREE], "not_taking_part": ["Mona"]}, ["har en röst från Mona, som inte deltar"]),
        ({"slips": [3]}, []),
        ({"slips": [3], "not_taking_part": ["Mona"]}, ["har 3 röstsedlar men 2 som får rösta"]),
        ({"not_taking_part": ["Vera"]}, ["har «deltar inte i beslutet» för Vera"]),
        ({"reserved": ["Mona"]}, []),
        (
            {"reserved": ["Vera", "Karim"]},
            ["har en reservation av Vera och Karim, som inte deltog i beslutet"],
        ),
        ({"reserved": ["Mona"], "not_taking_part": ["Mona"]}, ["har en reservation av Mona"]),
        ({"proposed": ["Mona", "Vera", "Vera"]}, ["har ett yrkande av Vera, som inte beslutar där"]),
    ],
)
def test_what_no_longer_agrees_with_the_room_is_named(recorded, sentences):
    found = contradictions(Recorded(**recorded), THREE, str)
    assert len(found) == len(sentences)
    assert all(one.startswith(start) for one, start in zip(found, sentences, strict=True))


@given(st.sets(st.integers(0, 6)), st.sets(st.integers(0, 6)), st.sets(st.integers(0, 6)))
def test_a_vote_that_adds_up_is_no_contradiction_and_the_other_way_round(serving, voted, out):
    found = contradictions(Recorded(votes=[voted], not_taking_part=sorted(out)), sorted(serving), str)
    adds_up = split(serving, voted, set(), set(), out) == ""
    assert (found == []) == adds_up
