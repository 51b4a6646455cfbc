"""Whom the decision of a § is sent to, as data: said in the protocol, and suggested when it is dispatched."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.actions.freezing import freeze_protocol
from meetings.actions.receivers import set_receivers
from meetings.errors import RuleViolation
from meetings.models import Meeting, Paragraph
from meetings.reads.dispatches import suggested
from meetings.reads.frozen import frozen_record
from meetings.record.plain_lines import lines_of
from meetings.rules.receivers import ReceiverLine, receivers_in, receivers_sentence
from tests.worlds.boards import MEETING_DAY, Board, at, make_meeting, make_paragraph, make_ready, sign
from tests.worlds.laid_out import laid_out_once

REGION = ReceiverLine("Region Vallnäs", "registrator@vallnas.example")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("", []),
        ("Region Vallnäs", [ReceiverLine("Region Vallnäs")]),
        ("Region Vallnäs, registrator@vallnas.example", [REGION]),
        ("  Region   Vallnäs <registrator@vallnas.example> \n\n", [REGION]),
        ("Region Vallnäs registrator@vallnas.example\nregion vallnäs", [REGION]),
        ("bo@example.org", [ReceiverLine("bo@example.org", "bo@example.org")]),
        (
            "Social- och arbetsmarknadsnämnden\nEkonomen",
            [
                ReceiverLine("Social- och arbetsmarknadsnämnden"),
                ReceiverLine("Ekonomen"),
            ],
        ),
        ("Nämnden, avdelning 2", [ReceiverLine("Nämnden, avdelning 2")]),
    ],
)
def test_each_line_is_a_receiver(written: str, found: list[ReceiverLine]) -> None:
    assert receivers_in(written) == found


def test_what_is_written_is_read_again() -> None:
    assert receivers_in(REGION.written) == [REGION]


def test_sentence_names_them() -> None:
    assert receivers_sentence([]) == ""
    assert receivers_sentence(["A", "B", "C"]) == "Beslutet expedieras till A, B och C."


@pytest.mark.django_db
def test_receivers_stand_in_the_protocol_and_are_suggested(board: Board) -> None:
    protocol = make_ready(board)
    paragraph = protocol.paragraphs.order_by("position")[0]
    set_receivers(
        paragraph=paragraph,
        receivers=[REGION, ReceiverLine("Exempelviks kommun")],
        by=board.secretary,
        at=at(),
    )
    with laid_out_once():
        version = freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))
    sign(version, board.secretary)
    sign(version, board.chair)
    verification = sign(version, board.verifier)
    assert verification
    record = frozen_record(verification.version)
    said = lines_of(record.paragraphs[0].blocks)
    assert "Beslutet expedieras till Region Vallnäs och Exempelviks kommun." in said
    assert "registrator@vallnas.example" not in str(verification.version.snapshot)
    found = {one.name: one for one in suggested(verification, MEETING_DAY) if one.paragraph == paragraph}
    assert found["Region Vallnäs"].email == "registrator@vallnas.example"
    assert found["Exempelviks kommun"].email == "anslag-ek@exempelvik.example"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("receiver", "said"),
    [
        (ReceiverLine("A" * 201), "för långt"),
        (ReceiverLine("Nämnden 😀"), "kan inte"),
        (ReceiverLine("Nämnden", "nämnden@@x.y"), "ingen e-postadress"),
    ],
)
def test_what_cannot_be_sent_to_is_refused(board: Board, receiver: ReceiverLine, said: str) -> None:
    paragraph = make_paragraph(make_meeting(board), board.secretary)
    with pytest.raises(RuleViolation, match=said):
        set_receivers(paragraph=paragraph, receivers=[receiver], by=board.secretary, at=at())
    assert Paragraph.objects.get(pk=paragraph.pk).receivers == []


@pytest.mark.django_db
def test_office_writes_them_in_the_editor(board: Board) -> None:
    meeting: Meeting = make_meeting(board)
    paragraph = make_paragraph(meeting, board.secretary)
    office = Client()
    office.force_login(board.secretary)
    address = reverse("draft_receivers", args=["exempelvik", "styrelsen", meeting.key, paragraph.public_id])
    office.post(address, {"lines": REGION.written})
    assert Paragraph.objects.get(pk=paragraph.pk).receivers == [
        {"name": "Region Vallnäs", "email": "registrator@vallnas.example"}
    ]
    assert REGION.written in office.get(address).text
    page = office.get(reverse("draft_edit", args=["exempelvik", "styrelsen", meeting.key])).text
    assert "Beslutet expedieras till Region Vallnäs." in page
