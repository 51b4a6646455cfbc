"""The worlds that most files need. A file that needs another one says so under the same name."""

import logging
from collections.abc import Iterator

import pytest

from funding.models import Application, Measure
from meetings.models import Meeting, Protocol, ProtocolVersion, Verification
from tests.worlds.agreements import make_reporting
from tests.worlds.applications import Office, make_office, make_submitted
from tests.worlds.boards import Board, make_board, make_frozen, make_meeting, make_ready, make_verified
from tests.worlds.eid import Eid, start_eid
from tests.worlds.kept import Told
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
def meeting(board: Board) -> Meeting:
    """Planned, and nothing written yet."""
    return make_meeting(board)


@made_once
def protocol(board: Board) -> Protocol:
    """A draft of two §§ with nothing missing."""
    return make_ready(board)


@made_once
def version(board: Board) -> ProtocolVersion:
    """Two §§ out for verification."""
    return make_frozen(board)


@made_once
def verification(board: Board) -> Verification:
    """Of two §§, signed by everyone and noticed."""
    return make_verified(board)


@made_once
def office() -> Office:
    return make_office()


@made_once
def case(office: Office) -> Application:
    """Sent in, and nothing done with it yet."""
    return make_submitted(office).application


@made_once
def measure(office: Office) -> Measure:
    """Of an application, granted, its agreement signed, its reports planned."""
    return make_reporting(office)


@made_once
def world() -> World:
    return make_world("exempelvik")


@pytest.fixture(scope="session")
def eid_of_all() -> Iterator[Eid]:
    eid = start_eid()
    yield eid
    eid.process.kill()
    eid.process.communicate()


@pytest.fixture
def eid(eid_of_all: Eid, settings) -> Eid:
    """A provider of e-IDs that the site knows; at first it refuses everybody."""
    settings.EID_PROVIDERS = [eid_of_all.settings()]
    settings.EID_KEY = "nyckel-for-prov"
    eid_of_all.will_refuse()
    return eid_of_all


@pytest.fixture
def told() -> Iterator[Told]:
    """What is logged during the test."""
    root, told = logging.getLogger(), Told()
    level = root.level
    root.addHandler(told)
    root.setLevel(logging.DEBUG)
    yield told
    root.removeHandler(told)
    root.setLevel(level)
