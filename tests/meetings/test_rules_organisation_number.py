import pytest
from django.core.exceptions import ValidationError

from meetings.models import validators
from meetings.rules.organisation_number import organisation_number


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("2220000000", "222000-0000"),
        ("16 222000-0000", "222000-0000"),
        ("222000–0000", "222000-0000"),
        ("", ""),
    ],
)
def test_number_is_kept_in_its_usual_form(text, stored):
    assert organisation_number(text) == stored


@pytest.mark.parametrize("text", ["222000-0001", "121212-1212", "22200", "²²²000-0000"])
def test_wrong_number_is_refused(text):
    with pytest.raises(ValueError, match=r"Skriv|stämmer inte"):
        organisation_number(text)


@pytest.mark.parametrize("text", ["222000-0001", "121212-1212", "2220000000", "222000-0000\n"])
def test_association_is_kept_with_a_right_number_in_its_usual_form(text):
    validators.organisation_number("222000-0000")
    with pytest.raises(ValidationError):
        validators.organisation_number(text)
