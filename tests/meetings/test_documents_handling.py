"""What a § of the snapshot says of how it was handled."""

from typing import Any

import pytest

from meetings.actions.deciding import decide_as_prepared, defer
from meetings.actions.dissenting import add_reservation, add_statement, edit_reservation
from meetings.actions.drafting import add_decision, add_sub_item
from meetings.actions.proposing import add_proposal, edit_proposal, set_propositions
from meetings.actions.recusing import register_recusal, set_not_taking_part
from meetings.actions.voting import Slips, vote_by_slips, vote_openly
from meetings.models import Recusal
from meetings.querysets import own_protocol
from tests.meetings.snapshots import assert_follows_schema, snapshot_of
from tests.worlds.boards import at
from tests.worlds.running_meeting import Held, make_held

pytestmark = pytest.mark.django_db


def whole(held: Held) -> dict[str, Any]:
    snapshot = snapshot_of(own_protocol(held.meeting), version=1, at=at())
    assert_follows_schema(snapshot)
    return snapshot


def entry(held: Held, index: int = 0) -> dict[str, Any]:
    return whole(held)["paragraphs"][index]


def vote(held: Held, *no: str, **changes: Any) -> None:
    voters = [held.of(getattr(held.board, who)) for who in ("chair", "verifier", "member", "other_member")]
    vote_openly(
        paragraph=held.paragraphs[0],
        choices={one: "no" if one.display_name in no else "yes" for one in voters},
        by=held.by,
        at=at(),
        **changes,
    )


def test_prepared_sentences_stand_apart_from_what_was_decided(held):
    assert (entry(held)["prepared"], entry(held)["decisions"]) == (["att bevilja 50 000 kronor."], [])
    assert entry(held)["took_part"] == []
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    found = entry(held)
    assert found["prepared"] == [one["text"] for one in found["decisions"]]
    assert found["took_part"] == ["Astrid Norling", "Henrik Brolin", "Mona Edvinsson", "Petra Sandell"]


def test_decision_of_a_sub_item_counts_as_the_paragraphs_own(held):
    paragraph = held.paragraphs[0]
    item = add_sub_item(paragraph=paragraph, heading="Del", by=held.by, at=at())
    paragraph.decisions.create(sub_item=item, position=9, text="att notera.")
    found = entry(held)
    assert found["sub_items"][0]["decisions"] == ["att notera."]
    assert len(found["took_part"]) == 4


def test_whoever_put_a_matter_off_took_part_in_a_decision(held):
    whole, part = held.paragraphs[:2]
    defer(row=whole, kind="postponed", by=held.by, at=at())
    defer(
        row=add_sub_item(paragraph=part, heading="Del", by=held.by, at=at()),
        kind="postponed",
        by=held.by,
        at=at(),
    )
    assert [len(entry(held, number)["took_part"]) for number in (0, 1)] == [4, 4]


def test_open_vote_is_counted_and_named_in_the_order_of_the_attendance(held):
    vote(held, "Petra Sandell", yes_means="bifall till förslaget", no_means="avslag")
    [found] = entry(held)["votes"]
    assert found["question"] == "Ja-röst för bifall till förslaget, nej-röst för avslag."
    assert (found["open"], found["for"], found["against"], found["abstain"]) == (True, 3, 1, 0)
    assert (found["decided_by"], found["sentence"]) == ("majority", "Med tre röster mot en blir utfallet ja.")
    assert [one["name"] for one in found["names"]] == [
        "Astrid Norling",
        "Henrik Brolin",
        "Mona Edvinsson",
        "Petra Sandell",
    ]
    assert found["names"][3]["choice"] == "nej"


def test_att_sats_goes_on_from_how_it_was_voted(held):
    vote(held, "Petra Sandell")
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    found = {one["block"]: one for one in entry(held)["blocks"]}
    assert found["decision"]["heading"] == "Med tre röster mot en beslutar förbundsstyrelsen"
    assert found["decision"]["texts"] == ["att bevilja 50 000 kronor."]
    assert found["vote"]["sentence"] == ""
    assert found["vote"]["tallies"][0]["heads"] == ["Ledamot", "Medlem", "Röst"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Styrelsen beviljar medlen.", "Med tre röster mot en blir utfallet ja."),
        ("att med tre röster mot en bevilja medlen.", ""),
    ],
    ids=("whole", "said"),
)
def test_decision_that_is_a_whole_sentence_or_says_the_votes_is_not_led(held, text, sentence):
    vote(held, "Petra Sandell")
    add_decision(paragraph=held.paragraphs[0], text=text, by=held.by, at=at())
    found = {one["block"]: one for one in entry(held)["blocks"]}
    assert "röster" not in found["decision"]["heading"]
    assert found["vote"]["sentence"] == sentence  # told once


def test_tie_is_settled_by_the_side_of_the_chair_and_nothing_is_added(held):
    vote(held, "Petra Sandell", "Astrid Norling")
    [found] = entry(held)["votes"]
    assert (found["for"], found["against"], found["decided_by"]) == (2, 2, "casting vote")
    assert found["sentence"] == "Med två röster mot två och ordförandens utslagsröst blir utfallet nej."


