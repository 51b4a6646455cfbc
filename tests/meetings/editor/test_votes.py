"""Yrkanden, the order of propositions and votes in the editor."""

import pytest
from django.test import Client

from meetings.actions.recusing import set_not_taking_part
from meetings.models import Paragraph
from tests.meetings.draft_pages import Editor, sentence
from tests.worlds import boards
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(held: Held, client: Client) -> Editor:
    client.force_login(held.by)
    return Editor(client, held.meeting)


def key(held: Held, person) -> str:
    return str(held.of(person).pk)


def propose(editor: Editor, held: Held, person, text: str):
    row = held.paragraphs[0]
    return editor.post("draft_proposal_add", row.public_id, movers=[key(held, person)], text=text)


def votes(held: Held, **against) -> dict[str, str]:
    board = held.board
    people = (board.chair, board.verifier, board.member, board.other_member)
    return {f"vote_{held.of(one).pk}": against.get(one.first_name, "yes") for one in people}


# -- Yrkanden


def test_proposal_stands_in_the_paragraph_with_who_made_it(editor, held):
    assert "Astrid Norling" in editor.get("draft_proposal_add", held.paragraphs[0].public_id).text
    assert propose(editor, held, held.board.chair, "bifall till förslaget").status_code == 200
    assert "Astrid Norling yrkar bifall till förslaget." in editor.shown(held.paragraphs[0])


def test_proposal_by_one_who_does_not_decide_is_refused(editor, held):
    answer = propose(editor, held, held.board.deputy, "bifall till förslaget")
    assert answer.status_code == 422
    assert not held.paragraphs[0].proposals.exists()


@pytest.mark.parametrize("missing", ["movers", "text"])
def test_half_a_proposal_keeps_what_was_typed(editor, held, missing):
    values = {"movers": [key(held, held.board.chair)], "text": "bifall till förslaget"}
    del values[missing]
    answer = editor.post("draft_proposal_add", held.paragraphs[0].public_id, **values)
    kept = "checked" if missing == "text" else "bifall till förslaget"
    assert kept in sentence(answer)


def test_proposal_is_withdrawn_and_taken_out(editor, held):
    propose(editor, held, held.board.chair, "avslag")
    proposal = held.paragraphs[0].proposals.get()
    editor.post(
        "draft_proposal_edit",
        proposal.public_id,
        movers=[key(held, held.board.chair)],
        text="avslag",
        withdrawn="on",
    )
    assert "Yrkandet återtogs." in editor.shown(held.paragraphs[0])
    editor.post("draft_proposal_remove", proposal.public_id)
    assert not held.paragraphs[0].proposals.exists()


def test_order_of_propositions_is_suggested_and_can_be_changed(editor, held):
    row = held.paragraphs[0]
    propose(editor, held, held.board.chair, "bifall till förslaget")
    propose(editor, held, held.board.member, "avslag")
    form = editor.get("draft_propositions", row.public_id).text
    assert "Ordföranden ställer yrkandet om bifall till förslaget mot yrkandet om avslag." in form
    editor.post("draft_propositions", row.public_id, text="Ordföranden ställer dem mot varandra.")
    assert "Ordföranden ställer dem mot varandra." in editor.shown(row)


def test_main_proposal_is_asked_for_when_there_are_more_than_two(editor, held):
    row = held.paragraphs[0]
    for person, text in ((held.board.chair, "bifall"), (held.board.member, "avslag")):
        propose(editor, held, person, text)
    assert "huvudförslag" not in editor.get("draft_propositions", row.public_id).text
    propose(editor, held, held.board.verifier, "att bevilja 20 000 kronor")
    third = row.proposals.last()
    form = editor.get("draft_propositions", row.public_id, huvud=third.public_id).text
    assert "Ordföranden utser yrkandet att bevilja 20 000 kronor till huvudförslag." in form
    editor.post("draft_propositions", row.public_id, main=third.public_id, text="Så.")
    assert row.proposals.get(is_main=True) == third


# -- Votes

MEANS = {"majority": "simple", "yes_means": "bifall till förslaget", "no_means": "avslag på förslaget"}


def test_vote_by_name_writes_the_decision(editor, held):
    row = held.paragraphs[0]
    form = editor.get("draft_ballot_add", row.public_id).text
    assert "bifall till förslaget" in form
    assert "checked" not in form.split("roll-call")[1].split("majority")[0]
    assert "Förslaget: «att bevilja 50 000 kronor.»" in form
    answer = editor.post(
        "draft_ballot_add", row.public_id, approves="yes", **MEANS, **votes(held, Petra="no")
    )
    assert answer.status_code == 200
    assert row.decisions.get(is_prepared=False).outcome == "approved"
    shown = editor.shown(row)
    assert "Med tre röster mot en blir utfallet ja." in shown
    assert "Petra Sandell" in shown


def test_lost_vote_writes_a_rejection_and_without_the_tick_nothing(editor, held):
    against = votes(held, Astrid="no", Petra="no", Mona="no")
    editor.post("draft_ballot_add", held.paragraphs[0].public_id, approves="yes", **MEANS, **against)
    assert held.paragraphs[0].decisions.get(is_prepared=False).outcome == "rejected"
    editor.post("draft_ballot_add", held.paragraphs[1].public_id, **MEANS, **against)
    assert not held.paragraphs[1].decisions.filter(is_prepared=False).exists()


