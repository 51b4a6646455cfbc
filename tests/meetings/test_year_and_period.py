"""When a summons is to be out, why one came late, and a year of meetings planned in one table."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from meetings.actions.planning import create_meeting, edit_meeting, pass_meeting_to
from meetings.models import Body, Meeting
from meetings.rules.deadlines import is_legal_holiday
from meetings.rules.moving import Move, moves_said
from meetings.rules.summoning import is_late, same_days, summons_due
from tests.worlds.boards import Board, at, make_meeting, make_paragraph
from tests.worlds.letters import letters

DAY = date(2026, 12, 10)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


def test_period_is_counted_back_from_the_meeting() -> None:
    assert summons_due(DAY, 7) == date(2026, 12, 3)
    assert [is_late(DAY, 7, date(2026, 12, day)) for day in (3, 4)] == [False, True]


def test_body_without_a_period_is_never_late() -> None:
    assert summons_due(DAY, 0) is None
    assert not is_late(DAY, 0, DAY)


@given(days, st.integers(min_value=2021, max_value=2031))
def test_day_of_another_year_is_the_same_weekday_of_its_week_or_the_next_working_day(
    day: date, year: int
) -> None:
    (found,) = same_days([day], year)
    assert (found.year, is_legal_holiday(found)) == (year, False)
    if found.weekday() != day.weekday() and found.month < 12:
        back = found - timedelta(days=(found.weekday() - day.weekday()) % 7)
        assert all(is_legal_holiday(back + timedelta(days=n)) for n in range((found - back).days))


def test_two_meetings_that_fall_on_one_day_are_proposed_once() -> None:
    assert same_days([date(2026, 5, 13), date(2026, 5, 14)], 2022) == [date(2022, 5, 18), date(2022, 5, 19)]
    assert same_days([date(2025, 5, 29), date(2025, 5, 30)], 2024) == [date(2024, 5, 30), date(2024, 5, 31)]
    assert same_days([date(2026, 12, 24), date(2026, 12, 25)], 2026) == [date(2026, 12, 28)]


def test_last_days_of_a_year_stay_in_it() -> None:
    assert same_days([date(2026, 12, 31)], 2027) == [date(2027, 12, 30)]


pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, board: Board) -> Iterator[Client]:
    client.force_login(board.secretary)
    return client


def test_board_has_seven_days_and_other_bodies_none_unless_they_say_so(board: Board) -> None:
    group = Body(association=board.association, slug="grupp", name="Gruppen", kind="preparatory_group")
    assert (board.body.summons_period, group.summons_period) == (7, 0)
    board.body.summons_days, group.summons_days = 0, 10
    assert (board.body.summons_period, group.summons_period) == (0, 10)


@pytest.mark.parametrize(("ahead", "is_asked"), [(7, False), (6, True)])
def test_late_summons_asks_why_and_is_sent_all_the_same(
    office: Client, board: Board, ahead: int, is_asked: bool
) -> None:
    Body.objects.filter(pk=board.body.pk).update(summons_days_from="arbetsordningen § 5")
    meeting = make_meeting(board, day=timezone.localdate() + timedelta(days=ahead))
    here = ["exempelvik", "styrelsen", meeting.key]
    ask = reverse("meeting_pass", args=[*here, "summoned"])
    asked = " ".join(office.get(ask).content.decode().split())
    assert ("ska vara ute sju dagar före enligt arbetsordningen § 5" in asked) == is_asked
    office.post(ask, {"late_summons_why": "Beslutet brådskar."})
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.SUMMONED
    assert meeting.late_summons_why == ("Beslutet brådskar." if is_asked else "")
    sent = [one for one in letters() if one.subject.startswith("Kallelse")]
    assert sent
    assert {"Kallelsen kommer senare än vanligt: Beslutet brådskar." in one.body for one in sent} == {
        is_asked
    }
    page = office.get(reverse("meeting_detail", args=here)).content.decode()
    assert ("Beslutet brådskar." in page) == is_asked


def test_page_of_a_planned_meeting_says_by_when_it_is_summoned(office: Client, board: Board) -> None:
    meeting = make_meeting(board, day=date(2026, 12, 10))
    page = office.get(reverse("meeting_detail", args=["exempelvik", "styrelsen", meeting.key]))
    assert "Skickas senast den 3 december 2026" in page.content.decode().replace("\N{NO-BREAK SPACE}", " ")


NEXT_YEAR = timezone.localdate().year + 1


def filled(*days: date, **more: str) -> dict[str, str]:
    rows = {}
    for row, day in enumerate(days):
        rows |= {f"date_{row}": day.isoformat(), f"start_{row}": "09:00", f"place_{row}": "Stadshuset"}
    return rows | more


def plan(office: Client) -> str:
    return f"{reverse('meeting_plan_year', args=['exempelvik'])}?organ=styrelsen&ar={NEXT_YEAR}"


def working(month: int, day: int) -> date:
    found = date(NEXT_YEAR, month, day)
    while is_legal_holiday(found):
        found += timedelta(days=1)
    return found


def planned(board: Board) -> list[date]:
    rows = Meeting.objects.filter(body=board.body, date__year=NEXT_YEAR).order_by("date")
    return [one.date for one in rows]


def test_year_is_proposed_from_the_one_before_and_planned_at_once(office: Client, board: Board) -> None:
    last = create_meeting(
        body=board.body,
        date=date(NEXT_YEAR - 1, 9, 16),
        start=time(13, 30),
        place="Videomöte",
        mode=Meeting.Mode.REMOTE,
        by=board.secretary,
        at=at(),
    )
    page = office.get(plan(office))
    (proposed,) = same_days([last.date], NEXT_YEAR)
    first = next(page.context["form"].rows())
    assert (first["date"].value(), first["start"].value(), first["place"].value()) == (
        proposed,
        time(13, 30),
        "Videomöte",
    )
    answer = office.post(plan(office), filled(working(11, 9), working(3, 9)) | {"mode_0": "remote"})
    assert answer.status_code == 302
    assert planned(board) == [working(3, 9), working(11, 9)]
    made = Meeting.objects.get(body=board.body, date=working(11, 9))
    assert (made.mode, made.attendees.count() > 0) == (Meeting.Mode.REMOTE, True)
    assert "Redan planerade" in office.get(plan(office)).content.decode()


def test_nothing_is_planned_of_a_year_with_a_row_that_is_wrong(office: Client, board: Board) -> None:
    good = working(3, 9)
    for rows, said in (
        (filled(good, good), "står två gånger i tabellen"),
        (filled(good, date(NEXT_YEAR + 1, 3, 3)), f"Dagen ligger inte i {NEXT_YEAR}."),
        (filled(good, working(4, 9), start_1=""), "Skriv tiden."),
        (filled(good, working(4, 9), place_1=""), "Skriv var mötet hålls."),
        (filled(good, date(NEXT_YEAR, 1, 1)), "Kryssa i rutan om det är rätt dag."),
        ({}, "Skriv minst en dag."),
    ):
        answer = office.post(plan(office), rows)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert planned(board) == []


def test_odd_day_is_planned_when_it_is_confirmed(office: Client, board: Board) -> None:
    day = date(NEXT_YEAR, 1, 1)
    office.post(plan(office), filled(day, confirmed_0=day.isoformat()))
    assert planned(board) == [day]


def test_one_year_before_is_left_as_it_is(office: Client, board: Board) -> None:
    """A year that the address does not offer is the one to plan."""
    path = reverse("meeting_plan_year", args=["exempelvik"])
    for asked in ("1999", "x", "²", ""):
        assert office.get(f"{path}?ar={asked}").context["year"] in (NEXT_YEAR - 1, NEXT_YEAR)


AUTUMN = {date(2026, 11, 24), date(2026, 12, 15)}


@pytest.mark.parametrize(
    ("said", "moves"),
    [
        (
            "Mötet i november flyttas från den 24/11 till den 1/12 08:30-11:30 och hålls på plats. "
            "Mötet i december flyttas till eftermiddagen samma dag 15/12 kl. 13.00–16.00.",
            [
                Move(date(2026, 11, 24), date(2026, 12, 1), time(8, 30), time(11, 30)),
                Move(date(2026, 12, 15), date(2026, 12, 15), time(13), time(16)),
            ],
        ),
        (
            "att flytta sammanträdet den 24 november till den 1 december kl. 9",
            [Move(date(2026, 11, 24), date(2026, 12, 1), time(9))],
        ),
        (
            "att sammanträdet 2026-12-15 flyttas till 2027-01-12",
            [Move(date(2026, 12, 15), date(2027, 1, 12))],
        ),
        ("att sammanträdet den 24 november flyttas", []),
        ("att flytta 24 000 kronor till 2027", []),
        ("att flytta kontoret den 1 december", []),
        ("att sammanträdet den 24 november börjar kl. 9", []),
        ("att flytta mötet den 24/11 till den 31/11", []),
    ],
)
def test_decision_that_moves_a_meeting_is_read(said: str, moves: list[Move]) -> None:
    assert moves_said(said, AUTUMN, said_on=date(2026, 10, 22)) == moves


def test_move_is_offered_until_it_is_done(office: Client, board: Board) -> None:
    held = make_meeting(board, day=working(3, 9))
    later = make_meeting(board, day=working(11, 9))
    to = working(11, 20)
    make_paragraph(
        held,
        board.secretary,
        heading="Flytt",
        decisions=(f"att flytta sammanträdet den {later.date:%-d/%-m} till den {to:%-d/%-m} kl. 10.15.",),
    )
    held = pass_meeting_to(meeting=held, state="open", by=board.secretary, at=at(held.date))
    page = reverse("meeting_detail", args=["exempelvik", "styrelsen", held.key])
    (offered,) = office.get(page).context["moves"]
    change = reverse("meeting_edit", args=["exempelvik", "styrelsen", later.key])
    assert f"{change}?{offered.query}".replace("&", "&amp;") in office.get(page).content.decode()
    form = office.get(f"{change}?{offered.query}").context["form"]
    assert (form["date"].value(), form["start"].value()) == (to, time(10, 15))
    assert (
        office.get(f"{change}?date=2027-99-99&start=x&place=Nej").context["form"]["place"].value()
        == later.place
    )
    edit_meeting(meeting=later, date=to, start=time(10, 15), by=board.secretary, at=at(held.date))
    assert office.get(page).context["moves"] == []
