"""Corrections and matters that came back: the link both ways, on the chancellery's page and the public's."""

from datetime import date
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.actions.deciding import defer
from meetings.actions.deferred import take_up
from meetings.actions.freezing import freeze_protocol
from meetings.actions.publishing import hide_protocol
from meetings.models import Paragraph, Person, Protocol
from tests.worlds.boards import MEETING_DAY, Board, at, make_ready
from tests.worlds.immediate import sign_all
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
LATER = date(2024, 9, 12)


def address(name: str, day: date, *more: object) -> str:
    return reverse(name, args=["exempelvik", "styrelsen", day.isoformat(), *more])


def page(client: Client, person: Person | None, url: str) -> str:
    if person:
        client.force_login(person)
    response = client.get(url)
    assert response.status_code == HTTPStatus.OK, url
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def verify(protocol: Protocol, board: Board) -> None:
    version = freeze_protocol(protocol=protocol, by=board.secretary, at=at(protocol.meeting.date, 15))
    sign_all(version, board, hour=16)


def first(protocol: Protocol) -> Paragraph:
    found = protocol.paragraphs.order_by("position").first()
    assert found
    return found


def correct(board: Board, *, publish: bool = True) -> tuple[Protocol, Protocol]:
    """§ 1 of May, verified, and the later draft whose first § corrects it."""
    earlier, later = make_ready(board, publish=publish), make_ready(board, day=LATER)
    verify(earlier, board)
    paragraph = first(later)
    paragraph.corrects = first(earlier)
    paragraph.save(update_fields=["corrects"])
    return earlier, later


@made_once
def corrected(board: Board) -> tuple[Protocol, Protocol]:
    return correct(board)


@made_once
def long_ones(board: Board) -> tuple[Protocol, Protocol]:
    """May's, verified, and a later draft, of six §§ each."""
    earlier, later = make_ready(board, paragraphs=6), make_ready(board, day=LATER, paragraphs=6)
    verify(earlier, board)
    return earlier, later


def came_back(board: Board) -> tuple[Protocol, Protocol]:
    """§ 1 of May was put off and stands last on the later agenda."""
    earlier, later = make_ready(board), make_ready(board, day=LATER)
    defer(row=first(earlier), kind="postponed", by=board.secretary, at=at())
    verify(earlier, board)
    paragraph = take_up(meeting=later.meeting, source=first(earlier), by=board.secretary, at=at(LATER))
    paragraph.decisions.create(position=9, text="att avsluta ärendet.")
    return earlier, later


def test_correction_is_linked_both_ways_once_both_are_published(
    client: Client, board: Board, corrected: tuple[Protocol, Protocol]
) -> None:
    _, later = corrected
    corrects, is_corrected = "Läs § 1 den 30 maj 2024", "Rättad genom § 3 den 12 september 2024"
    for url in (address("protocol_detail", MEETING_DAY), address("protocol_paragraph", MEETING_DAY, 1)):
        assert "Rättad genom" not in page(client, None, url)
    verify(later, board)
    for name, more in (("protocol_detail", ()), ("protocol_paragraph", (1,))):
        html = page(client, None, address(name, MEETING_DAY, *more))
        assert is_corrected in html
        assert address("protocol_paragraph", LATER, 3) in html
    for name, more in (("protocol_detail", ()), ("protocol_paragraph", (3,))):
        html = page(client, None, address(name, LATER, *more))
        assert "Rättar § 1 den 30 maj 2024" in html
        assert corrects in html
        assert address("protocol_paragraph", MEETING_DAY, 1) in html
    assert corrects not in page(client, None, address("protocol_paragraph", LATER, 4))


def test_public_is_not_led_to_what_it_cannot_read(
    client: Client, board: Board, corrected: tuple[Protocol, Protocol]
) -> None:
    earlier, later = corrected
    verify(later, board)
    hide_protocol(protocol=earlier, by=board.secretary, at=at())
    assert address("protocol_paragraph", MEETING_DAY, 1) not in page(
        client, None, address("protocol_paragraph", LATER, 3)
    )


def test_unpublished_one_is_not_linked(client: Client, board: Board) -> None:
    _, later = correct(board, publish=False)
    verify(later, board)
    assert "Läs § 1" not in page(client, None, address("protocol_detail", LATER))


def test_chancellery_sees_the_correction_on_both_meetings(
    client: Client, board: Board, corrected: tuple[Protocol, Protocol]
) -> None:
    html = page(client, board.auditor, address("meeting_detail", LATER))
    assert "Rättar § 1 den 30 maj 2024" in html
    assert address("meeting_detail", MEETING_DAY) in html
    html = page(client, board.auditor, address("meeting_detail", MEETING_DAY))
    assert "Rättad genom «Ärende 1» den 12 september 2024" in html  # a draft has no numbers yet


def test_matter_that_came_back_has_its_history_both_ways(client: Client, board: Board) -> None:
    _, later = came_back(board)
    assert "Togs upp igen i «Ärende 1»" in page(
        client, board.secretary, address("meeting_detail", MEETING_DAY)
    )
    assert "Fortsätter från § 1 den 30 maj 2024" in page(
        client, board.secretary, address("meeting_detail", LATER)
    )
    assert "Togs upp igen" not in page(client, None, address("protocol_paragraph", MEETING_DAY, 1))
    verify(later, board)
    html = page(client, None, address("protocol_paragraph", MEETING_DAY, 1))
    assert "Togs upp igen i § 5 den 12 september 2024" in html
    html = page(client, None, address("protocol_paragraph", LATER, 5))
    assert address("protocol_paragraph", MEETING_DAY, 1) in html


@pytest.mark.parametrize("where", ["protocol_detail", "meeting_detail"])
def test_more_links_ask_no_more_questions(
    client: Client, board: Board, long_ones: tuple[Protocol, Protocol], where: str
) -> None:
    client.force_login(board.secretary)
    earlier, later = long_ones
    sources = list(earlier.paragraphs.order_by("position"))
    rows = list(later.paragraphs.order_by("position"))

    def correct_one(index: int) -> None:
        rows[index].corrects = sources[index]
        rows[index].save(update_fields=["corrects"])

    def queries() -> int:
        client.get(address(where, MEETING_DAY))
        with CaptureQueriesContext(connection) as captured:
            client.get(address(where, MEETING_DAY))
        return len(captured)

    correct_one(0)
    before = queries()
    for index in range(1, 6):
        correct_one(index)
    assert queries() == before