def test_no_may_stand_for_what_was_prepared(editor, held):
    row = held.paragraphs[0]
    means = MEANS | {"yes_means": "avslag på förslaget", "no_means": "bifall till förslaget"}
    cast = votes(held, Astrid="no", Petra="no", Mona="no")
    wrong = editor.post("draft_ballot_add", row.public_id, approves="yes", **means, **cast)
    assert "Ja står för avslag" in sentence(wrong)
    editor.post("draft_ballot_add", row.public_id, approves="no", **means, **cast)
    assert row.decisions.get(is_prepared=False).outcome == "approved"


def test_vote_says_what_yes_and_no_stand_for(editor, held):
    answer = editor.post("draft_ballot_add", held.paragraphs[0].public_id, majority="simple", **votes(held))
    assert "Skriv vad nej står för" in sentence(answer)


def test_missing_vote_is_told_beside_the_name_and_the_rest_is_kept(editor, held):
    row = held.paragraphs[0]
    cast = votes(held, Petra="no")
    missing = f"vote_{held.of(held.board.chair).pk}"
    del cast[missing]
    answer = editor.post("draft_ballot_add", row.public_id, **MEANS | {"yes_means": "ja-ordet"}, **cast)
    form = sentence(answer)
    assert "Rösten saknas för Astrid Norling." in form
    assert form.split("roll-call")[1].split("majority")[0].count("checked") == 3
    assert "ja-ordet" in form
    assert not row.ballots.exists()


def test_tie_is_settled_by_the_chairs_vote_and_refused_without_it(editor, held):
    row = held.paragraphs[0]
    tie = votes(held, Astrid="abstain", Petra="no", Mona="abstain")
    assert "Ordföranden måste rösta" in sentence(
        editor.post("draft_ballot_add", row.public_id, **MEANS, **tie)
    )
    settled = votes(held, Petra="no", Mona="no")
    assert editor.post("draft_ballot_add", row.public_id, **MEANS, **settled).status_code == 200
    assert "ordförandens utslagsröst" in editor.shown(row)


def test_one_who_does_not_take_part_is_left_out_of_the_vote(editor, held):
    row = held.paragraphs[0]
    set_not_taking_part(paragraph=row, attendees=[held.of(held.board.member)], by=held.by, at=boards.at())
    assert "Petra Sandell" not in editor.get("draft_ballot_add", row.public_id).text
    assert "Petra Sandell deltar inte i beslutet." in editor.shown(row)


def test_vote_is_changed_and_taken_out(editor, held):
    row = held.paragraphs[0]
    editor.post("draft_ballot_add", row.public_id, **MEANS, **votes(held))
    ballot = row.ballots.get()
    assert editor.get("draft_ballot_edit", ballot.public_id).text.count(" checked") >= 4
    editor.post("draft_ballot_edit", ballot.public_id, **MEANS, **votes(held, Petra="no"))
    assert row.ballots.get().votes.filter(choice="no").count() == 1
    editor.post("draft_ballot_remove", ballot.public_id)
    assert not row.ballots.exists()


def test_election_is_closed_and_counts_slips(editor, held):
    row = held.paragraphs[0]
    Paragraph.objects.filter(pk=row.pk).update(kind="election")
    assert "Sluten omröstning" in editor.get("draft_ballot_add", row.public_id).text
    slips = {"name_1": "Astrid Norling", "votes_1": "3", "name_2": "Henrik Brolin", "blank": "0"}
    assert "Skriv antalet röster" in sentence(editor.post("draft_ballot_add", row.public_id, **slips))
    assert editor.post("draft_ballot_add", row.public_id, **slips, votes_2="1").status_code == 200
    assert "Henrik Brolin" in editor.shown(row)
    assert editor.get("draft_ballot_edit", row.ballots.get().public_id).status_code == 200


def test_tie_between_candidates_needs_a_lot(editor, held):
    row = held.paragraphs[0]
    Paragraph.objects.filter(pk=row.pk).update(kind="election")
    slips = {"name_1": "Astrid Norling", "votes_1": "2", "name_2": "Henrik Brolin", "votes_2": "2"}
    assert "lotten" in sentence(editor.post("draft_ballot_add", row.public_id, **slips))
    lot = {"lot": "Astrid Norling", "lot_how": "sekreteraren drog en lapp"}
    assert editor.post("draft_ballot_add", row.public_id, **slips, **lot).status_code == 200


def test_employment_is_closed_too(editor, held):
    row = held.paragraphs[0]
    slips = {"yes": "3", "no": "1", "blank": "0", "yes_means": "bifall", "no_means": "avslag"}
    form = editor.get("draft_ballot_add", row.public_id, sluten="1").text
    assert "anställning av personal" in form
    answer = editor.post("draft_ballot_add", row.public_id, query={"sluten": "1"}, **slips)
    assert "Bara omröstning om val eller anställning är sluten" in sentence(answer)
    answer = editor.post("draft_ballot_add", row.public_id, query={"sluten": "1"}, **slips, employment="on")
    assert answer.status_code == 200


def test_empty_slips_are_told_in_the_form(editor, held):
    row = held.paragraphs[0]
    answer = editor.post("draft_ballot_add", row.public_id, query={"sluten": "1"}, employment="on")
    assert "Skriv kandidaterna" in sentence(answer)
