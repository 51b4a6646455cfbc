"""What a member gets: the ready text, and a link that is its own."""

from datetime import date, timedelta

import pytest

from meetings.actions.noticing import posting_by_token
from meetings.actions.telling_boards import send_posting_again
from meetings.errors import RuleViolation
from meetings.models import Association, Body, Meeting, Notice, Posting, Protocol
from meetings.reads.notices import _where_kept, dates_if_up, notice_text
from meetings.rules.link_tokens import hash_token
from tests.worlds.boards import Board, at
from tests.worlds.notices import fresh, letters, make_notice, posting_of, token_in, up
from tests.worlds.once import made_once

POSTED = date(2024, 6, 11)

pytestmark = pytest.mark.django_db


@made_once
def notice(board: Board) -> Notice:
    return make_notice(board, posted=POSTED)


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("Kansliet", "Samordningsförbundet i Vik, Kansliet, Box 1, 891 00 Vik"),
        ("Samordningsförbundet i Vik, kansliet", "Samordningsförbundet i Vik, kansliet, Box 1, 891 00 Vik"),
        ("Samordningsförbundet i Vik", "Samordningsförbundet i Vik, Box 1, 891 00 Vik"),
        ("Kansliet, Box 1, 891 00 Vik", "Samordningsförbundet i Vik, Kansliet, Box 1, 891 00 Vik"),
    ],
)
def test_where_the_protocol_is_kept_is_said_once(place: str, kept: str) -> None:
    association = Association(name="Samordningsförbundet i Vik", address="Box 1\n891 00 Vik")
    body = Body(association=association, name="Förbundsstyrelsen")
    row = Notice(protocol=Protocol(meeting=Meeting(body=body)), storage_place=place)
    assert ", ".join(_where_kept(row)) == kept


def test_each_board_gets_the_text_and_a_link_of_its_own_whose_hash_alone_is_stored(notice: Notice) -> None:
    sent = letters()
    assert {letter["to"] for letter in sent} == {
        "anslag-ek@exempelvik.example",
        "anslag-rvn@exempelvik.example",
    }
    assert {letter["reply_to"] for letter in sent} == {notice.protocol.meeting.body.association.email}
    tokens = {token_in(letter["body"]) for letter in sent}
    assert len(tokens) == 2
    assert {hash_token(token) for token in tokens} == set(
        notice.postings.values_list("token_hash", flat=True)
    )
    assert "TILLKÄNNAGIVANDE AV JUSTERAT PROTOKOLL" in sent[0]["body"]
    assert "§\N{NO-BREAK SPACE}37–51" in sent[0]["body"]


def test_link_leads_to_its_own_posting(notice: Notice) -> None:
    letter = next(letter for letter in letters() if letter["to"].startswith("anslag-ek"))
    assert posting_by_token(token_in(letter["body"]), today=POSTED) == posting_of(notice, "EK")
    assert posting_by_token("x" * 32, today=POSTED) is None


def test_reminder_has_a_new_link_and_the_old_one_stops_working(notice: Notice) -> None:
    posting = posting_of(notice, "EK")
    old = next(token_in(each["body"]) for each in letters() if each["to"] == posting.email)
    send_posting_again(posting=posting, at=at(date(2024, 6, 12)), email="ny@example.org")
    letter = letters()[-1]
    assert letter["to"] == "ny@example.org"
    assert letter["subject"].startswith("Påminnelse")
    assert posting_by_token(old, today=POSTED) is None
    assert posting_by_token(token_in(letter["body"]), today=POSTED) == posting


def test_two_presses_send_one_letter_and_the_link_in_it_works(notice: Notice) -> None:
    posting = posting_of(notice, "EK")
    moment = at(date(2024, 6, 12))
    send_posting_again(posting=posting, at=moment)
    with pytest.raises(RuleViolation, match="Exempelviks kommun fick ett mejl"):
        send_posting_again(posting=posting, at=moment + timedelta(minutes=1))
    assert posting_by_token(token_in(letters()[-1]["body"]), today=POSTED) == posting


def test_board_without_an_address_cannot_be_written_to(board: Board) -> None:
    board.parties["EK"].board_email = ""
    board.parties["EK"].save()
    notice = make_notice(board, posted=POSTED)
    posting = posting_of(notice, "EK")
    assert (posting.sent_at, posting.token_hash) == (None, "")
    with pytest.raises(RuleViolation, match="saknar e-postadress"):
        send_posting_again(posting=posting, at=at(POSTED))
    send_posting_again(posting=posting, at=at(POSTED), email="ny@example.org")
    assert not letters()[-1]["subject"].startswith("Påminnelse")


def test_link_stops_working_long_after_the_notice_is_over(notice: Notice) -> None:
    token = next(token_in(each["body"]) for each in letters() if each["to"].startswith("anslag-ek"))
    assert posting_by_token(token, today=date(2030, 1, 1))  # still not answered
    for code in ("RVN", "EK"):
        up(notice, code, date(2024, 6, 12))
    assert posting_by_token(token, today=date(2024, 9, 30))
    assert posting_by_token(token, today=date(2024, 12, 1)) is None


def test_text_counts_with_the_day_this_board_puts_it_up(notice: Notice) -> None:
    up(notice, "RVN", date(2024, 6, 12))
    posting = Posting.objects.get(pk=posting_of(notice, "EK").pk)
    dates = dates_if_up(posting, date(2024, 6, 14))
    text = notice_text(fresh(notice), dates, posted=date(2024, 6, 14))
    assert "Anslaget uppsatt: 14 juni 2024" in text
    assert "Sista dag att överklaga: 5 juli 2024\n" in text
    assert "Förvaltningsrätten i Härnösand" in text
    assert "Förbundets kansli" in text


def test_text_says_preliminary_while_another_board_has_not_answered(notice: Notice) -> None:
    posting = posting_of(notice, "EK")
    assert "(preliminärt)" in notice_text(fresh(notice), dates_if_up(posting, POSTED), posted=POSTED)
