"""Whoever took part in the meeting signs its protocol, with a mandate, role or employment that has ended since."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from meetings.access import protocols_visible_to
from meetings.actions.freezing import freeze_protocol
from meetings.actions.registering import add_person
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.models import Mandate, Meeting, Office, Person, Role, Signature, Verification
from meetings.querysets import associations_of, own_protocol
from tests.worlds.boards import PASSWORD, Board, at, make_frozen, make_meeting, make_ready, sign
from tests.worlds.letters import letters
from tests.worlds.verification_pages import press_sign

pytestmark = pytest.mark.django_db


def end_everything(board: Board) -> None:
    day = date(2024, 5, 31)
    Office.objects.filter(body=board.body).update(last_day=day)
    Mandate.objects.filter(body=board.body).update(last_day=day)
    Role.objects.filter(association=board.association).exclude(person=board.manager).delete()


def test_everyone_who_was_there_signs_after_having_left(board: Board) -> None:
    version = make_frozen(board)
    end_everything(board)
    address = [board.association.slug, "styrelsen", version.protocol.key]
    for person in (board.secretary, board.chair, board.verifier):
        client = Client()
        client.force_login(person)
        for page in ("protocol_verify", "protocol_verify_all", "protocol_sign"):
            assert client.get(reverse(page, args=address)).status_code == HTTPStatus.OK, (person, page)
        sent = {"version": version.number, "sha256": version.sha256, "password": PASSWORD}
        assert client.post(reverse("protocol_sign", args=address), sent).status_code == HTTPStatus.FOUND
    assert Signature.objects.count() == 3
    assert Verification.objects.exists()
    assert {board.chair.email, board.verifier.email} <= {
        one.to for one in letters() if "Justera" in one.subject
    }


def test_access_lasts_until_the_protocol_is_verified(client: Client, board: Board) -> None:
    """Those who have held a mandate go on to read what is verified; a former employee reads no more."""
    version = make_frozen(board)
    end_everything(board)
    slug = board.association.slug
    pages = [reverse("board_home", args=[slug])] + [
        reverse(name, args=[slug, "styrelsen", version.protocol.key])
        for name in ("protocol_verify", "protocol_verify_pdf")
    ]

    def answers(person: Person) -> set[int]:
        client.force_login(person)
        return {client.get(page).status_code for page in pages}

    assert press_sign(client, version, board.secretary).status_code == HTTPStatus.FOUND
    sign(version, board.chair)
    assert answers(board.secretary) == {HTTPStatus.OK}
    assert not protocols_visible_to(board.member, board.association).exists()
    sign(version, board.verifier)
    assert Verification.objects.exists()
    assert answers(board.secretary) == {HTTPStatus.NOT_FOUND}
    assert answers(board.verifier) == {HTTPStatus.OK}
    assert not associations_of(board.secretary).exists()
    draft = own_protocol(make_meeting(board, day=date(2024, 6, 20)))
    assert draft not in protocols_visible_to(board.chair, board.association)


def test_protocol_is_frozen_with_those_who_were_there_when_they_have_left(board: Board) -> None:
    protocol = make_ready(board)
    end_everything(board)
    version = freeze_protocol(protocol=protocol, by=board.manager, at=at(date(2024, 6, 3)))
    assert {one.person for one in version.signatories.all()} == {board.secretary, board.chair, board.verifier}


def test_the_checklist_tells_of_whoever_had_no_mandate_that_day(board: Board) -> None:
    """The register is set right after the meeting: the line stays, for it tells who was there."""
    protocol = make_ready(board)

    def said() -> list[str]:
        found = findings_of(read_draft(protocol), today=protocol.meeting.date)
        return [one.sentence for one in found if "uppdraget i registret" in one.sentence]

    end_everything(board)
    assert said() == []
    Mandate.objects.filter(person=board.member).update(last_day=date(2024, 5, 29))
    assert said() == [
        "Petra Sandell är med som ledamot, men uppdraget i registret gäller inte den 30 maj 2024"
    ]


def test_mandate_is_valid_from_its_day_without_an_account(board: Board) -> None:
    newcomer = add_person(
        association=board.association,
        email="ny@example.org",
        first_name="Ny",
        last_name="Ledamot",
        by=board.secretary,
        at=at(),
    )
    Mandate.objects.filter(person=board.member).update(person=newcomer)
    meeting = make_meeting(board)
    assert not newcomer.has_usable_password()
    attendee = Meeting.objects.get(pk=meeting.pk).attendees.get(person=newcomer)
    assert attendee.kind == "member"
