"""The settings that make one kind of document or another, as the register keeps them."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.forms import model_to_dict, modelform_factory

from meetings.actions.freezing import freeze_protocol
from meetings.admin.bodies import BodyAdmin
from meetings.draft.header import rows_from_start
from meetings.forms.bodies import BodyForm
from meetings.models import Body, Notice, Posting, Verification
from tests.meetings.snapshots import snapshot_of
from tests.worlds.boards import at, make_board, make_ready

pytestmark = pytest.mark.django_db
BOARD_ROWS, NOTE_ROWS = 9, 4


def errors(**changes: Any) -> dict[str, list[str]]:
    body = make_board().body
    values = {key: value for key, value in model_to_dict(body).items() if value is not None}
    form = modelform_factory(Body, form=BodyForm, fields="__all__")(values | changes, instance=body)
    return {name: [str(error) for error in found] for name, found in form.errors.items()}


@pytest.mark.parametrize("pattern", ["{nr}", "# {nr} – {år}", "{år}/{nr}"])
def test_pattern_of_the_meetings_number(pattern: str) -> None:
    assert errors(meeting_number_pattern=pattern) == {}


@pytest.mark.parametrize("pattern", ["1", "{år}", "{nr}{nr}", "{nr} {dag}", "{nr", "{nr:4}"])
def test_pattern_without_a_number_or_with_something_unknown_is_refused(pattern: str) -> None:
    [sentence] = errors(meeting_number_pattern=pattern)["meeting_number_pattern"]
    assert "{nr}" in sentence


@pytest.mark.parametrize("layout", ["running", "columns"])
def test_plain_list_of_those_there_is_only_for_bodies_that_do_not_decide(layout: str) -> None:
    assert "tjänstgjort" in errors(attendance_layout=layout)["attendance_layout"][0]


def test_plain_list_may_be_chosen_by_a_group() -> None:
    assert errors(attendance_layout="running", kind="preparatory_group") == {}


def test_sound_only_needs_the_day_of_the_decision() -> None:
    assert "distance_decided_on" in errors(audio_allowed="on")


def test_sound_only_with_the_day_of_the_decision() -> None:
    assert errors(audio_allowed="on", distance_decided_on="2023-02-16") == {}


def test_every_setting_can_be_reached() -> None:
    rows = [row for _, options in BodyAdmin.fieldsets for row in options["fields"]]
    shown = {name for row in rows for name in ([row] if isinstance(row, str) else row)}
    own = {field.name for field in Body._meta.fields if field.editable and not field.primary_key}
    assert shown == own


def test_notes_begin_with_fewer_rows_than_protocols() -> None:
    assert len(rows_from_start(Body(kind=Body.Kind.BOARD))) == BOARD_ROWS
    assert len(rows_from_start(Body(kind=Body.Kind.CONSULTATION))) == NOTE_ROWS


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"shows_meeting_number": True}, "1"),
        ({"shows_meeting_number": True, "meeting_number_pattern": "# {nr} – {år}"}, "# 1 – 2024"),
    ],
)
def test_number_of_the_meeting_is_written_by_its_pattern(settings: dict[str, Any], line: str) -> None:
    snapshot = snapshot_of(make_ready(make_board(**settings)), version=1, at=at())
    assert snapshot["document"]["meeting_number_text"] == line
    assert snapshot["document"]["meeting_number"] == "1"


def test_a_committee_decides_nothing_until_it_is_said_where_it_was_given_the_power() -> None:
    board = make_board(kind=Body.Kind.COMMITTEE)
    assert not board.body.under_kl
    with pytest.raises(IntegrityError, match="body_delegation_whole"), transaction.atomic():
        Body.objects.filter(pk=board.body.pk).update(delegated_in="§ 12 den 3 maj 2024")
    Body.objects.filter(pk=board.body.pk).update(
        delegated_in="§ 12 den 3 maj 2024", delegated_why="Förbundsordningen 9 §."
    )
    board.body.refresh_from_db()
    assert board.body.under_kl
    said = Body._meta.get_field("delegated_in").help_text
    assert "ledamot, ersättare och anställd" in said


def test_notes_of_a_committee_are_not_posted() -> None:
    board = make_board(kind=Body.Kind.COMMITTEE)
    freeze_protocol(protocol=make_ready(board), by=board.secretary, at=at(hour=15))
    assert Verification.objects.get().method == Verification.Method.NOTES
    assert not Notice.objects.exists()
    assert not Posting.objects.exists()
