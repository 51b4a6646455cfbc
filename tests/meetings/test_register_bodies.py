"""Organ och platser: each part of a body, its seats and its presidium."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Body, BodyYear, DocumentRow, Mandate, Office, ProtocolVersion
from tests.worlds.boards import Board, make_frozen
from tests.worlds.registers import answer, history, post, said

pytestmark = pytest.mark.django_db
NAMES = {"name": "Styrelsen i Vallnäs", "name_in_sentence": "", "kind": "board", "before_chair": "eldest"}
LOOK = {"decision_heading": "Beslut", "decision_style": "bullets", "document_title": "Protokoll"}


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def test_a_part_is_changed_and_the_rest_stays(kansli: Client, board: Board) -> None:
    assert post(kansli, "body_change", LOOK, "styrelsen", "utseende").url == reverse(
        "body_detail", args=["exempelvik", "styrelsen"]
    )
    board.body.refresh_from_db()
    assert (board.body.decision_heading, board.body.name) == ("Beslut", "Förbundsstyrelsen")
    assert history(board.body) == [("~", board.secretary)]
    assert "Historik" in answer(kansli, "body_detail", "styrelsen")


def test_what_a_setting_does_is_shown_before_it_is_saved(kansli: Client, board: Board) -> None:
    sent = LOOK | {"decision_heading": "Styrelsen beslutar", "decision_tag": "BESLUTSÄRENDE", "look": "1"}
    page = post(kansli, "body_change", sent, "styrelsen", "utseende").content.decode()
    assert "Styrelsen beslutar</h2>" in page
    assert "BESLUTSÄRENDE</span>" in page
    board.body.refresh_from_db()
    assert board.body.decision_heading == "Förbundsstyrelsens beslut"


@pytest.mark.parametrize(
    ("part", "sent", "sentence"),
    [
        ("namn", NAMES | {"name": ""}, "Namn – Detta fält måste fyllas i."),
        ("namn", NAMES | {"delegated_in": "§ 3"}, "Bara ett arbetsutskott"),
        (
            "nummer",
            {"series": "year", "heading_numbers": "paragraph", "meeting_number_pattern": "{år}"},
            "{nr} en gång",
        ),
        (
            "narvaro",
            {"attendance_layout": "running", "name_order": "office", "title_position": "after"},
            "66 §",
        ),
        ("utseende", LOOK | {"document_title": ""}, "Dokumentets rubrik – "),
        ("justering", {"verifier_count": "0"}, "Antal justerare utöver ordföranden – "),
    ],
)
def test_a_part_that_cannot_be_is_refused(
    kansli: Client, board: Board, part: str, sent: dict[str, str], sentence: str
) -> None:
    assert sentence in said(post(kansli, "body_change", sent, "styrelsen", part))
    assert not history(board.body)


def test_kind_of_a_body_with_protocols_stays(kansli: Client, version: ProtocolVersion, board: Board) -> None:
    sent = NAMES | {"kind": "consultation"}
    assert "redan protokoll" in said(post(kansli, "body_change", sent, "styrelsen", "namn"))


def test_a_body_is_added_with_its_rows_and_seats(kansli: Client, board: Board) -> None:
    sent = {"name": "Beredningsgruppen", "kind": "preparatory_group", "slug": "beredning"}
    assert "används redan" in said(post(kansli, "body_add", sent | {"slug": "styrelsen"}))
    seats = post(kansli, "body_add", sent).url
    body = Body.objects.get(slug="beredning")
    assert body.document_rows.count() == 4
    numbers = {f"seats_{code}": "2" if code == "EK" else "0" for code in board.parties}
    kansli.post(seats, numbers)
    assert [seat.party.code for seat in body.seats.all()] == ["EK", "EK"]


def test_seat_of_a_board_that_was_held_stays(kansli: Client, board: Board) -> None:
    numbers = {f"seats_{code}": "1" for code in board.parties}
    assert "Exempelviks kommun – " in said(
        post(kansli, "body_seats", numbers | {"seats_EK": "0"}, "styrelsen")
    )
    post(kansli, "body_seats", numbers | {"seats_EK": "2"}, "styrelsen")
    assert board.body.seats.count() == 5
    assert "vakant" in answer(kansli, "body_detail", "styrelsen")
    Mandate.objects.filter(person=board.other_member).update(seat=board.body.seats.get(number=5))
    refused = said(post(kansli, "body_seats", numbers, "styrelsen"))
    assert "Plats 5 (Exempelviks kommun) har haft uppdrag" in refused


def test_an_office_is_ended_and_given_to_a_ledamot(kansli: Client, board: Board) -> None:
    chair = Office.objects.get(kind="chair")
    sent = {"person": board.member.pk, "kind": "chair", "rank": "1", "first_day": "2024-01-01"}
    assert "redan en ordförande" in said(post(kansli, "office_add", sent, "styrelsen"))
    post(kansli, "office_end", {"last_day": "2023-12-31"}, chair.pk)
    chair.refresh_from_db()
    assert str(chair.last_day) == "2023-12-31"
    assert "giltigt alternativ" in said(
        post(kansli, "office_add", sent | {"person": board.deputy.pk}, "styrelsen")
    )
    post(kansli, "office_add", sent, "styrelsen")
    assert history(Office.objects.get(person=board.member)) == [("+", board.secretary)]


def test_head_of_the_protocol_is_chosen_row_by_row(kansli: Client, board: Board) -> None:
    page = answer(kansli, "body_head", "styrelsen")
    sent: dict[str, str] = {}
    for position, key in enumerate(DocumentRow.Key.values, start=1):
        assert f'name="{key}_label"' in page
        sent |= {f"{key}_label": DocumentRow.Key(key).label, f"{key}_order": str(position + 10)}
    shown = {
        "secretary_shown": "on",
        "paragraphs_shown": "on",
        "paragraphs_label": "Ärenden",
        "paragraphs_order": "1",
    }
    assert post(kansli, "body_head", sent | shown, "styrelsen").status_code == 302
    rows = board.body.document_rows.filter(shown=True).order_by("position")
    assert [one.label for one in rows] == ["Ärenden", "Sekreterare"]
    assert "«Ordförande» kallas – " in said(
        post(kansli, "body_head", sent | {"chair_label": ""}, "styrelsen")
    )


def test_year_begins_where_it_is_said_until_a_number_is_taken(kansli: Client, board: Board) -> None:
    sent = {"first_paragraph": "37", "first_meeting": "3"}
    assert post(kansli, "body_year", sent, "styrelsen", 2024).status_code == 302
    series = BodyYear.objects.get(body=board.body, year=2024)
    assert (series.first_paragraph, series.first_meeting) == (37, 3)
    assert history(series) == [("+", board.secretary)]
    assert str(make_frozen(board, paragraphs=1).protocol.paragraphs.get().number) == "37"
    refused = said(post(kansli, "body_year", sent | {"first_paragraph": "1"}, "styrelsen", 2024))
    assert "Årets paragrafer har redan fått sina nummer" in refused
    assert kansli.get(reverse("body_year", args=["exempelvik", "styrelsen", 1999])).status_code == 404
