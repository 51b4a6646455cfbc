"""Two who have the same draft open see each other, and neither locks the other out unawares."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.actions.changing import withdraw_protocol
from meetings.models import Meeting, Paragraph
from meetings.querysets import latest_version, own_protocol, state_of
from meetings.workflow import ProtocolState
from tests.browser.conftest import DESKTOP
from tests.browser.editor.page import SAVED, open_editor, paragraph, text_of
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.once import made_once

EVA_WRITES = "Eva Lindmark skriver här"


@made_once
def meeting(board: Board) -> Meeting:
    """Nothing is missing in it, so it can be locked."""
    return boards.make_ready(board).meeting


@pytest.fixture
def evas(
    new_page: Callable[..., Page], board: Board, meeting: Meeting, sign_in: Callable[[Page, Any], None]
) -> Page:
    page = new_page(DESKTOP)
    sign_in(page, board.manager)
    return open_editor(page, meeting)


def look(page: Page) -> None:
    """What the page does by itself some times a minute."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def place_of(page: Page, row: Paragraph) -> Any:
    return page.locator(f"#p-{row.public_id}").bounding_box()


def test_colleague_is_seen_at_the_paragraph_and_asked_about_before_the_lock(
    editor: Page, evas: Page, meeting: Meeting, axe: Callable[..., None], console_errors: list[str]
) -> None:
    row = paragraph(meeting, "Ärende 2")
    before = place_of(editor, row)
    text_of(evas, row).click()
    evas.keyboard.type("Evas ord. ")
    expect(evas.locator("#save-state")).to_have_text(SAVED)
    look(editor)
    seen = editor.locator(f"#p-{row.public_id} > .writer")
    expect(seen).to_have_text(EVA_WRITES)
    expect(editor.locator(f"#l-{row.public_id} .writer")).to_contain_text(EVA_WRITES)
    expect(editor.locator("#announcer")).to_have_text(re.compile("Eva Lindmark skriver i §\\s2."))
    assert place_of(editor, row) == before, "nothing moves"
    axe(editor)
    editor.locator("#freeze").click()
    dialog = editor.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile("Eva Lindmark skrev i §\\s2 kl"))
    axe(editor)
    dialog.get_by_role("button", name="Klar för justering").click()
    expect(dialog).to_contain_text("Kryssa för alla som skriver")
    console_errors.clear()  # Chromium reports the 422 itself
    dialog.get_by_role("checkbox").check()
    with editor.expect_navigation():
        dialog.get_by_role("button", name="Klar för justering").click()
    assert state_of(own_protocol(meeting)) == ProtocolState.FROZEN


def test_what_is_typed_after_the_lock_is_kept_told_and_not_saved_unseen(
    editor: Page,
    evas: Page,
    board: Board,
    meeting: Meeting,
    axe: Callable[..., None],
    console_errors: list[str],
) -> None:
    row = paragraph(meeting, "Ärende 2")
    text_of(evas, row).click()
    with editor.expect_navigation():
        editor.locator("#freeze").click()
    evas.keyboard.press("Control+End")
    evas.keyboard.type(" Efter låset.")
    expect(evas.locator("#locked")).to_contain_text("Karl Ostman låste protokollet kl.")
    expect(evas.locator("#locked")).to_contain_text("ligger kvar i den här webbläsaren")
    axe(evas)
    evas.on("dialog", lambda dialog: dialog.accept())
    evas.locator("#locked").get_by_role("link", name="Läs det låsta protokollet").click()
    expect(evas.locator("#rescued")).to_contain_text("Efter låset.")
    axe(evas)
    version = latest_version(own_protocol(meeting))
    withdraw_protocol(version=version, reason="Mer ska med.", by=board.secretary, at=timezone.now())
    open_editor(evas, meeting)
    panel = evas.locator(".conflict")
    expect(panel).to_contain_text(re.compile("Det här skrev du .* kl. .*, och det blev inte sparat"))
    stored = row.text
    row.refresh_from_db()
    assert row.text == stored
    panel.get_by_role("button", name="Behåll min").click()
    expect(evas.locator("#save-state")).to_have_text(SAVED)
    row.refresh_from_db()
    assert "Efter låset." in row.text
    console_errors.clear()  # Chromium reports the 422 itself


def test_own_second_tab_is_said_to_be_ones_own(editor: Page, meeting: Meeting) -> None:
    row = paragraph(meeting, "Ärende 1")
    second = open_editor(editor.context.new_page(), meeting)
    # Not the one of the page that has just come, which is in no § yet.
    with second.expect_response(lambda one: row.public_id in (one.request.post_data or "")):
        text_of(second, row).click()
    look(editor)
    expect(editor.locator(f"#p-{row.public_id} > .writer")).to_have_text("Du är här i en annan flik")
