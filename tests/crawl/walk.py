"""Walks the site by its links as each role: one page of each kind, seen in each mode."""

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Error, Page, sync_playwright

from finsam.sign_in.second_step import SKIPPED
from meetings.models import Person
from tests.crawl.modes import LIGHT, LOADS, MODES, Mode

# Whom the demo knows; the public is nobody.
ROLES = {
    "allmänhet": "",
    "ordförande": "astrid.norling@exempelvik.example",
    "kansli": "eva.lindmark@exempelvik.example",
    "revisor": "ulf.revinge@exempelvik.example",
    "sökande": "signe.fors@exempelvik.example",
}
BEGIN = ["/", "/exempelvik/", "/lillebygd/", "/konto/login/", "/konto/password/reset/", "/kontrollera/"]
# The same view for a § or a file says nothing new: of each view so many addresses are looked at in the first mode, and
# one in the others, where a register's page of one model looks like that of another.
MOST_OF_A_KIND = 2
MOST_SHIFT = 0.05
LINK = re.compile(r"""<a\s[^>]*?href="([^"]*)\"""")
AXE = settings.NODE_MODULES / "axe-core" / "axe.min.js"
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
    shift: float = 0
    is_first: bool = True
    sights: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def walk_all(port: int, modes: set[str], roles: set[str], folder: Path) -> list[Seen]:
    """Every page of each of `roles` in each of `modes`, by name; pictures are written to `folder`."""
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    pages: list[Seen] = []
    signed_in = {
        role: _cookies(port, email) for role, email in ROLES.items() if role in roles
    }  # Playwright would keep the ORM away
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for role, cookies in signed_in.items():
            with _context(browser, port, MODES[0], cookies) as context:
                own = [Seen(role, path, view) for path, view in _addresses(context.request)]
            _note_first(own)
            print(f"{role}: {len(own)} sidor", file=sys.stderr, flush=True)
            for load in LOADS:
                if wanted := [mode for mode in load if mode.name in modes]:
                    with _context(browser, port, load[0], cookies) as context:
                        _look_at_all(context, wanted, own, folder)
            pages += own
        browser.close()
    return pages


def _note_first(pages: list[Seen]) -> None:
    looks = set[str]()
    for seen in pages:
        look = f"admin {seen.view.rpartition('_')[2]}" if seen.view.startswith("admin:") else seen.view
        seen.is_first = look not in looks
        looks.add(look)


def _look_at_all(context: BrowserContext, modes: list[Mode], pages: list[Seen], folder: Path) -> None:
    page, said = _listening(context)
    for number, seen in enumerate(pages):
        if not seen.is_first and modes[0] != MODES[0]:
            continue
        said.clear()
        known = len(seen.faults)
        _open(page, modes[0], seen)
        for mode in modes if seen.is_first else modes[:1]:
            _look(page, mode, seen, folder, f"{seen.role}-{number:03}-{MODES.index(mode)}.jpg")
        seen.faults += [f"{modes[0].name}: {one}" for one in said]
        for fault in seen.faults[known:]:
            print(seen.role, seen.path, fault, file=sys.stderr)
    print(f"{pages[0].role}: {', '.join(mode.name for mode in modes)}", file=sys.stderr, flush=True)


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
        **mode.context,
    )
    context.add_cookies(cookies)  # type: ignore[arg-type]
    yield context
    context.close()


def _addresses(request: APIRequestContext) -> Iterator[tuple[str, str]]:
    """Path and name of the view of each page that can be reached, some of each kind."""
    waiting, known, kinds = list(BEGIN), set(BEGIN), dict[str, int]()
    while waiting:
        path = waiting.pop(0)
        view = _view_of(path)
        if not view or kinds.get(view, 0) >= MOST_OF_A_KIND:
            continue
        answer = request.get(path)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        links = [answer.url]
        if urlsplit(answer.url).path == path:
            kinds[view] = kinds.get(view, 0) + 1
            yield path, view
            links = LINK.findall(answer.text())
        found = {urlsplit(urldefrag(urljoin(answer.url, unescape(one))).url) for one in links}
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


def _open(page: Page, mode: Mode, seen: Seen) -> None:
    _become(page, mode)
    try:
        answer = page.goto(seen.path, wait_until="load")
    except Error:  # a process of the site's that ends takes the connections that it holds with it
        answer = page.goto(seen.path, wait_until="load")
    status = answer.status if answer else 0
    if status >= HTTPStatus.BAD_REQUEST:
        seen.faults.append(f"{mode.name}: svar {status}")
    seen.title = seen.title or page.title()
    if _has_script(mode) and (shift := page.evaluate(SHIFT)) > MOST_SHIFT:
        seen.faults.append(f"{mode.name}: hoppar {shift:.2f}")
    if _has_script(mode):
        seen.shift = max(seen.shift, shift)


def _become(page: Page, mode: Mode) -> None:
    page.emulate_media(**LIGHT | mode.media)
    page.set_viewport_size({"width": mode.width, "height": mode.height})


def _look(page: Page, mode: Mode, seen: Seen, folder: Path, name: str) -> None:
    _become(page, mode)
    if _has_script(mode):
        _measure(page, mode, seen)
    page.screenshot(path=folder / name, full_page=True, type="jpeg", quality=45)
    seen.sights[mode.name] = name


def _has_script(mode: Mode) -> bool:
    return bool(mode.context.get("java_script_enabled", True))


def _measure(page: Page, mode: Mode, seen: Seen) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        seen.faults.append(f"{mode.name}: {wide} px för bred")
    if mode.axe is not None:
        page.evaluate(AXE.read_text())
        asked = {"resultTypes": ["violations"]} | ({"runOnly": list(mode.axe)} if mode.axe else {})
        found = page.evaluate("asked => axe.run(asked).then(result => result.violations)", asked)
        seen.faults += [
            f"{mode.name}: {rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]
        ]
