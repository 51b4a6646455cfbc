"""Two at once, and a process that dies: exactly one verification, or nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection, connections

from meetings.actions.changing import request_change
from meetings.errors import RuleViolation
from meetings.models import ChangeRequest, Notice, Person, ProtocolVersion, Signature, Verification
from tests.worlds.boards import Board, at, make_board, make_frozen, sign
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db(transaction=True)

# The last signature, ended by the listener that runs after notice and seal but before the commit.
DIES_LAST = """
import os, sys
from pathlib import Path
from django.conf import settings
database, settings.FILES_DIR, settings.VAR_DIR = sys.argv[1], *map(Path, sys.argv[2:4])
settings.DATABASES["default"]["NAME"] = database
import django
django.setup()
from meetings import hooks
from meetings.models import Notice, ProtocolVersion
from tests.worlds.boards import sign
def die(verification):
    assert Notice.objects.filter(protocol=verification.protocol).exists()
    os._exit(9)
hooks.after_verification.append(die)
version = ProtocolVersion.objects.get()
sign(version, version.signatories.get(role="verifier").person)
"""


@pytest.fixture
def board() -> Board:
    return make_board()


@pytest.fixture
def version(board: Board) -> ProtocolVersion:
    return make_frozen(board)


def at_once(*calls: Callable[[], object]) -> list[object]:
    """What each answered, a RuleViolation as itself."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            start.wait()
            return call()
        except RuleViolation as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def signing(version: ProtocolVersion, person: Person) -> Callable[[], object]:
    return lambda: sign(ProtocolVersion.objects.get(pk=version.pk), person)


def test_two_last_signers_at_the_same_time_make_one_verification(
    board: Board, version: ProtocolVersion
) -> None:
    sign(version, board.secretary)
    answers = at_once(signing(version, board.chair), signing(version, board.verifier))
    assert sum(isinstance(answer, Verification) for answer in answers) == 1
    assert answers.count(None) == 1
    assert (Verification.objects.count(), Notice.objects.count(), Signature.objects.count()) == (1, 1, 3)


def test_same_signer_twice_at_the_same_time_signs_once(board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    sign(version, board.chair)
    answers = at_once(*[signing(version, board.verifier)] * 3)
    assert sum(isinstance(answer, RuleViolation) for answer in answers) == 2
    assert (Verification.objects.count(), Signature.objects.count()) == (1, 3)


def test_request_and_last_signature_at_the_same_time_never_both_win(
    board: Board, version: ProtocolVersion
) -> None:
    sign(version, board.secretary)
    sign(version, board.chair)

    def ask() -> ChangeRequest:
        fresh = ProtocolVersion.objects.get(pk=version.pk)
        return request_change(version=fresh, by=board.chair, at=at(hour=17), reason="Vänta.")

    answers = at_once(signing(version, board.verifier), ask)
    assert sum(isinstance(answer, RuleViolation) for answer in answers) == 1
    assert Verification.objects.count() + ChangeRequest.objects.count() == 1


def test_process_that_dies_in_the_last_signature_leaves_nothing_and_running_again_finishes(
    board: Board, version: ProtocolVersion
) -> None:
    sign(version, board.secretary)
    sign(version, board.chair)
    before = len(letters())
    arguments = [
        connection.settings_dict["NAME"],
        settings.FILES_DIR,
        settings.VAR_DIR,
    ]
    died = subprocess.run(
        [sys.executable, "-c", DIES_LAST, *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "finsam.settings"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert died.returncode == 9, died.stderr
    assert (Verification.objects.count(), Notice.objects.count(), Signature.objects.count()) == (0, 0, 2)
    assert len(letters()) == before
    assert sign(version, board.verifier)
    assert (Verification.objects.count(), Notice.objects.count(), Signature.objects.count()) == (1, 1, 3)
