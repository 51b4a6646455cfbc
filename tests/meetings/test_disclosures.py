"""The original is handed out after a check that is noted, by whom and when."""

from http import HTTPStatus

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from meetings.models import Disclosure, ProtocolVersion, Verification
from meetings.reads.seals import in_force
from tests.worlds.boards import Board, at, make_verified
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
TRIED = "Prövat enligt OSL, inget hinder."


@made_once
def verification(board: Board) -> Verification:
    return make_verified(board, paragraphs=1)


@pytest.fixture
def office(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def address(version: ProtocolVersion, name: str = "verification_disclose") -> str:
    return reverse(name, args=["exempelvik", "styrelsen", version.protocol.key])


def test_original_is_handed_out_when_it_has_been_tried(
    office: Client, board: Board, verification: Verification
) -> None:
    version = verification.version
    status = address(version, "verification_status")
    assert address(version) in office.get(status).content.decode()
    form = office.get(address(version)).content.decode()
    assert "behöver inte säga vem det är" in form
    sent = {"assessment": TRIED, "receiver": "Exempelviks kommun"}
    html = office.post(address(version), sent, follow=True).content.decode()
    assert "Utlämnandet är antecknat." in html
    assert "till Exempelviks kommun" in html
    assert TRIED in html
    assert address(version, "verification_original") in html
    noted = Disclosure.objects.get()
    assert (noted.by, noted.sha256) == (board.secretary, in_force(verification.original).sha256)


def test_receiver_need_not_say_who_they_are_but_the_check_is_said(
    office: Client, verification: Verification
) -> None:
    refused = office.post(address(verification.version), {"assessment": " ", "receiver": "Någon"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Skriv hur utlämnandet är prövat." in refused.content.decode()
    assert not Disclosure.objects.exists()
    office.post(address(verification.version), {"assessment": TRIED})
    assert Disclosure.objects.get().receiver == ""


def test_auditor_reads_what_was_handed_out_and_hands_out_nothing(
    client: Client, board: Board, verification: Verification
) -> None:
    hand_out(verification, board)
    client.force_login(board.auditor)
    html = client.get(address(verification.version, "verification_status")).content.decode()
    assert "Utlämnade original" in html
    assert address(verification.version) not in html
    assert (
        client.post(address(verification.version), {"assessment": TRIED}).status_code == HTTPStatus.NOT_FOUND
    )
    assert Disclosure.objects.count() == 1


def test_what_is_not_verified_is_not_handed_out(office: Client, version: ProtocolVersion) -> None:
    assert office.get(address(version)).status_code == HTTPStatus.NOT_FOUND


def test_what_was_handed_out_stands(board: Board, verification: Verification) -> None:
    hand_out(verification, board)
    for change in ({"receiver": "Annan"}, {"assessment": "Inget"}):
        with pytest.raises(DatabaseError, match="läggs bara till"), transaction.atomic():
            Disclosure.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Disclosure.objects.all().delete()
    with pytest.raises(IntegrityError, match="disclosure_has_an_assessment"), transaction.atomic():
        hand_out(verification, board, assessment="")


def hand_out(verification: Verification, board: Board, **changes: str) -> None:
    facts = {"sha256": verification.original.sha256, "assessment": TRIED} | changes
    Disclosure.objects.create(verification=verification, by=board.secretary, at=at(), **facts)
