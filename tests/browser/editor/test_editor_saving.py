"""Nothing typed is lost, and nobody is overwritten."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from meetings.actions.drafting import remove_paragraph
from meetings.actions.writing import digest, save_text
from meetings.models import Meeting
from tests.browser.conftest import DESKTOP
from tests.browser.editor.page import OFFLINE, SAVED, open_editor, paragraph, text_of
from tests.worlds import boards
from tests.worlds.boards import Board


def test_typing_is_saved_within_two_seconds(editor, meeting):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.keyboard.type("Inga övriga frågor.")
    expect(editor.locator("#save-state")).to_have_text(SAVED, timeout=2000)
    row.refresh_from_db()
    assert row.text == "<p>Inga övriga frågor.</p>"


def test_lost_network_keeps_the_text_and_saves_it_when_it_is_back(editor, meeting, console_errors):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.context.set_offline(True)
    editor.keyboard.type("Skrivet utan nät.")
    expect(editor.locator("#save-state")).to_have_text(OFFLINE)
    editor.context.set_offline(False)
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.text == "<p>Skrivet utan nät.</p>"
    console_errors.clear()


def test_text_written_without_network_survives_a_closed_page(editor, meeting, console_errors):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.context.set_offline(True)
    editor.keyboard.type("Ligger kvar.")
    expect(editor.locator("#save-state")).to_have_text(OFFLINE)
    second = editor.context.new_page()
    editor.close(run_before_unload=False)  # what it sends as it goes is lost as well
    editor.context.set_offline(False)
    open_editor(second, meeting)
    expect(text_of(second, row)).to_have_text("Ligger kvar.")
    expect(second.locator("#save-state")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.text == "<p>Ligger kvar.</p>"
    console_errors.clear()


def test_leaving_with_unsaved_text_warns(editor, meeting, console_errors):
    row = paragraph(meeting, "Övrigt")
    editor.route("**/protokoll/text/", lambda route: route.abort())
    text_of(editor, row).click()
    editor.keyboard.type("Osparat")
    expect(editor.locator("#save-state")).to_have_text(OFFLINE)
    asked = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    editor.on("dialog", stay)
    editor.evaluate("setTimeout(() => location.assign('/konto/login/'))")
    expect(text_of(editor, row)).to_have_text("Osparat")
    editor.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    console_errors.clear()


def test_signed_out_writer_is_told_and_keeps_the_text(editor, board, meeting, sign_in):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.context.clear_cookies(name="sessionid")
    editor.keyboard.type("Utloggad text.")
    expect(editor.locator("#save-state")).to_contain_text("du är utloggad")
    expect(editor.get_by_role("link", name="Logga in i en ny flik")).to_be_visible()
    sign_in(editor, board.secretary)
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.text == "<p>Utloggad text.</p>"


@pytest.fixture
def conflict(editor: Page, board: Board, meeting: Meeting, console_errors: list[str]) -> Page:
    """Eva's words are saved while Karl writes in the same text."""
    row = paragraph(meeting, "Följeforskning")
    text_of(editor, row).click()
    save_text(
        row=row,
        field="text",
        value="<p>Evas ord.</p>",
        base=digest(row.text),
        by=board.manager,
        at=boards.at(),
    )
    editor.keyboard.press("Control+End")
    editor.keyboard.type(" Karls ord.")
    expect(editor.locator(".conflict")).to_contain_text("Eva Lindmark har ändrat den här texten")
    expect(editor.locator(".conflict")).to_contain_text("Evas ord.")
    console_errors.clear()  # Chromium reports the 409 itself
    return editor


@pytest.mark.parametrize(
    ("choice", "stored"),
    [("Behåll min", "<p>Bakgrund. Karls ord.</p>"), ("Ta den andras", "<p>Evas ord.</p>")],
)
def test_conflict_is_settled_by_a_choice(conflict, meeting, choice, stored):
    conflict.get_by_role("button", name=choice).click()
    expect(conflict.locator("#save-state")).not_to_have_attribute("data-state", "unsaved")
    expect(conflict.locator(".conflict")).to_have_count(0)
    row = paragraph(meeting, "Följeforskning")
    expect(text_of(conflict, row)).to_have_text(re.sub("<.*?>", "", stored))
    conflict.wait_for_timeout(500)
    row.refresh_from_db()
    assert row.text == stored


def test_conflict_can_be_written_together(conflict, meeting, axe):
    axe(conflict)
    conflict.get_by_role("button", name="Redigera ihop").click()
    conflict.keyboard.type(" Evas ord.")
    expect(conflict.locator(".conflict")).to_contain_text("Evas ord.")
    conflict.get_by_role("button", name="Klar", exact=True).click()
    expect(conflict.locator("#save-state")).to_have_text(SAVED)
    assert paragraph(meeting, "Följeforskning").text == "<p>Bakgrund. Karls ord. Evas ord.</p>"


def test_two_profiles_see_each_others_texts(editor, new_page, board, meeting, sign_in):
    other = new_page(DESKTOP)
    sign_in(other, board.manager)
    open_editor(other, meeting)
    row = paragraph(meeting, "Övrigt")
    text_of(other, row).click()
    other.keyboard.type("Evas nya text.")
    expect(other.locator("#save-state")).to_have_text(SAVED)
    text_of(editor, paragraph(meeting, "Följeforskning")).click()
    editor.keyboard.type("Karl. ")
    expect(text_of(editor, row)).to_have_text("Evas nya text.")


def test_refused_character_is_told_beside_the_text(editor, meeting, console_errors):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.keyboard.type("Bra 🎉")
    expect(editor.locator(".field-error")).to_contain_text("🎉")
    editor.keyboard.press("Backspace")
    expect(editor.locator(".field-error")).to_have_count(0)
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    console_errors.clear()


def test_colleagues_removal_keeps_unsaved_words_in_sight(editor, board, meeting, console_errors):
    row = paragraph(meeting, "Övrigt")
    editor.route("**/protokoll/text/", lambda route: route.abort())
    text_of(editor, row).click()
    editor.keyboard.type("Mina ord.")
    remove_paragraph(paragraph=row, by=board.manager, at=boards.at())
    editor.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(editor.locator("#rescued")).to_contain_text("Mina ord.")
    console_errors.clear()


def test_text_typed_the_moment_the_page_is_left_is_sent_along(editor, meeting):
    row = paragraph(meeting, "Övrigt")
    editor.on("dialog", lambda dialog: dialog.accept())
    text_of(editor, row).click()
    editor.keyboard.type("Sista ordet")
    editor.goto("about:blank")
    editor.wait_for_timeout(1000)
    row.refresh_from_db()
    assert row.text == "<p>Sista ordet</p>"
