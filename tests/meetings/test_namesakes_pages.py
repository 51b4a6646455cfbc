"""No page of an association where two share a name says it without what tells them apart."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from meetings.actions.accounts import propose_address, propose_reset
from meetings.actions.changing import request_change
from meetings.models import Person, ProtocolVersion
from meetings.reads.people import namesakes_in
from tests.worlds.accounts import confirm
from tests.worlds.addresses import addresses, parameters
from tests.worlds.boards import Board, at
from tests.worlds.letters import letters
from tests.worlds.namesakes import EK, FK, make_frozen_namesakes
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
NAME = re.compile(r"\{\{ ?(?:[a-z_]+\.)*(?:person|by|[a-z]+_by|voucher)\.name ?[|}]")


def unmarked(text: str) -> list[str]:
    """Every «Anna Andersson» with nothing after it in parentheses, and what stands there instead."""
    shown = " ".join(re.sub(r"<[^>]*>", " ", text).split())
    return re.findall(r"Anna Andersson(?! \([^)]+\)).{0,30}", shown)


@made_once
def frozen() -> ProtocolVersion:
    """Both are signatories or asked for something, and each has proposed a change of the other's account."""
    version = make_frozen_namesakes()
    association = version.protocol.meeting.body.association
    two = list(Person.objects.filter(last_name="Andersson").order_by("pk"))
    for one, other in (two, reversed(two)):
        propose_address(person=one, email=f"ny-{one.pk}@example.org", by=other, at=timezone.now())
        confirm(f"ny-{one.pk}@example.org", at=timezone.now())
        propose_reset(person=one, by=other, at=timezone.now())
        association.roles.create(person=one, kind="auditor")
    reserved = version.signatories.get(name=EK).person
    request_change(version=version, by=reserved, at=at(hour=17), reason="Yrkandet saknas.")
    return version


def test_no_page_says_a_shared_name_alone(frozen: ProtocolVersion, client: Client) -> None:
    meeting = frozen.protocol.meeting
    client.force_login(Person.objects.get(pk=frozen.frozen_by_id))
    known = {
        "slug": meeting.body.association.slug,
        "body": meeting.body.slug,
        "key": meeting.key,
        "number": 1,
    }
    seen, alone = 0, {}
    for name in addresses():
        try:
            url = reverse(name, kwargs={key: known[key] for key in parameters(name)})
        except (KeyError, IndexError, NoReverseMatch):
            continue
        answer = client.get(url)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            seen += 1
            if found := unmarked(answer.content.decode()):
                alone[name] = found
    assert seen > 30
    assert alone == {}


def test_each_change_of_an_account_says_whose_it_is(frozen: ProtocolVersion, client: Client) -> None:
    client.force_login(frozen.frozen_by)
    people = Person.objects.filter(last_name="Andersson")
    for change in [one for person in people for one in person.account_changes.all()]:
        html = client.get(reverse("account_change", args=["exempelvik", change.public_id])).content.decode()
        assert {FK, EK} == set(re.findall(r"Anna Andersson \([^)]*\)", html))
        assert unmarked(html) == []


def test_letters_about_them_say_who(frozen: ProtocolVersion) -> None:
    about = [one for one in letters() if "Anna Andersson" in one.subject + one.body]
    assert len(about) > 3
    assert [one for letter in about for one in unmarked(f"{letter.subject} {letter.body}")] == []


def test_nothing_is_added_where_nobody_shares_a_name(board: Board) -> None:
    assert namesakes_in(board.association) == {}


def test_no_template_says_a_persons_name_by_itself() -> None:
    """`{% called person %}` says it, for it knows the namesakes of the association."""
    found = [
        f"{path.relative_to(settings.BASE_DIR)}: {match[0]}"
        for path in sorted((settings.BASE_DIR / "templates").rglob("*"))
        if path.suffix in (".html", ".txt")
        for match in NAME.finditer(path.read_text())
    ]
    assert found == []
