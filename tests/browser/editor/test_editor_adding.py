"""A new row takes what is typed from the moment it is asked for, whatever the network does meanwhile."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from meetings.models import Decision, Meeting, Paragraph
from tests.browser.editor.page import OFFLINE, SAVED, headings, open_editor, paragraph, text_of

WORDS = "Att A B C D E F G H I J K L M"


def slowed(page: Page, latency: int | None, session: Any = None) -> Any:
    """Each request takes `latency` ms more; None for no network at all. Gives the session that says so."""
    session = session or page.context.new_cdp_session(page)
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": latency is None,
            "latency": latency or 0,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        },
    )
    return session


def press_and_type(page: Page, button: Any, words: str) -> None:
    """As a person does it by keyboard: the press, 50 ms, then a key every other millisecond."""
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(50)
    page.keyboard.type(words, delay=2)


@pytest.mark.parametrize("latency", [0, 400, 2000, None])
def test_what_is_typed_after_a_press_is_in_exactly_one_new_row(
    editor: Page, meeting: Meeting, console_errors: list[str], latency: int | None
) -> None:
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    network = slowed(editor, latency)
    here = editor.locator(f"#p-{row.public_id} > .part-actions")
    press_and_type(editor, here.get_by_role("button", name="+ Beslut"), WORDS)
    editor.keyboard.press("Enter")
    editor.keyboard.type("att två.")
    press_and_type(editor, here.get_by_role("button", name="+ Förslag"), WORDS)
    press_and_type(editor, here.get_by_role("button", name="+ Delärende"), "Val av ombud till NNS")
    press_and_type(
        editor, editor.get_by_role("button", name="+ Ny paragraf"), "Val av ombud till NNS årsmöte"
    )
    editor.keyboard.press("Enter")
    editor.keyboard.type("Text.")
    if latency is None:
        expect(editor.locator("#save-state")).to_have_text(OFFLINE)
        slowed(editor, 0, network)
        editor.evaluate("dispatchEvent(new Event('online'))")
    expect(editor.locator("#save-state")).to_have_text(SAVED, timeout=20_000)
    kept = [
        list(row.decisions.filter(is_prepared=one).values_list("text", flat=True)) for one in (False, True)
    ]
    assert kept == [[WORDS, "att två."], [WORDS]]
    assert list(row.sub_items.values_list("heading", flat=True)) == ["Val av ombud till NNS"]
    assert headings(meeting)[3:] == ["Val av ombud till NNS årsmöte"]
    assert Paragraph.objects.get(heading="Val av ombud till NNS årsmöte").text == "<p>Text.</p>"
    expect(editor.locator("#paragraph-list li")).to_have_count(4)
    console_errors.clear()


def test_rows_added_without_network_survive_a_closed_page(
    editor: Page, meeting: Meeting, console_errors: list[str]
) -> None:
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.context.set_offline(True)
    press_and_type(editor, editor.get_by_role("button", name="+ Ny paragraf"), "Ny utan nät")
    new = editor.locator("article.paragraph").last
    press_and_type(editor, new.get_by_role("button", name="+ Beslut"), WORDS)
    expect(editor.locator("#save-state")).to_have_text(OFFLINE)
    second = editor.context.new_page()
    editor.close(run_before_unload=False)
    editor.context.set_offline(False)
    open_editor(second, meeting)
    expect(second.locator("#save-state")).to_have_text(SAVED)
    assert headings(meeting) == ["Ärende 1", "Följeforskning", "Övrigt", "Ny utan nät"]
    assert Decision.objects.get(paragraph__heading="Ny utan nät").text == WORDS
    console_errors.clear()


def test_button_never_takes_keys_meant_for_text(editor: Page, meeting: Meeting) -> None:
    row = paragraph(meeting, "Övrigt")
    button = editor.locator(f"#p-{row.public_id} > .part-actions [data-act=decision-add]")
    button.focus()
    editor.keyboard.down("Enter")
    for _ in range(3):
        editor.keyboard.down("Enter")  # held down, it repeats
    editor.keyboard.up("Enter")
    for key in ("Space", "Enter", "Enter"):
        editor.keyboard.press(key)
    button.dblclick()
    editor.get_by_role("button", name="+ Ny paragraf").dblclick()
    expect(editor.get_by_role("textbox", name=re.compile("^Rubrik §.4"))).to_be_focused()
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    assert row.decisions.count() == 1
    assert len(headings(meeting)) == 4


def test_row_that_the_server_will_not_have_stays_with_its_words_until_it_will(
    editor: Page, meeting: Meeting, console_errors: list[str]
) -> None:
    row = paragraph(meeting, "Övrigt")
    editor.route("**/beslut/", lambda route: route.fulfill(status=422, json={"sentence": "Det går inte nu."}))
    button = editor.locator(f"#p-{row.public_id} > .part-actions [data-act=decision-add]")
    button.click()
    decisions = editor.locator(f"#p-{row.public_id} .decision")
    expect(decisions).to_contain_text("Det går inte nu.")
    editor.keyboard.press("Backspace")
    expect(decisions).to_have_count(0)
    button.click()
    editor.keyboard.type("att hinna")
    expect(decisions).to_contain_text("Det går inte nu.")
    editor.unroute("**/beslut/")
    editor.keyboard.type(" med.")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    assert row.decisions.get().text == "att hinna med."
    console_errors.clear()
