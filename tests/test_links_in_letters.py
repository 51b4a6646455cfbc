"""No link in a letter acts when it is only opened: programs that scan mail open every one of them."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from funding.actions.entering import ask_for_link, invite_colleague
from funding.models import Application
from meetings.actions.accounts import propose_address, propose_reset
from meetings.actions.registering import add_person, invite_person
from meetings.actions.reminding import remind_all
from meetings.models import Person, ProtocolVersion
from meetings.querysets import latest_version
from tests.worlds.letters import letters
from tests.worlds.whole_association import World

pytestmark = pytest.mark.django_db

# The embedded server's own, and the queue's.
OURS = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'procrastinate%'"


def rows() -> dict[str, tuple[int, str]]:
    """The number of rows of each table, and a checksum of them."""
    with connection.cursor() as cursor:
        cursor.execute(OURS)
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"SELECT count(*), md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM \"{table}\" t"  # noqa: S608
            )
            found[table] = cursor.fetchone()
    return found


def send_every_other_letter(world: World) -> None:
    """Those that the world's making sends none of."""
    board, now = world.board, timezone.now()
    newcomer = add_person(
        association=board.association,
        email="ny@example.org",
        first_name="Ny",
        last_name="Ledamot",
        by=board.secretary,
        at=now,
    )
    invite_person(person=newcomer, association=board.association, by=board.secretary, at=now)
    propose_address(person=board.chair, email="nytt@example.org", by=board.secretary, at=now)
    propose_reset(person=board.chair, by=board.secretary, at=now)
    Client().post(reverse("account_reset_password"), {"email": board.chair.email})
    application = Application.objects.filter(association=board.association).first()
    ask_for_link(association=board.association, email="sok@example.org", at=now)
    for email in ("kollega@example.org", board.auditor.email):
        invite_colleague(application=application, email=email, by=world.applicant, at=now)
    frozen = ProtocolVersion.objects.filter(protocol__public_id=world.ids["protocol"]).first()
    remind_all(version=latest_version(frozen.protocol), at=now + timedelta(days=9), by=board.secretary)


def test_opening_every_link_of_every_letter_changes_nothing(world: World) -> None:
    send_every_other_letter(world)
    site = re.escape(settings.SITE_URL.rstrip("/"))
    links = {(letter.to, path) for letter in letters() for path in re.findall(rf"{site}(/\S*)", letter.body)}
    assert len({path for _, path in links}) > 20
    assert {"lank", "bekrafta", "key"} <= {part for _, path in links for part in path.split("/")}
    stranger, signed_in = Client(), {}
    for address in {to for to, _ in links}:
        if person := Person.objects.filter(email=address).first():
            signed_in[address] = Client()
            signed_in[address].force_login(person)
    before = rows()
    for to, path in sorted(links):
        for client in (stranger, signed_in.get(to, stranger)):
            assert client.get(path).status_code in (200, 302, 404), path
    after = rows()
    written = {table for table in before if before[table] != after[table]}
    assert written == {"meetings_auditentry"}  # who read what: the one thing that a GET writes
