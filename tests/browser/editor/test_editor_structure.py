"""§§, decisions and people, by mouse and by keyboard; the focus is never lost."""

from playwright.sync_api import expect

from meetings.models import Phrase
from tests.browser.editor.page import SAVED, answer, headings, menu, open_editor, paragraph, text_of
from tests.worlds import boards


def test_list_and_checklist_follow_what_is_written(editor, meeting, board):
    row = boards.make_paragraph(
        meeting, board.secretary, heading="Sen", text="", kind="information", decisions=()
    )
    open_editor(editor, meeting)
    expect(editor.locator(f"#l-{row.public_id} .missing")).to_contain_text("text")
    text_of(editor, row).click()
    editor.keyboard.type("Nu finns text.")
    expect(editor.locator(f"#l-{row.public_id} .ready")).to_be_attached()
    text_of(editor, row, "heading").fill("Annan rubrik")
    expect(editor.locator(f"#l-{row.public_id}")).to_contain_text("Annan rubrik")


def test_paragraph_is_moved_by_keyboard_with_the_caret_kept(editor, meeting):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.keyboard.type("Här")
    with answer(editor, "/flytta/"):
        editor.keyboard.press("Alt+ArrowUp")
    expect(editor.locator("#announcer")).to_have_text("Flyttad, nu § 2.".replace("§ ", "§\u00a0"))
    editor.keyboard.type(" fortsätter jag")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    assert headings(meeting) == ["Ärende 1", "Övrigt", "Följeforskning"]
    row.refresh_from_db()
    assert row.text == "<p>Här fortsätter jag</p>"
    assert editor.locator(".paragraph-number").all_text_contents() == [f"§\u00a0{n}" for n in (1, 2, 3)]


def test_paragraph_is_dragged_in_the_list(editor, meeting):
    first, last = (editor.locator("#paragraph-list li").nth(n) for n in (0, 2))
    with answer(editor, "/flytta/"):
        last.drag_to(first, target_position={"x": 40, "y": 3})
    expect(editor.locator("#paragraph-list li").first).to_contain_text("Övrigt")
    assert headings(meeting)[0] == "Övrigt"


def test_new_paragraph_gets_the_focus(editor, meeting):
    text_of(editor, paragraph(meeting, "Följeforskning")).click()
    editor.get_by_role("button", name="+ Ny paragraf").click()
    expect(editor.get_by_role("textbox", name="Rubrik § 3")).to_be_focused()
    editor.keyboard.type("Ny rubrik")
    editor.keyboard.press("Enter")
    editor.keyboard.type("Ny text")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    row = paragraph(meeting, "Ny rubrik")
    assert (row.position, row.text) == (3, "<p>Ny text</p>")


def test_removed_paragraph_is_put_back_by_undo(editor, meeting):
    row = paragraph(meeting, "Följeforskning")
    menu(editor, row).click()
    editor.get_by_role("menuitem", name="Ta bort paragrafen").click()
    expect(editor.locator(f"#p-{row.public_id}")).to_have_count(0)
    editor.locator("#toast").get_by_role("button", name="Ångra").click()
    expect(text_of(editor, row, "heading")).to_be_focused()
    assert headings(meeting) == ["Ärende 1", "Följeforskning", "Övrigt"]
    menu(editor, row).click()
    editor.get_by_role("menuitem", name="Ta bort paragrafen").click()
    expect(editor.locator(f"#p-{row.public_id}")).to_have_count(0)
    editor.get_by_role("button", name="Borttagna paragrafer …").click()
    editor.get_by_role("button", name="Lägg tillbaka").click()
    expect(text_of(editor, row, "heading")).to_be_focused()
    assert sorted(headings(meeting)) == ["Följeforskning", "Ärende 1", "Övrigt"]


def test_enter_begins_the_next_decision_and_backspace_takes_an_empty_one_away(editor, meeting):
    row = paragraph(meeting, "Övrigt")
    editor.locator(f"#p-{row.public_id} > .part-actions [data-act=decision-add]").click()
    expect(editor.locator(f"#p-{row.public_id} .decision [role=textbox]")).to_be_focused()
    editor.keyboard.type("att ett,")
    with answer(editor, "/beslut/"):
        editor.keyboard.press("Enter")
        editor.keyboard.type("att två.")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    assert list(row.decisions.values_list("text", flat=True)) == ["att ett,", "att två."]
    with answer(editor, "/beslut/"):
        editor.keyboard.press("Enter")
    editor.wait_for_function(
        "document.activeElement.closest('[data-key]')?.dataset.key.startsWith('decision/')"
    )
    with answer(editor, "/ta-bort/"):
        editor.keyboard.press("Backspace")
    editor.keyboard.type(" Slut.")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    assert list(row.decisions.values_list("text", flat=True)) == ["att ett,", "att två. Slut."]


