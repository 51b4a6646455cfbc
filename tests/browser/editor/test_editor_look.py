"""The page as a whole: to read, to freeze, on a phone, and for axe."""

import re

from playwright.sync_api import expect

from tests.browser.editor.page import SAVED, menu, open_editor, paragraph, text_of


def test_reading_shows_the_document(editor, meeting, axe):
    editor.get_by_role("button", name="Läs", exact=True).click()
    expect(editor.locator("#reading h2").first).to_contain_text("§\u00a01")
    axe(editor)
    editor.get_by_role("button", name="Läs", exact=True).click()
    expect(editor.locator("#sheet")).to_be_visible()


def test_ready_protocol_is_frozen_from_the_editor(editor, meeting, board):
    row = paragraph(meeting, "Övrigt")
    menu(editor, row).click()
    editor.get_by_role("menuitem", name="Ta bort paragrafen").click()
    expect(editor.locator("#freeze")).not_to_have_attribute("aria-disabled", "true")
    editor.locator("#freeze").click()
    editor.wait_for_url("**/justering/**")
    assert meeting.protocols.get().versions.count() == 1


def test_nothing_for_axe_in_the_editor_and_its_dialogs(editor, meeting, axe):
    axe(editor)
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    axe(editor)
    menu(editor, row).click()
    axe(editor)
    editor.keyboard.press("Escape")
    expect(menu(editor, row)).to_be_focused()
    for name in ("Ändra uppgifterna …", "+ Fler deltagare …", "Ändra justerare …", "Hämta § eller fras …"):
        editor.get_by_role("button", name=name).click()
        expect(editor.locator("#draft-dialog")).to_be_visible()
        axe(editor)
        editor.keyboard.press("Escape")


def test_phone_writes_too(phone, board, meeting, sign_in, axe):
    sign_in(phone, board.secretary)
    open_editor(phone, meeting)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.locator(".list-fold > summary").tap()
    phone.get_by_role("link", name=re.compile("Övrigt")).tap()
    phone.keyboard.type("Skrivet på telefonen.")
    expect(phone.locator("#save-state")).to_have_text(SAVED)
    assert "telefonen" in paragraph(meeting, "Övrigt").text
    axe(phone)
