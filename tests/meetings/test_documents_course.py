"""What came and went in a meeting, put off, corrected and paused, as the snapshot has it."""

from datetime import date, time
from typing import Any

import pytest

from meetings.actions.deciding import decide_as_prepared, defer
from meetings.actions.dissenting import add_reservation
from meetings.actions.drafting import add_sub_item
from meetings.actions.electing import add_election
from meetings.actions.moving import register_arrival, register_departure, start_serving
from meetings.actions.pausing import adjourn, set_not_handled
from meetings.actions.voting import vote_openly
from meetings.models import Body, Paragraph, Presenter
from meetings.querysets import own_protocol
from tests.meetings.snapshots import assert_follows_schema, snapshot_of
from tests.worlds.boards import at, make_meeting, make_paragraph
from tests.worlds.running_meeting import Held, make_held

pytestmark = pytest.mark.django_db


def whole(held: Held) -> dict[str, Any]:
    snapshot = snapshot_of(own_protocol(held.meeting), version=1, at=at())
    assert_follows_schema(snapshot)
    return snapshot


def entry(held: Held, index: int = 0) -> dict[str, Any]:
    return whole(held)["paragraphs"][index]


def vote(held: Held, *no: str, **changes: Any) -> None:
    voters = [held.of(getattr(held.board, who)) for who in ("chair", "verifier", "member", "other_member")]
    vote_openly(
        paragraph=held.paragraphs[0],
        choices={one: "no" if one.display_name in no else "yes" for one in voters},
        by=held.by,
        at=at(),
        **changes,
    )


def test_comings_and_goings_stand_in_the_paragraph_where_they_take_effect(held):
    chair, deputy = held.of(held.board.chair), held.of(held.board.deputy)
    second, third = held.paragraphs[1:]
    register_departure(
        attendee=chair, paragraph=second, time=time(9, 50), cause="bruten förbindelse", by=held.by, at=at()
    )
    start_serving(deputy=deputy, seat=held.board.seats["RVN"], paragraph=second, by=held.by, at=at())
    register_arrival(attendee=chair, paragraph=third, mode="remote", by=held.by, at=at())
    first, left, back = (one["movements"] for one in whole(held)["paragraphs"])
    assert first == []
    assert [(one["name"], one["what"], one["time"], one["cause"]) for one in left] == [
        ("Astrid Norling", "gick", "09:50", "bruten förbindelse"),
        ("Gunnar Hallin", "tjänstgör", None, ""),
    ]
    assert left[1]["serving_for"] == "Astrid Norling"
    assert [(one["what"], one["mode"], one["relieves"]) for one in back] == [
        ("kom", "på distans", "Gunnar Hallin")
    ]


def test_movement_that_a_later_change_has_left_without_effect_is_not_told(held):
    chair = held.of(held.board.chair)
    register_departure(attendee=chair, paragraph=held.paragraphs[1], by=held.by, at=at())
    chair.presence = "absent"
    chair.save()
    assert entry(held, 1)["movements"] == []


def test_deferral_names_the_body(held):
    group = Body.objects.create(
        association=held.board.association,
        slug="beredning",
        name="Beredningsgruppen",
        kind="preparatory_group",
    )
    defer(row=held.paragraphs[0], kind="passed_on", body=group, by=held.by, at=at())
    assert entry(held)["deferral"] == {"kind": "hänskjuten", "reason": "", "to": "Beredningsgruppen"}


def test_origin_and_correction_name_day_and_number(held):
    earlier = make_paragraph(make_meeting(held.board, day=date(2024, 4, 19)), held.by)
    Paragraph.objects.filter(pk=earlier.pk).update(number=7)
    item = add_sub_item(paragraph=earlier, heading="Del", by=held.by, at=at())
    Paragraph.objects.filter(pk=held.paragraphs[0].pk).update(corrects=earlier)
    Paragraph.objects.filter(pk=held.paragraphs[1].pk).update(origin_item=item)
    expected = {"date": "2024-04-19", "number": "7", "body": ""}
    assert entry(held)["corrects"] == expected
    assert entry(held, 1)["origin"] == expected


def test_the_rest_of_a_paragraph(held):
    first = held.paragraphs[0]
    Presenter.objects.create(paragraph=first, attendee=held.of(held.board.manager))
    add_election(
        paragraph=first,
        office="chair",
        person=held.board.member,
        first_day=date(2025, 1, 1),
        by=held.by,
        at=at(),
    )
    Paragraph.objects.filter(pk=first.pk).update(is_extra=True, planned_time=time(9, 5))
    found = entry(held)
    assert (found["presenters"], found["is_extra"], found["planned_time"]) == (
        ["Eva Lindmark"],
        True,
        "09:05",
    )
    assert found["elections"] == [
        {"office": "ordförande", "name": "Petra Sandell", "person": 3, "from": "2025-01-01", "to": None}
    ]


def test_paragraph_that_was_not_reached_keeps_what_was_written_for_it(held):
    set_not_handled(paragraph=held.paragraphs[2], not_handled=True, by=held.by, at=at())
    found = entry(held, 2)
    assert (found["not_handled"], found["decisions"]) == (True, [])
    assert found["text"]
    assert found["prepared"]


def test_pauses_are_told_once_they_are_over(held):
    adjourn(meeting=held.meeting, start=time(9, 40), end=time(9, 55), by=held.by, at=at())
    adjourn(meeting=held.meeting, start=time(10, 20), by=held.by, at=at())
    found = whole(held)
    assert found["adjournments"] == [{"from": "09:40", "to": "09:55"}]
    rows = {one["key"]: one["value"] for one in found["document"]["header_rows"]}
    assert rows["adjournments"] == ["kl.\N{NO-BREAK SPACE}9.40–9.55"]


def test_letters_and_tag_are_the_bodys(held):
    Body.objects.update(letters_sub_items=True, decision_tag="BESLUT")
    for heading in ("Ett", "Två"):
        add_sub_item(paragraph=held.paragraphs[0], heading=heading, by=held.by, at=at())
    Paragraph.objects.filter(pk=held.paragraphs[1].pk).update(tag="EGEN")
    Paragraph.objects.filter(pk=held.paragraphs[2].pk).update(kind="information")
    found = whole(held)["paragraphs"]
    assert [one["letter"] for one in found[0]["sub_items"]] == ["a", "b"]
    assert [one["tag"] for one in found] == ["BESLUT", "EGEN", ""]


def test_draft_is_read_in_a_constant_number_of_queries(django_assert_max_num_queries):
    held = make_held(paragraphs=9)
    vote(held, "Petra Sandell")
    for paragraph in held.paragraphs[1:]:
        decide_as_prepared(paragraph=paragraph, by=held.by, at=at())
        add_reservation(paragraph=paragraph, attendee=held.of(held.board.member), by=held.by, at=at())
    with django_assert_max_num_queries(45):
        snapshot_of(own_protocol(held.meeting), version=1, at=at())
