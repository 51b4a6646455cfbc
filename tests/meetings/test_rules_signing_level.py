from datetime import date

import pytest

from meetings.rules.signing_level import (
    Level,
    LevelDecision,
    decision_doubt,
    decision_sentence,
    level_hindrance,
)

DAY = date(2024, 5, 30)
EARLIER = LevelDecision(date(2023, 2, 16), "5")
HERE = LevelDecision(DAY, "2")


@pytest.mark.parametrize(
    ("level", "least", "sentence"),
    [
        (1, 1, ""),
        (2, 1, ""),
        (3, 3, ""),
        (1, 2, "Protokollet skrivs under med lägst nivå 2 (andra faktor eller inloggningsnyckel)."),
        (2, 3, "Protokollet skrivs under med lägst nivå 3 (e-legitimation på tillitsnivå 3)."),
    ],
)
def test_a_weaker_method_than_was_decided_is_refused(level, least, sentence):
    assert level_hindrance(level, least) == sentence


@pytest.mark.parametrize(
    ("decision", "doubt"),
    [
        (EARLIER, ""),
        (HERE, ""),
        (LevelDecision(None), "Det kan vara en paragraf i det här protokollet"),
        (LevelDecision(date(2023, 2, 16)), "saknar paragrafen"),
        (LevelDecision(date(2024, 6, 1), "2"), "den 1 juni 2024, efter sammanträdet"),
        (LevelDecision(DAY, "9"), "men den paragrafen finns inte"),
    ],
)
def test_what_is_doubtful_about_the_decision_is_pointed_out(decision, doubt):
    found = decision_doubt(decision, DAY, ["1", "2"])
    assert doubt in found
    assert bool(found) == bool(doubt)


def test_the_decision_is_told_with_its_day_and_the_least_level():
    assert decision_sentence("Styrelsen", EARLIER, Level.SECOND_FACTOR, is_here=False) == (
        "Styrelsen beslutade den 16 februari 2023, §\N{NO-BREAK SPACE}5, att protokoll får justeras digitalt med lägst "
        "nivå 2 (andra faktor eller inloggningsnyckel)."
    )
    assert decision_sentence("Styrelsen", LevelDecision(None), 1, is_here=False) == ""


def test_a_decision_may_be_a_paragraph_of_the_same_protocol():
    assert HERE.is_of(DAY, ["1", "2"])
    assert not HERE.is_of(DAY, ["1"])
    assert not EARLIER.is_of(DAY, ["5"])
    sentence = decision_sentence("Styrelsen", HERE, 1, is_here=True)
    assert sentence.startswith("Styrelsen beslutade i §\N{NO-BREAK SPACE}2 i detta protokoll att")
