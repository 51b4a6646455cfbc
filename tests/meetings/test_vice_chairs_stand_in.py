"""Several vice chairs, and one whose office has ended, in the chair's place."""

from datetime import date, timedelta

import pytest

from meetings.errors import RuleViolation
from meetings.models import Office, ProtocolVersion, Signature
from tests.worlds.boards import Board, at, let_stand_in, make_board, make_frozen, sign
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def board() -> Board:
    """The other member is vice chair, and verifies nothing."""
    made = make_board()
    made.body.offices.filter(kind="vice_chair").update(person=made.other_member)
    return made


def test_of_two_vice_chairs_in_the_chairs_place_one_signs(board: Board) -> None:
    """Both are let in, and each has the page open when the other presses."""
    Office.objects.create(
        body=board.body, person=board.member, kind="vice_chair", rank=2, first_day=date(2023, 1, 1)
    )
    version = make_frozen(board)
    for person in (board.other_member, board.member):
        let_stand_in(version, person, by=board.chair)
    sign(version, board.member)
    for person in (board.other_member, board.chair):
        with pytest.raises(RuleViolation, match="behövs inte"):
            sign(version, person)
    assert Signature.objects.count() == 1


def test_vice_chair_whose_office_has_ended_is_let_in_and_lets_nobody_in(
    board: Board, version: ProtocolVersion
) -> None:
    """They decided in every §, and that stands; who lets somebody in leads the board now."""
    Office.objects.filter(person=board.other_member).update(last_day=at().date() - timedelta(days=1))
    with pytest.raises(RuleViolation, match="Bara ordföranden eller en vice ordförande"):
        let_stand_in(version, board.other_member, by=board.other_member)
    let_stand_in(version, board.other_member, by=board.chair)
    sign(version, board.other_member)
