"""What is withheld does not slip out another way: the name of a file, what a file says, or the matter's next §."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from meetings.actions.attaching import add_attachment, edit_attachment
from meetings.actions.deciding import defer
from meetings.actions.deferred import take_up
from meetings.actions.drafting import add_paragraph
from meetings.actions.freezing import freeze_protocol
from meetings.actions.withholding import withhold
from meetings.errors import RuleViolation
from meetings.models import Attachment, Meeting, Paragraph, Verification, Withholding
from meetings.record.reading import public_snapshot, read_record
from meetings.record.withheld import MASK, Mark, MarkKind, masked, masked_texts
from tests.meetings.snapshots import board_snapshot
from tests.worlds.boards import Board, at, make_meeting, make_ready
from tests.worlds.papers import make_pdf
from tests.worlds.running_meeting import Held

NAME = "Zelda Quist-Öberg"


@pytest.mark.parametrize("paragraph", ["", "41"])
@pytest.mark.parametrize(
    "file_name",
    [
        "Zelda Quist-Öberg.pdf",
        "cv_zelda_quist_oberg.pdf",
        "ZELDA%20QUIST-%C3%96BERG.PDF",
        "1-zelda.quist.öbergs.pdf",
    ],
)
def test_the_name_of_a_file_does_not_say_what_is_withheld(file_name: str, paragraph: str) -> None:
    snapshot = board_snapshot()
    snapshot["attachments"][0] |= {"file_name": file_name, "published": True, "paragraphs": ["41"]}
    mark = Mark(MarkKind.WEB, words=NAME, paragraph=paragraph)
    found = masked(read_record(snapshot), [mark]).attachments[0]
    assert found.file_name.lower() == "bilaga-1.pdf"
    assert found.published
    assert "uist" not in str(public_snapshot(snapshot, [mark])).casefold()


def test_the_name_of_another_file_stands() -> None:
    snapshot = board_snapshot()
    snapshot["attachments"][0] |= {"file_name": "plan.pdf", "published": True}
    found = masked(read_record(snapshot), [Mark(MarkKind.WEB, words=NAME), Mark(MarkKind.WEB, words="–")])
    assert found.attachments[0].file_name == "plan.pdf"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (NAME, "<p>Skriv till <a href='mailto:zelda.quist-oberg@example.org'>handläggaren</a>.</p>"),
        (NAME, "Skriv till ZELDA.Quist-Öberg@example.org."),
        (NAME, "Bilagan «Yttrande_Zelda_Quist-Öberg»"),
        (NAME, "https://example.org/zelda-quist-oberg"),
        ("070-123 45 67", "Ring 0701234567"),
        ("070-123 45 67", "<p>Ring +46 (0)70 eller +46 70 <b>123</b> 45&nbsp;67.</p>"),
        ("19900101-2385", "Född 1990\u00ad01\u00ad01\u20132385"),
    ],
)
def test_the_same_words_in_an_address_and_the_same_number_written_otherwise_are_withheld(
    words: str, text: str
) -> None:
    [said] = masked_texts([text], [Mark(MarkKind.WEB, words=words)], "41")
    assert MASK in said or "mailto" not in said
    assert not re.search(r"uist|123|2385", said)


@pytest.mark.parametrize("text", ["10701234567", "170-123 45 678", "Selda.Quist-Öberg", "Zelda. Quist-Öberg"])
def test_another_number_and_another_name_stand(text: str) -> None:
    marks = [Mark(MarkKind.WEB, words=NAME), Mark(MarkKind.WEB, words="070-123 45 67")]
    assert masked_texts([text], marks, "41") == (text,)


def write(meeting: Meeting, board: Board) -> Paragraph:
    return add_paragraph(
        meeting=meeting,
        heading=f"Anställning av {NAME}",
        text=f"<p>{NAME} anställs.</p>",
        decisions=["att anställa."],
        kind="decision",
        by=board.secretary,
        at=at(),
    )


def attach(paragraph: Paragraph, board: Board, *, publish: bool = True) -> Attachment:
    signed = {"by": board.secretary, "at": at()}
    made = add_attachment(
        paragraph=paragraph, file_name="cv.pdf", data=make_pdf(note="Zelda  Quist-Öbergs meriter"), **signed
    )
    return edit_attachment(attachment=made, name="Meriter", publish=publish, **signed)


@pytest.mark.django_db
def test_words_that_a_published_file_says_are_not_withheld_before_the_file(board: Board) -> None:
    meeting = make_meeting(board)
    paragraph = write(meeting, board)
    paper = attach(paragraph, board)
    mark = {"meeting": meeting, "kind": "web", "reason": "person", "by": board.secretary, "at": at()}
    for where in ({"paragraph": paragraph}, {}):
        with pytest.raises(RuleViolation, match="Orden står också i bilagan «Meriter», som publiceras"):
            withhold(words=NAME, **where, **mark)
    withhold(attachment=paper, **mark)
    withhold(words=NAME, **mark)


@pytest.mark.django_db
def test_a_file_that_comes_after_the_mark_stops_the_freeze(board: Board) -> None:
    protocol = make_ready(board)
    paragraph = write(protocol.meeting, board)
    signed = {"by": board.secretary, "at": at()}
    withhold(meeting=protocol.meeting, paragraph=paragraph, kind="web", words=NAME, reason="person", **signed)
    paper = attach(paragraph, board)
    with pytest.raises(RuleViolation, match="Orden står också i bilagan «Meriter»"):
        freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))
    edit_attachment(attachment=paper, name="Meriter", publish=False, **signed)
    assert freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))


@pytest.mark.django_db
def test_a_matter_that_comes_back_has_its_marks(held: Held) -> None:
    board, by = held.board, held.by
    paragraph = write(held.meeting, board)
    paper = attach(paragraph, board, publish=False)
    mark = {
        "meeting": held.meeting,
        "kind": "secrecy",
        "provision": "39 kap. 5 b § OSL",
        "by": by,
        "at": at(),
    }
    withhold(paragraph=paragraph, words=NAME, **mark)
    withhold(paragraph=paragraph, words="anställs", **mark)
    withhold(attachment=paper, **mark)
    for decision in paragraph.decisions.all():
        decision.delete()
    defer(row=paragraph, kind="postponed", by=by, at=at())
    later = make_meeting(board, day=date(2024, 8, 29))
    taken_up = take_up(meeting=later, source=paragraph, by=board.auditor, at=at(date(2024, 8, 1)))
    rows = Withholding.objects.filter(meeting=later)
    assert {(one.paragraph, one.words, one.attachment) for one in rows} == {
        (taken_up, NAME, None),
        (None, "", taken_up.attachments.get()),
    }
    assert {(one.provision, one.day, one.by) for one in rows} == {
        ("39 kap. 5 b § OSL", date(2024, 8, 1), board.auditor)
    }


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["protocol_detail", "protocol_pdf"])
def test_nothing_public_is_shown_out_of_a_cache(verification: Verification, page: str) -> None:
    address = reverse(page, args=["exempelvik", "styrelsen", verification.protocol.key])
    assert "no-cache" in Client().get(address).headers["Cache-Control"]
