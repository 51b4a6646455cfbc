"""Who comes, goes and serves while the meeting runs."""

import pytest

from meetings.actions.attending import set_presence, set_serving
from meetings.actions.deciding import decide_as_prepared
from meetings.actions.moving import (
    register_arrival,
    register_departure,
    remove_movement,
    start_serving,
    stop_serving,
)
from meetings.errors import RuleViolation
from meetings.models import Attendee, Movement
from meetings.reads.checklist import doubts_of
from tests.builders import at
from tests.held import Held, make_held

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Held:
    return make_held()


def test_member_who_leaves_decides_until_then(held: Held) -> None:
    member = held.of(held.board.member)
    register_departure(attendee=member, paragraph=held.paragraphs[1], by=held.by, at=at())
    assert ["Petra Sandell" in held.deciding(index) for index in range(3)] == [True, False, False]


def test_deputy_serves_from_the_paragraph_and_the_member_takes_the_seat_back(held: Held) -> None:
    chair, deputy, seat = held.of(held.board.chair), held.of(held.board.deputy), held.board.seats["RVN"]
    register_departure(attendee=chair, paragraph=held.paragraphs[0], by=held.by, at=at())
    start_serving(deputy=deputy, seat=seat, paragraph=held.paragraphs[0], by=held.by, at=at())
    register_arrival(attendee=chair, paragraph=held.paragraphs[2], by=held.by, at=at())
    assert held.deciding(1)[0] == "Gunnar Hallin"
    assert held.deciding(2)[0] == "Astrid Norling"
    assert [len(held.deciding(index)) for index in range(3)] == [4, 4, 4]


def test_deputy_cannot_serve_a_seat_whose_member_is_in_the_room(held: Held) -> None:
    with pytest.raises(RuleViolation):
        start_serving(
            deputy=held.of(held.board.deputy),
            seat=held.board.seats["RVN"],
            paragraph=held.paragraphs[1],
            by=held.by,
            at=at(),
        )
    assert not Movement.objects.exists()


def test_one_who_is_here_cannot_arrive(held: Held) -> None:
    with pytest.raises(RuleViolation, match="redan närvarande"):
        register_arrival(
            attendee=held.of(held.board.member), paragraph=held.paragraphs[1], by=held.by, at=at()
        )


def test_guest_has_paragraphs_instead_of_movements(held: Held) -> None:
    with pytest.raises(RuleViolation, match="övriga deltagare"):
        register_departure(
            attendee=held.of(held.board.manager), paragraph=held.paragraphs[1], by=held.by, at=at()
        )


def test_movement_registered_by_mistake_is_taken_back(held: Held) -> None:
    movement = register_departure(
        attendee=held.of(held.board.member), paragraph=held.paragraphs[1], by=held.by, at=at()
    )
    remove_movement(movement=movement, by=held.by, at=at())
    assert "Petra Sandell" in held.deciding(2)


def test_serving_deputy_is_relieved(held: Held) -> None:
    chair, deputy = held.of(held.board.chair), held.of(held.board.deputy)
    set_presence(attendee=chair, presence="frånvarande", by=held.by, at=at())
    set_serving(deputy=deputy, seat=held.board.seats["RVN"], by=held.by, at=at())
    stop_serving(deputy=held.of(held.board.deputy), paragraph=held.paragraphs[1], by=held.by, at=at())
    assert [len(held.deciding(index)) for index in range(3)] == [4, 3, 3]


def test_member_who_is_here_from_the_start_takes_the_seat_from_the_deputy(held: Held) -> None:
    chair, deputy = held.of(held.board.chair), held.of(held.board.deputy)
    set_presence(attendee=chair, presence="frånvarande", by=held.by, at=at())
    set_serving(deputy=deputy, seat=held.board.seats["RVN"], by=held.by, at=at())
    set_presence(attendee=held.of(held.board.chair), presence="på plats", by=held.by, at=at())
    assert held.of(held.board.deputy).serving_seat is None


def test_below_quorum_nothing_is_decided(held: Held) -> None:
    for person in (held.board.member, held.board.other_member):
        register_departure(attendee=held.of(person), paragraph=held.paragraphs[1], by=held.by, at=at())
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="inte beslutsför"):
        decide_as_prepared(paragraph=held.paragraphs[1], by=held.by, at=at())
    assert not held.paragraphs[1].decisions.filter(is_prepared=False).exists()


def test_leaving_and_coming_back_is_pointed_out(held: Held) -> None:
    member = held.of(held.board.member)
    register_departure(attendee=member, paragraph=held.paragraphs[1], by=held.by, at=at())
    register_arrival(attendee=member, paragraph=held.paragraphs[2], by=held.by, at=at())
    assert any("Växeltjänstgöring" in one for one in doubts_of(held.meeting, held.rolls()))


def test_distance_without_the_boards_decision_is_pointed_out(held: Held) -> None:
    member = held.of(held.board.member)
    set_presence(attendee=member, presence="på distans", by=held.by, at=at())
    assert any("19 a §" in one for one in doubts_of(held.meeting, held.rolls()))
    held.meeting.body.distance_decided_on = at().date()
    assert not [one for one in doubts_of(held.meeting, held.rolls()) if "19 a §" in one]


def test_reason_for_sound_only_goes_with_the_mode(held: Held) -> None:
    member = held.of(held.board.member)
    set_presence(
        attendee=member,
        presence=Attendee.Presence.REMOTE_AUDIO,
        mode_reason="Nätet brast.",
        by=held.by,
        at=at(),
    )
    assert held.of(held.board.member).mode_reason == "Nätet brast."
    set_presence(attendee=member, presence="på plats", mode_reason="Nätet brast.", by=held.by, at=at())
    assert held.of(held.board.member).mode_reason == ""
