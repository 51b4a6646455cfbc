"""The chancellery marks what is not handed out, and makes extracts, with forms alone."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Extract, Verification, Withholding
from meetings.record.withheld import MASK
from tests.meetings.pdf_assertions import text_of
from tests.worlds.boards import Board

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(board: Board) -> Client:
    client = Client()
    client.force_login(board.secretary)
    return client


def address(verification: Verification, name: str, *more: str) -> str:
    protocol = verification.protocol
    return reverse(name, args=[protocol.meeting.body.association.slug, "styrelsen", protocol.key, *more])


def test_words_are_marked_and_shown_again(office: Client, verification: Verification):
    paragraph = verification.protocol.paragraphs.first()
    assert paragraph
    add = address(verification, "withheld_add")
    chosen = {"place": f"p{paragraph.public_id}", "words": "redovisade  ekonomin", "kind": "web"}
    refused = office.post(add, chosen)
    assert "Skriv varför uppgiften inte ska finnas på webben." in refused.text
    listed = office.post(add, chosen | {"reason": "personuppgift"}, follow=True)
    assert "«redovisade ekonomin»" in listed.text
    public = address(verification, "protocol_detail")
    assert f"Förbundschefen {MASK}." in Client().get(public).text
    row = Withholding.objects.get()
    office.post(address(verification, "withheld_remove", row.public_id))
    assert "Förbundschefen redovisade ekonomin." in Client().get(public).text


def test_extract_is_given_and_listed(office: Client, verification: Verification, board: Board):
    paragraph = verification.protocol.paragraphs.first()
    assert paragraph
    give = address(verification, "extract_give")
    assert "det sekretessbelagda" not in office.get(give).text.replace("Det som är markerat", "")
    listed = office.post(give, {"paragraph": paragraph.pk, "receiver": "Almviks kommun"}, follow=True)
    assert "Till Almviks kommun." in listed.text
    extract = Extract.objects.get()
    assert extract.by == board.secretary
    pdf = office.get(address(verification, "extract_pdf", extract.public_id)).getvalue()
    assert "Protokollsutdrag" in text_of(pdf)


def test_extract_asks_by_what_right_only_where_something_is_secret(
    office: Client, verification: Verification
):
    paragraph = verification.protocol.paragraphs.first()
    assert paragraph
    office.post(
        address(verification, "withheld_add"),
        {"place": f"p{paragraph.public_id}", "kind": "secrecy", "provision": "18 kap. 8 § OSL"},
    )
    assert (
        "Varför mottagaren får det sekretessbelagda" in office.get(address(verification, "extract_give")).text
    )
    refused = office.post(
        address(verification, "extract_give"), {"paragraph": paragraph.pk, "entitled": "10 kap. 2 § OSL"}
    )
    assert "Skriv vem som får det sekretessbelagda." in refused.text
