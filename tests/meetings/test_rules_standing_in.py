from datetime import UTC, datetime

import pytest

from meetings.rules.standing_in import candidates, stand_in_hindrance
from meetings.rules.verification import Signatory, Signature, SigningRole


def signatory(key, person, role, paragraphs=None, stands_for=None):
    at = None if paragraphs is None else frozenset(paragraphs)
    return Signatory(key, person, role, paragraphs=at, stands_for=stands_for)


CHAIR = signatory("c", "Astrid", SigningRole.CHAIR)
LED_TWO = signatory("c", "Astrid", SigningRole.CHAIR, ["1", "2"])
VERIFIER = signatory("v", "Henrik", SigningRole.VERIFIER)
TWO_AND_THREE = signatory("v", "Henrik", SigningRole.VERIFIER, ["2", "3"])
SECRETARY = signatory("s", "Karl", SigningRole.SECRETARY)
VICE = signatory("x", "Vera", SigningRole.DEPUTY_CHAIR)
CAME_LATE = signatory("x", "Vera", SigningRole.DEPUTY_CHAIR, ["2", "3"])
WAS_THERE = signatory("x", "Vera", SigningRole.DEPUTY_CHAIR, ["1", "2", "3"])
DEPUTY = signatory("d", "Petra", SigningRole.DEPUTY_VERIFIER)


def signed(*signatories):
    return [Signature(one, datetime(2024, 6, 10, tzinfo=UTC)) for one in signatories]


@pytest.mark.parametrize(
    ("replaced", "stand_in", "others", "done", "sentence"),
    [
        (CHAIR, VICE, (), (), ""),
        (VERIFIER, DEPUTY, (), (), ""),
        (LED_TWO, WAS_THERE, (), (), ""),
        (LED_TWO, CAME_LATE, (), (), "tjänstgjort i alla"),
        (CHAIR, CAME_LATE, (), (), "tjänstgjort i alla"),
        (CHAIR, DEPUTY, (), (), "kan inte skriva under i den andras ställe"),
        (VERIFIER, VICE, (), (), "kan inte skriva under i den andras ställe"),
        (SECRETARY, DEPUTY, (), (), "kan inte skriva under i den andras ställe"),
        (CHAIR, VERIFIER, (), (), "kan inte skriva under i den andras ställe"),
        (CHAIR, VICE, (), (CHAIR,), "redan gjord"),
        (CHAIR, VICE, (signatory("w", "Vera", SigningRole.VERIFIER),), (), "Den som är justerare"),
        (
            CHAIR,
            VICE,
            (signatory("d", "Vera", SigningRole.DEPUTY_VERIFIER, stands_for="v"),),
            (),
            "redan under",
        ),
        (VERIFIER, DEPUTY, (signatory("p", "Petra", SigningRole.CHAIR, ["2"]),), (), "Den som har lett"),
        (TWO_AND_THREE, DEPUTY, (signatory("p", "Petra", SigningRole.CHAIR, ["1"]),), (), ""),
        (CHAIR, signatory("x", "Astrid", SigningRole.DEPUTY_CHAIR), (), (), "kan inte skriva under"),
    ],
)
def test_a_stand_in_was_there_and_takes_one_place_only(replaced, stand_in, others, done, sentence):
    signatories = (replaced, stand_in, *others)
    found = stand_in_hindrance(replaced, stand_in, signatories, signed(*done))
    assert sentence in found
    assert bool(found) == bool(sentence)


def test_nobody_is_left_when_no_stand_in_was_there():
    assert candidates(CHAIR, (CHAIR, VERIFIER, CAME_LATE, DEPUTY), []) == []
    assert candidates(CHAIR, (CHAIR, VERIFIER, VICE, DEPUTY), []) == [VICE]
    assert candidates(SECRETARY, (SECRETARY, CHAIR, VICE, DEPUTY), []) == []


def test_a_place_that_is_taken_by_a_signature_is_not_taken_again():
    first = signatory("y", "Mona", SigningRole.DEPUTY_CHAIR, stands_for="c")
    assert "redan gjord" in stand_in_hindrance(CHAIR, VICE, (CHAIR, VICE, first), signed(first))