def test_closed_vote_has_candidates_slips_and_lot():
    held = make_held(kind="election")
    vote_by_slips(
        paragraph=held.paragraphs[0],
        slips=Slips(options=[("Mona Edvinsson", 1), ("Petra Sandell", 1)], blank=1, invalid=1),
        lot="Mona Edvinsson",
        lot_how="Sekreteraren drog en av två lappar",
        by=held.by,
        at=at(),
    )
    [found] = entry(held)["votes"]
    assert (found["open"], found["for"], found["names"], found["decided_by"]) == (False, None, [], "lot")
    assert found["results"] == [
        {"option": "Mona Edvinsson", "votes": 1},
        {"option": "Petra Sandell", "votes": 1},
    ]
    assert (found["blank"], found["invalid"], found["lot"]) == (1, 1, "Mona Edvinsson")


def test_who_does_not_take_part_is_named_and_is_not_among_those_who_did(held):
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    set_not_taking_part(
        paragraph=held.paragraphs[0], attendees=[held.of(held.board.verifier)], by=held.by, at=at()
    )
    found = entry(held)
    assert found["not_taking_part"] == ["Henrik Brolin"]
    assert "Henrik Brolin" not in found["took_part"]


def test_proposals_and_propositions(held):
    first, chair, other = held.paragraphs[0], held.of(held.board.chair), held.of(held.board.other_member)
    joint = add_proposal(paragraph=first, movers=[chair, other], text="bifall", by=held.by, at=at())
    member = held.of(held.board.member)
    lost = add_proposal(paragraph=first, movers=[member], text="avslag", by=held.by, at=at())
    edit_proposal(proposal=lost, movers=[member], text="avslag", withdrawn=True, by=held.by, at=at())
    set_propositions(paragraph=first, text="En rad.\n\nEn till.", main=joint, by=held.by, at=at())
    found = entry(held)
    assert found["propositions"] == ["En rad.", "En till."]
    assert [(one["by"], one["text"], one["withdrawn"], one["is_main"]) for one in found["proposals"]] == [
        ("Astrid Norling och Mona Edvinsson", "bifall", False, True),
        ("Petra Sandell", "avslag", True, False),
    ]
    assert found["proposals"][1]["sentence"] == "Petra Sandell yrkar avslag. Yrkandet återtogs."


def test_reservation_and_statement_are_rich_with_their_fields_filled(held):
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    first, member, other = held.paragraphs[0], held.of(held.board.member), held.of(held.board.other_member)
    reservation = add_reservation(paragraph=first, attendee=member, by=held.by, at=at())
    statement = add_statement(paragraph=first, attendee=other, kind="special", by=held.by, at=at())
    for row, text in (
        (reservation, '<p>Till <span data-field="chair"></span>.</p>'),
        (statement, "<p>Se över.</p>"),
    ):
        row.text = text
        row.save()
    found = entry(held)
    assert found["reservations"] == [
        {
            "name": "Petra Sandell",
            "text": "<p>Till Astrid Norling.</p>",
            "lead": "",
            "without_text": False,
            "person": 3,
        }
    ]
    assert found["statements"] == [
        {"name": "Mona Edvinsson", "kind": "särskilt yttrande", "text": "<p>Se över.</p>", "person": 4}
    ]


def test_reservation_without_motivation_says_so(held):
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    reservation = add_reservation(
        paragraph=held.paragraphs[0], attendee=held.of(held.board.member), by=held.by, at=at()
    )
    edit_reservation(
        reservation=reservation, lead="Petra reserverar sig", without_text=True, by=held.by, at=at()
    )
    [found] = entry(held)["reservations"]
    assert (found["lead"], found["text"], found["without_text"]) == ("Petra reserverar sig", "", True)


def test_recusal_names_who_serves_and_who_verifies_instead(held):
    register_recusal(
        paragraph=held.paragraphs[1],
        attendee=held.of(held.board.verifier),
        reason="leder enheten",
        substitute=held.of(held.board.deputy),
        verified_by=held.board.member,
        by=held.by,
        at=at(),
    )
    decide_as_prepared(paragraph=held.paragraphs[1], by=held.by, at=at())
    found = entry(held, 1)
    assert found["recusals"] == [
        {
            "name": "Henrik Brolin",
            "reason": "leder enheten",
            "how": "anmält",
            "substitute": "Gunnar Hallin",
            "verified_by": "Petra Sandell",
            "remote": False,
            "person": 2,
            "substitute_person": 5,
            "verified_by_person": 3,
        }
    ]
    assert "Gunnar Hallin" in found["took_part"]
    assert "Henrik Brolin" not in found["took_part"]


def test_disputed_recusal_that_was_not_found_leaves_the_person_in(held):
    register_recusal(
        paragraph=held.paragraphs[0],
        attendee=held.of(held.board.member),
        how=Recusal.How.REJECTED,
        by=held.by,
        at=at(),
    )
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    found = entry(held)
    assert found["recusals"][0]["how"] == "avslaget"
    assert "Petra Sandell" in found["took_part"]
