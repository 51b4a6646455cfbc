"""Summonses out of the ordinary: an extra meeting, one person in two associations, a press that comes twice."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.planning import create_meeting, pass_meeting_to
from meetings.actions.replying import reply
from meetings.actions.telling_agenda import tell_changes
from meetings.errors import RuleViolation
from meetings.models import Body, CalendarFeed, Mandate, Meeting
from meetings.reads.calendars import meetings_of_feed
from meetings.reads.replies import replies_to
from meetings.rules.deadlines import next_working_day
from tests.meetings.pdf_assertions import assert_conforms, assert_sealed
from tests.worlds.boards import ELECTED, Board, make_board, make_meeting, make_paragraph
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db

WHY = "Extra sammanträde, begärt av en tredjedel av ledamöterna (6 kap. 23 § kommunallagen)."


def summoned(meeting: Meeting, board: Board, why: str = "") -> Meeting:
    return pass_meeting_to(
        meeting=meeting, state="summoned", late_summons_why=why, by=board.secretary, at=timezone.now()
    )


def test_extra_meeting_that_a_third_asks_for_is_held_within_days(board: Board) -> None:
    """Shorter notice than the body's own hinders nothing, and everyone is told why, the deputies too."""
    today = timezone.localdate()
    usual = make_meeting(board, day=today + timedelta(days=30))
    extra = create_meeting(
        body=board.body,
        date=today + timedelta(days=2),
        start=time(17),
        place="Stadshuset",
        by=board.secretary,
        at=timezone.now(),
    )
    summoned(usual, board)
    summoned(extra, board, WHY)
    for person in (board.chair, board.member, board.deputy, board.auditor):
        usual_letter, extra_letter = letters(person.email)
        assert WHY in extra_letter.body
        assert WHY not in usual_letter.body
    page = Client()
    page.force_login(board.secretary)
    here = reverse("meeting_detail", args=["exempelvik", "styrelsen", extra.key])
    assert "begärt av en tredjedel" in page.get(here).text


def test_one_person_in_two_associations_has_two_summonses_and_answers_each(board: Board) -> None:
    other = make_board(slug="annanvik", suffix=".annanvik")
    seat = other.seats["EK"]
    Mandate.objects.filter(seat=seat).delete()
    Mandate.objects.create(body=other.body, seat=seat, person=board.member, first_day=ELECTED)
    day = timezone.localdate() + timedelta(days=20)
    here, there = make_meeting(board, day=day), make_meeting(other, day=day)
    summoned(here, board)
    summoned(there, other)
    told = letters(board.member.email)
    assert sorted(one.subject.rpartition(" – ")[2] for one in told) == [
        "Samordningsförbundet i Annanvik",
        "Samordningsförbundet i Exempelvik",
    ]
    reply(meeting=here, person=board.member, kind="absent", by=board.member, at=timezone.now())
    assert board.member.pk in replies_to(here, timezone.now()).latest
    assert board.member.pk not in replies_to(there, timezone.now()).latest
    assert {one.pk for one in meetings_of_feed(CalendarFeed(person=board.member), timezone.localdate())} == {
        here.pk,
        there.pk,
    }
    client = Client()
    client.force_login(board.chair)
    strange = reverse("meeting_agenda", args=["annanvik", "styrelsen", there.key])
    assert client.get(strange).status_code == 404


def test_press_that_comes_twice_sends_one_letter(board: Board) -> None:
    meeting = make_meeting(board, day=timezone.localdate() + timedelta(days=20))
    paragraph = make_paragraph(meeting, board.secretary, decisions=())
    summoned(meeting, board)
    with pytest.raises(RuleViolation, match="kan inte bli kallat"):
        summoned(meeting, board)
    with pytest.raises(RuleViolation, match="Inget i dagordningen är ändrat"):
        tell_changes(meeting=meeting, by=board.secretary, at=timezone.now())
    assert len(letters(board.member.email)) == 1
    paragraph.heading = "Ny rubrik"
    paragraph.save(update_fields=["heading"])
    tell_changes(meeting=meeting, by=board.secretary, at=timezone.now())
    with pytest.raises(RuleViolation, match="Inget i dagordningen är ändrat"):
        tell_changes(meeting=meeting, by=board.secretary, at=timezone.now())
    assert len(letters(board.member.email)) == 2


@pytest.mark.parametrize("tells", [True, False])
def test_planned_meeting_that_is_moved_or_called_off_is_told_where_the_office_wants_it(
    board: Board, tells: bool
) -> None:
    day = next_working_day(timezone.localdate() + timedelta(days=40))
    meeting, moved = make_meeting(board, day=day), next_working_day(day + timedelta(days=7))
    office = Client()
    office.force_login(board.secretary)
    here = ["exempelvik", "styrelsen", meeting.key]
    before = office.get(reverse("meeting_edit", args=here)).context["form"].initial
    values = {name: value for name, value in before.items() if value is not None}
    values |= {"date": moved, "start": "10:00"} | ({"tells": "on"} if tells else {})
    answer = office.post(reverse("meeting_edit", args=here), values)
    assert answer.status_code == 302, answer.context["form"].errors
    meeting.refresh_from_db()
    assert meeting.date == moved
    assert [one.subject.partition(":")[0] for one in letters(board.deputy.email)] == ["Ändrat"] * tells
    office.post(
        reverse("meeting_pass", args=["exempelvik", "styrelsen", meeting.key, "cancelled"]),
        {"tells": "on"} if tells else {},
    )
    assert [one.subject.partition(":")[0] for one in letters(board.deputy.email)] == [
        "Ändrat",
        "Inställt",
    ] * tells


def test_summons_carries_the_seal_where_the_body_wants_it(board: Board) -> None:
    Body.objects.filter(pk=board.body.pk).update(seals_summons=True)
    meeting = make_meeting(board, day=timezone.localdate() + timedelta(days=20))
    summoned(meeting, board)
    client = Client()
    client.force_login(board.member)
    answer = client.get(reverse("meeting_summons", args=["exempelvik", "styrelsen", meeting.key]))
    pdf = b"".join(answer.streaming_content)
    assert_sealed(pdf)
    assert_conforms(pdf)
