"""Those who are summoned answer, deputies are asked, and the answers become the attendance."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from http import HTTPStatus

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.actions.replying import ask_deputies, ask_deputies_due, forget_old_replies, reply
from meetings.actions.seating import follow_register
from meetings.errors import RuleViolation
from meetings.models import DeputyCall, Mandate, Meeting, Person, Reply, ReplyLink
from meetings.reads.replies import replies_to
from tests.worlds.boards import STOCKHOLM, Board, make_meeting, make_person
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def summoned(board: Board) -> Meeting:
    meeting = make_meeting(board, day=timezone.localdate() + timedelta(days=10))
    return pass_meeting_to(meeting=meeting, state="summoned", by=board.secretary, at=timezone.now())


def link_in(body: str) -> str:
    return re.search(r"/svar/[\w-]+/", body)[0]


def link_to(person: Person) -> str:
    return link_in(letters(person.email)[-1].body)


def says(meeting: Meeting, person: Person, kind: str, **more: object) -> Reply:
    return reply(meeting=meeting, person=person, kind=kind, by=person, at=timezone.now(), **more)


def page_of(meeting: Meeting, name: str, *more: str) -> str:
    return reverse(name, args=["exempelvik", "styrelsen", meeting.key, *more])


def words(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def deputy_of(board: Board, code: str, first: str, order: int = 1) -> Person:
    person = make_person(first, "Ek")
    Mandate.objects.create(
        body=board.body,
        seat=board.seats[code],
        person=person,
        kind="deputy",
        service_order=order,
        first_day=board.body.mandates.first().first_day,
    )
    return person


def test_answer_by_the_link_without_signing_in(board: Board, summoned: Meeting) -> None:
    client = Client()
    link = link_to(board.member)
    page = words(client, link)
    assert "Du svarar som Petra Sandell" in page
    assert not Reply.objects.exists(), "nothing acts on GET"
    assert client.post(link, {"kind": "absent", "note": "till kl. 10"}).status_code == HTTPStatus.FOUND
    assert "Har förhinder" in words(client, link)
    client.post(link, {"kind": "coming"})
    assert [(one.kind, one.note) for one in Reply.objects.filter(person=board.member)] == [
        ("absent", "till kl. 10"),
        ("coming", ""),
    ]
    assert replies_to(summoned, timezone.now()).latest[board.member.pk].kind == "coming"


@pytest.mark.parametrize("sent", [{}, {"kind": "perhaps"}, {"kind": "absent", "note": "a" * 201}])
def test_answer_that_is_none_is_refused_in_words(
    board: Board, summoned: Meeting, sent: dict[str, str]
) -> None:
    answer = Client().post(link_to(board.member), sent)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Svaret är inte noterat än" in answer.content.decode()
    assert not Reply.objects.exists()


def test_link_of_nobody(client: Client, db: None) -> None:
    for token in ("ingen", "x" * 43):
        answer = client.get(reverse("reply_by_link", args=[token]))
        assert answer.status_code == HTTPStatus.NOT_FOUND
        assert "Länken gäller inte" in answer.content.decode()


def test_distance_asks_for_the_boards_decision(board: Board, summoned: Meeting) -> None:
    """Finsam 19 a §."""
    link = link_to(board.member)
    assert "Jag deltar på distans" not in words(Client(), link)
    assert Client().post(link, {"kind": "remote"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    with pytest.raises(RuleViolation, match="19 a §"):
        says(summoned, board.member, "remote")
    summoned.body.distance_decided_on = timezone.localdate()
    summoned.body.save()
    assert "Jag deltar på distans" in words(Client(), link)
    assert says(summoned, board.member, "remote").kind == "remote"


def before_the_summons(meeting: Meeting, board: Board) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state="planned")


def begun(meeting: Meeting, board: Board) -> None:
    pass_meeting_to(meeting=meeting, state="open", by=board.secretary, at=timezone.now())


def called_off(meeting: Meeting, board: Board) -> None:
    pass_meeting_to(meeting=meeting, state="cancelled", by=board.secretary, at=timezone.now())


def without_mandate(meeting: Meeting, board: Board) -> None:
    Mandate.objects.filter(person=board.member).update(last_day=timezone.localdate())


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (before_the_summons, "Kallelsen är inte skickad än"),
        (begun, "Sammanträdet har börjat"),
        (called_off, "Sammanträdet är inställt"),
        (without_mandate, "har inget uppdrag"),
    ],
)
def test_nobody_answers_out_of_time(
    board: Board, summoned: Meeting, happens: Callable[[Meeting, Board], None], why: str
) -> None:
    link = link_to(board.member)
    happens(summoned, board)
    with pytest.raises(RuleViolation, match=why):
        says(summoned, board.member, "coming")
    assert why in words(Client(), link)
    assert Client().post(link, {"kind": "coming"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_member_answers_on_the_agenda_and_the_auditor_does_not(
    client: Client, board: Board, summoned: Meeting
) -> None:
    agenda = page_of(summoned, "meeting_agenda")
    client.force_login(board.auditor)
    assert "Jag kommer" not in words(client, agenda)
    assert client.post(agenda, {"kind": "coming"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    client.force_login(board.verifier)
    assert "Jag kommer" in words(client, agenda)
    note = {"note": "till kl. 10"}
    assert "Välj ett av svaren" in client.post(agenda, note).content.decode()  # as Enter in the note does
    assert client.post(agenda, {"kind": "coming", **note}).status_code == HTTPStatus.FOUND
    assert (Reply.objects.get().person, Reply.objects.get().note) == (board.verifier, note["note"])


def test_office_sees_every_seat_and_asks_the_deputy(client: Client, board: Board, summoned: Meeting) -> None:
    client.force_login(board.secretary)
    page = page_of(summoned, "meeting_replies")
    assert "Fyra har inte svarat" in words(client, page)
    says(summoned, board.chair, "absent", note="resa")
    assert "Ersättare att kalla in" in words(client, reverse("todo", args=["exempelvik"]))
    assert "Gunnar Hallin, personlig ersättare för Astrid Norling" in words(client, page)
    assert client.post(page_of(summoned, "deputies_ask")).status_code == HTTPStatus.FOUND
    asked = letters(board.deputy.email)[-1]
    assert asked.subject.startswith("Kan du tjänstgöra")
    assert "Ersättare att kalla in" not in words(client, reverse("todo", args=["exempelvik"]))
    nobody = client.post(page_of(summoned, "deputies_ask"), follow=True)
    assert "Det finns ingen ersättare att fråga nu" in nobody.content.decode()
    Client().post(link_in(asked.body), {"kind": "coming"})
    assert "Ersättare tjänstgör" in words(client, page)
    says(summoned, board.chair, "coming")
    assert letters(board.deputy.email)[-1].subject.startswith("Du behöver inte tjänstgöra")


def test_office_is_not_told_to_ask_where_the_member_does(
    client: Client, board: Board, summoned: Meeting
) -> None:
    says(summoned, board.chair, "absent")
    client.force_login(board.secretary)
    todo = reverse("todo", args=["exempelvik"])
    assert "Ersättare att kalla in" in words(client, todo)
    board.body.deputy_calling = "member"
    board.body.save()
    assert "Ersättare att kalla in" not in words(client, todo)


def test_office_notes_what_was_said_by_telephone(client: Client, board: Board, summoned: Meeting) -> None:
    client.force_login(board.secretary)
    summons = summoned.summonses.get(person=board.other_member)
    note = page_of(summoned, "reply_note", summons.public_id)
    assert client.post(note, {"kind": "absent", "note": "ringde"}).status_code == HTTPStatus.FOUND
    row = Reply.objects.get()
    assert (row.person, row.by, row.note) == (board.other_member, board.secretary, "ringde")
    assert "noterat av Karl Ostman: ringde" in words(client, page_of(summoned, "meeting_replies"))


def test_deputies_ask_themselves_on_where_the_board_wants_so(board: Board, summoned: Meeting) -> None:
    second = deputy_of(board, "RVN", "Siv", order=2)
    board.body.deputy_calling = "automatic"
    board.body.save()
    says(summoned, board.chair, "absent")
    call = DeputyCall.objects.get()
    assert (call.person, call.by) == (board.deputy, None)
    ask_deputies_due(at=call.answer_by - timedelta(minutes=1))
    assert DeputyCall.objects.count() == 1
    ask_deputies_due(at=call.answer_by + timedelta(minutes=1))
    assert DeputyCall.objects.last().person == second
    ask_deputies_due(at=summoned.began.replace(tzinfo=STOCKHOLM) + timedelta(days=1))
    assert DeputyCall.objects.count() == 2


def test_deputy_without_mail_is_asked_by_telephone(client: Client, board: Board, summoned: Meeting) -> None:
    alma = Person.objects.create(
        first_name="Alma",
        last_name="Berg",
        password="!",
        by_post=True,
        postal_address="Alvägen 1\n123 45 Sälen",
    )
    Mandate.objects.filter(person=board.deputy).update(person=alma)
    says(summoned, board.chair, "absent")
    client.force_login(board.secretary)
    assert "(har ingen e-post: ring)" in words(client, page_of(summoned, "meeting_replies"))
    before = len(letters())
    ask_deputies(meeting=summoned, by=board.secretary, at=timezone.now())
    assert len(letters()) == before


def test_opening_takes_the_answers_over(board: Board, summoned: Meeting) -> None:
    says(summoned, board.chair, "absent")
    ask_deputies(meeting=summoned, by=board.secretary, at=timezone.now())
    says(summoned, board.deputy, "coming")
    says(summoned, board.verifier, "coming")
    summoned.body.distance_decided_on = timezone.localdate()
    summoned.body.save()
    says(summoned, board.member, "remote")
    meeting = pass_meeting_to(meeting=summoned, state="open", by=board.secretary, at=timezone.now())
    rows = {
        one.person: (one.presence, one.serving_seat)
        for one in meeting.attendees.filter(mandate__isnull=False)
    }
    assert rows == {
        board.chair: ("absent", None),
        board.deputy: ("on_site", board.seats["RVN"]),
        board.verifier: ("on_site", None),
        board.member: ("remote", None),
        board.other_member: ("", None),
    }


def test_what_the_office_has_said_stays_when_the_meeting_opens(board: Board, summoned: Meeting) -> None:
    says(summoned, board.member, "coming")
    row = summoned.attendees.get(person=board.member)
    row.presence = "absent"
    row.save()
    meeting = pass_meeting_to(meeting=summoned, state="open", by=board.secretary, at=timezone.now())
    assert meeting.attendees.get(person=board.member).presence == "absent"


def event_in(text: str) -> tuple[str, object]:
    """METHOD and the event, as another program reads them."""
    calendar = vobject.readOne(text)
    return calendar.method.value, calendar.vevent


def calendars(person: Person) -> list[tuple[str, object]]:
    return [event_in(one.calendar) for one in letters(person.email) if one.calendar]


def test_calendar_follows_the_meeting(board: Board, summoned: Meeting) -> None:
    """One event, whose number rises at each change, and which goes when the meeting is called off (RFC 5545, 5546)."""

    def now() -> dict[str, object]:
        return {"by": board.secretary, "at": timezone.now()}

    moved = edit_meeting(meeting=summoned, date=summoned.date + timedelta(days=1), start=time(9), **now())
    off = pass_meeting_to(meeting=moved, state="cancelled", **now())
    back = pass_meeting_to(meeting=off, state="planned", **now())
    pass_meeting_to(meeting=back, state="summoned", **now())
    sent = calendars(board.member)
    assert [method for method, _ in sent] == ["PUBLISH", "PUBLISH", "CANCEL", "PUBLISH"]
    assert [int(event.sequence.value) for _, event in sent] == [0, 1, 2, 3]
    assert len({event.uid.value for _, event in sent}) == 1
    assert [event.status.value for _, event in sent] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    first, second = (event.dtstart.value for _, event in sent[:2])
    assert first == datetime.combine(summoned.date, time(8, 30), STOCKHOLM)
    assert second == datetime.combine(moved.date, time(9), STOCKHOLM)


def test_everyone_is_told_of_a_change_and_asked_again_of_another_day(board: Board, summoned: Meeting) -> None:
    says(summoned, board.member, "coming")
    by = {"by": board.secretary, "at": timezone.now()}
    edit_meeting(meeting=summoned, place="Rådhuset", **by)
    told = letters(board.deputy.email)[-1]
    assert told.subject.startswith("Ändrat: kallelse")
    assert "- Plats: Rådhuset (förut Stadshuset, Sälen)" in told.body
    summoned.refresh_from_db()
    assert replies_to(summoned, timezone.now()).latest, "another place asks for no other answer"
    edit_meeting(meeting=summoned, registry_number="12/26", **by)
    assert letters(board.deputy.email)[-1] == told, "what nobody was told of makes no letter"
    by["at"] = timezone.now()
    moved = edit_meeting(meeting=summoned, date=summoned.date + timedelta(days=7), **by)
    assert "(förut" in letters(board.deputy.email)[-1].body
    assert not replies_to(moved, timezone.now()).latest
    assert says(moved, board.member, "absent")


def test_one_without_mandate_the_new_day_is_told_so(board: Board, summoned: Meeting) -> None:
    Mandate.objects.filter(person=board.deputy).update(last_day=summoned.date)
    by = {"by": board.secretary, "at": timezone.now()}
    edit_meeting(meeting=summoned, date=summoned.date + timedelta(days=1), **by)
    told = letters(board.deputy.email)[-1]
    assert "Du är inte längre kallad" in told.body
    assert event_in(told.calendar)[0] == "CANCEL"


def test_one_who_gets_a_mandate_is_summoned_too(board: Board, summoned: Meeting) -> None:
    new = deputy_of(board, "FK", "Siv")
    follow_register(board.association, by=board.secretary, at=timezone.now())
    assert [one.subject[:8] for one in letters(new.email)] == ["Kallelse"]
    assert sum(one.subject.startswith("Kallelse") for one in letters(board.member.email)) == 1
    follow_register(board.association, by=board.secretary, at=timezone.now())
    assert summoned.summonses.filter(person=new).count() == 1


def test_answers_are_forgotten(board: Board, summoned: Meeting) -> None:
    says(summoned, board.chair, "absent")
    ask_deputies(meeting=summoned, by=board.secretary, at=timezone.now())
    after = summoned.began.replace(tzinfo=STOCKHOLM)
    forget_old_replies(at=after + timedelta(days=90))
    assert Reply.objects.exists()
    forget_old_replies(at=after + timedelta(days=91))
    assert not any(model.objects.exists() for model in (Reply, DeputyCall, ReplyLink))
