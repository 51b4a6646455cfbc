"""Rows made once for a file and given whole to each of its tests."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import wraps
from inspect import Parameter, Signature, signature
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.worlds.rows import Rows


def made_once(make: Callable[..., Any]) -> Any:
    """A fixture whose rows are made once for a file; what Django's setUpTestData does for a class.

    The tests that ask for the same rows lie in one transaction, each in a savepoint of its own (pytest-django's
    `db`), so what a test writes is gone after it. A test is given a deep copy of what `make` returned, so what it
    changes in memory is gone as well; rows that hang together do so in the copies too. Stored files are copied
    likewise. No test sees rows that it has not asked for.

    `make` asks for nothing but other fixtures made once. A test that commits has the same rows put back for it, and
    so has each file after the first that asks for the same shared ones (those of tests/worlds).
    """
    needs = tuple(signature(make).parameters)
    name = make.__name__

    @wraps(make)
    def kept(kept_rows: KeptRows | None, **needed: Any) -> Any:
        return kept_rows and kept_rows.made_by(make, {each: needed[_kept(each)] for each in needs})

    @wraps(make)
    def given(
        kept_rows: KeptRows | None, committed: dict[str, Any], copies: dict[int, Any], **needed: Any
    ) -> Any:
        return deepcopy(needed[_kept(name)] if kept_rows else committed[name], copies)

    given.make, given.needs = make, needs  # type: ignore[attr-defined]  # for `committed`
    _asks_for(kept, "kept_rows", *map(_kept, needs))
    _asks_for(given, "kept_rows", "committed", "copies", _kept(name), *needs)
    # pytest finds fixtures by their names in a module: the kept one lies beside the one that tests ask for.
    make.__globals__[_kept(name)] = pytest.fixture(scope="module")(kept)
    return pytest.fixture(given)


def _kept(name: str) -> str:
    return f"kept_{name}"


def _asks_for(fixture: Callable[..., Any], *names: str) -> None:
    fixture.__signature__ = Signature(  # type: ignore[attr-defined]
        [Parameter(name, Parameter.KEYWORD_ONLY) for name in names]
    )


def commits(test: pytest.Item, names: list[str]) -> bool:
    """Does the test, which asks for fixtures with these names, commit what it writes?"""
    marker = test.get_closest_marker("django_db")
    return bool(
        {"transactional_db", "live_server"} & set(names) or (marker and marker.kwargs.get("transaction"))
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A parameter that no name shows: pytest puts tests with the same one together, and begins anew at another."""
    names = metafunc.fixturenames
    asked = (
        [] if commits(metafunc.definition, names) else [name for name in names if name.startswith("kept_")]
    )
    wanted = " ".join(sorted({*asked} - {"kept_rows"}))
    metafunc.parametrize("kept_rows", [wanted], ids=[pytest.HIDDEN_PARAM], indirect=True, scope="module")


type Makers = dict[str, Callable[..., Any]]


class KeptRows:
    """The transaction around the tests of a file, and the folder of the files stored in it."""

    def __init__(self, files: Path, blocker: DjangoDbBlocker) -> None:
        self.files = files
        self._blocker = blocker
        self._made: dict[Callable[..., Any], Any] = {}
        self._transaction = transaction.atomic()
        with blocker.unblock():
            self._transaction.__enter__()

    def begin_with(self, shared: Makers, keep: Path) -> None:
        """Makes what other files ask for too, or puts it back when this process has made it."""
        with self._open():
            made = deepcopy(_made_or_put_back(shared, keep))  # the file's own fixtures may change them
        self._made = {make: made[name] for name, make in shared.items()}

    def made_by(self, make: Callable[..., Any], needed: dict[str, Any]) -> Any:
        if make not in self._made:
            with self._open():
                self._made[make] = make(**needed)
        return self._made[make]

    @contextmanager
    def _open(self) -> Iterator[None]:
        with self._blocker.unblock(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings, "FILES_DIR", self.files)
            yield

    def take_back(self) -> None:
        with self._blocker.unblock():
            transaction.set_rollback(True)
            self._transaction.__exit__(None, None, None)


@pytest.fixture(scope="module")
def kept_rows(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KeptRows | None]:
    """For the tests that ask for the rows in the parameter; None for those that ask for none."""
    if not request.param:
        yield None
        return
    request.getfixturevalue("django_db_setup")
    rows = KeptRows(tmp_path_factory.mktemp("kept"), request.getfixturevalue("django_db_blocker"))
    shared = _shared(_makers(request, request.param.replace("kept_", "").split()), request.module.__name__)
    if shared:
        rows.begin_with(shared, tmp_path_factory.mktemp("shared"))
    yield rows
    rows.take_back()


@pytest.fixture(autouse=True)
def committed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, _own_files: None
) -> dict[str, Any]:
    """For a test that commits: what its fixtures made once returned, by their names, with their rows committed."""
    if not commits(request.node, request.fixturenames):
        return {}
    request.getfixturevalue("transactional_db")
    makers = _makers(request, request.fixturenames)
    return _made_or_put_back(makers, tmp_path_factory.mktemp("committed")) if makers else {}


_stored: dict[tuple[Callable[..., Any], ...], tuple[dict[str, Any], Rows, Path]] = {}


def _made_or_put_back(makers: Makers, keep: Path) -> dict[str, Any]:
    """What each returns, by its name, with their rows in the database and their files in FILES_DIR.

    The files are kept in the folder `keep` for the next time.
    """
    key = tuple(makers.values())
    if key in _stored:
        made, rows, files = _stored[key]
        rows.put_back()
        shutil.copytree(files, settings.FILES_DIR, dirs_exist_ok=True)
        return made
    made = {}
    for name, make in makers.items():
        made[name] = make(**{each: made[each] for each in signature(make).parameters})
    if settings.FILES_DIR.exists():
        shutil.copytree(settings.FILES_DIR, keep, dirs_exist_ok=True)
    _stored[key] = made, Rows(), keep
    return made


def _makers(request: pytest.FixtureRequest, names: Iterable[str]) -> Makers:
    """Of the fixtures made once among these, by name, each after those it needs itself."""
    found: Makers = {}

    def add(name: str) -> None:
        definitions = request._fixturemanager.getfixturedefs(name, request.node)
        given: Any = definitions[-1].func if definitions else None
        if name not in found and hasattr(given, "make"):
            for each in given.needs:
                add(each)
            found[name] = given.make

    for name in sorted(names):
        add(name)
    return found


def _shared(makers: Makers, module: str) -> Makers:
    """Those that neither are the file's own nor need one that is."""
    shared: Makers = {}
    for name, make in makers.items():
        if make.__module__ != module and shared.keys() >= signature(make).parameters.keys():
            shared[name] = make
    return shared


@pytest.fixture
def copies() -> dict[int, Any]:
    """The deep copies of one test: a row that two fixtures reach is one row there too."""
    return {}


_folders = count()


@pytest.fixture(autouse=True)
def _own_files(
    kept_rows: KeptRows | None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of stored files for the test alone, with those of the rows made once.

    It is made when it is written to: most tests store nothing, and `tmp_path` looks through all those before it.
    """
    files = tmp_path_factory.getbasetemp() / f"files-{next(_folders)}"
    if kept_rows:
        shutil.copytree(kept_rows.files, files)
    monkeypatch.setattr(settings, "FILES_DIR", files)
