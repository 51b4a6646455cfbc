"""What the snapshot takes from the working rows, and what it leaves out."""

import pytest

from meetings.actions.attaching import add_attachment
from meetings.actions.drafting import add_sub_item, withdraw_paragraph
from meetings.documents.building import build_snapshot
from meetings.documents.snapshot import Deferral
from tests.builders import at, make_board, make_ready
from tests.kinds import numbered_board, yearly_board
from tests.kinds_of_notes import consultation, preparatory_group
from tests.meetings.snapshots import assert_follows_schema

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.mark.django_db
def test_paragraph_that_is_withdrawn_keeps_number_and_heading_and_says_nothing_else():
    board = make_board()
    protocol = make_ready(board)
    paragraph = protocol.paragraphs.order_by("position").first()
    add_sub_item(paragraph=paragraph, by=board.secretary, at=at(), heading="Delärende", text="<p>Text.</p>")
    add_attachment(paragraph=paragraph, file_name="a.png", data=PNG, by=board.secretary, at=at())
    withdraw_paragraph(paragraph=paragraph, withdrawn=True, by=board.secretary, at=at())
    snapshot = build_snapshot(protocol, version=1, at=at())
    entry, following = snapshot["paragraphs"]
    assert (entry["number"], entry["heading"], entry["withdrawn"]) == ("1", "Ärende 1", True)
    left = ("text", "text_after", "sub_items", "decisions", "attachments", "deferral")
    assert not any(entry[key] for key in left)
    assert snapshot["attachments"] == []
    assert following["decisions"]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Ärendet bordläggs till juni."),
        ("underlaget kom sent", "Ärendet bordläggs till juni: underlaget kom sent."),
        ("underlaget kom sent.", "Ärendet bordläggs till juni: underlaget kom sent."),
    ],
)
def test_deferral_is_one_sentence_with_one_full_stop(reason, sentence):
    assert Deferral(kind="bordlagd", reason=reason, to="juni").sentence == sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("OFFICE", ["Astrid Norling", "Henrik Brolin", "Mona Edvinsson", "Petra Sandell"]),
        ("OFFICE_PARTY", ["Astrid Norling", "Henrik Brolin", "Petra Sandell", "Mona Edvinsson"]),
        ("PARTY", ["Henrik Brolin", "Petra Sandell", "Mona Edvinsson", "Astrid Norling"]),
        ("NAME", ["Henrik Brolin", "Mona Edvinsson", "Astrid Norling", "Petra Sandell"]),
    ],
)
def test_names_stand_in_the_order_the_body_has_chosen(order, names):
    """AF Brolin, FK Sandell, KEK Edvinsson, RVN Norling; Norling leads and Brolin is vice chair."""
    board = make_board(name_order=order)
    board.parties["EK"].code = "KEK"  # so that members and surnames sort differently
    board.parties["EK"].save()
    protocol = make_ready(board)
    attendees = build_snapshot(protocol, version=1, at=at())["attendees"]
    assert [one["name"] for one in attendees if one["group"] == "deciding"] == names


@pytest.mark.django_db
@pytest.mark.parametrize("make", [yearly_board, numbered_board, preparatory_group, consultation])
def test_snapshot_follows_the_schema_which_names_every_key(make):
    written = make()
    assert_follows_schema(build_snapshot(written.protocol, version=1, at=at(written.meeting.date)))
