"""When a change of an account holds a signature back, and who may confirm one."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.rules.account import (
    AccountChangeKind,
    ValidChange,
    evidence_lines,
    held_until,
    signing_hindrance,
    told_to_the_voucher,
    why_not_vouching,
)

OPENED = datetime(2024, 5, 30, 6, 30, tzinfo=UTC)
CHANGED = datetime(2024, 6, 3, 12, tzinfo=UTC)
FREE = CHANGED + timedelta(hours=72)
HELD = ValidChange(AccountChangeKind.ADDRESS, CHANGED, FREE, "Eva Lindmark", "Ringde henne.")
BOTH = ValidChange(AccountChangeKind.ADDRESS, CHANGED)
RESET = ValidChange(AccountChangeKind.SECOND_FACTOR, CHANGED, FREE, "Eva Lindmark", "Träffade henne.")
ACCOUNT = ValidChange(AccountChangeKind.ACCOUNT, CHANGED, None, "Ulf Revinge", "Träffade henne.")
LONG = OPENED - timedelta(days=300)


@pytest.mark.parametrize(
    ("changes", "after", "means", "sentence"),
    [
        ([], 0, None, ""),
        ([BOTH], 0, None, ""),
        ([HELD], 0, None, "Din e-postadress ändrades den 3 juni 2024."),
        ([HELD], 71, None, "tidigast den 6 juni 2024 kl. 14.00"),
        ([HELD], 72, None, ""),
        ([HELD], 0, CHANGED - timedelta(seconds=1), ""),
        ([HELD], 0, CHANGED + timedelta(seconds=1), "Din e-postadress ändrades"),
        ([RESET], 1, None, "Din andra faktor återställdes den 3 juni 2024."),
        ([BOTH, HELD], 1, None, "Din e-postadress ändrades"),
    ],
)
def test_change_confirmed_by_a_third_person_holds_signing_back_for_a_while(changes, after, means, sentence):
    said = signing_hindrance(
        in_use_since=LONG,
        meeting_opened=OPENED,
        changes=changes,
        at=CHANGED + timedelta(hours=after),
        means_since=means,
    )
    assert sentence in said
    assert bool(said) == bool(sentence)


@pytest.mark.parametrize(
    ("in_use_since", "changes", "signs"),
    [
        (LONG, [], True),
        (OPENED, [], True),
        (OPENED + timedelta(minutes=1), [], False),
        (None, [], False),
        (OPENED + timedelta(minutes=1), [ACCOUNT], True),
        (OPENED + timedelta(minutes=1), [BOTH], False),
    ],
)
def test_account_younger_than_the_meeting_signs_when_somebody_has_confirmed_it(in_use_since, changes, signs):
    said = signing_hindrance(
        in_use_since=in_use_since, meeting_opened=OPENED, changes=changes, at=CHANGED, means_since=CHANGED
    )
    assert (said == "") == signs
    assert signs or "togs i bruk först efter att sammanträdet öppnades" in said


@pytest.mark.parametrize(
    ("voucher", "in_use_since", "held_since", "sentence"),
    [
        ("chair", LONG, LONG, ""),
        ("person", LONG, LONG, "ditt eget konto"),
        ("proposer", LONG, LONG, "själv föreslagit"),
        ("chair", CHANGED, LONG, "togs i bruk efter"),
        ("chair", None, LONG, "togs i bruk efter"),
        ("chair", LONG, None, "ingen roll i förbundet"),
        ("chair", LONG, CHANGED + timedelta(hours=1), "inte haft din roll länge nog"),
        ("chair", LONG, CHANGED - timedelta(hours=72), "inte haft din roll länge nog"),
        ("chair", LONG, CHANGED - timedelta(hours=72, seconds=1), ""),
    ],
)
def test_it_takes_a_third_person_who_was_there_before(voucher, in_use_since, held_since, sentence):
    why = why_not_vouching(
        voucher=voucher,
        person="person",
        proposer="proposer",
        voucher_in_use_since=in_use_since,
        held_since=held_since,
        proposed_at=CHANGED,
        wait=timedelta(hours=72),
    )
    said = told_to_the_voucher(why) if why else ""
    assert sentence in said
    assert bool(said) == bool(sentence)


def test_waiting_time_ends_on_a_whole_minute_and_never_early():
    assert held_until(CHANGED, 72) == FREE
    assert held_until(CHANGED + timedelta(microseconds=1), 72) == FREE + timedelta(minutes=1)


def test_evidence_tells_each_change_that_was_valid_when_the_signature_was_made():
    later = ValidChange(AccountChangeKind.ADDRESS, FREE)
    assert evidence_lines([later, HELD, ACCOUNT], at=CHANGED) == [
        "E-postadressen ändrades den 3 juni 2024. Eva Lindmark bekräftade det: Ringde henne.",
        "Kontot bekräftades den 3 juni 2024. Ulf Revinge bekräftade det: Träffade henne.",
    ]
    assert evidence_lines([later], at=FREE) == [
        "E-postadressen ändrades den 6 juni 2024. Båda adresserna bekräftade det."
    ]