def test_presence_is_said_with_one_press_and_changed_by_tapping_a_name(editor, board, meeting):
    meeting.attendees.filter(person=board.deputy).update(presence="")
    editor.reload()
    expect(editor.locator("body[data-ready]")).to_be_attached()
    editor.locator(".others > summary").click()
    editor.get_by_role("group", name="Närvaro för Gunnar Hallin").get_by_role(
        "button", name="Distans"
    ).click()
    deputy = editor.locator("#attendance .person").filter(has_text="Gunnar Hallin")
    expect(deputy).to_be_focused()
    expect(deputy).to_contain_text("på distans")
    editor.locator("#attendance .person").filter(has_text="Petra Sandell").click()
    editor.get_by_role("menuitemradio", name="Frånvarande").click()
    expect(editor.locator("#draft-side .figure")).to_have_text("3 av 4")
    assert meeting.attendees.get(person=board.member).presence == "absent"


def test_verifier_is_changed_and_the_text_follows(editor, board, meeting):
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.get_by_role("button", name="Infoga …").click()
    editor.get_by_role("menuitem", name="Justerare: Henrik Brolin").click()
    editor.get_by_role("button", name="Ändra justerare …").click()
    editor.locator("#id_first").select_option(label="Petra Sandell")
    editor.get_by_role("button", name="Spara", exact=True).click()
    expect(text_of(editor, row)).to_have_text("Petra Sandell")
    expect(editor.get_by_role("button", name="Ändra justerare …")).to_be_focused()


def test_phrase_is_put_in_at_the_caret(editor, board, meeting):
    Phrase.objects.create(association=board.association, name="Val av justerare", text="Väljs {justerare}.")
    row = paragraph(meeting, "Övrigt")
    text_of(editor, row).click()
    editor.get_by_role("button", name="Hämta § eller fras …").click()
    editor.get_by_role("button", name="Infoga i texten Val av justerare").click()
    editor.keyboard.type(" Så.")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    row.refresh_from_db()
    assert row.text == '<p>Väljs <span data-field="verifiers"></span>. Så.</p>'


def test_phrase_is_fetched_as_a_new_paragraph(editor, board, meeting):
    Phrase.objects.create(association=board.association, name="Val av justerare", text="Väljs {justerare}.")
    text_of(editor, paragraph(meeting, "Följeforskning")).click()
    editor.get_by_role("button", name="Hämta § eller fras …").click()
    editor.get_by_label("Sök bland fraser").fill("justerare")
    editor.get_by_role("button", name="Infoga som ny § Val av justerare").click()
    expect(editor.get_by_role("textbox", name="Rubrik § 3")).to_be_focused()
    expect(text_of(editor, paragraph(meeting, "Val av justerare"))).to_have_text("Väljs Henrik Brolin.")


def test_working_note_and_text_after_the_decision_appear_when_wanted(editor, meeting, axe):
    row = paragraph(meeting, "Följeforskning")
    for name, field in (("Text efter beslutet", "text_after"), ("Märkning", "tag")):
        menu(editor, row).click()
        editor.get_by_role("menuitem", name=name).click()
        expect(text_of(editor, row, field)).to_be_focused()
        editor.keyboard.type("Skrivet")
    menu(editor, row).click()
    editor.get_by_role("menuitem", name="Arbetsanteckning").click()
    with answer(editor, "/delarenden/"):
        editor.locator(f"#p-{row.public_id} [data-act=item-add]").click()
    expect(text_of(editor, row, "working_note")).to_be_visible()
    expect(text_of(editor, row, "text_after")).to_have_text("Skrivet")
    expect(editor.locator("#save-state")).to_have_text(SAVED)
    row.refresh_from_db()
    assert (row.text_after, row.tag) == ("<p>Skrivet</p>", "Skrivet")
    axe(editor)
