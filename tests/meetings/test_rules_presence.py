"""Arbitrary meetings keep the invariants; named ones have the rolls that a secretary expects."""

from dataclasses import replace

import pytest

from meetings.rules.distance import Mode
from meetings.rules.presence import (
    Movement,
    MovementKind,
    Participant,
    Recusal,
    hindrance,
    passed_over,
    returns,
    rolls,
)

SEATS = ("FK", "AF", "region", "kommun")
ASTRID = Participant(id="Astrid", is_member=True, seat="FK", mode=Mode.ON_SITE)
MONA = Participant(id="Mona", is_member=True, seat="AF", mode=Mode.REMOTE)
HENRIK = Participant(id="Henrik", is_member=True, seat="region", mode=Mode.ON_SITE)
PETRA = Participant(id="Petra", is_member=True, seat="kommun", mode=Mode.ABSENT)
KARIM = Participant(id="Karim", is_member=False, seat="kommun", mode=Mode.ON_SITE, serves="kommun")
VERA = Participant(id="Vera", is_member=False, seat="AF", mode=Mode.ON_SITE)
BOARD = (ASTRID, MONA, HENRIK, PETRA, KARIM, VERA)


def course(*events, participants=BOARD, seats=SEATS, paragraphs=4):
    return {
        "seats": seats,
        "participants": participants,
        "movements": [event for event in events if isinstance(event, Movement)],
        "recusals": [event for event in events if isinstance(event, Recusal)],
        "paragraphs": paragraphs,
    }


def arrives(who, at, mode=Mode.ON_SITE):
    return Movement(who=who, at=at, change=MovementKind.ARRIVED, mode=mode)


def leaves(who, at):
    return Movement(who=who, at=at, change=MovementKind.LEFT)


def serves(who, at, seat):
    return Movement(who=who, at=at, change=MovementKind.SERVING, seat=seat)


def relieved(who, at):
    return Movement(who=who, at=at, change=MovementKind.RELIEVED)


def recused(who, at, substitute=None):
    return Recusal(who=who, at=at, substitute=substitute)


def deciding(*events, **changes):
    return [roll.deciding for roll in rolls(**course(*events, **changes))]


def test_members_in_the_room_decide_and_a_deputy_for_the_absent_one():
    (roll,) = rolls(**course(paragraphs=1))
    assert roll.deciding == ("Astrid", "Mona", "Henrik", "Karim")
    assert roll.serving == {"FK": "Astrid", "AF": "Mona", "region": "Henrik", "kommun": "Karim"}
    assert set(roll.modes) == {"Astrid", "Mona", "Henrik", "Karim", "Vera"}
    assert (roll.present, roll.seats, roll.has_quorum) == (4, 4, True)


def test_nobody_is_there_until_somebody_says_so():
    unsaid = [replace(person, mode="") for person in BOARD]
    (roll,) = rolls(**course(participants=unsaid, paragraphs=1))
    assert (roll.deciding, dict(roll.modes), roll.has_quorum) == ((), {}, False)


def test_the_totals_are_right_after_a_member_takes_the_seat_back_from_a_deputy():
    before, after, *_ = rolls(**course(arrives("Petra", 1)))
    assert before.deciding == ("Astrid", "Mona", "Henrik", "Karim")
    assert after.deciding == ("Astrid", "Mona", "Henrik", "Petra")
    assert (before.present, after.present) == (4, 4)
    assert "Karim" in after.modes


def test_one_who_leaves_the_room_for_one_paragraph_is_not_there_and_so_does_not_abstain():
    at_first, without, again, _ = rolls(**course(leaves("Mona", 1), arrives("Mona", 2)))
    assert "Mona" in at_first.deciding
    assert "Mona" not in without.deciding
    assert "Mona" not in without.modes
    assert without.present == 3
    assert again.deciding == at_first.deciding


def test_a_lost_connection_is_a_departure_and_takes_the_quorum_with_it():
    events = [leaves("Mona", 1), leaves("Karim", 1), arrives("Mona", 3, Mode.REMOTE_AUDIO)]
    found = rolls(**course(*events))
    assert [roll.present for roll in found] == [4, 2, 2, 3]
    assert [roll.has_quorum for roll in found] == [True, False, False, True]
    assert found[3].modes["Mona"] == Mode.REMOTE_AUDIO


def test_several_events_at_one_paragraph_happen_in_the_order_given():
    assert deciding(leaves("Mona", 1), serves("Vera", 1, "AF"))[1] == ("Astrid", "Vera", "Henrik", "Karim")
    assert deciding(serves("Vera", 1, "AF"), leaves("Mona", 1))[1] == ("Astrid", "Henrik", "Karim")


def test_a_deputy_who_leaves_or_is_relieved_no_longer_serves():
    assert deciding(leaves("Karim", 1))[1:3] == [("Astrid", "Mona", "Henrik")] * 2
    found = rolls(**course(relieved("Karim", 1), serves("Vera", 2, "kommun")))
    assert found[1].deciding == ("Astrid", "Mona", "Henrik")
    assert "Karim" in found[1].modes
    assert found[2].deciding == ("Astrid", "Mona", "Henrik", "Vera")


def test_a_recusal_lasts_one_paragraph_and_the_substitute_serves_in_that_one_alone():
    before, without, after, _ = rolls(**course(recused("Mona", 1, "Vera")))
    assert without.deciding == ("Astrid", "Vera", "Henrik", "Karim")
    assert without.recused == {"Mona"}
    assert "Mona" not in without.modes
    assert before.deciding == after.deciding == ("Astrid", "Mona", "Henrik", "Karim")
    assert after.recused == frozenset()


