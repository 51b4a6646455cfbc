"""Reminders reach those who can sign now, by hand and by themselves, and stop when it is done."""

from datetime import date, timedelta

import pytest

from meetings.actions.changing import refer_verification, request_change
from meetings.actions.reminding import remind, remind_all, remind_all_due
from meetings.errors import RuleViolation
from meetings.models import Person, ProtocolVersion, Reminder, Verification
from tests.worlds.boards import Board, at, let_stand_in, make_board, make_frozen, make_meeting, sign
from tests.worlds.forging import past_the_guards
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
FROZEN = at(hour=15)


@made_once
def board() -> Board:
    """The board waits for the secretary, who signs first."""
    return make_board(awaits_secretary=True)


def reminded() -> list[str]:
    return [letter.to for letter in letters() if letter.subject.startswith("Påminnelse: protokollet")]


def test_only_the_secretary_is_reminded_until_the_secretary_has_signed(
    board: Board, version: ProtocolVersion
) -> None:
    remind_all(version=version, at=at(hour=17), by=board.manager)
    assert reminded() == [board.secretary.email]
    with pytest.raises(RuleViolation, match="Astrid Norling behöver inte påminnas"):
        remind(signatory=version.signatories.get(person=board.chair), at=at(hour=17), by=board.manager)


def test_everyone_missing_is_reminded_once(board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    sign(version, board.chair)
    remind_all(version=version, at=at(hour=17), by=board.manager)
    assert reminded() == [board.verifier.email]
    assert Reminder.objects.get().sent_by == board.manager


def test_two_presses_send_one_letter(board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    remind(signatory=version.signatories.get(person=board.chair), at=at(hour=16), by=board.manager)
    assert [
        one.signatory.person for one in remind_all(version=version, at=at(hour=17), by=board.manager)
    ] == [board.verifier]
    with pytest.raises(RuleViolation, match=r"Astrid Norling fick ett mejl .* Henrik Brolin fick ett mejl"):
        remind_all(version=version, at=at(hour=17), by=board.manager)
    with pytest.raises(RuleViolation, match="Astrid Norling fick ett mejl"):
        remind(signatory=version.signatories.get(person=board.chair), at=at(hour=18), by=board.manager)
    assert reminded() == [board.chair.email, board.verifier.email]


@pytest.mark.parametrize("without", ["address", "account"])
def test_one_whom_no_letter_reaches_is_never_said_to_be_reminded(
    board: Board, version: ProtocolVersion, without: str
) -> None:
    sign(version, board.secretary)
    chair = Person.objects.filter(pk=board.chair.pk)
    if without == "account":
        chair.update(is_active=False)
    else:
        with past_the_guards():
            chair.update(email="", by_post=True, postal_address="Alvägen 3", password="!", in_use_since=None)
    with pytest.raises(RuleViolation, match="Ring eller skriv per post"):
        remind(signatory=version.signatories.get(person=board.chair), at=at(hour=17), by=board.manager)
    remind_all(version=version, at=at(hour=17), by=board.manager)
    assert [one.signatory.person for one in Reminder.objects.all()] == [board.verifier]
    assert reminded() == [board.verifier.email]


def test_nobody_reminds_themselves(board: Board, version: ProtocolVersion) -> None:
    assert remind_all(version=version, at=at(hour=17), by=board.secretary) == []
    with pytest.raises(RuleViolation, match="skriv under direkt"):
        remind(signatory=version.signatories.get(person=board.secretary), at=at(hour=17), by=board.secretary)


def test_stand_in_is_reminded_only_while_the_turn_of_the_one_replaced_has_come(board: Board) -> None:
    version = make_frozen(board, deputy_verifier=board.member)
    deputy = version.signatories.get(person=board.member)
    let_stand_in(version, board.member, by=board.chair)
    with pytest.raises(RuleViolation, match="behöver inte påminnas"):
        remind(signatory=deputy, at=at(hour=17), by=board.manager)
    sign(version, board.secretary)
    remind(signatory=deputy, at=at(hour=17), by=board.manager)
    asked = f"Kan du justera protokollet från 30 maj 2024? – {board.association.name}"
    assert letters(board.member.email)[-1].subject == asked
    sign(version, board.verifier)
    with pytest.raises(RuleViolation, match="behöver inte påminnas"):
        remind(signatory=deputy, at=at(date(2024, 6, 3)), by=board.manager)


def test_reminder_says_the_last_day_and_that_late_is_possible(board: Board, version: ProtocolVersion) -> None:
    remind_all(version=version, at=at(date(2024, 6, 13)))
    remind_all(version=version, at=at(date(2024, 6, 14)))
    first, second = (letter.body for letter in letters(board.secretary.email))
    assert "Sista dagen är den 13 juni 2024." in first
    assert "Sista dagen var den 13 juni 2024. Du kan fortfarande skriva under." in second


def test_reminders_go_by_themselves_after_the_interval(board: Board, version: ProtocolVersion) -> None:
    interval = timedelta(days=board.association.reminder_days)
    remind_all_due(at=FROZEN + interval - timedelta(minutes=1))
    assert reminded() == []
    remind_all_due(at=FROZEN + interval)
    remind_all_due(at=FROZEN + interval + timedelta(days=1))
    assert reminded() == [board.secretary.email]
    remind_all_due(at=FROZEN + 2 * interval)
    assert reminded() == [board.secretary.email] * 2


def test_interval_starts_when_the_signers_were_asked(board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary, moment=FROZEN + timedelta(days=2))
    remind_all_due(at=FROZEN + timedelta(days=4))
    assert reminded() == []
    remind_all_due(at=FROZEN + timedelta(days=5))
    assert set(reminded()) == {board.chair.email, board.verifier.email}


def test_nobody_is_reminded_of_an_opened_version(board: Board, version: ProtocolVersion) -> None:
    request_change(version=version, by=board.verifier, at=at(hour=17), reason="Fel.")
    remind_all_due(at=FROZEN + timedelta(days=9))
    assert reminded() == []


def test_nobody_is_reminded_of_a_verified_protocol(verification: Verification) -> None:
    remind_all_due(at=FROZEN + timedelta(days=9))
    assert reminded() == []


def test_referred_verification_rests_until_the_meeting(board: Board, version: ProtocolVersion) -> None:
    make_meeting(board, day=date(2024, 9, 12))
    refer_verification(version=version, by=board.chair, at=at(hour=17), reason="Oense.")
    remind_all_due(at=FROZEN + timedelta(days=9))
    assert reminded() == []
    remind_all_due(at=at(date(2024, 9, 13)))
    assert reminded() == [board.secretary.email]
