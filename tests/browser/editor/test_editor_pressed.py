"""An answer that comes while something is pressed: the press reaches what it began on, and what was chosen stays so."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from meetings.actions.attaching import add_attachment
from meetings.models import Meeting, Paragraph
from tests.browser.editor.page import open_editor, paragraph, text_of
from tests.browser.samples.hands import PLACE
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.papers import PDF


def news(editor: Page) -> None:
    """The page asks how things are, and has got the answer."""
    with editor.expect_response("**/lage/**"):
        editor.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    editor.wait_for_timeout(100)


def hold(editor: Page, place: Locator) -> None:
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box
    editor.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    editor.mouse.down()


@pytest.mark.parametrize("changed", [False, True], ids=["nothing new", "a new heading"])
@pytest.mark.parametrize("how", ["mouse", "key"])
def test_answer_in_the_middle_of_a_press_does_not_lose_it(
    editor: Page, meeting: Meeting, how: str, changed: bool
) -> None:
    row = paragraph(meeting, "Övrigt")
    news(editor)
    link = editor.locator(f"#l-{row.public_id}")
    if changed:
        Paragraph.objects.filter(meeting=meeting, heading="Följeforskning").update(heading="Forskning")
    if how == "mouse":
        hold(editor, link)
        news(editor)
        editor.mouse.up()
        expect(text_of(editor, row)).to_be_focused()
    else:
        editor.locator("#ask-verifiers").focus()
        editor.keyboard.down("Space")
        news(editor)
        editor.keyboard.up("Space")
        expect(editor.get_by_role("combobox", name="Justerare").first).to_be_visible()
    expect(editor.locator("#paragraph-list")).to_contain_text("Forskning" if changed else "Följeforskning")


def test_heading_being_written_stays_in_the_list(editor: Page, meeting: Meeting) -> None:
    row = paragraph(meeting, "Övrigt")
    Paragraph.objects.filter(meeting=meeting, heading="Följeforskning").update(heading="Forskning")
    editor.route("**/protokoll/text/", lambda _route: None)  # no answer
    text_of(editor, row, "heading").fill("Frågor")
    news(editor)
    expect(editor.locator("#paragraph-list")).to_contain_text("Forskning")
    expect(editor.locator(f"#l-{row.public_id} .heading")).to_have_text("Frågor")


@pytest.mark.parametrize("when", ["before", "during", "after"])
def test_reference_takes_the_place_of_words_that_were_just_chosen(
    editor: Page, board: Board, meeting: Meeting, when: str
) -> None:
    """The § is answered anew around the second of the two presses that choose them."""
    row = paragraph(meeting, "Övrigt")
    add_attachment(paragraph=row, file_name="Plan.pdf", data=PDF, by=board.secretary, at=boards.at())
    open_editor(editor, meeting)
    text = text_of(editor, row)
    text.click()
    editor.keyboard.type("Planen (Bilaga) och mer.")
    asked: list[Route] = []
    editor.route("**/beslut/", lambda route: asked.append(route))
    editor.locator(f"#p-{row.public_id} > .part-actions [data-act=decision-add]").click()
    left, right, middle = text.evaluate(PLACE, "(Bilaga)")

    def answered() -> None:
        while not asked:
            editor.wait_for_timeout(20)
        with editor.expect_response("**/beslut/"):
            asked[0].continue_()

    editor.mouse.click(left + 0.5, middle)
    if when == "before":
        answered()
    editor.keyboard.down("Shift")
    editor.mouse.move(right - 0.5, middle)
    editor.mouse.down()
    if when == "during":
        answered()
        editor.wait_for_timeout(100)
    editor.mouse.up()
    editor.keyboard.up("Shift")
    if when == "after":
        answered()
    editor.locator(f"#p-{row.public_id} .files button").first.click()
    editor.get_by_role("menuitem", name="Infoga hänvisning").click()
    expect(text).to_have_text("Planen (Bilaga 1) och mer.")
