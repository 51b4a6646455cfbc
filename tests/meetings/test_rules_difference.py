import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.difference import changes, word_changes


def paragraph(number, heading, text="", **more):
    empty = {"text_after": "", "sub_items": [], "decisions": [], "attachments": []}
    return {"number": number, "heading": heading, "text": text} | empty | more


def snapshot(*paragraphs):
    return {"paragraphs": list(paragraphs)}


def statuses(before, after):
    return [(c.number, c.heading, c.status) for c in changes(snapshot(*before), snapshot(*after))]


def test_equal_versions_have_no_changes():
    same = [paragraph("37", "Öppnande", "<p>Hej.</p>"), paragraph("38", "Närvaro")]
    assert [status for *_, status in statuses(same, same)] == ["unchanged", "unchanged"]


def test_changed_words_are_shown_word_by_word():
    before = paragraph("37", "Öppnande", "<p>Ordföranden öppnade mötet.</p>")
    after = paragraph("37", "Öppnande", "<p>Ordföranden öppnade <strong>sammanträdet.</strong></p>")
    (change,) = changes(snapshot(before), snapshot(after))
    assert change.status == "changed"
    assert change.segments == (
        ("same", "Öppnande\nOrdföranden öppnade "),
        ("removed", "mötet."),
        ("added", "sammanträdet."),
    )


def test_formatting_alone_is_no_change():
    before, after = paragraph("37", "A", "<p>b c</p>"), paragraph("37", "A", "<p><em>b</em> c</p>")
    assert statuses([before], [after]) == [("37", "A", "unchanged")]


def test_every_part_of_a_paragraph_is_compared():
    base = paragraph("37", "A")
    item = {"heading": "I", "text": "<p>t</p>", "decisions": ["att i"]}
    for part in (
        {"text": "<p>x</p>"},
        {"text_after": "<p>x</p>"},
        {"decisions": [{"text": "att x"}]},
        {"sub_items": [item]},
        {"attachments": [{"number": "1", "name": "Budget", "sha256": "a"}]},
        {"withdrawn": True},
    ):
        assert statuses([base], [base | part]) == [("37", "A", "changed")], part
    assert statuses([base | {"sub_items": [item]}], [base | {"sub_items": [item | {"decisions": []}]}]) == [
        ("37", "A", "changed")
    ]


def test_a_new_file_under_the_same_name_is_a_change():
    before = paragraph("37", "A", attachments=[{"number": "1", "name": "Budget", "sha256": "a"}])
    after = paragraph("37", "A", attachments=[{"number": "1", "name": "Budget", "sha256": "b"}])
    (change,) = changes(snapshot(before), snapshot(after))
    assert (change.status, change.new_files) == ("changed", ("Budget",))


def test_added_and_removed_paragraphs():
    before = [paragraph("37", "A"), paragraph("38", "B")]
    after = [paragraph("37", "A"), paragraph("38", "C"), paragraph("39", "B")]
    assert statuses(before, after) == [("37", "A", "unchanged"), ("38", "C", "added"), ("39", "B", "changed")]
    assert statuses(after, before) == [
        ("37", "A", "unchanged"),
        ("38", "B", "changed"),
        ("38", "C", "removed"),
    ]


def test_a_renumbered_paragraph_says_its_earlier_number():
    (_, change) = changes(
        snapshot(paragraph("37", "B")), snapshot(paragraph("37", "A"), paragraph("38", "B"))
    )
    assert (change.status, change.earlier_number) == ("changed", "37")


def test_a_new_heading_keeps_the_paragraph():
    assert statuses([paragraph("37", "Rapport")], [paragraph("37", "Ekonomi")]) == [
        ("37", "Ekonomi", "changed")
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"deferral": {"kind": "bordlagd", "reason": "", "to": "nästa sammanträde"}},
        {"sub_items": [{"heading": "", "text": "", "decisions": [], "deferral": {"kind": "bordlagd"}}]},
        {"registry_number": "2024/17"},
        {"tag": "BESLUTSÄRENDE"},
        {"chair": "Mona Edvinsson"},
        {"reservations": [{"name": "Petra Sandell", "text": "Nej."}]},
    ],
)
def test_whatever_is_printed_is_a_change(more):
    before, after = paragraph("37", "A"), paragraph("37", "A", **more)
    assert statuses([before], [after]) == [("37", "A", "changed")]


@given(st.text(), st.text())
def test_the_difference_holds_both_texts_whole(before, after):
    segments = word_changes(before, after)
    assert "".join(text for operation, text in segments if operation != "added") == before
    assert "".join(text for operation, text in segments if operation != "removed") == after
