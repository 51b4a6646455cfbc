"""Reading a frozen protocol: what the pages show, and to whom."""

import hashlib
import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.actions.attaching import add_attachment
from meetings.actions.freezing import freeze_protocol
from meetings.actions.writing import digest, save_text
from meetings.models import (
    Meeting,
    Protocol,
    ProtocolVersion,
    Signature,
)
from tests.worlds.boards import Board, at, make_board, make_frozen, sign
from tests.worlds.once import made_once
from tests.worlds.papers import PNG
from tests.worlds.verification_pages import address, kept_and_refrozen, page, press_sign

pytestmark = pytest.mark.django_db


@made_once
def out(board: Board, version: ProtocolVersion) -> ProtocolVersion:
    """Signed by the secretary, so that chair and verifier can sign."""
    sign(version, board.secretary)
    return version


def test_first_page_shows_header_facts_signers_and_the_way_in(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    html = page(client, board.secretary, address(version))
    assert "Plats och tid" in html
    assert "Henrik Brolin" in html
    assert f'href="{address(version, "protocol_verify_paragraph", 1)}"' in html


def test_paragraphs_lead_from_one_to_the_next_and_then_to_signing(
    client: Client, board: Board, out: ProtocolVersion
) -> None:
    first = page(client, board.chair, address(out, "protocol_verify_paragraph", 1))
    assert "Paragraf 1 av 2" in first
    assert "Stämmer, nästa&nbsp;§" in first
    assert f'href="{address(out, "change_request")}?paragraf=1"' in first
    last = page(client, board.chair, address(out, "protocol_verify_paragraph", 2))
    assert "Paragraf 2 av 2" in last
    assert f'href="{address(out, "protocol_sign")}"' in last


def test_text_comes_from_the_snapshot_and_never_from_live_rows(
    client: Client, board: Board, out: ProtocolVersion
) -> None:
    board.verifier.last_name = "Nygift"
    board.verifier.save()
    board.body.name = "Nya namnet"
    board.body.save()
    html = page(client, board.chair, address(out, "protocol_verify_all"))
    assert "Nya namnet" not in html
    assert "Nygift" not in html


def test_who_waits_for_the_secretary_reads_why(client: Client) -> None:
    board = make_board(awaits_secretary=True)
    version = make_frozen(board)
    html = page(client, board.chair, address(version))
    assert "Sekreteraren skriver under först." in html
    assert "protocol_sign" not in html
    assert "Sekreteraren skriver under först." in page(client, board.chair, address(version, "protocol_sign"))


def test_pdf_is_exactly_what_is_signed(client: Client, board: Board, out: ProtocolVersion) -> None:
    client.force_login(board.chair)
    answer = client.get(address(out, "protocol_verify_pdf"))
    assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == out.sha256
    assert answer["Content-Type"] == "application/pdf"


def test_attachment_is_downloaded_from_its_paragraph(
    client: Client, board: Board, protocol: Protocol
) -> None:
    attachment = add_attachment(
        paragraph=protocol.paragraphs.order_by("position").first(),
        file_name="ekonomi.png",
        data=PNG,
        by=board.secretary,
        at=at(),
    )
    paragraph = attachment.paragraph
    text = f'<p>Se <span data-attachment="{attachment.public_id}"></span>.</p>'
    save_text(
        row=paragraph, field="text", value=text, base=digest(paragraph.text), by=board.secretary, at=at()
    )
    version = freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))
    html = page(client, board.secretary, address(version, "protocol_verify_paragraph", 1))
    assert 'href="#bilaga-1"' in html
    assert 'id="bilaga-1"' in html
    answer = client.get(address(version, "protocol_verify_attachment", 1))
    assert answer["Content-Disposition"] == 'attachment; filename="ekonomi.png"'
    assert client.get(address(version, "protocol_verify_attachment", 2)).status_code == 404


