"""A button whose work takes time says so, and is pressed once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Request, expect

from tests.worlds.boards import make_board
from tests.worlds.letters import make_letter

pytestmark = pytest.mark.django_db(transaction=True)


def test_button_says_that_it_works_and_is_pressed_once(
    page: Page, axe: Callable[[Page], None], sign_in: Callable[[Page, Any], None]
) -> None:
    board = make_board()
    make_letter(board.association, job="failed")
    sign_in(page, board.secretary)
    page.goto(reverse("letter_list", args=[board.association.slug]))
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)

    button = page.get_by_role("button", name="Skicka igen")
    form = page.locator("form", has=button)
    # An answer without a page: the browser stays where it is, as while it waits.
    page.route("**/igen/", lambda route: route.fulfill(status=204))
    button.click()
    page.locator("form[aria-busy=true] button").click()
    expect(page.locator("form[aria-busy=true] button")).to_have_text("Arbetar …")
    expect(page.get_by_role("status").filter(has_text="Arbetar …")).to_be_attached()
    assert len(sent) == 1
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(button).to_be_visible()
    assert form.get_attribute("aria-busy") is None
    page.unroute("**/igen/")
    page.goto(page.url)
    axe(page)
    page.get_by_role("button", name="Skicka igen").click()
    expect(page.get_by_text("skickas på nytt")).to_be_visible()
