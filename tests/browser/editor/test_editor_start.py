"""What the page says and fetches before it can be written in."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from meetings.models import Meeting, Paragraph
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.processes import wait_until

TYPEFACES = (
    "[...document.fonts].filter((face) => face.status === 'loaded' && face.family.includes('Source')).length"
)


def test_it_says_that_it_starts_and_waits_with_the_typefaces(
    page: Page, board: Board, meeting: Meeting, sign_in: Callable[[Page, Any], None]
) -> None:
    row = Paragraph.objects.filter(meeting=meeting).first()
    assert row
    boards.make_decision(row, board.secretary, text="Välj {justerare} & skicka {x y}.")
    sign_in(page, board.secretary)
    held: list[Route] = []
    page.route("**/bundles/editor*.js", lambda route: held.append(route))
    path = reverse("draft_edit", args=[meeting.body.association.slug, meeting.body.slug, meeting.key])
    page.goto(path, wait_until="commit")
    state = page.locator("#save-state")
    expect(state).to_have_text("Redigeraren startar …")
    assert page.evaluate(TYPEFACES) == 0
    line = page.locator(".decision-lines > li").filter(has=page.locator("[data-field]"))
    expect(line.get_by_role("textbox")).to_have_text("Välj Henrik Brolin & skicka {x y}.")
    assert len(held) == 1
    held[0].continue_()
    expect(state).to_have_text("Allt är sparat")
    expect(line.get_by_role("textbox")).to_have_text("Välj Henrik Brolin & skicka [okänd uppgift x y].")
    wait_until(lambda: page.evaluate(TYPEFACES) > 1)
