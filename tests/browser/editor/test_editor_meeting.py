"""The gavel, «Händelser …» and the right column by hand and by keyboard; the focus is never lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from meetings.actions.proposing import add_proposal
from tests.browser.editor.page import SAVED, answer, open_editor, text_of
from tests.worlds import boards
from tests.worlds.running_meeting import PREPARED, Held

DIALOGS = (
    "Yrkande …",
    "Propositionsordning …",
    "Omröstning …",
    "Jäv …",
    "Deltar inte i beslutet …",
    "Reservation …",
    "Yttrande eller anteckning …",
    "Val av ordförande …",
    "Bordlägg, återremittera, hänskjut …",
    "Föredragande, tid och handlingar …",
    "Diarienummer …",
    "Rättar tidigare paragraf …",
    "Omedelbar justering …",
)


@pytest.fixture
def editor(page: Page, held: Held, sign_in: Callable[[Page, Any], None]) -> Page:
    sign_in(page, held.by)
    return open_editor(page, held.meeting)


def press(page: Page, item: str) -> None:
    page.get_by_role("menuitem", name=item, exact=True).click()


def test_gavel_falls_by_keyboard_and_is_undone_in_the_toast(editor, held):
    row = held.paragraphs[0]
    gavel = editor.locator(f"#g-{row.public_id}")
    gavel.focus()
    with answer(editor, "/klubba/"):
        editor.keyboard.press("Enter")
    expect(editor.locator(f"#m-{row.public_id}")).to_be_focused()
    expect(editor.locator("#announcer")).to_contain_text("beslutat enligt förslaget")
    assert row.decisions.filter(is_prepared=False).get().text == PREPARED
    editor.locator("#toast").get_by_role("button", name="Ångra").click()
    expect(gavel).to_be_focused()
    assert not row.decisions.filter(is_prepared=False).exists()


def test_gavel_that_falls_twice_decides_once(editor, held):
    row = held.paragraphs[0]
    editor.locator(f"#g-{row.public_id}").dblclick()
    expect(editor.locator("#toast")).to_contain_text("beslutat enligt förslaget")
    editor.wait_for_timeout(400)
    expect(editor.locator("#toast")).to_contain_text("beslutat enligt förslaget")
    assert row.decisions.filter(is_prepared=False).count() == 1


def test_decision_with_changes_is_written_at_once(editor, held):
    row = held.paragraphs[0]
    with answer(editor, "/klubba/"):
        editor.locator(f"#p-{row.public_id}").get_by_role("button", name="Med ändring").click()
    made = row.decisions.get(is_prepared=False)
    expect(editor.locator(f"#decision-{made.public_id}-text")).to_be_focused()
    editor.keyboard.press("Control+a")
    editor.keyboard.type("att bevilja 40 000 kronor.")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    made.refresh_from_db()
    assert made.text == "att bevilja 40 000 kronor."


def test_enter_adds_a_proposal_and_backspace_takes_it_away(editor, held):
    row = held.paragraphs[0]
    line = editor.locator(f"#decision-{row.decisions.get().public_id}-text")
    line.click()
    editor.keyboard.press("End")
    with answer(editor, "/beslut/"):
        editor.keyboard.press("Enter")
    editor.keyboard.type("att uppdra åt förbundschefen att teckna avtal.")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    assert row.decisions.filter(is_prepared=True).count() == 2
    editor.keyboard.press("Control+a")
    editor.keyboard.press("Delete")
    with answer(editor, "/ta-bort/"):
        editor.keyboard.press("Backspace")
    expect(line).to_be_focused()
    assert row.decisions.filter(is_prepared=True).count() == 1


def test_dialogs_of_the_paragraph_pass_axe_and_give_the_focus_back(editor, held, axe):
    button = editor.locator(f"#m-{held.paragraphs[1].public_id}")
    for item in DIALOGS:
        button.click()
        press(editor, item)
        expect(editor.locator("#draft-dialog")).to_be_visible()
        axe(editor)
        editor.keyboard.press("Escape")
        expect(editor.locator("#draft-dialog")).to_be_hidden()
        expect(button).to_be_focused()


def test_error_in_a_dialog_keeps_what_was_typed(editor, held, console_errors):
    button = editor.locator(f"#m-{held.paragraphs[0].public_id}")
    button.click()
    press(editor, "Yrkande …")
    editor.get_by_label("Yrkar", exact=True).fill("bifall till förslaget")
    editor.get_by_role("button", name="Anteckna").click()
    expect(editor.locator("#draft-dialog .ds-error-summary")).to_contain_text("Ange vem som yrkar.")
    expect(editor.get_by_label("Yrkar", exact=True)).to_have_value("bifall till förslaget")
    editor.get_by_role("checkbox", name="Astrid Norling").check()
    editor.get_by_role("button", name="Anteckna").click()
    line = editor.get_by_role("button", name="Astrid Norling yrkar bifall till förslaget.")
    line.click()
    editor.get_by_role("button", name="Ta bort", exact=True).click()
    expect(editor.get_by_role("heading", name="Ska det tas bort?")).to_be_visible()
    editor.get_by_role("button", name="Ta bort", exact=True).click()
    expect(line).to_have_count(0)
    expect(button).to_be_focused()
    console_errors.clear()  # Chromium reports the 422 itself


def test_lost_network_in_a_dialog_keeps_it_open(editor, held, console_errors):
    editor.locator(f"#m-{held.paragraphs[0].public_id}").click()
    press(editor, "Yrkande …")
    editor.get_by_role("checkbox", name="Astrid Norling").check()
    editor.get_by_label("Yrkar", exact=True).fill("avslag")
    editor.context.set_offline(True)
    editor.get_by_role("button", name="Anteckna").click()
    expect(editor.locator("#draft-dialog [role=alert]")).to_contain_text("Ingen kontakt")
    editor.context.set_offline(False)
    expect(editor.get_by_label("Yrkar", exact=True)).to_have_value("avslag")
    editor.get_by_role("button", name="Anteckna").click()
    expect(editor.get_by_role("button", name="Astrid Norling yrkar avslag.")).to_be_visible()
    console_errors.clear()


def test_colleagues_note_is_fetched(editor, held):
    row = held.paragraphs[0]
    text_of(editor, held.paragraphs[2]).click()
    mover = held.of(held.board.chair)
    add_proposal(paragraph=row, movers=[mover], text="avslag", by=held.board.manager, at=boards.at())
    editor.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(editor.locator(f"#p-{row.public_id}")).to_contain_text("Astrid Norling yrkar avslag.")


def test_right_column_follows_the_paragraph_being_written_in(editor, held):
    quorum = editor.locator(".quorum")
    for at, row in enumerate(held.paragraphs, start=1):
        text_of(editor, row).click()
        expect(quorum).to_contain_text(f"i §\N{NO-BREAK SPACE}{at}")
    person = editor.locator("#attendance .person").filter(has_text="Petra Sandell")
    person.click()
    with answer(editor, "/handelser/"):
        editor.get_by_role("menuitem", name=re.compile("Går före")).click()
    expect(editor.locator("#attendance .figure")).to_have_text("3 av 4")
    expect(person).to_be_focused()
    text_of(editor, held.paragraphs[0]).click()
    expect(editor.locator("#attendance .figure")).to_have_text("4 av 4")


def test_who_comes_or_goes_does_so_in_the_paragraph_that_was_just_pressed(editor, held):
    """The right column follows a moment later; what is pressed in it meanwhile is of the new § all the same."""
    person = editor.locator("#attendance .person").filter(has_text="Petra Sandell")
    for at in (3, 1, 2):
        text_of(editor, held.paragraphs[at - 1]).click()
        person.click()
        first = editor.locator(".popup-menu").get_by_role("menuitem").first
        expect(editor.locator(".popup-menu")).to_contain_text(f"§\N{NO-BREAK SPACE}{at}")
        expect(first).to_be_focused()
        editor.keyboard.press("Escape")
        expect(person).to_be_focused()


def test_below_quorum_says_so_and_offers_a_pause(editor, held, axe, console_errors):
    text_of(editor, held.paragraphs[1]).click()
    for name in ("Petra Sandell", "Mona Edvinsson"):
        expect(editor.locator(".quorum")).to_contain_text("§\N{NO-BREAK SPACE}2")
        editor.locator("#attendance .person").filter(has_text=name).click()
        with answer(editor, "/handelser/"):
            editor.get_by_role("menuitem", name=re.compile("Går före")).click()
    expect(editor.locator(".short-of")).to_contain_text("Inget ärende får behandlas")
    axe(editor)
    editor.locator(f"#g-{held.paragraphs[1].public_id}").click()
    expect(editor.locator("#toast")).to_contain_text("beslutsför")
    console_errors.clear()  # Chromium reports the 422 itself


def test_nothing_overflows_the_smallest_phone(phone, held, sign_in, axe):
    phone.set_viewport_size({"width": 320, "height": 640})
    sign_in(phone, held.by)
    open_editor(phone, held.meeting)
    width = "document.documentElement.scrollWidth"
    assert phone.evaluate(width) <= 320
    row = held.paragraphs[0]
    phone.locator(f"#gv-{row.public_id}").tap()
    expect(phone.locator("#draft-dialog")).to_be_visible()
    assert phone.evaluate("document.querySelector('#draft-dialog').scrollWidth") <= 320
    phone.get_by_role("button", name="Alla ja").tap()
    phone.get_by_role("button", name="Anteckna").tap()
    expect(phone.locator(f"#p-{row.public_id} .votes")).to_be_visible()
    assert phone.evaluate(width) <= 320
    axe(phone)
