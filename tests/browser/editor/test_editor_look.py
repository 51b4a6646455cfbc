"""The page as a whole: to read, to freeze, on a phone, and for axe."""

import re

from playwright.sync_api import expect

from tests.browser.editor.page import SAVED, menu, open_editor, paragraph, text_of
from tests.crawl.walk import MOST_SHIFT, SHIFT


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
    said: list[str] = []
    editor.on("console", lambda message: said.append(message.text))
    axe(editor)
    text_of(editor, paragraph(meeting, "Följeforskning")).click()
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    assert said == []
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


def test_table_begins_with_named_headers_to_write_over(editor, meeting, axe):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.get_by_role("button", name="Tabell").click()
    editor.keyboard.press("Enter")
    editor.keyboard.type("Namn")
    editor.keyboard.press("Tab")
    editor.keyboard.type("Belopp")
    editor.get_by_role("button", name="Tabell").click()
    editor.get_by_role("menuitem", name="Ny kolumn till höger").click()
    editor.keyboard.type("Datum")
    expect(editor.locator(f"#p-{row.public_id} th")).to_have_text(["Namn", "Belopp", "Datum", "Rubrik 3"])
    axe(editor)
    expect(editor.locator("#save-state")).to_have_text(SAVED)


def test_what_is_left_and_the_button_are_in_view(editor, meeting):
    editor.set_viewport_size({"width": 1280, "height": 800})
    for place in ("#side-left", "#freeze", "#attendance .figure"):
        expect(editor.locator(place)).to_be_in_viewport(ratio=1)


def test_toolbar_stands_under_a_header_of_two_rows(editor, meeting):
    editor.evaluate("document.querySelector('.site-name').append(' i Norra och Södra Exempelvik med omnejd')")
    editor.set_viewport_size({"width": 1100, "height": 768})
    editor.evaluate("scrollTo(0, 600)")
    expect(editor.locator("#toolbar")).to_be_in_viewport(ratio=0.9)
    header, toolbar = (editor.locator(one).bounding_box() for one in (".site-header", "#toolbar"))
    assert header["height"] > 70
    assert toolbar["y"] >= header["y"] + header["height"] - 1


def test_personal_number_is_confirmed_in_the_dialog(editor, meeting, axe):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.keyboard.type("Personnummer 811228-9874.")
    editor.locator(f"#p-{row.public_id} > .part-actions [data-act=decision-add]").click()
    expect(editor.locator(f"#p-{row.public_id} .decision [role=textbox]")).to_be_focused()
    editor.keyboard.type("att lägga rapporten till handlingarna.")
    expect(editor.locator("#freeze")).to_have_text("Klar för justering …")
    expect(editor.locator("#freeze")).not_to_have_attribute("aria-disabled", "true")
    editor.locator("#freeze").click()
    dialog = editor.locator("#draft-dialog")
    found = dialog.get_by_role("checkbox", name=re.compile(r"verkar innehålla personnummer \(811228-9874\)"))
    axe(editor)
    found.check()
    dialog.get_by_role("button", name="Klar för justering").click()
    editor.wait_for_url("**/justering/**")
    assert meeting.protocols.get().versions.count() == 1


def test_nothing_moves_while_the_editor_starts_on_a_narrow_phone(phone, board, meeting, sign_in):
    sign_in(phone, board.secretary)
    phone.set_viewport_size({"width": 320, "height": 640})
    open_editor(phone, meeting)
    expect(phone.locator(".list-fold")).not_to_have_attribute("open", "")
    assert phone.evaluate(SHIFT) < MOST_SHIFT


def test_menus_and_dialogs_fit_the_phone(phone, board, meeting, sign_in):
    sign_in(phone, board.secretary)
    open_editor(phone, meeting)
    row = paragraph(meeting, "Övrigt")
    for width in (390, 320):
        phone.set_viewport_size({"width": width, "height": 844})
        for name in ("Händelser i paragrafen …", "Inställningar för paragrafen …"):
            phone.locator(f"#p-{row.public_id}").get_by_role("button", name=name).tap()
            for item in phone.get_by_role("menuitem").all():
                expect(item).to_be_in_viewport(ratio=1)
            phone.keyboard.press("Escape")
        assert phone.evaluate("document.documentElement.scrollWidth") <= width


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
