import pytest

from funding.rules.identity import bankgiro, giro_and_reference, marked, personal_numbers, plusgiro


@pytest.mark.parametrize(
    ("rule", "text", "stored"),
    [
        (bankgiro, "1234566", "123-4566"),
        (bankgiro, "1234-5674", "1234-5674"),
        (plusgiro, "1234566", "12 34 56-6"),
        (plusgiro, "18", "1-8"),
    ],
)
def test_numbers_are_kept_in_their_usual_form(rule, text, stored):
    assert rule(text) == stored


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (bankgiro, "123-4567"),
        (bankgiro, "12"),
        (plusgiro, "1-1"),
        (plusgiro, "abc"),
    ],
)
def test_wrong_numbers_are_refused(rule, text):
    with pytest.raises(ValueError, match=r"Skriv|stämmer inte"):
        rule(text)


def test_personal_number_is_marked_where_it_stands():
    text = "Vi har en deltagare, nummer 121212-1212, som redan är klar och har börjat arbeta."
    [found] = personal_numbers(text)
    assert marked(text, found) == "…har en deltagare, nummer 121212-1212, som redan är klar och h…"
    assert personal_numbers("Ring 070-121 21 21 eller 222000-0000.") == []


@pytest.mark.parametrize(
    ("text", "number", "reference"),
    [
        ("123-4566", "123-4566", ""),
        ("123-4566 OCR 98765", "123-4566", "OCR 98765"),
        ("Bg 123-4566 märk betalning X", "123-4566", "X"),
        ("188-4774, Ref 44120000/02", "188-4774", "44120000/02"),
        ("Bankgiro: 123-4566, 4711", "123-4566", "4711"),
        ("pg 12 34 56-6 märkt 4711", "12 34 56-6", "4711"),
        ("123-4566 98765", "123-4566 98765", ""),
        ("inget", "inget", ""),
    ],
)
def test_reference_behind_a_giro_number_is_told_apart(text, number, reference):
    assert giro_and_reference(text) == (number, reference)
