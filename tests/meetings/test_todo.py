"""The chancellery's first page: what waits, who may act on it, and that acting works."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.actions.changing import request_change
from meetings.actions.noticing import register_down, register_up
from meetings.models import (
    Association,
    Body,
    Party,
    Posting,
    Protocol,
    ProtocolVersion,
    Reminder,
    Seat,
    StandardItem,
    Verification,
)
from meetings.reads.setting_up import lacking
from tests.worlds.boards import (
    Board,
    at,
    let_stand_in,
    make_board,
    make_frozen,
    make_meeting,
    make_verified,
    sign,
)
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
FIRST_PAGE = "/exempelvik/kansli/"


@made_once
def board() -> Board:
    """The board waits for the secretary, who signs first."""
    return make_board(awaits_secretary=True)


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def text_of(client: Client) -> str:
    answer = client.get(FIRST_PAGE)
    assert answer.status_code == HTTPStatus.OK
    return " ".join(answer.content.decode().split())


def test_nothing_waits_and_the_page_says_so(kansli: Client) -> None:
    page = text_of(kansli)
    assert "Inget väntar." in page
    assert "Planera ett möte" in page


def test_only_the_secretary_waits_until_the_secretary_has_signed(
    kansli: Client, board: Board, version: ProtocolVersion
) -> None:
    page = text_of(kansli)
    assert "Skriv under" in page
    assert "Skriver under efter sekreteraren" in page
    assert "Påminn" not in page
    sign(version, board.secretary)
    page = text_of(kansli)
    assert "1 av 3 har skrivit under" in page
    assert "Påminn alla" in page


def test_secretary_who_is_not_awaited_is_not_counted_among_those_who_have_signed(client: Client) -> None:
    board = make_board(slug="andrevik", suffix=".andrevik", awaits_secretary=False)
    version = make_frozen(board)
    client.force_login(board.secretary)
    for person, count in ((board.secretary, "0 av 2"), (board.chair, "1 av 2")):
        sign(version, person)
        page = " ".join(client.get("/andrevik/kansli/").content.decode().split())
        assert f"{count} har skrivit under" in page


def test_stand_in_is_named_and_not_counted_among_those_who_must_sign(kansli: Client, board: Board) -> None:
    version = make_frozen(board, deputy_verifier=board.member)
    sign(version, board.secretary)
    page = text_of(kansli)
    assert "1 av 3 har skrivit under" in page
    assert "i stället för" not in page
    let_stand_in(version, board.member, by=board.chair)
    page = text_of(kansli)
    assert "1 av 3 har skrivit under" in page
    assert "Skriver under i stället för Henrik Brolin" in page
    assert f"{board.member} om protokollet" in page
    sign(version, board.member)
    page = text_of(kansli)
    assert "2 av 3 har skrivit under" in page
    assert "i stället för" not in page


def test_colleague_can_remind_the_secretary(client: Client, board: Board, version: ProtocolVersion) -> None:
    client.force_login(board.manager)
    assert f'Påminn<span class="ds-sr-only"> {board.secretary}' in text_of(client)


def test_one_is_reminded_and_the_line_says_when(
    kansli: Client, board: Board, version: ProtocolVersion
) -> None:
    sign(version, board.secretary)
    chair = version.signatories.get(person=board.chair)
    answer = kansli.post(reverse("signatory_remind", args=["exempelvik", chair.public_id]), follow=True)
    assert "Astrid Norling har fått en påminnelse." in answer.content.decode()
    assert Reminder.objects.get().signatory == chair
    assert "Påmind" in text_of(kansli)


def test_all_are_reminded_at_once(kansli: Client, board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    kansli.post(reverse("protocol_remind", args=["exempelvik", version.protocol.public_id]))
    assert {one.signatory.person for one in Reminder.objects.all()} == {board.chair, board.verifier}


def test_who_has_signed_is_not_reminded(kansli: Client, board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    sign(version, board.chair)
    chair = version.signatories.get(person=board.chair)
    answer = kansli.post(reverse("signatory_remind", args=["exempelvik", chair.public_id]), follow=True)
    assert "behöver inte påminnas" in answer.content.decode()
    assert not Reminder.objects.exists()


def test_change_request_waits_until_it_is_answered(
    kansli: Client, board: Board, version: ProtocolVersion
) -> None:
    paragraph = version.protocol.paragraphs.first()
    request_change(
        version=version, by=board.verifier, at=at(hour=17), reason="Fel belopp.", paragraph=paragraph
    )
    page = text_of(kansli)
    assert "Begärda ändringar" in page
    assert "Henrik Brolin: Fel belopp." in page
    assert "Ute för justering" not in page


def test_boards_that_have_not_confirmed_wait(
    kansli: Client, board: Board, verification: Verification
) -> None:
    notice = verification.protocol.notice
    page = text_of(kansli)
    assert "Region Vallnäs" in page
    assert "Exempelviks kommun" in page
    assert "Skulle ha anslagits senast den" in page
    region = notice.postings.get(party=board.parties["RVN"])
    register_up(posting=region, day=notice.posted, name="Registrator", at=timezone.now())
    assert "Region Vallnäs" not in text_of(kansli)
    register_down(
        posting=region, day=notice.posted + timedelta(days=3), name="Registrator", at=timezone.now()
    )
    assert "Togs ner för tidigt" in text_of(kansli)


def test_board_is_reminded_with_a_new_link(kansli: Client, board: Board, verification: Verification) -> None:
    posting = verification.protocol.notice.postings.get(party=board.parties["RVN"])
    kansli.post(reverse("posting_remind", args=["exempelvik", posting.public_id]))
    changed = Posting.objects.get(pk=posting.pk)
    assert changed.reminded_at
    assert changed.token_hash != posting.token_hash


def test_board_without_address_is_registered_by_hand(kansli: Client, verification: Verification) -> None:
    Posting.objects.filter(pk=verification.protocol.notice.postings.first().pk).update(email="")
    posting = Posting.objects.get(email="")
    assert reverse("posting_remind", args=["exempelvik", posting.public_id]) not in text_of(kansli)
    answer = kansli.post(reverse("posting_remind", args=["exempelvik", posting.public_id]), follow=True)
    assert "saknar e-postadress" in answer.content.decode()


def test_draft_says_how_much_is_missing(kansli: Client, board: Board, protocol: Protocol) -> None:
    assert "Inget saknas, klart att skicka ut." in text_of(kansli)
    meeting = make_meeting(board, day=date(2024, 9, 12))
    page = text_of(kansli)
    assert "saker saknas" in page
    assert reverse("draft_edit", args=["exempelvik", "styrelsen", meeting.key]) in page


def test_meeting_to_come_is_no_draft_yet(kansli: Client, board: Board) -> None:
    make_meeting(board, day=timezone.localdate() + timedelta(days=9))
    page = text_of(kansli)
    assert "Inget väntar." in page
    assert "Förbered" in page


def parts_of(page: str) -> list[str]:
    return [part.split("<")[0] for part in page.split("<h2")[1:] for part in [part.split(">", 1)[1]]]


def test_what_is_late_stands_first_then_what_waits_for_the_reader_then_the_rest(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    today = timezone.localdate()
    soon = make_frozen(board, day=today - timedelta(days=3), paragraphs=1)  # waits for the secretary
    make_meeting(board, day=today - timedelta(days=2))  # and this draft too: the secretary keeps it
    expected = {
        board.secretary: ["Försenat", "Väntar på dig", "Kommande möten"],
        board.manager: ["Försenat", "För kansliet", "Kommande möten"],
        board.auditor: ["Försenat", "Väntar på kansliet", "Kommande möten"],
    }
    for person, parts in expected.items():
        client.force_login(person)
        page = text_of(client)
        assert [one for one in parts_of(page) if not one.startswith("Kvar")] == parts
        late, other = page.split(parts[1])
        for protocol in (version.protocol, soon.protocol):
            assert page.count(f'id="justering-{protocol.public_id}"') == 1
        assert f'id="justering-{version.protocol.public_id}"' in late
        assert f'id="justering-{soon.protocol.public_id}"' in other


def test_each_group_has_one_filled_button_and_each_line_says_by_when(
    kansli: Client, board: Board, version: ProtocolVersion
) -> None:
    for month in (8, 9, 10):
        make_meeting(board, day=date(2024, month, 12))
    page = text_of(kansli)
    late = page.split("<h2")[2 if "Kvar att ställa in" in page else 1]
    groups = late.split("<h3>")[1:]
    assert [group.split("<")[0] for group in groups] == ["Ute för justering", "Utkast"]
    for group in groups:
        assert group.count('data-variant="primary"') == 1
        assert group.split("<li>")[1].count('data-variant="primary"') == 1
    assert groups[1].count("Skulle ha justerats senast den") == 3


def test_auditor_sees_it_all_and_has_no_buttons(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    client.force_login(board.auditor)
    page = text_of(client)
    assert "Astrid Norling" in page
    assert '<form method="post" action="/exempelvik' not in page
    signatory = version.signatories.first()
    refused = client.post(reverse("signatory_remind", args=["exempelvik", signatory.public_id]))
    assert refused.status_code == HTTPStatus.NOT_FOUND


def test_board_member_has_no_such_page(client: Client, board: Board) -> None:
    client.force_login(board.chair)
    assert client.get(FIRST_PAGE).status_code == HTTPStatus.NOT_FOUND


def test_nobody_reminds_across_associations(client: Client, verification: Verification) -> None:
    other = make_board(slug="granby", suffix=".granby")
    client.force_login(other.secretary)
    mail.outbox.clear()
    ids = {
        "signatory_remind": verification.version.signatories.first().public_id,
        "protocol_remind": verification.protocol.public_id,
        "posting_remind": verification.protocol.notice.postings.first().public_id,
    }
    for name, public_id in ids.items():
        for slug in ("exempelvik", "granby"):
            answer = client.post(reverse(name, args=[slug, public_id]))
            assert answer.status_code == HTTPStatus.NOT_FOUND
    assert not Reminder.objects.exists()


def test_what_is_left_to_set_up_is_told_in_order_until_the_board_can_meet(
    kansli: Client, board: Board
) -> None:
    assert "har ingen standarddagordning" in text_of(kansli)
    StandardItem.objects.create(body=board.body, position=1, heading="Sammanträdet öppnas")
    assert [one.label for one in lacking(board.association)] == ["Skriv redogörelsen"]
    day = date(2026, 10, 1)
    Association.objects.filter(pk=board.association.pk).update(
        accessibility="fully",
        accessibility_method="self",
        accessibility_assessed_on=day,
        accessibility_updated_on=day,
    )
    assert "Kvar att ställa in" not in text_of(kansli)
    bare = Association.objects.create(name="Samordningsförbundet i Nystad", slug="nystad")
    assert [one.label for one in lacking(bare)] == [
        "Välj medlemmarna",
        "Lägg upp styrelsen",
        "Ta in en stämpel",
        "Skriv redogörelsen",
    ]
    body = Body.objects.create(association=bare, name="Styrelsen", slug="styrelsen", kind=Body.Kind.BOARD)
    said = [one.sentence for one in lacking(bare)]
    assert said[1:] == [
        "Styrelsen har inga platser.",
        "Styrelsen har ingen standarddagordning.",
        "Förbundet har ingen elektronisk stämpel.",
        "Förbundet har inte bedömt webbplatsens tillgänglighet.",
    ]
    party = Party.objects.create(
        association=bare, name="Nystads kommun", code="NK", kind=Party.Kind.MUNICIPALITY
    )
    Seat.objects.create(body=body, party=party, number=1)
    said = [one.sentence for one in lacking(bare)]
    assert said[0] == "Ingen har uppdrag i Styrelsen."
    assert said[2:] == [
        "Nystads kommun har ingen e-postadress för anslag.",
        "Förbundet har ingen elektronisk stämpel.",
        "Förbundet har inte bedömt webbplatsens tillgänglighet.",
    ]


def test_longer_list_asks_no_more_questions(kansli: Client, board: Board) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(kansli)
        return len(queries)

    for month in (1, 2):
        make_verified(board, day=date(2024, month, 5), paragraphs=1)
    make_frozen(board, day=date(2024, 3, 5), paragraphs=1)
    for month in range(4, 8):
        make_meeting(board, day=date(2025, month, 5))
    count()
    before = count()
    make_frozen(board, day=date(2024, 4, 5), paragraphs=1)
    for month in range(8, 12):
        make_meeting(board, day=date(2025, month, 5))
    assert count() == before
