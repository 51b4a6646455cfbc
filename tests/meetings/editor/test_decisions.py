"""Prepared sentences and the chair's gavel: one press each, and undo."""

import pytest
from django.test import Client

from meetings.actions.attending import set_presence
from meetings.actions.drafting import add_decision, add_sub_item
from meetings.models import Body, Decision, Paragraph
from tests.meetings.draft_pages import Editor, sentence
from tests.worlds import boards
from tests.worlds.running_meeting import PREPARED, Held

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(held: Held, client: Client) -> Editor:
    client.force_login(held.by)
    return Editor(client, held.meeting)


def decided(paragraph: Paragraph) -> list[tuple[str, str]]:
    return list(paragraph.decisions.filter(is_prepared=False).values_list("text", "outcome"))


def test_prepared_sentence_has_a_gavel_until_something_is_decided(editor, held):
    row = held.paragraphs[0]
    shown = editor.shown(row)
    assert "Förslag till beslut" in shown
    assert "Enligt förslag" in shown
    editor.post("draft_decide", row.public_id, slag="enligt")
    assert "Enligt förslag" not in editor.shown(row)


@pytest.mark.parametrize(
    ("blow", "text", "outcome"),
    [
        ("enligt", PREPARED, "approved"),
        ("andring", PREPARED, "partly"),
        ("avslag", "att avslå förslaget.", "rejected"),
    ],
)
def test_one_press_decides(editor, held, blow, text, outcome):
    row = held.paragraphs[0]
    answer = editor.post("draft_decide", row.public_id, slag=blow)
    assert answer.status_code == 200
    assert decided(row) == [(text, outcome)]


def test_one_press_postpones(editor, held):
    row = held.paragraphs[0]
    editor.post("draft_decide", row.public_id, slag="bordlagd")
    row.refresh_from_db()
    assert row.deferral == "postponed"
    assert '<div class="decision put-off">' in editor.shown(row)
    assert "att bordlägga ärendet." in editor.shown(row)
    add_decision(paragraph=row, by=held.by, at=boards.at(), text="att bordlägga ärendet till juni.")
    assert '<div class="decision put-off">' not in editor.shown(row)
    assert "Ärendet bordläggs." in editor.shown(row)  # where it is changed; the decision alone is printed
    row.decisions.all().delete()
    Body.objects.update(decision_heading="")
    assert "Förbundsstyrelsen beslutar att bordlägga ärendet." in editor.shown(row)


@pytest.mark.parametrize("blow", ["enligt", "avslag", "bordlagd"])
def test_undo_in_the_toast_takes_it_back(editor, held, blow):
    row = held.paragraphs[0]
    undo = editor.post("draft_decide", row.public_id, slag=blow).json()["undo"]
    assert undo["label"] == "Ångra"
    editor.client.post(undo["url"], undo["data"])
    row.refresh_from_db()
    assert (decided(row), row.deferral) == ([], "")
    assert row.decisions.get().is_prepared


def test_with_changes_goes_to_the_decision(editor, held):
    row = held.paragraphs[0]
    answer = editor.post("draft_decide", row.public_id, slag="andring").json()
    made = row.decisions.get(is_prepared=False)
    assert answer["focus"] == f"decision-{made.public_id}-text"


def test_nothing_is_decided_below_quorum(editor, held):
    for person in (held.board.member, held.board.other_member):
        set_presence(attendee=held.of(person), presence="absent", by=held.by, at=boards.at())
    answer = editor.post("draft_decide", held.paragraphs[0].public_id, slag="enligt")
    assert "beslutsför" in sentence(answer)
    assert not decided(held.paragraphs[0])


def test_second_decision_is_refused(editor, held):
    row = held.paragraphs[0]
    editor.post("draft_decide", row.public_id, slag="enligt")
    assert "redan ett beslut" in sentence(editor.post("draft_decide", row.public_id, slag="avslag"))


@pytest.mark.parametrize("blow", ["", "kanske"])
def test_unknown_blow_is_refused(editor, held, blow):
    assert editor.post("draft_decide", held.paragraphs[0].public_id, slag=blow).status_code == 422


