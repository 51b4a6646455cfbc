"""The worlds that most files need. A file that needs another one says so under the same name."""

from meetings.models import ProtocolVersion
from tests.worlds.applications import Office, make_office
from tests.worlds.boards import Board, make_board, make_frozen
from tests.worlds.once import made_once
from tests.worlds.running_meeting import Held, make_held
from tests.worlds.whole_association import World, make_world


@made_once
def board() -> Board:
    return make_board()


@made_once
def held() -> Held:
    return make_held()


@made_once
def version(board: Board) -> ProtocolVersion:
    """Two §§ out for verification."""
    return make_frozen(board)


@made_once
def office() -> Office:
    return make_office()


@made_once
def world() -> World:
    return make_world("exempelvik")
