"""A presenter is asked by a letter, reminded, and writes by the link in it; what of that is forgotten."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from meetings.actions.asking_for_items import (
    ask_for_item,
    forget_old_links,
    link_hindrance,
    link_of,
    remind_of_items,
    send_new_link,
)
from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.actions.raising import RaisedWords, withdraw_item, write_item
from meetings.actions.taking_in import TakenIn, take_in
from meetings.errors import RuleViolation
from meetings.models import Meeting, RaisedItem, RaisedLink
from tests.worlds.boards import Board, make_board, make_meeting, make_paragraph
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db
WORDS = RaisedWords(
    heading="Ny insats i Sälen",
    text="Fler behöver stöd.\n\nDet finns lokaler.",
    proposals="- att utreda frågan\n\n2. att återkomma i höst",
    files=[("Karta_över Sälen.pdf", PDF)],
)


@made_once
def board() -> Board:
    return make_board()


@made_once
def meeting(board: Board) -> Meeting:
    return make_meeting(board, day=timezone.localdate() + timedelta(days=20))


def taken(board: Board, item: RaisedItem, **more: object) -> RaisedItem:
    said = {"heading": item.heading, "text": item.text, "proposals": item.proposals.splitlines()}
    said["files"] = [one.public_id for one in item.files.all()]
    return take_in(item=item, taken=TakenIn(**said | more), by=board.secretary, at=timezone.now())


def asked(board: Board, meeting: Meeting, **more: object) -> RaisedItem:
    given = {"email": "lisa.ek@example.org", "name": "Lisa Ek", "by": board.secretary}
    return ask_for_item(meeting=meeting, at=timezone.now(), **given | more)


def token_in(to: str = "lisa.ek@example.org") -> str:
    return re.search(r"/underlag/([\w-]+)/", letters(to)[-1].body)[1]


def test_presenter_is_asked_reminded_once_and_writes_by_the_link(board: Board, meeting: Meeting) -> None:
    paragraph = make_paragraph(meeting, board.secretary, heading="Rapport")
    by_when = timezone.localdate() + timedelta(days=3)
    item = asked(board, meeting, paragraph=paragraph, message="Högst en sida.", answer_by=by_when)
    body = letters("lisa.ek@example.org")[0].body
    assert "«Rapport»" in body
    assert "Högst en sida." in body
    assert remind_of_items(at=timezone.now()) == 0
    day_before = timezone.now() + timedelta(days=2)
    assert [remind_of_items(at=day_before), remind_of_items(at=day_before)] == [1, 0]
    link = link_of(token_in())
    assert (link.item, link_hindrance(link, at=timezone.now())) == (item, "")
    assert not RaisedLink.objects.filter(token_hash=token_in()).exists(), "hashed at rest"
    saved = write_item(item=item, words=WORDS, by=None, at=timezone.now(), is_sent=False)
    assert saved.state == "asked"
    sent = write_item(item=saved, words=WORDS, by=None, at=timezone.now(), is_sent=True)
    assert sent.state == "sent"
    assert remind_of_items(at=day_before + timedelta(days=1)) == 0
    assert not taken(board, sent, paragraph=paragraph).paragraph.is_extra


def test_link_ends_with_a_newer_one_with_the_beginning_and_when_withdrawn(
    board: Board, meeting: Meeting
) -> None:
    item = asked(board, meeting)
    first = token_in()
    item = send_new_link(item=item, email="lisa.ny@example.org", by=board.secretary, at=timezone.now())
    assert "nyare länk" in link_hindrance(link_of(first), at=timezone.now())
    second = link_of(token_in("lisa.ny@example.org"))
    assert link_hindrance(second, at=timezone.now()) == ""
    assert "har börjat" in link_hindrance(second, at=timezone.now() + timedelta(days=21))
    withdraw_item(item=item, by=board.secretary, at=timezone.now())
    gone = link_of(token_in("lisa.ny@example.org"))
    assert "inte längre" in link_hindrance(gone, at=timezone.now())


def test_presenter_is_told_of_a_new_day_and_a_cancelled_meeting(board: Board, meeting: Meeting) -> None:
    asked(board, meeting)
    meeting = edit_meeting(
        meeting=meeting, date=meeting.date + timedelta(days=1), by=board.secretary, at=timezone.now()
    )
    assert letters("lisa.ek@example.org")[-1].subject.startswith("Ny tid")
    edit_meeting(meeting=meeting, title="Extra", by=board.secretary, at=timezone.now())
    assert len(letters("lisa.ek@example.org")) == 2
    pass_meeting_to(meeting=meeting, state="cancelled", by=board.secretary, at=timezone.now())
    assert letters("lisa.ek@example.org")[-1].subject.startswith("Inställt")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"email": ""}, "e-postadressen"),
        ({"name": " "}, "vem du frågar"),
        ({"answer_by": date(2020, 1, 1)}, "från i dag"),
    ],
    ids=["address", "name", "day"],
)
def test_question_that_cannot_be_sent_is_refused(
    board: Board, meeting: Meeting, more: dict[str, object], sentence: str
) -> None:
    with pytest.raises(RuleViolation, match=sentence):
        asked(board, meeting, **more)
    assert not letters("lisa.ek@example.org")


def test_address_is_forgotten_some_months_after_the_meeting(board: Board, meeting: Meeting) -> None:
    asked(board, meeting)
    forget_old_links(at=timezone.now() + timedelta(days=20 + 89))
    assert RaisedLink.objects.count() == 1
    forget_old_links(at=timezone.now() + timedelta(days=20 + 92))
    assert not RaisedLink.objects.exists()
    assert RaisedItem.objects.get().name == "Lisa Ek"
