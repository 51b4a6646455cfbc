"""What every test may rely on: PostgreSQL, own files and seal, strict templates, a worker."""

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from finsam.postgres.roles import as_owner
from tests.worlds.forging import lend_forging
from tests.worlds.rows import take_all_away

pytest_plugins = ["tests.worlds.once", "tests.worlds.fixtures"]

LONG = ("_journey", "_as_held")


class UndefinedVariable(str):
    """Template engine's `string_if_invalid`: fails the test when one of our own templates uses it."""

    def __mod__(self, variable: object) -> str:
        frame = sys._getframe(1)
        while frame and frame.f_code.co_name != "render_annotated":
            frame = frame.f_back
        template = Path(frame.f_locals["self"].origin.name) if frame else Path()
        if template.is_relative_to(settings.BASE_DIR / "templates"):
            pytest.fail(f"Undefined variable {variable} in {template.relative_to(settings.BASE_DIR)}")
        return ""


def pytest_configure(config: pytest.Config) -> None:
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")
    # Whole addresses, so that a changed style sheet needs no collectstatic; script/test checks the manifest.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing one
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    TransactionTestCase._fixture_teardown = lambda self: take_all_away()  # type: ignore[method-assign]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests together, the long journeys first among them, so that no process ends with one.

    In one process they come last, and the quick ones tell first. When several share the work (`--dist worksteal`)
    each begins with its own part of the list: the first with the browser, where it often waits, the others
    with the rest, and whoever is done takes from the end of another's part.
    """
    shared = "PYTEST_XDIST_WORKER" in os.environ

    def order(item: pytest.Item) -> tuple[bool, bool]:
        in_browser = "browser" in item.path.parts
        return (in_browser != shared, not (in_browser and item.path.stem.endswith(LONG)))

    items.sort(key=order)


@pytest.fixture(scope="session", autouse=True)
def _own_var(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing is written to the developer's var/."""
    settings.VAR_DIR = tmp_path_factory.mktemp("var")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings: None
) -> Iterator[None]:
    """The owner makes the database and takes it away. Every test uses it as the site's role, which owns nothing."""
    with django_db_blocker.unblock(), as_owner():
        made = setup_databases(verbosity=0, interactive=False)
        lend_forging()
    yield
    with django_db_blocker.unblock(), as_owner():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def run_jobs(transactional_db: None) -> Callable[[], None]:
    """Call it to let a worker do every job that waits; a failed job fails the test."""
    from procrastinate.contrib.django import app

    def work() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
            worker_app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    def run() -> None:
        # A thread of its own: Playwright keeps an event loop in the test's.
        with ThreadPoolExecutor(max_workers=1) as thread:
            thread.submit(work).result()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT task_name, args FROM procrastinate_jobs WHERE status IN ('failed', 'aborted')"
            )
            assert cursor.fetchall() == []

    return run
