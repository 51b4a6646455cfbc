"""Walks the site by its links as each role: one page of each kind, seen in each mode."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from finsam.sign_in.second_step import SKIPPED
from meetings.models import Person
from tests.crawl.modes import MODES, Mode

# Whom the demo knows; the public is nobody.
ROLES = {
    "allmänhet": "",
    "ordförande": "astrid.norling@exempelvik.example",
    "kansli": "eva.lindmark@exempelvik.example",
    "revisor": "ulf.revinge@exempelvik.example",
    "sökande": "signe.fors@exempelvik.example",
}
BEGIN = ["/", "/exempelvik/", "/lillebygd/", "/konto/login/", "/konto/password/reset/", "/kontrollera/"]
# The same view for a § or a file says nothing new; of each view so many addresses are looked at.
MOST_OF_A_KIND = 2
MOST_SHIFT = 0.05
SHIFT = """() => new Promise((resolve) => {
  let sum = 0
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value })
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => resolve(sum), 200)
})"""


@dataclass
class Seen:
    """A page as one role sees it: a picture's file name and what was wrong, by mode."""

    role: str
    path: str
    view: str
    title: str = ""
    sights: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def walk_all(port: int, modes: list[Mode], folder: Path) -> list[Seen]:
    """Every page of every role in every one of `modes`; pictures are written to `folder`."""
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    pages: list[Seen] = []
    signed_in = {
        role: _cookies(port, email) for role, email in ROLES.items()
    }  # Playwright would keep the ORM away
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for role, cookies in signed_in.items():
            with _context(browser, port, modes[0], cookies) as context:
                own = [Seen(role, path, view) for path, view in _addresses(context.new_page())]
            for mode in modes:
                with _context(browser, port, mode, cookies) as context:
                    page, said = _listening(context)
                    for number, seen in enumerate(own):
                        said.clear()
                        _look(page, mode, seen, folder, f"{role}-{number}-{MODES.index(mode)}.jpg")
                        seen.faults += [f"{mode.name}: {one}" for one in said]
            pages += own
        browser.close()
    return pages


def _listening(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and what its console complains of."""
    page, said = context.new_page(), list[str]()
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


def _cookies(port: int, email: str) -> list[dict[str, Any]]:
    if not email:
        return []
    client = Client()
    client.force_login(Person.objects.get(email=email))
    session = client.session
    session[SKIPPED] = True
    session.save()
    name = settings.SESSION_COOKIE_NAME
    return [{"name": name, "value": client.cookies[name].value, "url": f"http://localhost:{port}"}]


@contextmanager
def _context(
    browser: Browser, port: int, mode: Mode, cookies: list[dict[str, Any]]
) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=f"http://localhost:{port}",
        viewport={"width": mode.width, "height": mode.height},
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        reduced_motion="reduce",
        **mode.options,
    )
    context.add_cookies(cookies)  # type: ignore[arg-type]
    yield context
    context.close()


def _addresses(page: Page) -> Iterator[tuple[str, str]]:
    """Path and name of the view of each page that can be reached, some of each kind."""
    waiting, known, kinds = list(BEGIN), set(BEGIN), dict[str, int]()
    while waiting:
        path = waiting.pop(0)
        view = _view_of(path)
        if not view or kinds.get(view, 0) >= MOST_OF_A_KIND:
            continue
        answer = page.request.get(path)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        links = [answer.url]
        if urlsplit(answer.url).path == path:
            kinds[view] = kinds.get(view, 0) + 1
            yield path, view
            page.goto(path)
            links = page.eval_on_selector_all("a[href]", "all => all.map((one) => one.href)")
        found = {urlsplit(urldefrag(urljoin(answer.url, one)).url) for one in links}
        here = urlsplit(answer.url).netloc
        new = {one.path for one in found if one.netloc == here and not one.query} - known
        known |= new
        waiting += sorted(new)


def _view_of(path: str) -> str:
    """The name of its address, with the register's models apart; "" for one that is none or signs out."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return "" if match.url_name == "account_logout" else match.view_name


def _look(page: Page, mode: Mode, seen: Seen, folder: Path, name: str) -> None:
    page.emulate_media(media=mode.media)  # type: ignore[arg-type]
    answer = page.goto(seen.path, wait_until="load")
    status = answer.status if answer else 0
    if status >= HTTPStatus.BAD_REQUEST:
        seen.faults.append(f"{mode.name}: svar {status}")
    seen.title = seen.title or page.title()
    if mode.options.get("java_script_enabled", True):
        _measure(page, mode, seen)
    page.screenshot(path=folder / name, full_page=True, type="jpeg", quality=45)
    seen.sights[mode.name] = name


def _measure(page: Page, mode: Mode, seen: Seen) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        seen.faults.append(f"{mode.name}: {wide} px för bred")
    if mode.media == "screen" and (shift := page.evaluate(SHIFT)) > MOST_SHIFT:
        seen.faults.append(f"{mode.name}: hoppar {shift:.2f}")
    if mode.axe:
        page.evaluate((settings.NODE_MODULES / "axe-core" / "axe.min.js").read_text())
        found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
        seen.faults += [
            f"{mode.name}: {rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]
        ]
