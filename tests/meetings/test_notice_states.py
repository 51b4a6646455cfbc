"""When a notice leaves our board, and when its decisions have gained legal force."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from meetings.actions.appealing import close_appeal, register_appeal
from meetings.actions.noticing import correct_period
from meetings.actions.publishing import hide_protocol, show_protocol
from meetings.errors import RuleViolation
from meetings.models import Notice
from meetings.querysets import own_protocol
from meetings.reads.notices import (
    current_notices,
    dates_of,
    days_left,
    has_force,
    is_up,
    status_of,
)
from tests.worlds.boards import Board, at, make_meeting, make_paragraph
from tests.worlds.notices import fresh, make_notice, up
from tests.worlds.once import made_once

POSTED = date(2024, 6, 11)

pytestmark = pytest.mark.django_db


@made_once
def notice(board: Board) -> Notice:
    return make_notice(board, posted=POSTED)


def test_notice_leaves_our_board_the_day_after_the_last_appeal_day(board: Board, notice: Notice) -> None:
    for code in ("RVN", "EK"):
        up(notice, code, POSTED)
    last = date(2024, 7, 2)
    assert current_notices(board.association, last) == [notice]
    assert current_notices(board.association, last + timedelta(days=1)) == []
    assert Notice.objects.filter(pk=notice.pk).exists()


def test_preliminary_notice_stays_whatever_day_it_is(notice: Notice) -> None:
    assert is_up(fresh(notice), date(2024, 12, 1))
    assert days_left(dates_of(notice), date(2024, 12, 1)) == "Inte fastställt"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2024, 6, 21), "11 dagar"),
        (date(2024, 7, 1), "1 dag"),
        (date(2024, 7, 2), "Sista dagen är i dag"),
    ],
)
def test_days_left_in_words(notice: Notice, today: date, words: str) -> None:
    assert days_left(dates_of(notice), today) == words


def test_laga_kraft_the_day_after_the_last_appeal_day(notice: Notice) -> None:
    for code in ("RVN", "EK"):
        up(notice, code, POSTED)
    assert not has_force(fresh(notice), date(2024, 7, 2))
    assert status_of(fresh(notice), date(2024, 7, 2)).word == "Anslaget"
    assert has_force(fresh(notice), date(2024, 7, 3))
    assert status_of(fresh(notice), date(2024, 7, 3)).word == "Laga kraft"


def test_open_appeal_keeps_its_own_section_from_laga_kraft_and_a_closed_one_does_not(
    board: Board, notice: Notice
) -> None:
    for code in ("RVN", "EK"):
        up(notice, code, POSTED)
    first, *rest = notice.protocol.paragraphs.order_by("number")
    given = {"by": board.secretary, "at": at(date(2024, 12, 1))}
    appealed = {"protocol": notice.protocol, "received": date(2024, 6, 28), **given}
    appeals = [register_appeal(paragraph=first, **appealed)]
    status = status_of(fresh(notice), date(2024, 7, 3))
    assert (status.word, str(first.number) in status.sentence) == ("Överklagat", True)
    assert has_force(fresh(notice), date(2024, 7, 3))  # the others
    with pytest.raises(RuleViolation, match="Anslagets dagar kan inte längre rättas"):
        correct_period(
            period=notice.postings.all()[0].periods.get(),
            first_day=POSTED,
            last_day=date(2024, 7, 1),
            **given,
        )
    appeals += [register_appeal(paragraph=one, **appealed) for one in rest]
    assert not has_force(fresh(notice), date(2024, 7, 3))
    for appeal in appeals:
        close_appeal(appeal=appeal, day=date(2024, 11, 1), outcome="too_late", **given)
    assert has_force(fresh(notice), date(2024, 12, 1))
    assert status_of(fresh(notice), date(2024, 12, 1)).sentence.endswith("Besluten har fått laga kraft.")


def test_a_decision_that_the_court_annulled_has_no_force(board: Board, notice: Notice) -> None:
    for code in ("RVN", "EK"):
        up(notice, code, POSTED)
    moment = at(date(2024, 12, 1))
    appeal = register_appeal(
        protocol=notice.protocol,
        paragraph=notice.protocol.paragraphs.get(number=43),
        received=date(2024, 6, 28),
        by=board.secretary,
        at=moment,
    )
    close_appeal(appeal=appeal, day=date(2024, 11, 1), outcome="upheld", by=board.secretary, at=moment)
    said = status_of(fresh(notice), date(2024, 12, 1)).sentence
    assert said.endswith("har fått laga kraft, utom §\N{NO-BREAK SPACE}43 som domstol har upphävt.")


def test_an_appeal_that_comes_before_the_notice_is_registered(client: Client, board: Board) -> None:
    meeting = make_meeting(board)
    paragraph = make_paragraph(meeting, board.secretary, heading="Ansökan")
    client.force_login(board.secretary)
    page = f"/exempelvik/moten/styrelsen/{meeting.key}/"
    assert f'href="{page}anslag/overklagande/fore/"' in client.get(page).content.decode()
    sent = {"appeal-paragraph": paragraph.pk, "appeal-received": meeting.date.isoformat()}
    answer = client.post(f"{page}anslag/overklagande/fore/", sent, follow=True)
    assert "Överklagandet är registrerat." in answer.content.decode()
    assert own_protocol(meeting).appeals.get().paragraph == paragraph


def test_appeal_on_a_paragraph_of_another_protocol_is_refused(board: Board, notice: Notice) -> None:
    other = make_notice(board, posted=POSTED + timedelta(days=60))
    with pytest.raises(RuleViolation, match="annat protokoll"):
        register_appeal(
            protocol=notice.protocol,
            paragraph=other.protocol.paragraphs.get(number=43),
            received=date(2024, 6, 28),
            by=board.secretary,
            at=at(date(2024, 12, 1)),
        )


@pytest.mark.parametrize(
    ("received", "sentence"),
    [
        (date(2024, 5, 1), "inte ha kommit in före sammanträdet"),
        (date(2024, 12, 2), "Dagen ligger i framtiden"),
    ],
)
def test_appeal_on_an_impossible_day_is_refused(
    board: Board, notice: Notice, received: date, sentence: str
) -> None:
    with pytest.raises(RuleViolation, match=sentence):
        register_appeal(
            protocol=notice.protocol,
            paragraph=notice.protocol.paragraphs.get(number=43),
            received=received,
            by=board.secretary,
            at=at(date(2024, 12, 1)),
        )


def test_protocol_is_hidden_from_the_web_and_shown_again(board: Board, notice: Notice) -> None:
    hide_protocol(protocol=notice.protocol, by=board.secretary, at=at(POSTED))
    notice.protocol.refresh_from_db()
    assert notice.protocol.hidden_at
    show_protocol(protocol=notice.protocol, by=board.secretary, at=at(POSTED))
    notice.protocol.refresh_from_db()
    assert notice.protocol.hidden_at is None


def test_protocol_frozen_as_not_published_cannot_be_shown(board: Board) -> None:
    notice = make_notice(board, posted=POSTED, publish=False)
    with pytest.raises(RuleViolation, match="publiceras inte"):
        show_protocol(protocol=notice.protocol, by=board.secretary, at=at(POSTED))


@pytest.mark.parametrize(
    ("clock", "left"),
    [("2024-07-01T21:30:00+00:00", "1 dag<"), ("2024-07-01T22:30:00+00:00", "Sista dagen är i dag")],
)
def test_days_left_turn_at_the_swedish_midnight(
    client: Client, notice: Notice, monkeypatch: pytest.MonkeyPatch, clock: str, left: str
) -> None:
    for code in ("RVN", "EK"):
        up(notice, code, POSTED)  # may be appealed until 2 July
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.fromisoformat(clock))
    assert left in client.get("/exempelvik/anslagstavla/").content.decode()
