"""The chancellery's meetings: the list, a new one, its facts and its steps."""

from datetime import date, time
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.actions.planning import pass_meeting_to
from meetings.models import BodyYear, Meeting, ProtocolVersion, Verification
from meetings.swedish import minute
from tests.worlds.boards import Board, at, make_board, make_frozen, make_meeting, make_ready, make_verified
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db

NEW = {"body": "styrelsen", "date": "2024-05-30", "start": "08:30", "place": "Stadshuset", "mode": "on_site"}
NEW |= {"confirmed_day": "2024-05-30"}  # long ago


@made_once
def board() -> Board:
    return make_board(standard_agenda=True)


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def address(name: str, meeting: Meeting, *more: str) -> str:
    return reverse(name, args=[meeting.body.association.slug, meeting.body.slug, meeting.key, *more])


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == HTTPStatus.OK
    return " ".join(answer.content.decode().split())


def test_meeting_is_planned_from_the_page(kansli: Client, board: Board) -> None:
    answer = kansli.post(reverse("meeting_create", args=["exempelvik"]), NEW)
    meeting = Meeting.objects.get()
    assert answer.url == address("meeting_detail", meeting)
    assert (meeting.start, meeting.chair, meeting.secretary) == (time(8, 30), board.chair, board.secretary)
    assert meeting.paragraphs.count() == 1


def test_time_may_be_written_the_swedish_way(kansli: Client) -> None:
    kansli.post(reverse("meeting_create", args=["exempelvik"]), NEW | {"start": "8.30"})
    assert Meeting.objects.get().start == time(8, 30)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("date", "", "Skriv dagen."),
        ("date", "30 maj", "Skriv dagen som 2024-05-30."),
        ("date", "0204-05-30", "Kontrollera årtalet 204."),
        ("start", "halv nio", "Skriv tiden som 8.30 eller 08:30."),
        ("place", "", "Skriv var mötet hålls."),
        ("place", "\U0001f600", "kan inte skrivas ut"),
        ("place", "x" * 201, "högst 200 får plats"),
        ("mode", "på månen", "giltigt alternativ"),
        ("body", "annan", "giltigt alternativ"),
    ],
)
def test_each_error_stands_beside_its_field(kansli: Client, field: str, value: str, said: str) -> None:
    answer = kansli.post(reverse("meeting_create", args=["exempelvik"]), NEW | {field: value})
    assert answer.status_code == HTTPStatus.OK
    assert said.lower() in " ".join(answer.context["form"].errors.get(field, [])).lower()
    assert not Meeting.objects.exists()


def test_new_meeting_starts_from_the_last_one(kansli: Client, board: Board) -> None:
    make_meeting(board, next_meeting=date(2024, 9, 12))
    form = kansli.get(reverse("meeting_create", args=["exempelvik"])).context["form"]
    assert form["place"].value() == "Stadshuset, Sälen"
    assert form["date"].value() == date(2024, 9, 12)
    assert form["start"].value() == time(8, 30)


def test_meeting_before_a_frozen_one_in_the_series_is_refused(
    kansli: Client, version: ProtocolVersion
) -> None:
    answer = kansli.post(
        reverse("meeting_create", args=["exempelvik"]),
        NEW | {"date": "2024-03-01", "confirmed_day": "2024-03-01"},
    )
    assert "Ett senare protokoll" in answer.content.decode()
    assert Meeting.objects.count() == 1
    kansli.post(
        reverse("meeting_create", args=["exempelvik"]),
        NEW | {"date": "2023-03-01", "confirmed_day": "2023-03-01"},
    )
    assert Meeting.objects.count() == 2


def test_odd_day_is_asked_about_and_taken_once_confirmed(kansli: Client, board: Board) -> None:
    page = reverse("meeting_create", args=["exempelvik"])
    sunday = NEW | {"date": "2019-06-09"}
    answer = kansli.post(page, sunday)
    said = answer.context["form"].errors["confirmed_day"][0]
    assert "Den 9 juni 2019 ligger mer än ett halvår bakåt i tiden. Dagen är en söndag." in said
    assert "Ja, mötet hålls söndagen den 9 juni 2019" in answer.content.decode()
    assert not Meeting.objects.exists()
    kansli.post(page, sunday | {"confirmed_day": "2019-06-09"})
    assert Meeting.objects.get().date == date(2019, 6, 9)


def test_second_meeting_the_same_day_is_asked_about(kansli: Client, board: Board, meeting: Meeting) -> None:
    late = make_meeting(board, day=date(2024, 9, 12))
    answer = kansli.post(address("meeting_edit", late), NEW | {"confirmed_day": ""})
    assert "Organet har redan ett sammanträde den dagen." in answer.content.decode()
    answer = kansli.post(address("meeting_edit", meeting), NEW | {"confirmed_day": ""})
    assert answer.status_code == HTTPStatus.FOUND  # its own day is not asked about again


def test_ten_meetings_in_a_day_are_too_many(kansli: Client, board: Board) -> None:
    for _ in range(9):
        make_meeting(board)
    answer = kansli.post(reverse("meeting_create", args=["exempelvik"]), NEW)
    assert "redan 9 sammanträden" in answer.content.decode()


