"""Pages, letters and commands about a meeting's protocols: its own, and that of § 1 verified at once."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from meetings.actions.changing import request_change, withdraw_protocol
from meetings.actions.freezing import freeze_protocol
from meetings.actions.reminding import remind_all_due
from meetings.models import Meeting, Notice, Person, Protocol, ProtocolVersion, Verification
from meetings.querysets import own_protocol
from meetings.views.addresses import DayAndSequence, ProtocolAddress, ProtocolKey
from tests.worlds.boards import MEETING_DAY, Board, at, make_board, sign
from tests.worlds.immediate import (
    freeze_first,
    make_at_once,
    make_verified_at_once,
    sign_all,
    verify_the_rest,
)
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
SENDER = " – Samordningsförbundet i Exempelvik"  # every mail says whose it is
DAY = MEETING_DAY.isoformat()
HELD = '<span class="nowrap">30 maj 2024</span>'
AT_ONCE = f"{DAY}-omedelbart"


@made_once
def board() -> Board:
    return make_board(series="meeting")


@made_once
def version(board: Board) -> ProtocolVersion:
    """§ 1, out for immediate verification."""
    return make_at_once(board)


@made_once
def verification(board: Board, version: ProtocolVersion) -> Verification:
    return sign_all(version, board)


@made_once
def meeting(board: Board) -> Meeting:
    """With § 1 verified at once, among others, of which the drafts are more than have their checklist read."""
    for month in range(1, 5):
        make_at_once(board, day=date(2024, month, 8))
    meeting = make_verified_at_once(board, paragraphs=4).protocol.meeting
    make_at_once(board, day=date(2024, 6, 8))
    make_verified_at_once(board, day=date(2024, 6, 9))
    return meeting


def address(name: str, key: str = AT_ONCE, *more: object) -> str:
    return reverse(name, args=["exempelvik", "styrelsen", key, *more])


def page(client: Client, person: Person | None, url: str) -> str:
    if person:
        client.force_login(person)
    response = client.get(url)
    assert response.status_code == HTTPStatus.OK, url
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.mark.parametrize(
    ("key", "sequence", "number"),
    [
        (DAY, 1, 1),
        (f"{DAY}-2", 2, 1),
        (f"{DAY}-omedelbart", 1, 2),
        (f"{DAY}-omedelbart-2", 1, 3),
        (f"{DAY}-2-omedelbart-10", 2, 11),
    ],
)
def test_address_names_the_protocol(key: str, sequence: int, number: int) -> None:
    wanted = ProtocolAddress(DayAndSequence(MEETING_DAY, sequence), number)
    assert ProtocolKey().to_python(key) == wanted
    assert str(wanted) == key
    assert key in address("protocol_verify", key)


WRONG_ENDS = "-1 -omedelbart-1 -omedelbart-0 -omedelbart-01 -omedelbart-100 -Omedelbart -omedelbart-2-2"


@pytest.mark.parametrize("key", [*(DAY + end for end in WRONG_ENDS.split()), "2024-13-01-omedelbart"])
def test_one_protocol_has_one_address(
    client: Client, board: Board, version: ProtocolVersion, key: str
) -> None:
    client.force_login(board.secretary)
    assert client.get(f"/exempelvik/justera/styrelsen/{key}/").status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(NoReverseMatch):
        reverse("meeting_detail", args=["exempelvik", "styrelsen", AT_ONCE])


def test_letters_name_the_paragraph_and_lead_to_its_protocol(board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    letter = letters(board.chair.email)[-1]
    assert (
        letter.subject.replace("\xa0", " ")
        == "Justera protokollet (§ 1) från 30 maj 2024 – Samordningsförbundet i Exempelvik"
    )
    assert "Det justeras omedelbart, för sig." in letter.body
    assert "senast den 30 maj 2024" in letter.body.replace("\xa0", " ")
    assert f"/exempelvik/justera/styrelsen/{AT_ONCE}/" in letter.body
    remind_all_due(at=at(MEETING_DAY + timedelta(days=9)))
    assert letters(board.chair.email)[-1].subject.startswith("Påminnelse: protokollet (§\xa01)")
    sign(version, board.chair)
    sign(version, board.verifier)
    verified = letters(board.secretary.email)[-1]
    assert verified.subject.replace("\xa0", " ") == f"Protokollet (§ 1) från 30 maj 2024 är justerat{SENDER}"
    assert f"/exempelvik/moten/styrelsen/{AT_ONCE}/justering/" in verified.body


def test_change_letters_lead_to_its_protocol_too(board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    request_change(version=version, by=board.chair, at=at(hour=17), reason="Fel.")
    for letter in letters()[-2:]:
        assert "(§\xa01)" in letter.subject
        assert AT_ONCE in letter.body


def test_board_page_lists_reads_and_signs_it(client: Client, board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    home = page(client, board.chair, reverse("board_home", args=["exempelvik"]))
    assert f"Förbundsstyrelsen {HELD}, § 1</strong></a>, justeras omedelbart" in home
    assert address("protocol_verify") in home
    html = page(client, board.chair, address("protocol_verify"))
    assert "Omedelbar justering · " in html
    assert "13 juni" not in html  # the 14 days of a whole protocol
    assert "</time>, § 1</h1>" in html
    assert "Ärende 1" in page(client, board.chair, address("protocol_verify_all"))
    assert "Ärende 2" not in page(client, board.chair, address("protocol_verify_all"))
    for person in (board.chair, board.verifier):
        sign(version, person)
    home = page(client, board.member, reverse("board_home", args=["exempelvik"]))
    assert "Omedelbart justerat 30 maj 2024" in home


def test_signer_reads_nothing_else_of_the_draft(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    client.force_login(board.chair)
    for name in ("protocol_verify", "protocol_verify_all", "protocol_verify_pdf", "protocol_sign"):
        assert client.get(address(name, DAY)).status_code == HTTPStatus.NOT_FOUND
    for name in ("meeting_detail", "draft_edit"):
        assert client.get(address(name, DAY)).status_code == HTTPStatus.NOT_FOUND


def test_change_is_asked_for_in_its_paragraph(client: Client, board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    client.force_login(board.chair)
    client.post(address("change_request") + "?paragraf=1", {"paragraph": "1", "reason": "Fel ord."})
    request = version.change_requests.get()
    assert request.paragraph.number == 1
    assert "Fel ord." in page(client, board.manager, address("verification_status"))


def test_chancellery_acts_on_it_and_not_on_the_rest(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    html = page(client, board.manager, address("verification_status"))
    assert "Omedelbar justering" in html
    assert f"{HELD}, § 1</h1>" in html
    client.post(address("verification_remind"))
    assert letters(board.secretary.email)[-1].subject.startswith("Påminnelse")
    assert "Justera § 1 på papper" in page(client, board.manager, address("verification_paper"))
    client.post(address("verification_withdraw"), {"reason": "Fel."})
    assert version.change_requests.count() == 1
    assert client.get(address("verification_status", DAY)).status_code == HTTPStatus.NOT_FOUND


def test_meeting_lists_every_protocol_with_its_state(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    detail = address("meeting_detail", DAY)
    html = page(client, board.secretary, detail)
    assert "§ 1, justeras omedelbart" in html
    assert "Ute för justering" in html
    assert "§ 1: Version 1 klar för justering" in html
    assert "Skriv protokollet" in html
    verification = sign_all(version, board)
    html = page(client, board.secretary, detail)
    assert "§ 1, omedelbart justerad" in html
    assert address("notice_status") in html
    assert f'"{address("notice_status", DAY)}"' not in html
    verify_the_rest(board, verification)
    html = page(client, board.secretary, detail)
    for key in (DAY, AT_ONCE):
        assert address("verification_status", key) in html
        assert address("notice_status", key) in html


def test_todo_names_it_until_it_is_verified(client: Client, board: Board, version: ProtocolVersion) -> None:
    todo = reverse("todo", args=["exempelvik"])
    html = page(client, board.manager, todo)
    assert f"Förbundsstyrelsen {HELD}, § 1</a>" in html
    assert "Justeras omedelbart." in html
    assert address("verification_status") in html
    withdraw_protocol(version=version, by=board.secretary, at=at(hour=12), reason="Fel.")
    html = page(client, board.manager, todo)
    assert "Ute för justering" not in html
    assert f"Förbundsstyrelsen {HELD}, § 1</strong>" in html  # among the drafts


def test_todo_names_the_board_that_has_not_confirmed(
    client: Client, board: Board, verification: Verification
) -> None:
    html = page(client, board.manager, reverse("todo", args=["exempelvik"]))
    assert f"Exempelviks kommun</strong></a>, Förbundsstyrelsen {HELD}, § 1" in html
    posting = Notice.objects.get().postings.get(party__code="EK")
    assert address("notice_posting", AT_ONCE, posting.public_id) in html


def test_no_change_is_asked_for_in_a_reference(
    client: Client, board: Board, verification: Verification
) -> None:
    own = own_protocol(verification.protocol.meeting)
    version = freeze_protocol(protocol=own, by=board.secretary, at=at(hour=15))
    sign(version, board.secretary)
    html = page(client, board.chair, address("protocol_verify_all", DAY))
    assert "paragraf=2" in html
    assert "paragraf=1" not in html
    assert "</time>, § 2</h1>" in html
    form = page(client, board.chair, address("change_request", DAY))
    assert "§ 2 Ärende 2" in form
    assert "§ 1 Ärende 1" not in form


def test_more_of_them_ask_no_more_questions(client: Client, board: Board, meeting: Meeting) -> None:
    client.force_login(board.secretary)
    pages = {where: reverse(where, args=["exempelvik"]) for where in ("todo", "board_home", "protocol_list")}
    pages["meeting_detail"] = address("meeting_detail", DAY)

    def queries(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == HTTPStatus.OK
        return len(captured)

    before = {where: queries(url) for where, url in pages.items()}
    make_at_once(board, day=date(2024, 9, 8))
    make_verified_at_once(board, day=date(2024, 9, 9))
    sign_all(freeze_first(own_protocol(meeting), board), board)
    assert Protocol.objects.filter(meeting=meeting).count() == 3
    assert {where: queries(url) for where, url in pages.items()} == before
