"""What two versions of a § are compared by: every word that is printed of it."""

import re

import pytest

from meetings.documents.protocol import render_protocol
from meetings.record.plain_lines import printed_paragraphs
from meetings.record.reading import read_record
from meetings.rules.difference import changes
from tests.meetings.pdf_assertions import text_in_order
from tests.meetings.snapshots import FILES, board_snapshot, movement, paragraph, recusal, small_snapshot, vote


def lines_of(**more):
    head = {"shows_prepared": more.pop("shows_prepared", False)}
    return printed_paragraphs(read_record(small_snapshot(paragraph("37", "Ärendet", **more), document=head)))


ITEM = {"heading": "Del", "text": "<p>t</p>", "decisions": ["att i"], "attachments": [], "deferral": None}
BALLOT = vote("Ja för bifall.", **{"for": 1}, names=[{"name": "Astrid", "choice": "ja"}])
DEFERRED = {"kind": "bordlagd", "reason": "", "to": "juni"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"text": "<p>x</p>"}),
        ({}, {"text_after": "<p>x</p>"}),
        ({}, {"tag": "BESLUTSÄRENDE"}),
        ({}, {"registry_number": "2024/17"}),
        ({}, {"is_extra": True}),
        ({}, {"presenters": ["Eva"]}),
        ({}, {"corrects": {"date": "2024-05-30", "number": "41"}}),
        ({}, {"origin": {"date": "2024-05-30", "number": "41"}}),
        ({}, {"movements": [movement("Petra", "kom")]}),
        ({}, {"chair": "Mona"}),
        ({}, {"withdrawn": True}),
        ({}, {"not_handled": True}),
        ({}, {"recusals": [recusal("Mona")]}),
        ({}, {"sub_items": [ITEM]}),
        ({"sub_items": [ITEM]}, {"sub_items": [ITEM | {"decisions": []}]}),
        ({"sub_items": [ITEM]}, {"sub_items": [ITEM | {"deferral": DEFERRED}]}),
        ({"shows_prepared": True}, {"shows_prepared": True, "prepared": ["att x"]}),
        ({}, {"proposals": [{"by": "Mona", "text": "avslag", "withdrawn": False}]}),
        (
            {"proposals": [{"by": "Mona", "text": "avslag", "withdrawn": False}]},
            {"proposals": [{"by": "Mona", "text": "avslag", "withdrawn": True}]},
        ),
        ({}, {"propositions": ["Bifall mot avslag."]}),
        ({}, {"votes": [BALLOT]}),
        (
            {"votes": [BALLOT]},
            {"votes": [BALLOT | {"names": [{"name": "Astrid", "choice": "nej"}]}]},
        ),
        ({"votes": [BALLOT]}, {"votes": [BALLOT | {"decided_by": "casting vote"}]}),
        ({}, {"not_taking_part": ["Mona"]}),
        ({}, {"decisions": ["att x"]}),
        ({}, {"deferral": DEFERRED}),
        ({}, {"reservations": [{"name": "Petra", "text": "Nej."}]}),
        ({}, {"statements": [{"name": "Petra", "kind": "särskilt yttrande", "text": "Nja."}]}),
        ({}, {"immediately_verified": True}),
        ({}, {"attachments": [{"number": "1", "name": "Budget", "sha256": "a" * 64}]}),
    ],
)
def test_whatever_is_printed_is_a_change(before, after):
    [change] = changes(lines_of(**before), lines_of(**after))
    assert change.segments


def test_formatting_alone_and_what_is_not_printed_is_no_change():
    before = lines_of(text="<p>b c</p>")
    after = lines_of(text="<p><em>b</em> c</p>", planned_time="09:00", prepared=["att x"])
    assert [change.status for change in changes(before, after)] == ["unchanged"]


def test_every_line_is_printed():
    """Of the whole example, but for where it is written otherwise: names of a vote, names of attachments."""
    said = re.sub(r"\s", "", text_in_order(render_protocol(board_snapshot(), files=FILES.__getitem__).pdf))
    for each in printed_paragraphs(read_record(board_snapshot())):
        for line in each.text.splitlines():
            if not re.match(r"(Bilaga \d|[^:]+: (ja|nej|avstår|\d+)$)", line):
                words = re.sub(r"^\d+\. ", "", line)  # the number of an item is a mark beside its words
                assert re.sub(r"\s", "", words) in said
