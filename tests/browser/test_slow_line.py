"""The editor in production mode, on a slow line and a slow machine: prints its figures as JSON.

By hand, for it measures time: `pytest -m exhaustive -s tests/browser/test_slow_line.py`.
"""

import http.client
import json
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from meetings.models import Meeting
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.once import made_once
from tests.worlds.processes import free_port, site_process, wait_until

pytestmark = pytest.mark.exhaustive

LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}  # 400 kbit/s
TIMES_SLOWER = 4
SECONDS_TO_WRITE, MOST_REQUESTS, MOST_BYTES, MOST_SHIFT = 8, 15, 260_000, 0.05
SHIFT = """() => new Promise((resolve) => {
  let sum = 0
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value })
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => resolve(sum), 500)
})"""


@made_once
def meeting(board: Board) -> Meeting:
    """Twelve §§ with a page of text each."""
    meeting = boards.make_ready(board, paragraphs=1).meeting
    for number in range(11):
        text = f"<p>{'Förbundschefen lämnar en aktuell ekonomisk rapport. ' * 8}</p>" * 3
        boards.make_paragraph(meeting, board.secretary, heading=f"Ekonomisk rapport {number}", text=text)
    return meeting


@pytest.fixture
def site(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """The site in production mode, behind what it takes for a proxy with TLS."""
    port = free_port()
    environment = {
        "DEBUG": "off",
        "BEHIND_PROXY": "on",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SECRET_KEY": settings.SECRET_KEY,
        "EMAIL_URL": "memorymail://",
        "CSRF_TRUSTED_ORIGINS": f"http://localhost:{port}",
        "PORT": str(port),
        "WORKERS": "1",
    }
    log = tmp_path / "site.log"
    assert site_process(log, "manage.py", "collectstatic", "--noinput", **environment).wait(600) == 0
    process = site_process(log, "-m", "gunicorn", "--config", "python:finsam.web_server", **environment)
    wait_until(lambda: answers(port))
    yield f"http://localhost:{port}"
    process.terminate()
    process.wait(30)


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/halsa/")
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def slowed(page: Page) -> list[float]:
    """The bytes of each answer on the line, as they come."""
    session = page.context.new_cdp_session(page)
    weights: list[float] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
    return weights


def test_text_can_be_written_in_soon(
    page: Page, site: str, board: Board, meeting: Meeting, sign_in: Callable[[Page, Any], None]
) -> None:
    sign_in(page, board.secretary)
    for cookie in page.context.cookies():
        page.context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": site}])
    page.context.set_extra_http_headers({"X-Forwarded-Proto": "https"})
    weights = slowed(page)
    page.set_default_timeout(60_000)
    path = reverse("draft_edit", args=[meeting.body.association.slug, meeting.body.slug, meeting.key])
    page.goto(site + path, wait_until="commit")
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=60_000)
    seconds = page.evaluate("performance.now()") / 1000
    shown = page.evaluate("performance.getEntriesByType('paint')[0]?.startTime") / 1000
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(3000)  # what is fetched when there is nothing else to do
    figures = {
        "seconds_to_write": round(seconds, 1),
        "seconds_to_first_paint": round(shown, 1),
        "requests": len(weights),
        "bytes": round(sum(weights)),
        "shift": round(page.evaluate(SHIFT), 3),
    }
    print(json.dumps(figures))
    limits = (SECONDS_TO_WRITE, MOST_REQUESTS, MOST_BYTES, MOST_SHIFT)
    found = (seconds, figures["requests"], figures["bytes"], figures["shift"])
    assert all(one <= most for one, most in zip(found, limits, strict=True)), figures
