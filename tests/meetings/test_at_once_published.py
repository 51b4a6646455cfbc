"""§ 1 verified at once: its notice, its public page, and the commands that must know which protocol is meant."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.actions.publishing import hide_protocol
from meetings.errors import RuleViolation
from meetings.models import Notice, Person, Verification
from meetings.paper.storage import stored_bytes
from tests.meetings.test_commands import answer, hold
from tests.worlds.boards import MEETING_DAY, Board, at, make_board
from tests.worlds.immediate import make_verified_at_once, verify_the_rest
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
DAY = MEETING_DAY.isoformat()
HELD = '<span class="nowrap">30 maj 2024</span>'
AT_ONCE = f"{DAY}-omedelbart"


@made_once
def board() -> Board:
    return make_board(series="meeting")


@made_once
def verification(board: Board) -> Verification:
    """Of § 1."""
    return make_verified_at_once(board)


@made_once
def rest(board: Board, verification: Verification) -> Verification:
    return verify_the_rest(board, verification)


def address(name: str, key: str = AT_ONCE, *more: object) -> str:
    return reverse(name, args=["exempelvik", "styrelsen", key, *more])


def page(client: Client, person: Person | None, url: str) -> str:
    if person:
        client.force_login(person)
    response = client.get(url)
    assert response.status_code == HTTPStatus.OK, url
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_two_notices_share_no_paragraph(client: Client, board: Board, rest: Verification) -> None:
    assert {one.paragraphs_text for one in Notice.objects.all()} == {"§\xa01", "§\xa02"}
    board_page = page(client, None, reverse("notice_board", args=["exempelvik"]))
    assert f"protokoll {HELD}, § 1</a>" in board_page
    assert f"protokoll {HELD}, § 2</a>" in board_page
    assert "Omedelbart justerat 30 maj 2024" in board_page
    status = page(client, board.manager, address("notice_status"))
    assert "30 maj 2024, § 1</p>" in status
    assert "§ 2" not in status


def test_public_reads_it_before_the_rest_is_verified(client: Client, verification: Verification) -> None:
    html = page(client, None, reverse("protocol_list", args=["exempelvik"]))
    assert "§ 1 · omedelbart justerat 30 maj 2024" in html
    html = page(client, None, address("protocol_detail"))
    assert "omedelbart justerat" in html
    assert "Ärende 1" in html
    assert "Ärende 2" not in html
    assert client.get(address("protocol_detail", DAY)).status_code == HTTPStatus.NOT_FOUND
    assert client.get(address("protocol_pdf")).content.startswith(b"%PDF")


def test_the_rest_refers_to_it_and_links_it_while_it_is_published(
    client: Client, board: Board, verification: Verification, rest: Verification
) -> None:
    link = address("protocol_paragraph", AT_ONCE, 1)
    assert f'href="{address("protocol_detail", DAY)}"' in page(client, None, address("protocol_detail"))
    for url in (address("protocol_detail", DAY), address("protocol_paragraph", DAY, 1)):
        html = page(client, None, url)
        assert "omedelbart justerad den 30 maj 2024" in html
        assert link in html
    hide_protocol(protocol=verification.protocol, by=board.secretary, at=at())
    for url in (address("protocol_detail", DAY), address("protocol_paragraph", DAY, 1)):
        assert link not in page(client, None, url)
    assert client.get(address("protocol_detail")).status_code == HTTPStatus.NOT_FOUND


def test_commands_ask_which_protocol(verification: Verification, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RuleViolation, match="--protocol 1, 2"):
        answer("meeting_json", "exempelvik", DAY)
    with pytest.raises(RuleViolation, match="Protokoll 3 finns inte"):
        answer("meeting_json", "exempelvik", DAY, "--protocol", "3")
    answered = answer("meeting_json", "exempelvik", DAY, "--protocol", "2")
    hold(answered, "meeting_json")
    assert [one["number"] for one in answered["paragraphs"]] == ["1"]
    assert [one["paragraphs"] for one in answered["notices"]] == [["1"]]
    own = answer("meeting_json", "exempelvik", DAY, "--protocol", "1")
    assert [(one["number"], one["immediately_verified"]) for one in own["paragraphs"]] == [
        ("1", True),
        ("2", False),
    ]
    monkeypatch.chdir(tmp_path)
    rendered = answer("render_protocol", "exempelvik", DAY, "--protocol", "2")
    assert rendered["pdf"].endswith(f"exempelvik-{AT_ONCE}.pdf")
    assert rendered["sealed"]
    assert [one["state"] for one in answer("list_meetings")] == ["planned"]


def test_authenticity_check_says_which_paragraph(client: Client, verification: Verification) -> None:
    file = SimpleUploadedFile("p.pdf", stored_bytes(verification.original.sha256), "application/pdf")
    html = client.post("/kontrollera/", {"file": file}).content.decode()
    assert "Förbundsstyrelsen 30 maj 2024, §\xa01" in html
    assert address("protocol_detail") in html
