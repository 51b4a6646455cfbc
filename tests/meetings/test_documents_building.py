"""What the snapshot takes from the working rows, and what it leaves out."""

import pytest

from meetings.actions.attaching import add_attachment
from meetings.actions.attending import choose_verifiers, set_all_present
from meetings.actions.drafting import add_sub_item, withdraw_paragraph
from meetings.actions.proposing import add_proposal, set_propositions
from meetings.querysets import own_protocol
from meetings.record.deferring import deferral_sentence
from meetings.record.paragraph import Deferral
from tests.meetings.snapshots import assert_follows_schema, snapshot_of
from tests.worlds.boards import at, make_board, make_paragraph, make_ready
from tests.worlds.kinds_of_notes import consultation, preparatory_group
from tests.worlds.kinds_of_protocols import numbered_board, yearly_board
from tests.worlds.papers import PNG


@pytest.mark.django_db
def test_paragraph_that_is_withdrawn_keeps_number_and_heading_and_says_nothing_else(board, protocol):
    paragraph = protocol.paragraphs.order_by("position").first()
    add_sub_item(paragraph=paragraph, by=board.secretary, at=at(), heading="Delärende", text="<p>Text.</p>")
    add_attachment(paragraph=paragraph, file_name="a.png", data=PNG, by=board.secretary, at=at())
    withdraw_paragraph(paragraph=paragraph, withdrawn=True, by=board.secretary, at=at())
    snapshot = snapshot_of(protocol, version=1, at=at())
    entry, following = snapshot["paragraphs"]
    assert (entry["number"], entry["heading"], entry["withdrawn"]) == ("1", "Ärende 1", True)
    left = ("text", "text_after", "sub_items", "decisions", "attachments", "deferral")
    assert not any(entry[key] for key in left)
    assert snapshot["attachments"] == []
    assert following["decisions"]


@pytest.mark.django_db
def test_placeholder_without_a_value_is_told_in_words_wherever_it_stands(board, meeting):
    paragraph = make_paragraph(
        meeting, board.secretary, heading="Val av {justerare}", decisions=("att välja {justerare}.",)
    )
    set_all_present(meeting=meeting, by=board.secretary, at=at())
    chair = meeting.attendees.get(person=board.chair)
    add_proposal(paragraph=paragraph, movers=[chair], text="{justerare}", by=board.secretary, at=at())
    set_propositions(paragraph=paragraph, text="Bifall till {justerare}.", by=board.secretary, at=at())
    add_sub_item(paragraph=paragraph, by=board.secretary, at=at(), heading="Om {justerare}")
    [entry] = snapshot_of(own_protocol(meeting), version=0, at=at())["paragraphs"]
    assert "{" not in str([*entry["proposals"][0].values(), entry["heading"], entry["propositions"]])
    assert entry["heading"] == "Val av [justerare saknas]"
    assert entry["decisions"][0]["text"] == "att välja [justerare saknas]."
    assert entry["sub_items"][0]["heading"] == "Om [justerare saknas]"
    choose_verifiers(meeting=meeting, verifiers=[board.verifier], by=board.secretary, at=at())
    [entry] = snapshot_of(own_protocol(meeting), version=0, at=at())["paragraphs"]
    assert entry["proposals"][0]["sentence"].endswith("Henrik Brolin.")


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Ärendet bordläggs till juni."),
        ("underlaget kom sent", "Ärendet bordläggs till juni. Skäl: underlaget kom sent."),
        ("Mona är sjuk. ", "Ärendet bordläggs till juni. Skäl: Mona är sjuk."),
        ("Eftersom Mona är sjuk.", "Ärendet bordläggs till juni eftersom Mona är sjuk."),
        ("i väntan på budgeten", "Ärendet bordläggs till juni i väntan på budgeten."),
        ("dåligt underlag", "Ärendet bordläggs till juni. Skäl: dåligt underlag."),
    ],
)
def test_deferral_says_its_reason_in_correct_swedish(reason, sentence):
    assert deferral_sentence(Deferral(kind="bordlagd", reason=reason, to="juni")) == sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("office", ["Astrid Norling", "Henrik Brolin", "Mona Edvinsson", "Petra Sandell"]),
        ("office_party", ["Astrid Norling", "Henrik Brolin", "Petra Sandell", "Mona Edvinsson"]),
        ("party", ["Henrik Brolin", "Petra Sandell", "Mona Edvinsson", "Astrid Norling"]),
        ("name", ["Henrik Brolin", "Mona Edvinsson", "Astrid Norling", "Petra Sandell"]),
    ],
)
def test_names_stand_in_the_order_the_body_has_chosen(order, names):
    """AF Brolin, FK Sandell, KEK Edvinsson, RVN Norling; Norling leads and Brolin is vice chair."""
    board = make_board(name_order=order)
    board.parties["EK"].code = "KEK"  # so that members and surnames sort differently
    board.parties["EK"].save()
    protocol = make_ready(board)
    attendees = snapshot_of(protocol, version=1, at=at())["attendees"]
    assert [one["name"] for one in attendees if one["group"] == "deciding"] == names


@pytest.mark.django_db
@pytest.mark.parametrize("make", [yearly_board, numbered_board, preparatory_group, consultation])
def test_snapshot_follows_the_schema_which_names_every_key(make):
    written = make()
    assert_follows_schema(snapshot_of(written.protocol, version=1, at=at(written.meeting.date)))