def test_new_version_begins_with_what_changed_since_the_one_read(
    client: Client, board: Board, out: ProtocolVersion
) -> None:
    again = kept_and_refrozen(board, out)
    sign(again, board.secretary, moment=at(hour=20))
    html = page(client, board.chair, address(again))
    assert "Ändrat sedan version 1" in html
    assert re.search(r"<del>.*redovisade.*</del>", html, re.DOTALL)
    assert re.search(r"<ins>.*redogjorde för.*</ins>", html, re.DOTALL)
    assert "Övriga paragrafer är oförändrade." in html
    assert "Ändrad sedan version 1" in page(
        client, board.chair, address(again, "protocol_verify_paragraph", 1)
    )
    assert "Ändrad sedan" not in page(client, board.chair, address(again, "protocol_verify_paragraph", 2))


def test_version_nobody_was_asked_to_sign_is_not_taken_as_read(client: Client) -> None:
    board = make_board(awaits_secretary=True)
    version = make_frozen(board)
    again = kept_and_refrozen(board, version)  # the secretary had not signed version 1
    sign(again, board.secretary, moment=at(hour=20))
    assert "Ändrat sedan" not in page(client, board.chair, address(again))


@pytest.mark.parametrize(
    "name", ["protocol_verify", "protocol_verify_all", "protocol_sign", "change_request"]
)
def test_pages_ask_a_constant_number_of_queries(client: Client, name: str) -> None:
    counts = []
    for number, paragraphs in enumerate((1, 8)):
        board = make_board(slug=f"forbund-{number}", suffix=f".{number}")
        version = make_frozen(board, paragraphs=paragraphs)
        client.force_login(board.secretary)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address(version, name))
        counts.append(len(queries))
        assert len(answer.content) < 100_000
    assert counts[0] == counts[1] < 40


NAMES = (
    "protocol_verify",
    "protocol_verify_all",
    "protocol_sign",
    "protocol_verify_pdf",
    "change_request",
)


@pytest.mark.parametrize("who", ["member", "other_member", "deputy"])
def test_board_member_who_is_not_to_sign_sees_nothing_before_it_is_verified(
    client: Client, board: Board, out: ProtocolVersion, who: str
) -> None:
    client.force_login(getattr(board, who))
    assert [client.get(address(out, name)).status_code for name in NAMES] == [404] * 5
    sign(out, board.chair)
    sign(out, board.verifier)
    assert client.get(address(out)).status_code == HTTPStatus.OK


def test_another_association_sees_nothing(client: Client, out: ProtocolVersion) -> None:
    other = make_board(slug="grannvik", suffix=".granne")
    client.force_login(other.chair)
    assert [client.get(address(out, name)).status_code for name in NAMES] == [404] * 5


def test_auditor_reads_and_cannot_sign(client: Client, board: Board, out: ProtocolVersion) -> None:
    html = page(client, board.auditor, address(out))
    assert "Du ska inte skriva under" in html
    assert press_sign(client, out, board.auditor).status_code == HTTPStatus.OK
    assert Signature.objects.count() == 1


def test_nothing_to_read_before_the_first_version(client: Client, board: Board, meeting: Meeting) -> None:
    client.force_login(board.secretary)
    url = reverse("protocol_verify", args=["exempelvik", "styrelsen", meeting.key])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "path", ["paragraf/99/", "bilaga/1/", "begaran/finns-inte/", "andring/?paragraf=abc"]
)
def test_odd_addresses_are_answered(client: Client, board: Board, out: ProtocolVersion, path: str) -> None:
    client.force_login(board.chair)
    assert client.get(address(out) + path).status_code in (HTTPStatus.OK, HTTPStatus.NOT_FOUND)


def test_home_lists_what_waits_what_comes_and_what_is_verified(
    client: Client, board: Board, out: ProtocolVersion
) -> None:
    url = reverse("board_home", args=["exempelvik"])
    assert "Läs och skriv under" in page(client, board.chair, url)
    assert "Inget protokoll väntar på dig." in page(client, board.member, url)
    sign(out, board.chair)
    assert "Du har skrivit under. Nu saknas Henrik Brolin." in page(client, board.chair, url)
    sign(out, board.verifier)
    html = page(client, board.member, url)
    assert "Justerat 30 maj 2024" in html
    assert f'href="{address(out)}"' in html
