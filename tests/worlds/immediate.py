"""§ 1 of a draft, verified at once."""

from datetime import date

from meetings.actions.freezing import freeze_immediately, freeze_protocol
from meetings.models import Protocol, ProtocolVersion, Verification
from meetings.querysets import own_protocol
from tests.worlds.boards import MEETING_DAY, Board, at, make_ready, sign
from tests.worlds.laid_out import laid_out_once


def freeze_first(protocol: Protocol, board: Board) -> ProtocolVersion:
    """§ 1 of the draft, out for immediate verification at 10."""
    first = protocol.paragraphs.order_by("position").first()
    assert first
    with laid_out_once():
        return freeze_immediately(paragraphs=[first], by=board.secretary, at=at(protocol.meeting.date, 10))


def make_at_once(board: Board, *, day: date = MEETING_DAY, **draft: object) -> ProtocolVersion:
    return freeze_first(make_ready(board, day=day, **draft), board)  # type: ignore[arg-type]


def sign_all(version: ProtocolVersion, board: Board, *, hour: int = 11) -> Verification:
    for person in (board.secretary, board.chair, board.verifier):
        verification = sign(version, person, moment=at(version.protocol.meeting.date, hour))
    assert verification
    return verification


def make_verified_at_once(board: Board, *, day: date = MEETING_DAY, **draft: object) -> Verification:
    return sign_all(make_at_once(board, day=day, **draft), board)


def verify_the_rest(board: Board, verification: Verification) -> Verification:
    """The meeting's own protocol, when § 1 has been verified at once."""
    meeting = verification.protocol.meeting
    with laid_out_once():
        version = freeze_protocol(protocol=own_protocol(meeting), by=board.secretary, at=at(meeting.date, 15))
    return sign_all(version, board, hour=16)
