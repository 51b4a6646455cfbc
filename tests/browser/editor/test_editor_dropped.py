"""A document of Word that is dropped on a § is offered as the §§ that it holds."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.editor.page import drop, headings, paragraph, text_of
from tests.meetings.test_docx import docx, line
from tests.worlds.papers import PDF

PROTOCOL = "".join(
    map(
        line,
        ["§ 1 Val av justerare", "Mona föreslås.", "§ 2 Ekonomi", "Styrelsen beslutar", "att anta budgeten"],
    )
)
BEFORE = ["Ärende 1", "Följeforskning", "Övrigt"]


def test_dropped_document_is_shown_becomes_paragraphs_in_one_press_and_is_taken_back(
    editor, meeting, axe, tmp_path: Path
):
    file = tmp_path / "Protokoll.docx"
    file.write_bytes(docx(PROTOCOL))
    text = text_of(editor, paragraph(meeting, "Övrigt"))
    drop(editor, text, [file])
    dialog = editor.get_by_role("dialog")
    expect(dialog).to_contain_text("Texten ser ut som 2 paragrafer")
    expect(dialog).to_contain_text("Beslut: att anta budgeten")
    assert headings(meeting) == BEFORE
    axe(editor)
    dialog.get_by_role("button", name="Gör 2 paragrafer").click()
    expect(editor.locator("#paragraph-list li")).to_have_count(5)
    assert headings(meeting)[-2:] == ["Val av justerare", "Ekonomi"]
    assert paragraph(meeting, "Ekonomi").decisions.get().text == "att anta budgeten"
    assert not meeting.attachments.exists()
    editor.locator("#toast").get_by_role("button", name="Ångra").click()
    expect(editor.locator("#paragraph-list li")).to_have_count(3)
    assert headings(meeting) == BEFORE
    drop(editor, text, [file])
    dialog.get_by_role("button", name="Bifoga filen").click()
    expect(editor.locator(".files li")).to_contain_text("Bilaga 1 Protokoll")
    assert headings(meeting) == BEFORE


def test_what_is_no_document_of_paragraphs_is_attached_at_once(editor, meeting, tmp_path: Path):
    letter, plan = tmp_path / "Brev.docx", tmp_path / "Plan.pdf"
    letter.write_bytes(docx(line("Hej!")))
    plan.write_bytes(PDF)
    text = text_of(editor, paragraph(meeting, "Övrigt"))
    for files, count in (([letter], 1), ([letter, plan], 3)):
        drop(editor, text, files)
        expect(editor.locator(".files li")).to_have_count(count)
        expect(editor.get_by_role("dialog")).to_have_count(0)
