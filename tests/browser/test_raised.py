"""What others bring to an agenda, in a real browser: by a link on a phone without script, and the office's pages."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.actions.asking_for_items import ask_for_item
from meetings.actions.raising import RaisedWords, raise_item
from meetings.models import Meeting, RaisedItem
from tests.browser.conftest import PHONE
from tests.browser.test_public import narrow
from tests.worlds.boards import Board, make_meeting
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db(transaction=True)


@made_once
def meeting(board: Board) -> Meeting:
    planned = make_meeting(board, day=timezone.localdate() + timedelta(days=20))
    at, by = timezone.now(), board.secretary
    ask_for_item(meeting=planned, email="lisa.ek@example.org", name="Lisa Ek", by=by, at=at)
    words = RaisedWords(heading="Ny insats", text="Fler behöver stöd.", proposals="att utreda")
    person = board.member
    raise_item(body=board.body, meeting=planned, kind="member", person=person, words=words, by=person, at=at)
    return planned


def test_presenter_sends_from_a_phone_without_script(
    new_page: Callable[..., Page], meeting: Meeting, axe: Callable[..., None]
) -> None:
    link = re.search(r"/underlag/[\w-]+/", letters("lisa.ek@example.org")[-1].body)[0]
    looked = new_page(PHONE)
    looked.goto(link)
    axe(looked)
    narrow(looked)
    phone = new_page(PHONE, javascript=False)
    phone.goto(link)
    phone.get_by_label("Rubrik").fill("Utvärdering")
    phone.get_by_label("Text", exact=False).first.fill("Så gick det.")
    phone.get_by_label("Lägg till filer").set_input_files(
        {"name": "Bilder.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    phone.get_by_role("button", name="Skicka", exact=True).click()
    expect(phone.get_by_text("Det är skickat.")).to_be_visible()
    item = RaisedItem.objects.get(kind="presenter")
    assert (item.state, item.heading, item.files.count()) == ("sent", "Utvärdering", 1)


def test_pages_of_the_office_and_the_ledamot_are_accessible(
    new_page: Callable[..., Page],
    sign_in: Callable[..., None],
    meeting: Meeting,
    board: Board,
    axe: Callable[..., None],
) -> None:
    item = RaisedItem.objects.get(kind="member")
    own = [
        reverse("item_raise", args=["exempelvik"]),
        reverse("own_item", args=["exempelvik", item.public_id]),
    ]
    names = ("", "_take", "_return", "_move")
    office = [reverse(f"raised_item{name}", args=["exempelvik", item.public_id]) for name in names]
    there = ["exempelvik", "styrelsen", meeting.key]
    office += [reverse(f"raised_item_{name}", args=there) for name in ("ask", "register")]
    office += [reverse("raised_item_list", args=["exempelvik"]), reverse("meeting_detail", args=there)]
    for person, paths in ((board.member, own), (board.secretary, office)):
        page = new_page(PHONE)
        sign_in(page, person)
        for path in paths:
            page.goto(path)
            axe(page)
            narrow(page)
    page.goto(office[1])
    page.get_by_role("button", name="Ta in").press("Enter")
    expect(page.get_by_role("heading", name="Ny insats")).to_be_visible()
    item.refresh_from_db()
    assert item.state == "taken"
