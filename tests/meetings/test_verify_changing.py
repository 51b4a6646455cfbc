"""Asking for a change on the page, and how the chair answers."""

from http import HTTPStatus

import pytest
from django.test import Client

from meetings.actions.changing import request_change
from meetings.models import (
    ChangeRequest,
    ProtocolVersion,
    Referral,
)
from tests.worlds.boards import Board, at, sign
from tests.worlds.once import made_once
from tests.worlds.verification_pages import address, page

pytestmark = pytest.mark.django_db


@made_once
def out(board: Board, version: ProtocolVersion) -> ProtocolVersion:
    """Signed by the secretary, so that chair and verifier can sign."""
    sign(version, board.secretary)
    return version


def test_form_says_whose_signatures_become_void_and_offers_the_text(
    client: Client, board: Board, out: ProtocolVersion
) -> None:
    html = page(client, board.chair, address(out, "change_request") + "?paragraf=1")
    assert "Underskriften från Karl Ostman slutar att gälla" in html
    assert "Förbundschefen redovisade ekonomin.</textarea>" in html
    assert "att lägga rapporten till handlingarna.</textarea>" in html


def test_reworded_decision_becomes_the_proposal(client: Client, board: Board, out: ProtocolVersion) -> None:
    decision = out.protocol.paragraphs.get(number=1).decisions.get()
    client.force_login(board.chair)
    answer = client.post(
        address(out, "change_request") + "?paragraf=1",
        {
            "paragraph": "1",
            "reason": "Fel ord.",
            "text": "Förbundschefen redovisade ekonomin.\r\n",
            f"decision-{decision.public_id}": "att notera rapporten.",
        },
    )
    assert answer["Location"] == address(out)
    asked = ChangeRequest.objects.get()
    assert (asked.decision_public_id, asked.proposed_text) == (
        decision.public_id,
        "att notera rapporten.",
    )
    assert "Fel ord." in page(client, board.verifier, address(out))


def test_text_that_was_not_touched_is_no_proposal(client: Client, board: Board, out: ProtocolVersion) -> None:
    client.force_login(board.chair)
    client.post(address(out, "change_request"), {"paragraph": "2", "reason": "Fel ord."})
    asked = ChangeRequest.objects.get()
    assert (asked.paragraph.number, asked.proposed_text) == (2, "")


@pytest.mark.parametrize("reason", ["", "   ", "🙂", "x" * 20_001, "a\x00b"])
def test_bad_reason_is_a_sentence_and_keeps_the_protocol_out(
    client: Client, board: Board, out: ProtocolVersion, reason: str
) -> None:
    client.force_login(board.chair)
    answer = client.post(address(out, "change_request"), {"paragraph": "", "reason": reason})
    assert "Din begäran är inte skickad" in answer.content.decode()
    assert not ChangeRequest.objects.exists()


def test_chair_keeps_the_text_and_the_verifier_sees_the_answer(
    client: Client, board: Board, out: ProtocolVersion
) -> None:
    asked = request_change(version=out, by=board.verifier, at=at(hour=17), reason="Yrkandet saknas.")
    assert "Låt texten stå kvar" in page(client, board.chair, address(out))
    answer = client.post(
        address(out, "request_answer", asked.public_id), {"outcome": "kept", "text": "Det fanns inget."}
    )
    assert answer["Location"] == address(out)
    html = page(client, board.verifier, address(out))
    assert "Svar: Texten står kvar." in html
    assert "Det fanns inget." in html


def test_verifier_cannot_answer(client: Client, board: Board, out: ProtocolVersion) -> None:
    asked = request_change(version=out, by=board.verifier, at=at(hour=17), reason="Yrkandet saknas.")
    client.force_login(board.verifier)
    assert client.get(address(out, "request_answer", asked.public_id)).status_code == 404


def test_chair_refers_to_the_next_meeting_after_saying_why(
    client: Client, board: Board, out: ProtocolVersion
) -> None:
    client.force_login(board.chair)
    assert "hanskjut/" not in page(client, board.chair, address(out))  # nobody disagrees
    request_change(version=out, by=board.verifier, at=at(hour=17), reason="Yrkandet saknas.")
    assert client.post(address(out, "verification_refer"), {"reason": ""}).status_code == HTTPStatus.OK
    asked = page(client, board.chair, address(out, "verification_refer"))
    assert "13 juni 2024</strong>, fjorton dagar efter mötet" in asked
    assert "Det hinner nästa möte inte göra." in asked
    client.post(address(out, "verification_refer"), {"reason": "Vi är oense."})
    assert Referral.objects.get().reason == "Vi är oense."
    assert "har hänskjutit justeringen" in page(client, board.verifier, address(out))
