"""A matter that was put off is told once, and as a decision where the body decides."""

from collections.abc import Sequence

import pytest
from django.template.loader import render_to_string

from meetings.record.blocks import Block, DecisionBlock, DeferralBlock, ItemBlock
from meetings.record.composing import Look, compose
from meetings.record.paragraph import Decision, Deferral, Paragraph, SubItem
from meetings.record.plain_lines import lines_of
from meetings.record.reading import read_record
from meetings.record.vote import Vote
from tests.meetings.snapshots import paragraph, small_snapshot


def deferred(blocks: Sequence[Block]) -> str:
    return " ".join(block.text for block in blocks if isinstance(block, DeferralBlock))


@pytest.mark.parametrize(
    ("written", "deferral", "sentence"),
    [
        ({"decisions": ["att bordlägga ärendet."]}, {}, ""),
        ({"decisions": ["Ärendet bordläggs till juni."]}, {"to": "juni"}, ""),
        ({"decisions": ["att bordlägga ärendet."]}, {"to": "juni"}, "Ärendet bordläggs till juni."),
        (
            {"decisions": ["att bordlägga."]},
            {"reason": "underlag saknas"},
            "Ärendet bordläggs: underlag saknas.",
        ),
        ({"text": "<p>Hej. Denna punkt bordlades.</p>"}, {}, ""),
        ({"text_after": "<p>Ärendet bordläggs.</p>"}, {}, ""),
        ({"text": "<p>Petra yrkar att ärendet bordläggs.</p>"}, {}, "Ärendet bordläggs."),
        ({"decisions": ["att återremittera ärendet."]}, {}, "Ärendet bordläggs."),
        (
            {"decisions": ["att återremittera ärendet."]},
            {"kind": "återremitterad"},
            "",
        ),
        ({"decisions": ["att hänskjuta frågan."]}, {"kind": "hänskjuten"}, ""),
    ],
)
def test_deferral_is_said_once(written, deferral, sentence):
    deferral = {"kind": "bordlagd", "reason": "", "to": None, **deferral}
    [whole] = read_record(small_snapshot(paragraph("4", "Ärendet", deferral=deferral, **written))).paragraphs
    assert deferred(whole.blocks) == sentence
    if "text_after" in written:
        return
    item = {"heading": "Del", "text": "", "decisions": [], "attachments": [], "deferral": deferral, **written}
    [whole] = read_record(small_snapshot(paragraph("4", "Ärendet", sub_items=[item]))).paragraphs
    [found] = [block for block in whole.blocks if isinstance(block, ItemBlock)]
    assert deferred(found.blocks) == sentence


KINDS = [
    (Deferral("bordlagd"), "att bordlägga ärendet."),
    (
        Deferral("bordlagd", reason="i och med att Mona är sjuk", to="ett senare sammanträde"),
        "att bordlägga ärendet till ett senare sammanträde i och med att Mona är sjuk.",
    ),
    (
        Deferral("återremitterad", reason="Synpunkterna saknas.", to="förbundschefen"),
        "att återremittera ärendet till förbundschefen. Skäl: Synpunkterna saknas.",
    ),
    (Deferral("hänskjuten", to="nästa sammanträde"), "att hänskjuta ärendet till nästa sammanträde."),
]
HEADED = Look(decision_heading="Förbundsstyrelsens beslut", body="förbundsstyrelsen", decides=True)


def decided(blocks: Sequence[Block]) -> list[tuple[str, tuple[str, ...]]]:
    return [(block.heading, block.texts) for block in blocks if isinstance(block, DecisionBlock)]


@pytest.mark.parametrize(("deferral", "clause"), KINDS)
def test_deferral_is_set_out_as_a_decision_wherever_it_is_read(deferral, clause):
    item = SubItem(heading="Del", deferral=deferral)
    for written in (
        {"deferral": deferral},
        {"sub_items": (item,)},
    ):
        blocks = compose(Paragraph("4", "Ärendet", **written), HEADED)
        own = blocks[0].blocks if isinstance(blocks[0], ItemBlock) else blocks
        assert decided(own) == [("Förbundsstyrelsens beslut", (clause,))]
        assert deferred(own) == ""
        assert clause in list(lines_of(blocks))
        for template in ("pdf/block.html", "components/block.html"):
            html = render_to_string(template, {"block": own[0], "level": "3"})
            assert f"<p>{clause}</p>" in html
            assert "Förbundsstyrelsens beslut</h3>" in html


def test_deferral_stands_last_among_the_decisions_of_the_matter():
    whole = Paragraph("4", "Ärendet", decisions=(Decision("att utse Mona."),), deferral=Deferral("bordlagd"))
    assert decided(compose(whole, HEADED)) == [
        ("Förbundsstyrelsens beslut", ("att utse Mona.", "att bordlägga ärendet."))
    ]


def test_deferral_that_was_voted_on_goes_on_from_the_vote():
    vote = Vote(
        "Ja-röst för att bordlägga.", open=True, won="Med tre röster mot en", sentence="Ja-sidan vinner."
    )
    whole = compose(Paragraph("4", "Ärendet", votes=(vote,), deferral=Deferral("bordlagd")), HEADED)
    assert decided(whole) == [
        ("Med tre röster mot en beslutar förbundsstyrelsen", ("att bordlägga ärendet.",))
    ]
    assert "Ja-sidan" not in " ".join(lines_of(whole))


def test_deferral_is_a_whole_sentence_where_decisions_have_no_heading():
    look = Look(body="förbundsstyrelsen", decides=True)
    whole = compose(Paragraph("4", "Ärendet", deferral=Deferral("bordlagd", to="juni")), look)
    assert decided(whole) == [("", ("Förbundsstyrelsen beslutar att bordlägga ärendet till juni.",))]


def test_body_that_only_advises_notes_it():
    whole = compose(Paragraph("4", "Ärendet", deferral=Deferral("bordlagd", to="juni")), Look(body="gruppen"))
    assert (decided(whole), deferred(whole)) == ([], "Ärendet bordläggs till juni.")


def test_what_a_decision_leaves_out_of_a_deferral_is_said_after_it():
    whole = Paragraph(
        "4",
        "Ärendet",
        decisions=(Decision("att bordlägga ärendet."),),
        deferral=Deferral("bordlagd", to="juni"),
    )
    blocks = compose(whole, HEADED)
    assert decided(blocks) == [("Förbundsstyrelsens beslut", ("att bordlägga ärendet.",))]
    assert deferred(blocks) == "Ärendet bordläggs till juni."
