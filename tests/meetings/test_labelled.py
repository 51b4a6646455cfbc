import pytest
from django.db import models

from meetings.rules.labelled import Labelled


class Mode(Labelled):
    IN_ROOM = "in_room", "I rummet"
    REMOTE = "remote", "På distans"


def test_a_member_is_its_stored_value() -> None:
    assert Mode.REMOTE == "remote"
    assert f"{Mode.REMOTE}" == Mode.REMOTE.value == "remote"
    assert Mode("remote") is Mode.REMOTE


def test_the_words_are_kept_beside_the_value() -> None:
    assert Mode.REMOTE.label == "På distans"
    assert Mode.choices == [("in_room", "I rummet"), ("remote", "På distans")]


def test_words_are_not_a_value() -> None:
    with pytest.raises(ValueError, match="På distans"):
        Mode("På distans")


def test_a_model_field_takes_the_choices_and_says_the_words() -> None:
    field = models.CharField(choices=Mode.choices)
    assert dict(field.flatchoices)["remote"] == Mode.REMOTE.label
