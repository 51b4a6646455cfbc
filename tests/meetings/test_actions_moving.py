"""Who comes, goes and serves while the meeting runs."""

import pytest

from meetings.actions.attending import set_presence, set_serving
from meetings.actions.deciding import decide_as_prepared, defer
from meetings.actions.drafting import move_paragraph, remove_paragraph
from meetings.actions.electing import add_election
from meetings.actions.moving import (
    register_arrival,
    register_departure,
    remove_movement,
    start_serving,
    stop_serving,
)
from meetings.actions.pausing import set_not_handled
from meetings.actions.voting import vote_openly
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Attendee, Body, Movement
from meetings.querysets import own_protocol
from tests.worlds.boards import at
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


def doubts(held: Held) -> list[str]:
    found = findings_of(read_draft(own_protocol(held.meeting)), today=held.meeting.date)
    return [one.sentence for one in found if one.code == "attendance_doubt"]


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
    with pytest.raises(RuleViolation, match="behöver ingen ersättare"):
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
    set_presence(attendee=chair, presence="absent", by=held.by, at=at())
    set_serving(deputy=deputy, seat=held.board.seats["RVN"], by=held.by, at=at())
    stop_serving(deputy=held.of(held.board.deputy), paragraph=held.paragraphs[1], by=held.by, at=at())
    assert [len(held.deciding(index)) for index in range(3)] == [4, 3, 3]


def test_member_who_is_here_from_the_start_takes_the_seat_from_the_deputy(held: Held) -> None:
    chair, deputy = held.of(held.board.chair), held.of(held.board.deputy)
    set_presence(attendee=chair, presence="absent", by=held.by, at=at())
    set_serving(deputy=deputy, seat=held.board.seats["RVN"], by=held.by, at=at())
    set_presence(attendee=held.of(held.board.chair), presence="on_site", by=held.by, at=at())
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
    assert any("Växeltjänstgöring" in one for one in doubts(held))


def test_distance_without_the_boards_decision_is_pointed_out(held: Held) -> None:
    member = held.of(held.board.member)
    set_presence(attendee=member, presence="remote", by=held.by, at=at())
    assert any("19 a §" in one for one in doubts(held))
    Body.objects.filter(pk=held.meeting.body_id).update(distance_decided_on=at().date())
    assert not [one for one in doubts(held) if "19 a §" in one]


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
    set_presence(attendee=member, presence="on_site", mode_reason="Nätet brast.", by=held.by, at=at())
    assert held.of(held.board.member).mode_reason == ""


def test_below_quorum_nothing_is_put_off_or_elected(held: Held) -> None:
    """What cannot be handled is «inte behandlad», not bordlagt (KL 6:27)."""
    for person in (held.board.member, held.board.other_member):
        register_departure(attendee=held.of(person), paragraph=held.paragraphs[1], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="2 av 4, inte beslutsför"):
        defer(row=held.paragraphs[1], kind="postponed", by=held.by, at=at())
    with pytest.raises(RuleViolation, match="2 av 4, inte beslutsför"):
        add_election(
            paragraph=held.paragraphs[1],
            office="chair",
            person=held.board.verifier,
            first_day=at().date(),
            by=held.by,
            at=at(),
        )
    set_not_handled(paragraph=held.paragraphs[1], not_handled=True, by=held.by, at=at())
    defer(row=held.paragraphs[0], kind="postponed", by=held.by, at=at())


def test_paragraph_put_off_before_the_room_emptied_stops_the_freeze(held: Held) -> None:
    defer(row=held.paragraphs[1], kind="postponed", by=held.by, at=at())
    for person in (held.board.member, held.board.other_member):
        register_departure(attendee=held.of(person), paragraph=held.paragraphs[1], by=held.by, at=at())
    found = findings_of(read_draft(own_protocol(held.meeting)), today=held.meeting.date)
    assert "§\N{NO-BREAK SPACE}2 är uppskjuten men är inte beslutsför (2 av 4)" in [
        one.sentence for one in found
    ]


def test_paragraph_where_somebody_leaves_is_not_removed_with_it(held: Held) -> None:
    movement = register_departure(
        attendee=held.of(held.board.member), paragraph=held.paragraphs[1], by=held.by, at=at()
    )
    with pytest.raises(RuleViolation, match="Petra Sandell gick när paragrafen börjar"):
        remove_paragraph(paragraph=held.paragraphs[1], by=held.by, at=at())
    remove_movement(movement=movement, by=held.by, at=at())
    remove_paragraph(paragraph=held.paragraphs[1], by=held.by, at=at())


def test_member_is_not_there_after_leaving(held: Held) -> None:
    member, deputy = held.of(held.board.member), held.of(held.board.deputy)
    register_departure(attendee=member, paragraph=held.paragraphs[0], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="inte närvarande och kan inte gå"):
        register_departure(attendee=member, paragraph=held.paragraphs[1], by=held.by, at=at())
    register_departure(attendee=deputy, paragraph=held.paragraphs[0], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="inte närvarande och kan inte tjänstgöra"):
        start_serving(
            deputy=deputy,
            seat=held.board.seats["FK"],
            paragraph=held.paragraphs[1],
            by=held.by,
            at=at(),
        )


def test_moved_paragraph_keeps_what_was_voted(held: Held) -> None:
    board = held.board
    register_departure(attendee=held.of(board.member), paragraph=held.paragraphs[1], by=held.by, at=at())
    everyone = [board.chair, board.verifier, board.member, board.other_member]
    vote_openly(
        paragraph=held.paragraphs[0],
        choices=dict.fromkeys(map(held.of, everyone), "yes"),
        by=held.by,
        at=at(),
    )
    with pytest.raises(RuleViolation, match="en röst från Petra Sandell, som inte tjänstgör där"):
        move_paragraph(paragraph=held.paragraphs[0], index=2, by=held.by, at=at())
