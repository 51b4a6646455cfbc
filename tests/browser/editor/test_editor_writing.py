"""What a text may hold: formatting, fields, references; and what it held before."""

from base64 import b64encode
from pathlib import Path

from playwright.sync_api import expect

from meetings.rules.plain_text import plain
from meetings.text.richtext import clean
from tests.browser.editor.page import SAVED, headings, menu, paragraph, text_of
from tests.worlds.clipboards import CLIPBOARDS
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


PASTE = """([selector, html, text]) => {
    const data = new DataTransfer()
    if (html) data.setData("text/html", html)
    data.setData("text/plain", text)
    document.querySelector(selector).dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


def test_every_clipboard_is_stored_with_its_meaning_and_undone_in_one_press(editor, meeting):
    row = paragraph(meeting, "Övrigt")
    text = text_of(editor, row)
    text.click()
    editor.keyboard.type("Före. ")
    for pasted, stored, told in CLIPBOARDS.values():
        with editor.expect_response("**/klistra/"):
            editor.evaluate(PASTE, [f"#paragraph-{row.public_id}-text", pasted, ""])
        if told:
            expect(editor.locator("#toast")).to_contain_text(" ".join(told))
            editor.locator("#toast").get_by_role("button", name="Ångra").click()
            expect(text).to_have_text("Före.")
            continue
        expect(text).not_to_have_text("Före.")
        with editor.expect_response("**/protokoll/text/"):
            editor.keyboard.press("Control+s")
        expect(editor.locator("#save-state")).to_have_text(SAVED)
        row.refresh_from_db()
        assert plain(stored) in plain(row.text)
        assert row.text == clean(row.text)
        for kept in ("<sup>", "<sub>", " start=", " type=", ' align="right"', "<thead>"):
            assert stored.count(kept) == row.text.count(kept)
        editor.keyboard.press("Control+a")
        editor.keyboard.type("Före. ")


def test_what_is_typed_while_a_paste_is_on_its_way_stands_after_it(editor, meeting):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.keyboard.type("Före ")
    editor.route("**/klistra/", lambda route: (editor.wait_for_timeout(300), route.continue_()))
    editor.evaluate(PASTE, [f"#paragraph-{row.public_id}-text", "<p>m<sup>2</sup></p>", "m2"])
    editor.keyboard.type(" efter.")
    expect(text_of(editor, row).locator("sup")).to_have_text("2")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.text == "<p>Före m<sup>2</sup> efter.</p>"


def test_sentences_pasted_in_a_decision_become_a_row_each(editor, meeting):
    row = paragraph(meeting, "Följeforskning")
    first = row.decisions.get()
    line = editor.locator(f"#decision-{first.public_id}-text")
    line.click()
    editor.keyboard.press("Control+a")
    editor.keyboard.press("Delete")
    pasted = "- Styrelsen antar planen.\n- Styrelsen utser Bo.\n- Styrelsen avsätter 12 000 kr."
    editor.evaluate(PASTE, [f"#decision-{first.public_id}-text", "", pasted])
    expect(editor.locator("#toast")).to_contain_text("3 rader.")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    assert list(row.decisions.values_list("text", flat=True)) == [
        "Styrelsen antar planen.", "Styrelsen utser Bo.", "Styrelsen avsätter 12 000 kr."
    ]  # fmt: skip
    editor.locator("#toast").get_by_role("button", name="Ångra").click()
    expect(editor.locator(f"#p-{row.public_id} [data-decision]")).to_have_count(1)
    expect(line).to_have_text("")


def test_whole_document_becomes_paragraphs_in_one_press_and_is_taken_back(editor, meeting, axe):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    document = "§ 1 Val av justerare\nMona föreslås.\n§ 2 Ekonomi\nStyrelsen beslutar\n- att anta budgeten"
    editor.evaluate(PASTE, [f"#paragraph-{row.public_id}-text", "", document])
    dialog = editor.get_by_role("dialog")
    expect(dialog).to_contain_text("Texten ser ut som 2 paragrafer")
    axe(editor)
    dialog.get_by_role("button", name="Gör 2 paragrafer").click()
    expect(editor.locator("#paragraph-list li")).to_have_count(5)
    assert headings(meeting)[3:] == ["Val av justerare", "Ekonomi"]
    editor.locator("#toast").get_by_role("button", name="Ångra").click()
    expect(editor.locator("#paragraph-list li")).to_have_count(3)
    text_of(editor, row).click()
    editor.evaluate(PASTE, [f"#paragraph-{row.public_id}-text", "", document])
    dialog.get_by_role("button", name="Klistra in som text").click()
    expect(text_of(editor, row)).to_contain_text("§ 2 Ekonomi")
    expect(editor.locator("#save-state")).to_have_text(SAVED)


def test_whole_document_in_the_heading_of_a_new_paragraph_takes_its_place(editor, meeting):
    document = "§ 1 Information\n- Ekonomi\nUtfallet följer budget.\n§ 2 Avslutning\nOrdföranden tackar."
    dialog = editor.get_by_role("dialog")
    for choice, found in (
        ("Klistra in som text", ["Ärende 1", "Följeforskning", "Övrigt", ""]),
        ("Gör 2 paragrafer", ["Ärende 1", "Följeforskning", "Övrigt", "", "Information", "Avslutning"]),
    ):
        editor.get_by_role("button", name="+ Ny paragraf").click()
        editor.evaluate(PASTE, ["textarea:focus", "", document])
        expect(dialog).to_contain_text("Delärende: Ekonomi")
        dialog.get_by_role("button", name=choice).click()
        expect(editor.locator("#save-state")).to_have_text(SAVED)
        expect(editor.locator("#paragraph-list li")).to_have_count(len(found))
        assert headings(meeting) == found
    kept = meeting.paragraphs.get(heading="", removed_at=None)
    assert kept.text.startswith("<p>§ 1 Information</p>")
    assert paragraph(meeting, "Information").sub_items.get().heading == "Ekonomi"


def test_att_is_put_on_and_taken_off(editor, meeting):
    decision = paragraph(meeting, "Följeforskning").decisions.get()
    line = editor.locator(f"#decision-{decision.public_id}-text")
    line.click()
    editor.get_by_role("button", name="att", exact=True).click()
    expect(line).to_have_text("lägga rapporten till handlingarna.")
    editor.get_by_role("button", name="att", exact=True).click()
    expect(line).to_have_text("att lägga rapporten till handlingarna.")


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
