"""What the editor's browser tests say again and again."""

import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from meetings.models import Meeting, Paragraph

SAVED = re.compile(r"Sparat \d+\.\d\d")
OFFLINE = "Inte sparat – ingen kontakt, texten ligger kvar här"


def open_editor(page: Page, meeting: Meeting) -> Page:
    names = [meeting.body.association.slug, meeting.body.slug, meeting.key]
    page.goto(reverse("draft_edit", args=names))
    expect(page.locator("body[data-ready]")).to_be_attached()
    return page


def paragraph(meeting: Meeting, heading: str) -> Paragraph:
    return Paragraph.objects.get(meeting=meeting, heading=heading)


def text_of(page: Page, row: Paragraph, field: str = "text") -> Locator:
    return page.locator(f"#paragraph-{row.public_id}-{field}")


def menu(page: Page, row: Paragraph) -> Locator:
    return page.locator(f"#p-{row.public_id} [data-act=paragraph-menu]")


def headings(meeting: Meeting) -> list[str]:
    rows = Paragraph.objects.filter(meeting=meeting, removed_at__isnull=True).order_by("position")
    return list(rows.values_list("heading", flat=True))


def answer(page: Page, part: str = "/protokoll/") -> AbstractContextManager[Any]:
    """The server has answered a change of structure."""
    return page.expect_response(lambda one: one.request.method == "POST" and part in one.url)


def drop(page: Page, on: Locator, files: list[Path]) -> None:
    """Files of this machine dropped on an element as the browser itself hears of it."""
    on.scroll_into_view_if_needed()
    box = on.bounding_box()
    assert box
    data = {"items": [], "files": [str(one) for one in files], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        session.send("Input.dispatchDragEvent", {"type": kind, "data": data, **place})
    session.detach()
