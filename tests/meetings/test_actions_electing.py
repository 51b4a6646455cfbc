"""An election in a verified § updates the register of offices."""

from datetime import date

import pytest

from meetings.actions.electing import add_election, remove_election
from meetings.actions.freezing import freeze_protocol
from meetings.errors import RuleViolation
from meetings.models import Election, Office, Protocol
from tests.worlds.boards import Board, at, make_ready, sign
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)


@made_once
def protocol(board: Board) -> Protocol:
    return make_ready(board)


def elect(board: Board, protocol: Protocol, *, office: str = "chair", **changes: object) -> Election:
    values = {"person": board.verifier, "first_day": FIRST, "last_day": LAST} | changes
    return add_election(
        paragraph=protocol.paragraphs.get(position=2),
        office=office,
        by=board.secretary,
        at=at(),
        **values,  # type: ignore[arg-type]
    )


def verify(board: Board, protocol: Protocol) -> None:
    version = freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))
    for person in (board.secretary, board.chair, board.verifier):
        sign(version, person)


def test_decision_is_written_with_the_election_and_goes_with_it(board: Board, protocol: Protocol) -> None:
    election = elect(board, protocol)
    sentence = (
        "att välja Henrik Brolin till ordförande från och med den 1 januari 2025 "
        "till och med den 31 december 2026."
    )
    assert election.paragraph.decisions.filter(text=sentence, outcome="elected").exists()
    remove_election(election=election, by=board.secretary, at=at())
    assert not election.paragraph.decisions.filter(text=sentence).exists()


def test_deputy_is_not_elected(board: Board, protocol: Protocol) -> None:
    with pytest.raises(RuleViolation, match="inte ledamot"):
        elect(board, protocol, person=board.deputy)


def test_third_vice_chair_does_not_exist(board: Board, protocol: Protocol) -> None:
    with pytest.raises(RuleViolation, match="två vice"):
        elect(board, protocol, office="vice_chair", rank=3)


def test_same_office_is_not_filled_twice(board: Board, protocol: Protocol) -> None:
    elect(board, protocol)
    with pytest.raises(RuleViolation, match="redan tillsatt"):
        elect(board, protocol, person=board.member)


def test_verified_election_changes_the_register(board: Board, protocol: Protocol) -> None:
    election = elect(board, protocol)
    verify(board, protocol)
    new = Office.objects.get(body=board.body, kind="chair", first_day=FIRST)
    assert (new.person, new.last_day, new.elected_in) == (board.verifier, LAST, election.paragraph)
    assert Office.objects.get(person=board.chair).last_day == date(2024, 12, 31)
    vice = Office.objects.get(person=board.verifier, kind="vice_chair")
    assert vice.last_day == date(2024, 12, 31)
    told = [one for one in letters(board.chair.email) if one.subject.startswith("Ändrade uppdrag")]
    assert "Ett val i ett justerat protokoll" in told[0].body


def test_unverified_election_changes_nothing(board: Board, protocol: Protocol) -> None:
    elect(board, protocol)
    freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))
    assert Office.objects.get(person=board.chair).last_day is None
