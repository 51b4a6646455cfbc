"""What every test may rely on: PostgreSQL, own files and seal, strict templates, a worker."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hypothesis
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
HEAVY = (
    "test_robustness",
    "test_access",
    "test_pressed_once",
    "test_demo",
    "test_lost_files",
    "test_admin_lookups",
)

hypothesis.settings.register_profile("ours", deadline=None)  # on a busy machine time says nothing of the rule
hypothesis.settings.load_profile("ours")


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
    settings.DEMO = False
    # Whole addresses, so that a changed style sheet needs no collectstatic; script/test checks the manifest.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing one
    settings.WHITENOISE_AUTOREFRESH = True  # else each test's client looks through the whole folder first
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    TransactionTestCase._fixture_teardown = lambda self: take_all_away()  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """All that is loaded stays: there is no need to look through it again and again, neither now nor later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Refuses a set of cases: each process would have them in an order of its own, and could share no list."""
    for mark in metafunc.definition.iter_markers("parametrize"):
        if isinstance(mark.args[1], set | frozenset):
            raise pytest.UsageError(f"{metafunc.definition.nodeid}: write its cases in an order.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In one process the browser's come last, and the quick ones tell first.

    When several share the work (`--dist worksteal`) each begins with its own part of the list, and whoever is done
    takes from the end of another's: the first with the browser, where it often waits, the longest journeys first;
    the others with what takes longest without it. So no process is left alone with a long one.
    """

    def in_browser(item: pytest.Item) -> bool:
        return "browser" in item.path.parts

    browser = [item for item in items if in_browser(item)]
    browser.sort(key=lambda item: not item.path.stem.endswith(LONG))
    rest = [item for item in items if not in_browser(item)]
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if processes == 1:
        items[:] = rest + browser
        return
    heavy = [item for item in rest if item.path.stem in HEAVY]
    light = [item for item in rest if item.path.stem not in HEAVY]
    part = len(items) // processes
    of_first = max(part - len(browser), 0)
    parts = [browser + light[:of_first]]
    light = light[of_first:]
    for number in range(processes - 1):
        own = [item for item in heavy if HEAVY.index(item.path.stem) % (processes - 1) == number]
        end = len(light) if number == processes - 2 else max(part - len(own), 0)
        parts.append(own + light[:end])
        light = light[end:]
    items[:] = [item for one in parts for item in one]


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