def test_facts_are_changed_and_only_those_sent(kansli: Client, board: Board, meeting: Meeting) -> None:
    sent = NEW | {"end": "11:00", "chair": board.verifier.public_id, "secretary": board.manager.public_id}
    sent |= {
        "date": "2024-06-04",
        "confirmed_day": "2024-06-04",
        "next_meeting": "2024-09-12",
        "verification_plan": "vecka 24",
    }
    answer = kansli.post(address("meeting_edit", meeting), sent)
    meeting.refresh_from_db()
    assert answer.url == address("meeting_detail", meeting)
    assert (meeting.date, meeting.end) == (date(2024, 6, 4), time(11, 0))
    assert (meeting.chair, meeting.secretary) == (board.verifier, board.manager)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"end": "08:00"}, "end"),
        ({"end": "08:30"}, "end"),
        ({"end_date": "2024-05-29"}, "end_date"),
        ({"next_meeting": "2024-05-30"}, "next_meeting"),
    ],
)
def test_times_out_of_order_are_refused(
    kansli: Client, sent: dict[str, str], field: str, meeting: Meeting
) -> None:
    answer = kansli.post(address("meeting_edit", meeting), NEW | sent)
    assert field in answer.context["form"].errors


def test_frozen_meeting_keeps_its_facts(kansli: Client, version: ProtocolVersion) -> None:
    meeting = version.protocol.meeting
    answer = kansli.post(address("meeting_edit", meeting), NEW | {"place": "Någon annanstans"})
    assert "ute för justering" in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.place == "Stadshuset, Sälen"


def test_steps_ask_first_and_then_pass(kansli: Client, meeting: Meeting) -> None:
    for state, then in (("open", "open"), ("closed", "closed"), ("cancelled", "closed")):
        kansli.get(address("meeting_pass", meeting, state))
        kansli.post(address("meeting_pass", meeting, state))
        meeting.refresh_from_db()
        assert meeting.state == then


def test_cancelled_meeting_can_be_planned_again(kansli: Client, meeting: Meeting) -> None:
    kansli.post(address("meeting_pass", meeting, "cancelled"))
    said = kansli.get(address("meeting_detail", meeting)).content.decode()
    assert "Inställt" in said
    assert "preliminärt" not in said
    assert "Närvarande" not in said
    page = text_of(kansli, address("meeting_detail", meeting))
    assert "Planera igen" in page
    assert "Ändra uppgifterna" not in page
    kansli.post(address("meeting_pass", meeting, "planned"))
    meeting.refresh_from_db()
    assert meeting.state == "planned"


def test_unknown_step_is_not_found(kansli: Client, meeting: Meeting) -> None:
    assert kansli.get(address("meeting_pass", meeting, "frozen")).status_code == 404


def test_detail_tells_what_happened(kansli: Client, verification: Verification) -> None:
    meeting = verification.protocol.meeting
    page = text_of(kansli, address("meeting_detail", meeting))
    for said in (
        "Planerat av Karl Ostman",
        "Version 1 klar",
        "Astrid Norling skrev under",
        "Justerat och stämplat",
        minute(verification.at).replace("\xa0", " "),
    ):
        assert said in page
    assert "Ändra uppgifterna" not in page


def test_list_says_states_in_words_and_numbers(kansli: Client, board: Board) -> None:
    BodyYear.objects.create(body=board.body, year=2024, first_paragraph=37)
    make_verified(board, day=date(2024, 2, 1))
    make_frozen(board, day=date(2024, 4, 1))
    make_ready(board, day=date(2024, 5, 1))
    later = make_meeting(board, day=timezone.localdate().replace(month=12, day=28))
    pass_meeting_to(meeting=later, state="cancelled", by=board.secretary, at=at())
    page = text_of(kansli, reverse("meeting_list", args=["exempelvik"])).replace("\xa0", " ")
    for said in (
        "§ 37–39",
        "§ 40–42",
        "§ 43–45, preliminärt",
        "Ute för justering",
        "Utkast",
        "Anslaget",
        "Inställt",
    ):
        assert said in page


def test_longer_list_asks_no_more_questions(
    kansli: Client, board: Board, django_assert_num_queries, meeting: Meeting
) -> None:
    page = reverse("meeting_list", args=["exempelvik"])
    kansli.get(page)
    with CaptureQueriesContext(connection) as few:
        kansli.get(page)
    for month in range(1, 9):
        make_meeting(board, day=date(2025, month, 3))
    with django_assert_num_queries(len(few)):
        kansli.get(page)


@pytest.mark.parametrize("year", ["2024", "1999", "x", "²⁰²⁴", "20240", "\x00"])
def test_any_year_in_the_address_is_answered(kansli: Client, board: Board, year: str) -> None:
    listed = kansli.get(reverse("meeting_list", args=["exempelvik"]), {"ar": year})
    assert listed.status_code == 200
    assert "<h1>Möten" in listed.text
    form = kansli.get(reverse("meeting_create", args=["exempelvik"]), {"organ": year})
    assert form.status_code == 200
    assert 'name="date"' in form.text


def test_auditor_reads_without_buttons(client: Client, board: Board, meeting: Meeting) -> None:
    client.force_login(board.auditor)
    page = text_of(client, address("meeting_detail", meeting))
    assert "Ändra uppgifterna" not in page
    assert "Ställ in" not in page
    assert client.get(address("meeting_edit", meeting)).status_code == 404
    assert client.post(address("meeting_pass", meeting, "open")).status_code == 404
    assert "Planera ett" not in text_of(client, reverse("meeting_list", args=["exempelvik"]))


def test_outsider_finds_nothing(client: Client, meeting: Meeting) -> None:
    other = make_board(slug="granby", suffix=".granby")
    client.force_login(other.secretary)
    pages = [
        reverse(name, args=["exempelvik"])
        for name in ("meeting_list", "meeting_create", "todo", "mandate_paste")
    ]
    pages += [address(name, meeting) for name in ("meeting_detail", "meeting_edit")]
    for page in pages:
        assert client.get(page).status_code == HTTPStatus.NOT_FOUND
    swapped = reverse("meeting_detail", args=["granby", "styrelsen", meeting.key])
    assert client.get(swapped).status_code == HTTPStatus.NOT_FOUND
