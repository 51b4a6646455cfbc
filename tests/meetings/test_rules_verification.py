from datetime import UTC, date, datetime

import pytest

from meetings.rules.verification import (
    Signatory,
    Signature,
    SigningRole,
    is_complete,
    may_sign,
    missing,
    signable,
    verification_day,
    verifier_hindrance,
    waited_for_now,
    waits_for_secretary,
)

SECRETARY = Signatory("s", "Karl", SigningRole.SECRETARY)
CHAIR = Signatory("c", "Astrid", SigningRole.CHAIR)
VERIFIER = Signatory("v", "Henrik", SigningRole.VERIFIER)
SECOND = Signatory("w", "Mona", SigningRole.VERIFIER)
DEPUTY = Signatory("d", "Petra", SigningRole.DEPUTY_VERIFIER, stands_for="v")
ANY_TIME = Signatory("s", "Karl", SigningRole.SECRETARY, is_awaited=False)
ALL = (CHAIR, VERIFIER, DEPUTY, SECRETARY)
TWO = (*ALL, SECOND)


def signed(*signatories):
    return [Signature(s, datetime(2024, 6, 10, 12, n, tzinfo=UTC)) for n, s in enumerate(signatories)]


@pytest.mark.parametrize(
    ("signatories", "done", "waiting"),
    [
        (ALL, [], (SECRETARY, CHAIR, VERIFIER)),
        (ALL, [SECRETARY], (CHAIR, VERIFIER)),
        (ALL, [SECRETARY, DEPUTY], (CHAIR,)),
        (ALL, [SECRETARY, VERIFIER, CHAIR], ()),
        (TWO, [SECRETARY, CHAIR, DEPUTY], (SECOND,)),
        (TWO, [SECRETARY, CHAIR, DEPUTY, SECOND], ()),
        ((CHAIR, VERIFIER), [CHAIR, VERIFIER], ()),
        ((ANY_TIME, CHAIR, VERIFIER), [], (CHAIR, VERIFIER)),
        ((ANY_TIME, CHAIR, VERIFIER), [CHAIR, VERIFIER], ()),
    ],
)
def test_missing_names_those_still_waited_for(signatories, done, waiting):
    assert missing(signatories, signed(*done)) == waiting
    assert is_complete(signatories, signed(*done)) is (not waiting)


@pytest.mark.parametrize(
    ("done", "asked"),
    [([], (SECRETARY,)), ([SECRETARY], (CHAIR, VERIFIER)), ([SECRETARY, CHAIR], (VERIFIER,))],
)
def test_only_those_whose_turn_it_is_are_asked(done, asked):
    assert waited_for_now(ALL, signed(*done)) == asked
    assert waits_for_secretary(ALL, signed(*done)) is (not done)


@pytest.mark.parametrize(
    ("done", "asked"),
    [
        ([], (ANY_TIME, CHAIR, VERIFIER)),
        ([VERIFIER], (ANY_TIME, CHAIR)),
        ([ANY_TIME], (CHAIR, VERIFIER)),
        ([CHAIR, VERIFIER], ()),
    ],
)
def test_nobody_waits_for_a_secretary_who_is_not_awaited(done, asked):
    signatories = (CHAIR, VERIFIER, ANY_TIME)
    assert waited_for_now(signatories, signed(*done)) == asked
    assert {
        person for person in ("Karl", "Astrid", "Henrik") if may_sign(person, signatories, signed(*done))
    } == {one.person for one in asked}


@pytest.mark.parametrize("person", ["Astrid", "Henrik", "Petra"])
def test_nobody_signs_before_the_secretary(person):
    assert not may_sign(person, ALL, [])
    assert may_sign(person, ALL, signed(SECRETARY))


def test_secretary_signs_first_and_once():
    assert may_sign("Karl", ALL, [])
    assert not may_sign("Karl", ALL, signed(SECRETARY))


def test_outsider_never_signs():
    assert not may_sign("Ulla", ALL, signed(SECRETARY))


def test_deputy_is_not_needed_when_the_verifier_has_signed():
    assert not may_sign("Petra", ALL, signed(SECRETARY, VERIFIER))


def test_verifier_is_no_longer_needed_when_the_deputy_has_signed():
    assert not may_sign("Henrik", ALL, signed(SECRETARY, DEPUTY))


def test_deputy_signs_once():
    assert not may_sign("Petra", TWO, signed(SECRETARY, DEPUTY))


def test_one_person_signs_all_their_roles_at_once():
    chair_and_secretary = Signatory("s", "Astrid", SigningRole.SECRETARY)
    signatories = (CHAIR, VERIFIER, chair_and_secretary)
    assert signable("Astrid", signatories, []) == (chair_and_secretary, CHAIR)
    assert not may_sign("Henrik", signatories, [])


def test_deputy_who_is_also_chair_may_sign_for_both():
    deputy = Signatory("d", "Astrid", SigningRole.DEPUTY_VERIFIER, stands_for="v")
    assert signable("Astrid", (CHAIR, VERIFIER, deputy), []) == (CHAIR, deputy)


def test_who_only_could_stand_in_signs_nothing():
    vice_chair = Signatory("x", "Vera", SigningRole.DEPUTY_CHAIR)
    assert not may_sign("Vera", (CHAIR, VERIFIER, vice_chair), [])
    assert not may_sign("Petra", (CHAIR, VERIFIER, Signatory("d", "Petra", SigningRole.DEPUTY_VERIFIER)), [])


def test_a_verifier_does_not_also_stand_in_for_the_other():
    own_deputy = Signatory("d", "Henrik", SigningRole.DEPUTY_VERIFIER)
    assert signable("Henrik", (CHAIR, VERIFIER, SECOND, own_deputy), []) == (VERIFIER,)
    assert not may_sign("Henrik", (CHAIR, VERIFIER, SECOND, own_deputy), signed(VERIFIER))


def test_verification_day_is_the_last_of_chair_and_verifiers_in_swedish_time():
    signatures = [
        Signature(CHAIR, datetime(2024, 6, 8, 10, tzinfo=UTC)),
        Signature(VERIFIER, datetime(2024, 6, 10, 22, 30, tzinfo=UTC)),
        Signature(SECRETARY, datetime(2024, 6, 12, 10, tzinfo=UTC)),
    ]
    assert verification_day(signatures) == date(2024, 6, 11)


def test_verification_day_counts_a_deputy():
    later = Signature(DEPUTY, datetime(2024, 6, 14, 10, tzinfo=UTC))
    assert verification_day([*signed(SECRETARY, CHAIR), later]) == date(2024, 6, 14)


def test_verification_day_needs_a_verifier_or_chair():
    with pytest.raises(ValueError, match="empty"):
        verification_day(signed(SECRETARY))


def test_one_who_took_part_in_no_decision_cannot_verify():
    assert verifier_hindrance("Bo Ek", [43]) == ""
    assert verifier_hindrance("Bo Ek", []).endswith(
        "Enligt god sed har den som justerar varit med och beslutat."
    )
