"""One mail a day, for those who choose it: what waits for it, what never does, and that nothing is lost or doubled."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from meetings import letters as post
from meetings.actions.changing import request_change
from meetings.actions.daily_mail import choose_daily_mail, send_daily_mails
from meetings.errors import RuleViolation
from meetings.models import DailyMail, HeldLetter, Person, ProtocolVersion
from tests.worlds.boards import Board, at, make_board, make_frozen, sign
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
MORNING = datetime(2024, 6, 3, 7, 5, tzinfo=ZoneInfo("Europe/Stockholm"))
DAY = timedelta(days=1)


@made_once
def board() -> Board:
    return make_board(awaits_secretary=True)


@made_once
def version(board: Board) -> ProtocolVersion:
    return make_frozen(board)


def choose(person: Person, board: Board, hour: int | None = 7, moment: datetime = MORNING - DAY) -> None:
    choose_daily_mail(person=person, association=board.association, hour=hour, at=moment)


def ask_for_change(board: Board, version: ProtocolVersion) -> None:
    request_change(version=version, by=board.verifier, at=at(hour=17), reason="Fel belopp.", paragraph=None)


def to(person: Person) -> list[str]:
    return [letter.subject for letter in letters(person.email)]


def test_letter_waits_for_the_one_who_chose_so_and_goes_at_once_to_the_other(
    board: Board, version: ProtocolVersion
) -> None:
    choose(board.manager, board)
    ask_for_change(board, version)
    assert len(to(board.secretary)) == 1
    assert to(board.manager) == []
    assert HeldLetter.objects.get().daily_mail.person == board.manager
    send_daily_mails(at=MORNING - timedelta(hours=1))
    assert to(board.manager) == []
    assert send_daily_mails(at=MORNING) == 1
    (letter,) = letters(board.manager.email)
    assert letter.subject == f"Dagens mejl 3 juni 2024 – {board.association.name}"
    assert letter.sender == board.association.name
    assert letter.reply_to == board.association.email
    assert "Fel belopp." in letter.body
    assert letter.body.count("Hej ") == 1
    assert letter.body.count(f"\n\n{board.association.name}\n") == 1
    assert not HeldLetter.objects.exists()


def test_second_run_of_the_day_sends_nothing_and_the_next_day_does(
    board: Board, version: ProtocolVersion
) -> None:
    choose(board.secretary, board)  # whose signature is waited for
    runs = [send_daily_mails(at=moment) for moment in (MORNING, MORNING + timedelta(hours=3), MORNING + DAY)]
    assert runs == [1, 0, 1]
    body = letters(board.secretary.email)[-1].body
    assert "Väntar på dig\n----" in body
    assert (
        "- Skriv under protokollet: Förbundsstyrelsen 30 maj 2024. Ska vara justerat senast den 13 juni 2024."
        in body
    )
    assert f"{reverse('todo', args=['exempelvik'])}\n" in body


def test_hour_that_passed_while_nothing_ran_is_made_up_for(board: Board, version: ProtocolVersion) -> None:
    choose(board.secretary, board)
    assert send_daily_mails(at=MORNING + timedelta(hours=9)) == 1


def test_what_is_late_stands_first(board: Board, version: ProtocolVersion) -> None:
    choose(board.secretary, board)
    send_daily_mails(at=MORNING + 30 * DAY)
    body = letters(board.secretary.email)[-1].body
    assert "Försenat\n----" in body
    assert "Skulle ha justerats senast den 13 juni 2024." in body
    assert "Väntar på dig" not in body


def test_member_is_told_of_what_he_is_to_sign_and_led_to_his_own_page(
    board: Board, version: ProtocolVersion
) -> None:
    sign(version, board.secretary)
    for person in (board.chair, board.deputy):
        choose(person, board)
    before = len(to(board.chair))
    assert send_daily_mails(at=MORNING) == 1
    assert len(to(board.chair)) == before + 1
    assert reverse("board_home", args=["exempelvik"]) in letters(board.chair.email)[-1].body


def test_day_without_anything_is_silent(board: Board) -> None:
    choose(board.secretary, board)
    assert send_daily_mails(at=MORNING) == 0
    assert to(board.secretary) == []


def test_request_to_sign_never_waits(board: Board, version: ProtocolVersion) -> None:
    choose(board.chair, board)
    sign(version, board.secretary)
    assert len(to(board.chair)) == 1
    assert not HeldLetter.objects.exists()


def test_choice_is_of_one_association(board: Board, version: ProtocolVersion) -> None:
    choose(board.manager, make_board(slug="granby", suffix=".granby"))
    ask_for_change(board, version)
    assert len(to(board.manager)) == 1


def test_what_waits_goes_when_the_choice_is_taken_back(board: Board, version: ProtocolVersion) -> None:
    choose(board.manager, board)
    ask_for_change(board, version)
    choose(board.manager, board, hour=None, moment=MORNING)
    (letter,) = letters(board.manager.email)
    assert "Fel belopp." in letter.body
    assert "Väntar på dig" not in letter.body
    assert send_daily_mails(at=MORNING + DAY) == 0


def test_letter_laid_by_at_the_moment_the_choice_was_taken_back_goes_within_the_hour(board: Board) -> None:
    choose(board.manager, board, hour=None)
    row = DailyMail.objects.create(person=board.secretary, association=board.association)
    row.held.create(subject="Ändring begärd", body="Fel belopp.")
    assert send_daily_mails(at=MORNING) == 1
    assert "Fel belopp." in letters(board.secretary.email)[-1].body


def test_hour_that_has_passed_begins_tomorrow(board: Board, version: ProtocolVersion) -> None:
    choose(board.secretary, board, moment=MORNING)
    assert send_daily_mails(at=MORNING) == 0
    assert send_daily_mails(at=MORNING + DAY) == 1


def test_worker_that_ends_before_the_day_is_marked_has_sent_nothing_and_lost_nothing(
    board: Board, version: ProtocolVersion
) -> None:
    choose(board.manager, board)
    ask_for_change(board, version)
    with transaction.atomic():
        assert send_daily_mails(at=MORNING) == 1
        transaction.set_rollback(
            True
        )  # as when the process ends: the letter, the mark and the removal are one
    assert (HeldLetter.objects.count(), to(board.manager)) == (1, [])
    assert send_daily_mails(at=MORNING) == 1
    assert len(to(board.manager)) == 1


def test_hour_of_the_night_is_refused(board: Board) -> None:
    with pytest.raises(RuleViolation, match="Välj ett av klockslagen"):
        choose(board.manager, board, hour=3)


def test_choice_is_made_on_ones_own_page(client: Client, board: Board) -> None:
    client.force_login(board.member)
    page = client.get(reverse("own_details")).content.decode()
    assert "Genast, ett för varje händelse" in page
    address = reverse("own_mail", args=["exempelvik"])
    answer = client.post(address, {"exempelvik-hour": "7"}, follow=True)
    assert '<option value="7" selected>' in answer.content.decode()
    assert DailyMail.objects.get().hour == 7
    refused = client.post(address, {"exempelvik-hour": "3"})
    assert refused.status_code == 422
    assert "Välj ett av klockslagen." in refused.content.decode()
    client.post(address, {"exempelvik-hour": ""})
    assert DailyMail.objects.get().hour is None


def test_choice_cannot_be_made_for_an_association_one_has_nothing_to_do_with(
    client: Client, board: Board
) -> None:
    other = make_board(slug="granby", suffix=".granby")
    client.force_login(other.member)
    assert client.post(reverse("own_mail", args=["exempelvik"]), {"exempelvik-hour": "7"}).status_code == 404


def test_templates_that_may_wait_hold_no_link_that_is_a_key() -> None:
    """They would lie readable in the database until the morning."""
    assert not post.MAY_WAIT & {"sign", "sign_first", "sign_reminder", "step_in", "signature_void", "summons"}