def test_a_recusal_does_not_lower_the_quorum():
    _, without, *_ = rolls(**course(recused("Mona", 1), recused("Henrik", 1)))
    assert (without.present, without.seats, without.has_quorum) == (2, 4, False)


def test_a_recused_serving_deputy_serves_again_afterwards():
    found = deciding(recused("Karim", 1, "Vera"))
    assert found[0] == found[2] == ("Astrid", "Mona", "Henrik", "Karim")
    assert found[1] == ("Astrid", "Mona", "Henrik", "Vera")


def test_a_vacant_seat_is_served_by_a_deputy_and_counts_as_a_seat():
    without_petra = (ASTRID, MONA, HENRIK, replace(KARIM, serves=None))
    assert rolls(**course(participants=without_petra))[0].seats == 4
    found = deciding(serves("Karim", 1, "kommun"), participants=without_petra)
    assert found[:2] == [("Astrid", "Mona", "Henrik"), ("Astrid", "Mona", "Henrik", "Karim")]


def test_a_body_without_seats_has_only_a_list_of_those_present():
    guest = Participant(id="Eva", is_member=True, mode=Mode.ON_SITE)
    (roll,) = rolls(**course(participants=[guest], seats=(), paragraphs=1))
    assert (dict(roll.modes), roll.deciding, roll.seats) == ({"Eva": "on_site"}, (), 0)


@pytest.mark.parametrize(
    ("event", "recorded", "sentence"),
    [
        (arrives("Mona", 1), [leaves("Mona", 1)], ""),
        (arrives("Mona", 1), [], "Personen är redan närvarande."),
        (arrives("Petra", 1, Mode.ABSENT), [], "Välj på plats eller på distans."),
        (arrives("Ingen", 1), [], "Personen har inget uppdrag i organet."),
        (leaves("Mona", 1), [], ""),
        (leaves("Petra", 1), [], "Personen är inte närvarande och kan inte gå."),
        (leaves("Mona", 2), [leaves("Mona", 1)], "Personen är inte närvarande och kan inte gå."),
        (serves("Vera", 1, "AF"), [leaves("Mona", 1)], ""),
        (serves("Vera", 1, "AF"), [], "Ledamoten är närvarande och behöver ingen ersättare."),
        (serves("Astrid", 1, "AF"), [leaves("Mona", 1)], "Bara en ersättare kan tjänstgöra för någon annan."),
        (
            serves("Vera", 1, "AF"),
            [leaves("Mona", 1), leaves("Vera", 1)],
            "Ersättaren är inte närvarande och kan inte tjänstgöra.",
        ),
        (
            serves("Vera", 1, "kommun"),
            [],
            "En annan ersättare tjänstgör redan på platsen. Varje plats har en röst.",
        ),
        (
            serves("Karim", 1, "AF"),
            [leaves("Mona", 1)],
            "Ersättaren tjänstgör redan. Var och en har en röst (4 kap. 24 § kommunallagen).",
        ),
        (serves("Vera", 1, "FK 2"), [], "Platsen finns inte i organet."),
        (
            serves("Vera", 1, "AF"),
            [leaves("Mona", 1), recused("Vera", 1)],
            "Den som är jävig får inte tjänstgöra i paragrafen (6 kap. 30 § kommunallagen).",
        ),
        (relieved("Karim", 1), [], ""),
        (relieved("Vera", 1), [], "Personen tjänstgör inte."),
        (relieved("Mona", 1), [], "En närvarande ledamot beslutar för sin egen plats och kan bara gå."),
        (recused("Mona", 1, "Vera"), [], ""),
        (recused("Vera", 1), [], ""),
        (recused("Mona", 1), [recused("Mona", 1)], "Jäv är redan antecknat för personen i paragrafen."),
        (recused("Petra", 1), [], "Personen är inte närvarande i paragrafen, så jäv behöver inte antecknas."),
        (
            recused("Mona", 1, "Vera"),
            [leaves("Vera", 1)],
            "Ersättaren är inte närvarande och kan inte tjänstgöra.",
        ),
        (
            recused("Mona", 1, "Vera"),
            [recused("Vera", 1)],
            "Ersättaren är inte närvarande och kan inte tjänstgöra.",
        ),
        (
            recused("Mona", 1, "Karim"),
            [],
            "Ersättaren tjänstgör redan. Var och en har en röst (4 kap. 24 § kommunallagen).",
        ),
        (
            recused("Vera", 1, "Karim"),
            [],
            "Den jäviga beslutar inte i paragrafen, så ingen ersättare behövs.",
        ),
        (leaves("Mona", 4), [], "Paragrafen finns inte i protokollet."),
        (recused("Mona", -1), [], "Paragrafen finns inte i protokollet."),
    ],
)
def test_what_cannot_be_is_refused_with_the_rule(event, recorded, sentence):
    assert hindrance(event, **course(*recorded)) == sentence


def test_a_recorded_event_that_lost_its_effect_is_named():
    late = arrives("Mona", 2)
    assert passed_over(**course(leaves("Mona", 1), late)) == []
    assert passed_over(**course(late)) == [(late, "Personen är redan närvarande.")]


@pytest.mark.parametrize(
    ("events", "who"),
    [
        ([leaves("Mona", 1), arrives("Mona", 2)], ("Mona",)),
        ([recused("Mona", 1)], ()),
        ([recused("Mona", 1), leaves("Mona", 1), arrives("Mona", 2)], ()),  # jäv, entered as a departure
        ([arrives("Petra", 1)], ()),
        ([arrives("Mona", 1)], ()),  # never left
        ([leaves("Vera", 1), arrives("Vera", 2)], ()),  # a deputy who did not serve
    ],
)
def test_a_member_who_comes_back_other_than_after_a_recusal_is_named_for_a_warning(events, who):
    assert returns(**course(*events)) == who
