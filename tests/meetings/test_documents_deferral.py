"""A matter that was put off is told once."""

import pytest

from meetings.record.protocol import parse
from tests.meetings.snapshots import paragraph, small_snapshot


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
    [whole] = parse(small_snapshot(paragraph("4", "Ärendet", deferral=deferral, **written))).paragraphs
    assert whole.deferred == sentence
    if "text_after" in written:
        return
    item = {"heading": "Del", "text": "", "decisions": [], "attachments": [], "deferral": deferral, **written}
    [whole] = parse(small_snapshot(paragraph("4", "Ärendet", sub_items=[item]))).paragraphs
    assert whole.sub_items[0].deferred == sentence