def test_sub_item_has_its_own_gavel(editor, held):
    row = held.paragraphs[0]
    item = add_sub_item(paragraph=row, by=held.by, at=boards.at(), heading="Del")
    add_decision(
        paragraph=row, sub_item=item, text="att bifalla.", is_prepared=True, by=held.by, at=boards.at()
    )
    undo = editor.post("draft_decide", row.public_id, slag="enligt", sub_item=item.public_id).json()["undo"]
    assert decided(row) == [("att bifalla.", "approved")]
    assert item.decisions.filter(is_prepared=False).count() == 1
    editor.client.post(undo["url"], undo["data"])
    assert decided(row) == []


def test_sub_items_have_letters_where_the_body_says_so(editor, held):
    item = add_sub_item(paragraph=held.paragraphs[0], by=held.by, at=boards.at(), heading="Del")
    assert ">a)</span>" not in editor.shown(held.paragraphs[0])
    Body.objects.update(letters_sub_items=True)
    assert ">a)</span>" in editor.shown(held.paragraphs[0])
    assert item.public_id in editor.shown(held.paragraphs[0])


def test_proposal_is_added_after_another_and_stays_apart_from_decisions(editor, held):
    row = held.paragraphs[0]
    first = row.decisions.get()
    answer = editor.post("draft_decision_add", row.public_id, prepared="1", after=first.public_id).json()
    second = row.decisions.exclude(pk=first.pk).get()
    assert second.is_prepared
    assert answer["focus"] == f"decision-{second.public_id}-text"
    editor.post("draft_decision_add", row.public_id)
    assert row.decisions.filter(is_prepared=False).get().position == 1
    editor.post("draft_decision_move", second.public_id, step="-1")
    assert Decision.objects.filter(paragraph=row, is_prepared=True).first() == second


def test_referral_back_needs_a_reason(editor, held):
    row = held.paragraphs[0]
    assert 'value="referred_back" selected' in editor.get(
        "draft_deferral", row.public_id, slag="referred_back"
    ).text.replace("  ", " ")
    assert "varför" in sentence(editor.post("draft_deferral", row.public_id, kind="referred_back"))
    answer = editor.post(
        "draft_deferral", row.public_id, kind="referred_back", reason="Underlaget är inte klart."
    )
    assert answer.status_code == 200
    assert "att återremittera ärendet. Skäl: Underlaget är inte klart." in editor.shown(row)


def test_dialog_of_deferral_begins_with_what_is_most_often_meant(editor, held):
    row = held.paragraphs[0]
    form = editor.get("draft_deferral", row.public_id).text.replace("  ", " ")
    assert 'value="postponed" selected' in form


def test_matter_is_passed_on_to_another_body(editor, held):
    row = held.paragraphs[0]
    assert "vart" in sentence(editor.post("draft_deferral", row.public_id, kind="passed_on"))
    Body.objects.create(
        association=held.board.association, slug="au", name="Arbetsutskottet", kind="committee"
    )
    editor.post("draft_deferral", row.public_id, kind="passed_on", body="au")
    row.refresh_from_db()
    assert row.deferral_body.slug == "au"
    assert "att hänskjuta ärendet till Arbetsutskottet." in editor.shown(row)


def test_paragraph_that_was_not_reached(editor, held):
    row, other = held.paragraphs[:2]
    editor.post("draft_not_handled", row.public_id, not_handled="1")
    assert "Inte behandlad." in editor.shown(row)
    assert "Enligt förslag" not in editor.shown(row)
    editor.post("draft_not_handled", row.public_id, not_handled="0")
    assert "Enligt förslag" in editor.shown(row)
    editor.post("draft_decide", other.public_id, slag="enligt")
    assert "behandlad" in sentence(editor.post("draft_not_handled", other.public_id, not_handled="1"))


def test_deferral_beside_a_decision_is_not_undone_with_it(editor, held):
    row, other = held.paragraphs[:2]
    assert editor.post("draft_deferral", row.public_id, kind="postponed").json()["undo"]
    editor.post("draft_decide", other.public_id, slag="enligt")
    assert editor.post("draft_deferral", other.public_id, kind="postponed").json()["undo"] is None
