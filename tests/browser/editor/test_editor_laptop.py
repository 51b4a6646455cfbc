"""The editor on a laptop and on a phone: what is seen at once, and where the eye is told something."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from meetings.models import Paragraph
from tests.browser.editor.page import SAVED, answer, open_editor, paragraph
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.once import made_once

CHOSEN = "att välja {justerare} att justera protokollet."
HEADING = "Ansökan om medel till insatsen Arbetssteget i de norra kommundelarna"


@made_once
def meeting(board: Board) -> Any:
    meeting = boards.make_meeting(board)
    boards.make_paragraph(meeting, board.secretary, heading=HEADING, text="", decisions=(CHOSEN,))
    boards.make_paragraph(meeting, board.secretary, heading="Övrigt", text="", decisions=())
    return meeting


@pytest.fixture
def editor(page: Page, board: Board, meeting: Any, sign_in: Callable[[Page, Any], None]) -> Page:
    page.set_viewport_size({"width": 1366, "height": 768})
    sign_in(page, board.secretary)
    return open_editor(page, meeting)


def test_everyone_has_a_line_and_letters_with_names(editor, meeting):
    rows = editor.locator(".side-scroll > #attendance > .people > .attendee")
    assert rows.count() == 4
    for row in rows.all():
        assert row.bounding_box()["height"] < 44
        expect(row).to_be_in_viewport(ratio=1)
    row = rows.first
    expect(row.get_by_role("button", name="På plats")).to_have_text("P")
    with answer(editor, "/narvaro/"):
        row.get_by_role("button", name="Distans").click()
    expect(rows.first).to_contain_text("distans")


def test_placeholder_in_a_decision_is_its_value_also_while_it_is_written_in(editor, meeting):
    line = editor.locator(".decision-lines [role=textbox]").first
    whole = line.text_content()
    assert re.fullmatch("att välja .+ att justera protokollet.", whole)
    assert "{" not in whole
    line.scroll_into_view_if_needed()
    box = line.bounding_box()
    editor.mouse.click(box["x"] + 20, box["y"] + 10)
    expect(line).to_be_focused()
    editor.keyboard.press("End")
    editor.keyboard.type(" Så.")
    expect(line).to_have_text(f"{whole} Så.")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    assert paragraph(meeting, HEADING).decisions.get().text == f"{CHOSEN} Så."
    editor.keyboard.press("Home")
    for _ in range(len("att välja ")):
        editor.keyboard.press("ArrowRight")
    editor.keyboard.press("Delete")  # one key takes the whole placeholder
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    assert paragraph(meeting, HEADING).decisions.get().text == f"{CHOSEN} Så.".replace(
        "{justerare}", ""
    ).replace("  ", " ")


def test_button_that_waits_says_why_over_itself(editor, meeting, axe):
    editor.locator("#freeze").click(force=True)
    expect(editor.locator(".why-not")).to_be_in_viewport(ratio=1)
    first = editor.locator(".panel.left .findings > li").first.inner_text()
    expect(editor.locator(".why-not")).to_contain_text(first)
    axe(editor)


def test_what_is_left_begins_with_three_and_the_rest_stays_open(editor, meeting, board):
    lines = editor.locator(".panel.left > .findings-scroll > .findings > li")
    expect(lines).to_have_count(3)
    editor.locator(".remaining > summary").click()
    with answer(editor, "/narvaro/"):
        editor.get_by_role("button", name="Alla är på plats").click()
    expect(editor.locator(".remaining")).to_have_attribute("open", "")


def test_long_headings_are_read_in_the_list(editor, meeting):
    row = paragraph(meeting, HEADING)
    heading = editor.locator(f"#l-{row.public_id} .heading")
    box = heading.bounding_box()
    assert 30 < box["height"] < 50  # two lines
    expect(editor.locator(f"#l-{paragraph(meeting, 'Övrigt').public_id} .state")).to_have_text(
        "saknar beslut"
    )


def test_keys_are_listed_by_the_button_and_by_the_key(editor, meeting, axe):
    editor.locator("#ask-keys").click()
    expect(editor.get_by_role("heading", name="Kortkommandon")).to_be_visible()
    axe(editor)
    editor.keyboard.press("Escape")
    expect(editor.locator("#ask-keys")).to_be_focused()
    editor.keyboard.press("?")
    expect(editor.get_by_role("heading", name="Kortkommandon")).to_be_visible()
    editor.keyboard.press("Escape")
    editor.locator(".decision-lines [role=textbox]").first.focus()
    editor.keyboard.press("?")
    expect(editor.locator("#draft-dialog")).to_be_hidden()


def test_election_begins_with_two_candidates(editor, meeting, axe):
    row = paragraph(meeting, "Övrigt")
    Paragraph.objects.filter(pk=row.pk).update(kind=Paragraph.Kind.ELECTION)
    editor.locator(f"#m-{row.public_id}").click()
    editor.get_by_role("menuitem", name="Omröstning …").click()
    expect(editor.locator(".slip input:visible")).to_have_count(4)
    for at in (3, 4, 5, 6):
        editor.get_by_role("button", name="+ Fler kandidater").click()
        expect(editor.get_by_label(f"Kandidat {at}", exact=True)).to_be_focused()
    expect(editor.get_by_role("button", name="+ Fler kandidater")).to_be_hidden()
    axe(editor)


def test_phone_has_one_row_over_the_protocol_and_three_ways_under_it(phone, board, meeting, sign_in, axe):
    sign_in(phone, board.secretary)
    open_editor(phone, meeting)
    assert phone.locator(".site-header").bounding_box()["height"] < 64
    bar, state = (phone.locator(one).bounding_box() for one in (".bottom-bar", ".site-status"))
    assert state["y"] + state["height"] <= bar["y"] + 1
    for name, place in (
        ("Närvaro", "#attendance"),
        ("Klar", "#side-left"),
        ("Paragrafer", "#paragraph-list"),
    ):
        phone.locator(".bottom-bar").get_by_role("link", name=name).tap()
        expect(phone.locator(place)).to_be_in_viewport()
    phone.get_by_role("button", name="Meny").tap()
    expect(phone.get_by_role("link", name="Ansökningar")).to_be_in_viewport()
    axe(phone)
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("link", name="Ansökningar")).to_be_hidden()
