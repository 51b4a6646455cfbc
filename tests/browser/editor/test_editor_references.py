"""«(Bilaga 1)», written by hand, becomes the reference to the attachment that has the number."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from meetings.actions.attaching import add_attachment
from meetings.models import Attachment, Meeting
from tests.browser.editor.page import SAVED, drop, open_editor, paragraph, text_of
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.once import made_once
from tests.worlds.papers import PDF


@made_once
def plan(board: Board, meeting: Meeting) -> Attachment:
    row = paragraph(meeting, "Övrigt")
    return add_attachment(paragraph=row, file_name="Plan.pdf", data=PDF, by=board.secretary, at=boards.at())


@pytest.fixture
def editor(page: Page, board: Board, meeting: Meeting, plan: Attachment, sign_in) -> Page:
    sign_in(page, board.secretary)
    return open_editor(page, meeting)


def saved(editor: Page, row) -> str:
    with editor.expect_response("**/protokoll/text/"):
        editor.keyboard.press("Control+s")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    row.refresh_from_db()
    return row.text


def test_written_reference_is_one_and_undo_gives_the_words_back_for_good(editor, meeting, plan):
    row = paragraph(meeting, "Övrigt")
    slot = f'<span data-attachment="{plan.public_id}"></span>'
    text = text_of(editor, row)
    text.click()
    editor.keyboard.type("Planen (bilaga 1) antas, inte (Bilaga 2).")
    assert saved(editor, row) == f"<p>Planen {slot} antas, inte (Bilaga 2).</p>"
    editor.keyboard.press("Enter")
    editor.keyboard.type("Se (Bilaga 1)")
    expect(text.locator("[data-attachment]")).to_have_count(2)
    editor.keyboard.press("Control+z")
    expect(text.locator("[data-attachment]")).to_have_count(1)
    expect(text).to_contain_text("Se (Bilaga 1)")
    editor.keyboard.type(" ä")
    editor.keyboard.press("Backspace")
    editor.keyboard.press("Backspace")
    editor.keyboard.type(".")
    assert saved(editor, row).endswith("<p>Se (Bilaga 1).</p>")


def test_words_that_go_on_after_the_reference_are_undone_by_themselves(editor, meeting):
    text = text_of(editor, paragraph(meeting, "Övrigt"))
    text.click()
    editor.keyboard.type("Se (Bilaga 1) där.")
    expect(text.locator("[data-attachment]")).to_have_count(1)
    editor.keyboard.press("Control+z")
    expect(text.locator("[data-attachment]")).to_have_count(1)
    expect(text).to_have_text("Se (Bilaga 1)")


def test_number_put_inside_the_parentheses_waits_for_the_caret_to_leave_it(editor, meeting):
    text = text_of(editor, paragraph(meeting, "Övrigt"))
    text.click()
    editor.keyboard.press("Control+b")
    editor.keyboard.type("Se (Bilaga )")
    editor.keyboard.press("ArrowLeft")
    editor.keyboard.type("1")
    expect(text.locator("[data-attachment]")).to_have_count(0)
    editor.keyboard.press("End")
    expect(text.locator("strong [data-attachment]")).to_have_count(1)


CHOOSE_AND_PRESS = """(editor, button) => {
    const node = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT).nextNode()
    getSelection().setBaseAndExtent(node, 3, node, 8)
    button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }))
    button.focus()
    button.click()
}"""


def test_reference_takes_the_place_of_words_that_were_chosen_just_before_the_press(editor, meeting):
    row = paragraph(meeting, "Övrigt")
    text = text_of(editor, row)
    text.click()
    editor.keyboard.type("Se denna.")
    button = editor.locator(f"#p-{row.public_id} .files button").first
    text.evaluate(CHOOSE_AND_PRESS, button.element_handle())
    editor.get_by_role("menuitem", name="Infoga hänvisning").click()
    expect(text).to_have_text("Se (Bilaga 1).")


def test_reference_in_a_decision_is_its_value_and_undone_in_one_press(editor, meeting, plan):
    decision = paragraph(meeting, "Följeforskning").decisions.get()
    line = editor.locator(f"#decision-{decision.public_id}-text")
    line.click()
    editor.keyboard.press("Control+a")
    editor.keyboard.type("att anta planen (Bilaga 1)")
    expect(line.locator("[data-attachment]")).to_have_text("(Bilaga 1)")
    editor.keyboard.press("Control+z")
    expect(line.locator("[data-attachment]")).to_have_count(0)
    editor.keyboard.type(".")
    expect(line).to_have_text("att anta planen (Bilaga 1).")


def test_files_attached_after_their_text_are_referred_to_in_one_notice(editor, meeting, plan, tmp_path: Path):
    row = paragraph(meeting, "Övrigt")
    other = paragraph(meeting, "Följeforskning")
    decision = other.decisions.get()
    line = editor.locator(f"#decision-{decision.public_id}-text")
    text = text_of(editor, row)
    line.click()
    editor.keyboard.press("Control+a")
    editor.keyboard.type("att anta budgeten (Bilaga 3)")
    text.click()
    editor.keyboard.type("Protokollet (Bilaga 2) och budgeten (bilaga 3). Se (Bilaga 9).")
    files = [tmp_path / "Bilaga 3 Budget.pdf", tmp_path / "Bilaga 2 Protokoll.pdf"]
    for file in files:
        file.write_bytes(PDF)
    drop(editor, text, files)
    toast = editor.locator("#toast")
    expect(toast).to_contain_text(
        "I texten hänvisar nu (Bilaga 3) till Bilaga 3 Budget och (Bilaga 2) till Bilaga 2 Protokoll."
    )
    expect(text.locator("[data-attachment]")).to_have_count(2)
    budget = Attachment.objects.get(name="Bilaga 3 Budget")
    expect(line.locator("[data-attachment]")).to_have_count(1)
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    decision.refresh_from_db()
    assert decision.text == f"att anta budgeten {{bilaga:{budget.public_id}}}"
    toast.get_by_role("button", name="Ångra").click()
    expect(line.locator("[data-attachment]")).to_have_count(0)
    expect(line).to_have_text("att anta budgeten (Bilaga 3)")
    expect(text.locator("[data-attachment]")).to_have_count(0)
    assert saved(editor, row) == "<p>Protokollet (Bilaga 2) och budgeten (bilaga 3). Se (Bilaga 9).</p>"


def test_one_file_is_what_its_paragraph_speaks_of(editor, meeting, plan, tmp_path: Path):
    text = text_of(editor, paragraph(meeting, "Övrigt"))
    text.click()
    editor.keyboard.type("Enligt rapporten (Bilaga 4).")
    file = tmp_path / "Rapport.pdf"
    file.write_bytes(PDF)
    drop(editor, text, [file])
    expect(editor.locator("#toast")).to_contain_text("I texten hänvisar nu (Bilaga 4) till Rapport.")
    expect(text.locator("[data-attachment]")).to_have_text("(Bilaga 1)")


def test_reference_put_inside_parentheses_takes_their_place(editor, meeting):
    text = text_of(editor, paragraph(meeting, "Övrigt"))
    text.click()
    editor.keyboard.type("Planen (Bilaga)")
    editor.keyboard.press("ArrowLeft")
    for _letter in "Bilaga":
        editor.keyboard.press("Shift+ArrowLeft")
    editor.get_by_role("button", name="Infoga …").click()
    editor.get_by_role("menuitem", name="Bilaga 1 Plan").click()
    expect(text).to_have_text("Planen (Bilaga 1)")
