"""What a text may hold: formatting, fields, references; and what it held before."""

from base64 import b64encode
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.editor.page import SAVED, menu, paragraph, text_of
from tests.worlds.papers import PDF


def test_formatting_by_keyboard_and_toolbar_is_kept(editor, meeting):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.keyboard.press("Control+b")
    editor.keyboard.type("Fet")
    editor.keyboard.press("Control+b")
    editor.keyboard.type(" text")
    editor.keyboard.press("Enter")
    editor.get_by_role("button", name="Punktlista").click()
    editor.keyboard.type("Ett")
    editor.keyboard.press("Enter")
    editor.keyboard.type("Två")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.text == "<p><strong>Fet</strong> text</p><ul><li>Ett</li><li>Två</li></ul>"


def test_toolbar_is_reached_and_left_by_keyboard(editor, meeting):
    text_of(editor, paragraph(meeting, "Övrigt")).focus()
    editor.keyboard.press("Alt+F10")
    expect(editor.get_by_role("button", name="Fet")).to_be_focused()
    editor.keyboard.press("ArrowRight")
    expect(editor.get_by_role("button", name="Kursiv")).to_be_focused()
    editor.keyboard.press("Escape")
    expect(text_of(editor, paragraph(meeting, "Övrigt"))).to_be_focused()


def test_paste_from_word_keeps_formatting_and_drops_the_rest(editor, meeting):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    html = (
        '<h1 style="color:red">Rubrik</h1><p class="MsoNormal" style="font-family:Arial"><b>Fet</b> och '
        '<span style="color:blue">blå</span><o:p></o:p></p><p class="MsoListParagraph">·\u00a0\u00a0Punkt</p>'
        '<img src="x.png"><table><tr><td>A</td><td>B</td></tr></table>'
    )
    editor.evaluate(
        """([selector, html]) => {
            const data = new DataTransfer()
            data.setData("text/html", html)
            document.querySelector(selector).dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
        }""",
        [f"#paragraph-{row.public_id}-text", html],
    )
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.text.startswith("<p><strong>Rubrik</strong></p><p><strong>Fet</strong> och blå</p>")
    assert "<li>Punkt</li>" in row.text
    assert "<tr><td>A</td><td>B</td></tr>" in row.text
    expect(text_of(editor, row).locator("li")).to_have_text("Punkt")


def test_att_is_put_on_and_taken_off(editor, meeting):
    decision = paragraph(meeting, "Följeforskning").decisions.get()
    line = editor.locator(f"#decision-{decision.public_id}-text")
    line.click()
    editor.get_by_role("button", name="att", exact=True).click()
    expect(line).to_have_value("lägga rapporten till handlingarna.")
    editor.get_by_role("button", name="att", exact=True).click()
    expect(line).to_have_value("att lägga rapporten till handlingarna.")


def test_field_is_inserted_and_shows_its_value(editor, meeting):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.keyboard.type("Till justerare väljs")
    editor.get_by_role("button", name="Infoga …").click()
    editor.get_by_role("menuitem", name="Justerare: Henrik Brolin").click()
    editor.keyboard.type(".")
    expect(text_of(editor, row)).to_have_text("Till justerare väljs Henrik Brolin.")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.text == '<p>Till justerare väljs <span data-field="verifiers"></span>.</p>'


def test_files_are_dropped_on_a_paragraph_and_referred_to(editor, meeting, tmp_path: Path, console_errors):
    row = paragraph(meeting, "Övrigt")
    editor.evaluate(
        """([id, pdf]) => {
            const data = new DataTransfer()
            const bytes = Uint8Array.from(atob(pdf), (one) => one.charCodeAt(0))
            data.items.add(new File([bytes], "Budget_2025.pdf", { type: "application/pdf" }))
            data.items.add(new File(["MZ"], "virus.exe"))
            data.items.add(new File([bytes], "Plan.pdf", { type: "application/pdf" }))
            document.querySelector(id).dispatchEvent(
                new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }))
        }""",
        [f"#p-{row.public_id}", b64encode(PDF).decode()],
    )
    files = editor.locator(f"#p-{row.public_id} .files li")
    expect(files).to_have_count(2)
    expect(editor.locator(".upload.field-error")).to_contain_text("virus.exe kan inte bifogas")
    expect(files.first).to_contain_text("Bilaga 1 Budget 2025")
    text_of(editor, row).click()
    editor.keyboard.type("Planen läggs fram")
    files.nth(1).get_by_role("button").click()
    editor.get_by_role("menuitem", name="Infoga hänvisning").click()
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    expect(text_of(editor, row)).to_have_text("Planen läggs fram (Bilaga 1)")
    expect(files.filter(has_text="Plan")).to_contain_text("Bilaga 1")
    expect(files.filter(has_text="Plan").locator(".unreferred")).to_be_hidden()
    console_errors.clear()  # Chromium reports the 422 itself


def test_earlier_wording_is_restored_from_history(editor, meeting):
    row = paragraph(meeting, "Följeforskning")
    text_of(editor, row).click()
    editor.keyboard.press("Control+a")
    editor.keyboard.type("Omskriven.")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    menu(editor, row).click()
    editor.get_by_role("menuitem", name="Historik …").click()
    entry = (
        editor.locator(".history li").filter(has_text="Bakgrund.").filter(has=editor.get_by_role("button"))
    )
    entry.last.get_by_role("button", name="Återställ den här lydelsen").click()
    expect(text_of(editor, row)).to_have_text("Bakgrund.")
