"""A real Chromium at two widths, with axe. Errors in the page's console fail the test."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from django.test.client import ClientHandler
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.worlds.mail_server import MailServer

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

# Playwright keeps an event loop in this thread; Django would refuse the ORM there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
expect.set_options(timeout=10_000)  # a busy machine; what is there at once costs nothing


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # The headless shell shows pages as Chromium does and has no window to draw: half the processor time.
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert chromium, "Debian's chromium is missing; run script/test"
    with sync_playwright() as playwright:
        # Chromium may find no other machine than this one.
        rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", rules])
        yield browser
        browser.close()


@pytest.fixture
def console_errors() -> Iterator[list[str]]:
    """What the pages complained of; a test that provokes an error takes it out of the list."""
    errors: list[str] = []
    yield errors
    assert errors == []


class Requests:
    """The live server's, at work: the editor asks for news by itself, and sends what is left when it is closed."""

    def __init__(self) -> None:
        self.under_way = 0
        self.allowed = False
        self.lock = threading.Lock()

    def begin(self, sender: type, **event: object) -> None:
        if sender is ClientHandler:
            return
        with self.lock:
            if not self.allowed:
                raise ConnectionAbortedError  # the server takes it for a client that hung up
            self.under_way += 1

    def end(self, sender: type, **event: object) -> None:
        if sender is ClientHandler:
            return
        with self.lock:
            self.under_way -= 1

    def end_all(self) -> None:
        """No request begins from now on, and none is at work."""
        with self.lock:
            self.allowed = False
        limit = time.monotonic() + 10
        while self.under_way > 0:
            assert time.monotonic() < limit, "a request never ended"
            time.sleep(0.02)


@pytest.fixture(scope="session")
def all_requests() -> Iterator[Requests]:
    counted = Requests()
    request_started.connect(counted.begin)
    request_finished.connect(counted.end)
    yield counted
    request_started.disconnect(counted.begin)
    request_finished.disconnect(counted.end)


@pytest.fixture
def requests(all_requests: Requests, live_server: Any) -> Requests:
    """Allowed while the test's pages are open; a later one and the emptying of tables would wait for each other."""
    all_requests.allowed = True
    return all_requests


@pytest.fixture
def new_page(
    browser: Browser, live_server: Any, console_errors: list[str], requests: Requests
) -> Iterator[Callable[..., Page]]:
    """Call it with a viewport for a page in a browser profile of its own; addresses may begin with /."""
    contexts: list[BrowserContext] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            console_errors.append(f"{message.text} {message.location.get('url', '')}")

    def make(viewport: dict[str, int], *, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=viewport,  # type: ignore[arg-type]
            has_touch=viewport == PHONE,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", listen)
        page.on("pageerror", lambda error: console_errors.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    requests.end_all()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(DESKTOP)


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(PHONE)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """sign_in(page, person): the page's profile is signed in, without the form."""

    def sign_in(page: Page, person: Any) -> None:
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )

    return sign_in


@pytest.fixture
def post(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """The site's letters arrive here, with links to the live server."""
    server = MailServer()
    monkeypatch.setattr(settings, "MAILERS", {"default": server.start()})
    monkeypatch.setattr(settings, "SITE_URL", live_server.url)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """axe(page): no violation in the page's present state, at the desktop's and the phone's width or those given."""
    # Evaluated in the page, since the CSP stops a script tag.
    source = (settings.NODE_MODULES / "axe-core" / "axe.min.js").read_text()

    def check(page: Page, widths: tuple[dict[str, int], ...] = (DESKTOP, PHONE)) -> None:
        own = page.viewport_size
        # A click returns when the next page has begun; axe needs it whole.
        page.wait_for_load_state("load")
        for viewport in widths:
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            if not page.evaluate("'axe' in window"):
                page.evaluate(source)
            found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
            assert [
                f"{page.url} {viewport['width']} px: {rule['id']}: {node['html']} {node['failureSummary']}"
                for rule in found
                for node in rule["nodes"]
            ] == []
        page.set_viewport_size(own)  # type: ignore[arg-type]

    return check
