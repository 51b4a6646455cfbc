"""Requests for documents: each is tried, a refusal is written with how to appeal, and the public is told how to ask."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from meetings.actions.disclosing import answer_request, write_refusal
from meetings.actions.withholding import hand_out, withhold
from meetings.errors import RuleViolation
from meetings.models import Disclosure, Extract, Refusal, Verification
from meetings.paper.storage import stored_bytes
from tests.meetings.pdf_assertions import assert_sealed, text_of
from tests.worlds.boards import Board, at, make_board, make_verified
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
LIST = "/exempelvik/kansli/begaran/"
REFUSED = {
    "subject": "Ansökan 2024/0012",
    "outcome": "refused",
    "provision": "26 kap. 1 § OSL",
    "assessment": "Den rör en enskilds hälsa.",
}


@made_once
def verification(board: Board) -> Verification:
    return make_verified(board, paragraphs=1)


@pytest.fixture
def office(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def test_a_refusal_is_written_sealed_and_says_how_to_appeal(office: Client, board: Board) -> None:
    board.association.appeal_court = "Kammarrätten i Sundsvall"
    board.association.save()
    html = office.post(f"{LIST}ny/", REFUSED, follow=True).content.decode()
    assert "Ansökan 2024/0012" in html
    assert "Inte lämnat ut" in html
    refusal = Refusal.objects.get()
    assert f"{LIST}{refusal.public_id}.pdf" in html
    answer = office.get(f"{LIST}{refusal.public_id}.pdf")
    pdf = b"".join(answer.streaming_content)
    assert pdf == stored_bytes(refusal.file.sha256)
    assert_sealed(pdf)
    said = text_of(pdf)
    assert "lämnar inte ut Ansökan 2024/0012." in said
    assert "sekretess enligt 26 kap. 1 § OSL. Den rör en enskilds hälsa." in said
    assert "överklagas till Kammarrätten i Sundsvall (6 kap. 7 §" in said
    assert "inom tre veckor från den dag du fick del av beslutet" in said
    assert board.secretary.name in said


def test_nobody_must_say_who_they_are_and_each_request_is_tried_by_itself(office: Client) -> None:
    office.post(f"{LIST}ny/", REFUSED)
    office.post(f"{LIST}ny/", {**REFUSED, "outcome": "given", "provision": "", "assessment": "Inget hinder."})
    given, refused = Disclosure.objects.all()
    assert (given.outcome, refused.outcome, refused.receiver) == ("given", "refused", "")
    assert Refusal.objects.get().disclosure == refused


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"provision": " "}, "vilken bestämmelse"),
        ({"assessment": " "}, "hur begäran är prövad"),
        ({"subject": ""}, "vilken handling"),
        ({"asked_on": "2099-01-01"}, "i framtiden"),
    ],
)
def test_what_must_be_said_is_asked_for(office: Client, changed: dict[str, str], sentence: str) -> None:
    assert sentence in office.post(f"{LIST}ny/", REFUSED | changed).content.decode()
    assert not Disclosure.objects.exists()


def test_the_database_refuses_a_refusal_without_its_provision(board: Board) -> None:
    row = {"association": board.association, "assessment": "Nej.", "by": board.secretary, "at": at()}
    for wrong in ({"subject": "A", "outcome": "refused"}, {"subject": "", "outcome": "given"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Disclosure.objects.create(**row, **wrong)
    answer_request(
        association=board.association,
        subject="A",
        outcome="refused",
        provision="26 kap. 1 §",
        assessment="Nej.",
        by=board.secretary,
        at=at(),
    )
    with pytest.raises(DatabaseError, match="läggs bara till"), transaction.atomic():
        Refusal.objects.update(at=at() + timedelta(days=1))


def test_an_extract_with_something_left_out_is_a_request_answered_in_part(
    office: Client, board: Board, verification: Verification
) -> None:
    paragraph = verification.protocol.paragraphs.first()
    given = {"verification": verification, "paragraph": paragraph, "by": board.secretary, "at": at()}
    whole = hand_out(receiver="Region Vallnäs", **given)
    assert (whole.disclosure.outcome, whole.disclosure.receiver) == ("given", "Region Vallnäs")
    with pytest.raises(RuleViolation, match="Allt är utlämnat"):
        write_refusal(disclosure=whole.disclosure, by=board.secretary, at=at())
    withhold(
        meeting=verification.protocol.meeting,
        kind="secrecy",
        paragraph=paragraph,
        provision="26 kap. 1 § OSL",
        by=board.secretary,
        at=at(),
    )
    part = hand_out(**given)
    assert (part.disclosure.outcome, part.disclosure.provision) == ("partly", "26 kap. 1 § OSL")
    assert f"{LIST}utdrag/{part.public_id}/" in office.get(LIST).content.decode()
    html = office.post(f"{LIST}utdrag/{part.public_id}/", follow=True).content.decode()
    assert "Beslutet är skrivet." in html
    said = text_of(stored_bytes(Refusal.objects.get().file.sha256))
    assert "de uppgifter som är utelämnade i § 1 i förbundsstyrelsens protokoll den 30 maj 2024" in said
    again = office.post(f"{LIST}utdrag/{part.public_id}/", follow=True).content.decode()
    assert "Beslutet är redan skrivet." in again
    entitled = hand_out(receiver="Åklagarmyndigheten", entitled="10 kap. 2 § OSL", **given)
    assert entitled.disclosure.outcome == "given"
    assert Extract.objects.count() == 3


def test_the_register_is_of_the_association(client: Client, board: Board, office: Client) -> None:
    office.post(f"{LIST}ny/", REFUSED)
    refusal = Refusal.objects.get()
    other = make_board(slug="granby", suffix=".granby")
    client.force_login(other.secretary)
    assert client.get(f"/granby/kansli/begaran/{refusal.public_id}.pdf").status_code == 404
    assert "Ingen begäran är registrerad." in client.get("/granby/kansli/begaran/").content.decode()
    client.force_login(board.auditor)
    assert "Registrera en begäran" not in client.get(LIST).content.decode()


def test_the_public_page_says_how_to_ask(client: Client, board: Board) -> None:
    html = " ".join(client.get("/exempelvik/protokoll/").content.decode().split())
    assert "behöver inte säga vem du är eller varför du frågar" in html
    assert "kammarrätten" in html
