"""What nobody plans for: undone and done again, pasted without a network, written in two tabs, attached far down."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from meetings.models import Meeting, Paragraph
from meetings.rules.plain_text import plain
from tests.browser.editor.page import OFFLINE, SAVED, answer, open_editor, paragraph, text_of
from tests.worlds.papers import PDF

PASTE = """([selector, html, text]) => {
    const data = new DataTransfer()
    if (html) data.setData("text/html", html)
    data.setData("text/plain", text)
    document.querySelector(selector).dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""
LIST = "<ol start=4 type=a><li>fyra</li><li value=9>nio</li></ol>"


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_text(SAVED)


def test_paste_is_undone_typed_over_and_done_again(editor: Page, meeting: Meeting) -> None:
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.keyboard.type("Före.")
    with editor.expect_response("**/klistra/"):
        editor.evaluate(PASTE, [f"#paragraph-{row.public_id}-text", LIST, ""])
    expect(text_of(editor, row)).to_contain_text("nio")
    for key, seen in (("Control+z", "Före."), ("Control+y", "Före.fyranio"), ("Control+z", "Före.")):
        editor.keyboard.press(key)
        expect(text_of(editor, row)).to_have_text(seen)
    editor.keyboard.type(" Efter.")
    saved(editor)
    row.refresh_from_db()
    assert row.text == "<p>Före. Efter.</p>"


def test_what_is_pasted_without_network_is_asked_for_again_and_the_rest_is_kept(
    editor: Page, meeting: Meeting, console_errors: list[str]
) -> None:
    """What its marks mean is read by the server: put in without it, struck out words would come back."""
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.context.set_offline(True)
    editor.keyboard.type("Före ")
    pasted = [
        f"#paragraph-{row.public_id}-text",
        "<ol type=a start=4><li>fyra</li></ol><p><s>bort</s></p>",
        "",
    ]
    editor.evaluate(PASTE, pasted)
    expect(editor.locator("#toast")).to_contain_text("klistra in igen när kontakten är tillbaka")
    editor.keyboard.type("efter.")
    expect(editor.locator("#save-state")).to_have_text(OFFLINE)
    editor.context.set_offline(False)
    editor.evaluate("dispatchEvent(new Event('online'))")
    saved(editor)
    with editor.expect_response("**/klistra/"):
        editor.evaluate(PASTE, pasted)
    expect(text_of(editor, row)).to_contain_text("fyra")
    editor.keyboard.press("Control+s")
    saved(editor)
    row.refresh_from_db()
    assert row.text == '<p>Före efter.</p><ol start="4" type="a"><li>fyra</li></ol>'
    console_errors.clear()


TABLE = "<p>Se:</p><table border=1><tr><td>Post</td><td>Kr</td></tr><tr><td>A</td><td>5</td></tr></table>"
GRID = "<table><tbody><tr><td>Post</td><td>Kr</td></tr><tr><td>A</td><td>5</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("before", "caret", "pasted", "after", "told"),
    [
        (
            "<table><tbody><tr><td>ett</td><td>två</td></tr></tbody></table>",
            "ett",
            TABLE,
            "<table><tbody><tr><td>ettSe:<br>Post<br>Kr<br>A<br>5</td><td>två</td></tr></tbody></table>",
            "En tabell inne i en tabell",
        ),
        (
            "<ul><li>ett</li><li>två</li></ul>",
            "ett",
            TABLE,
            "<ul><li>ett</li><li>två</li></ul><p>Se:</p>" + GRID,
            "",
        ),
        (
            "<p>Före efter.</p>",
            "Före",
            "<p>x</p><ol><li>ett</li></ol>",
            "<p>Förex</p><ol><li>ett</li></ol><p>efter.</p>",
            "",
        ),
    ],
    ids=["a table in a cell", "a table in a list", "a list in a sentence"],
)
def test_what_is_pasted_stands_as_it_will_be_kept(
    editor: Page, meeting: Meeting, before: str, caret: str, pasted: str, after: str, told: str
) -> None:
    row = paragraph(meeting, "Övrigt")
    Paragraph.objects.filter(pk=row.pk).update(text=before)
    open_editor(editor, meeting)
    text = text_of(editor, row)
    text.click()
    editor.evaluate(
        """([selector, words]) => {
            const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT)
            while (walker.nextNode() && !walker.currentNode.data.startsWith(words));
            getSelection().collapse(walker.currentNode, words.length)
        }""",
        [f"#paragraph-{row.public_id}-text", caret],
    )
    editor.wait_for_timeout(100)
    with editor.expect_response("**/klistra/"):
        editor.evaluate(PASTE, [f"#paragraph-{row.public_id}-text", pasted, ""])
    if told:
        expect(editor.locator("#toast")).to_contain_text(told)
    expect(text).to_contain_text("ett" if "ett" in pasted else "Se:")
    shown = text.inner_text().split()
    editor.keyboard.press("Control+s")
    saved(editor)
    row.refresh_from_db()
    assert row.text == after
    assert shown == [*plain(after).replace("1. ", "").replace("- ", "").split()]


