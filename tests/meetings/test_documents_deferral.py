"""A matter that was put off is told once."""

from collections.abc import Sequence

import pytest

from meetings.record.blocks import Block, DeferralBlock, ItemBlock
from meetings.record.reading import read_record
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
