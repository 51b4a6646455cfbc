"""Rows made once for a file and given whole to each of its tests."""

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker


def made_once(make: Callable[..., Any]) -> Any:
    """A fixture whose rows are made once for a file; what Django's setUpTestData does for a class.

    The tests that ask for the same rows lie in one transaction, each in a savepoint of its own (pytest-django's
    `db`), so what a test writes is gone after it. A test is given a deep copy of what `make` returned, so what it
    changes in memory is gone as well; rows that hang together do so in the copies too. Stored files are copied
    likewise. No test sees rows that it has not asked for.

    `make` asks for nothing but other fixtures made once. A test that commits has rows made for it alone.
    """
    needs = tuple(signature(make).parameters)
    name = make.__name__

    @wraps(make)
    def kept(kept_rows: KeptRows | None, **needed: Any) -> Any:
        return kept_rows and kept_rows.make(make, {each: needed[_kept(each)] for each in needs})

    @wraps(make)
    def given(kept_rows: KeptRows | None, copies: dict[int, Any], **needed: Any) -> Any:
        if kept_rows:
            return deepcopy(needed[_kept(name)], copies)
        return make(**{each: needed[each] for each in needs})

    _asks_for(kept, "kept_rows", *map(_kept, needs))
    _asks_for(given, "kept_rows", "copies", _kept(name), *needs)
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


class KeptRows:
    """The transaction around the tests, and the folder of the files stored in it."""

    def __init__(self, files: Path, blocker: DjangoDbBlocker) -> None:
        self.files = files
        self._blocker = blocker
        self._transaction = transaction.atomic()
        with blocker.unblock():
            self._transaction.__enter__()

    def make(self, make: Callable[..., Any], needed: dict[str, Any]) -> Any:
        with self._blocker.unblock(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings, "FILES_DIR", self.files)
            return make(**needed)

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
    yield rows
    rows.take_back()


@pytest.fixture
def copies() -> dict[int, Any]:
    """The deep copies of one test: a row that two fixtures reach is one row there too."""
    return {}


@pytest.fixture(autouse=True)
def _own_files(kept_rows: KeptRows | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of stored files for the test alone, with those of the rows made once."""
    if kept_rows:
        shutil.copytree(kept_rows.files, tmp_path / "files")
    monkeypatch.setattr(settings, "FILES_DIR", tmp_path / "files")


@pytest.fixture(autouse=True)
def _no_rows_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Flush leaves tables without a model alone: jobs and the cache, with its rate limits."""
    if not commits(request.node, request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, cache CASCADE")