def test_two_tabs_of_ones_own_write_in_different_fields_and_nothing_is_lost(
    editor: Page, meeting: Meeting
) -> None:
    row = paragraph(meeting, "Övrigt")
    second = open_editor(editor.context.new_page(), meeting)
    text_of(editor, row).click()
    text_of(second, row, "heading").click()
    for at in range(3):
        editor.keyboard.type(f"ord{at} ")
        second.keyboard.press("End")
        second.keyboard.type(f" {at}")
    saved(editor)
    saved(second)
    row.refresh_from_db()
    assert (row.text, row.heading) == ("<p>ord0 ord1 ord2</p>", "Övrigt 0 1 2")
    for page in (editor, second):
        expect(page.locator(".conflict")).to_have_count(0)


def test_two_rows_asked_for_at_once_hold_each_its_own_words(editor: Page, meeting: Meeting) -> None:
    row = paragraph(meeting, "Övrigt")
    here = editor.locator(f"#p-{row.public_id} > .part-actions")
    here.get_by_role("button", name="+ Beslut").click()
    editor.keyboard.type("att ett.")
    here.get_by_role("button", name="+ Beslut").click()
    editor.keyboard.type("att två.")
    here.get_by_role("button", name="+ Delärende").click()
    editor.keyboard.type("Del")
    item = editor.locator(f"#p-{row.public_id} .sub-item")
    # Both stand in the same §: each says whose it is.
    item.get_by_role("button", name="+ Beslut i delärendet").click()
    editor.keyboard.type("att tre.")
    saved(editor)
    assert list(row.decisions.filter(sub_item=None).values_list("text", flat=True)) == [
        "att ett.",
        "att två.",
    ]
    assert row.decisions.get(sub_item__heading="Del").text == "att tre."


def test_page_stands_still_when_a_file_is_attached(editor: Page, meeting: Meeting, tmp_path: Path) -> None:
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    for at in range(25):
        editor.keyboard.type(f"Rad {at}")
        editor.keyboard.press("Enter")
    saved(editor)
    (tmp_path / "Plan.pdf").write_bytes(PDF)
    button = editor.locator(f"#p-{row.public_id} > .part-actions").get_by_role("button", name="+ Bilaga")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    with answer(editor, "/bilagor/"), editor.expect_file_chooser() as chosen:
        button.click()
        chosen.value.set_files(tmp_path / "Plan.pdf")
    expect(editor.locator(f"#p-{row.public_id} .files li")).to_have_count(1)
    after = editor.locator(f"#p-{row.public_id} > .part-actions [data-act=attach]").bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 80  # the line of the file itself


PLACES = """(selector) => {
    const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT)
    const seen = []
    while (walker.nextNode()) {
        const text = walker.currentNode
        for (const word of text.data.matchAll(/\\S+/g)) {
            const range = document.createRange()
            range.setStart(text, word.index)
            range.setEnd(text, word.index + word[0].length)
            const { left, top } = range.getBoundingClientRect()
            seen.push([word[0], Math.round(left), Math.round(top)])
        }
    }
    return seen
}"""


def test_no_word_moves_as_the_mouse_reaches_a_text(editor: Page, meeting: Meeting) -> None:
    """The text becomes one to write in then: what is about to be pressed must not have moved."""
    row = paragraph(meeting, "Övrigt")
    words = "Efter specifika effekter fick chefen giltiga affischer till offertfirman, "
    html = "".join(f"<p>{'i' * at} {words * 4}</p>" for at in range(1, 25))
    Paragraph.objects.filter(pk=row.pk).update(text=f"{html}<ul><li>{words * 3}</li></ul>")
    open_editor(editor, meeting)
    selector = f"#paragraph-{row.public_id}-text"
    text_of(editor, row).scroll_into_view_if_needed()
    editor.evaluate("document.fonts.ready")
    before = editor.evaluate(PLACES, selector)
    text_of(editor, row).hover()
    expect(editor.locator(f"{selector}.ProseMirror, {selector} .ProseMirror")).to_be_attached()
    assert editor.evaluate(PLACES, selector) == before
