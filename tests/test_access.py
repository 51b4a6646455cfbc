"""Every address, every role; the table is tests/worlds/audiences.py."""

import re

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from finsam.keys_in_addresses import KEY_ARGUMENTS
from meetings.models import Attendee, Person
from tests.worlds.addresses import (
    HANDLING,
    KEPT,
    address,
    address_at_once,
    address_of_notes,
    addresses,
    of_protocol,
    parameters,
)
from tests.worlds.audiences import (
    APPLICANTS,
    APPLICANTS_AND_OFFICE,
    EDIT,
    FOUNDERS,
    FUNDING_PUBLIC,
    MEMBERS,
    OWN_ACCOUNT,
    PUBLIC,
    READ,
    SIGNATORIES_ACT,
    SIGNATORIES_READ,
    SIGNED_IN,
    VOUCHERS,
)
from tests.worlds.boards import make_board, make_meeting
from tests.worlds.whole_association import World, make_world

# Nothing to show in the world of this test: no paper, no logo, no certificate.
EMPTY = {"association_logo", "notice_certificate", "notice_summary", "verification_scan"}
# Whom or what is said in the form; without it there is nothing to find.
NAMED_IN_FORM = {
    "case_figures",
    "case_outcome",
    "matter_take_up",
    "requisition_approve",
    "draft_adjournment_remove",
    "draft_arrival_by_sound",
    "draft_fetch",
    "draft_guest_edit",
    "draft_guest_remove",
    "draft_immediate_again",
    "draft_move",
    "draft_movement_edit",
    "draft_movement_remove",
    "draft_presence",
    "draft_serving",
    "draft_sound_only",
}
# Public addresses that are a key, and one that is never the same.
KEYS = {"calendar_by_key", "guest_agenda", "guest_paper", "health", "posting_answer"}
KEYS |= {"raised_by_link", "reply_by_link"}
NOWHERE = {404, 405}
# The same bytes for everybody, so that they may be kept.
SAME_FOR_ALL = {"association_style", "association_logo", "service_worker"}


def ask(client: Client, method: str, path: str) -> int:
    """The status, with everything the request did undone. What one who is signed in is answered is kept nowhere."""
    response = answer(client, method, path)
    if settings.SESSION_COOKIE_NAME in client.cookies and asked_for(response) not in SAME_FOR_ALL:
        assert is_kept_nowhere(response), path
    # To sign in with a password, or with a link for whoever has none.
    if response.status_code == 302 and re.match(r"/konto/|/[\w-]+/medel/lank/\?next=", response.url):
        return 401
    return response.status_code


def answer(client: Client, method: str, path: str) -> HttpResponse:
    with transaction.atomic():
        response = getattr(client, method)(path)
        for close in response._resource_closers:  # response.close() would end the test's connection
            close()
        transaction.set_rollback(True)
    if response.status_code == 405 and method != "head":
        assert "Sidan kan inte öppnas så" in response.content.decode(), path
        assert response.headers["Allow"], path
    return response


def asked_for(response: HttpResponse) -> str:
    match = response.wsgi_request.resolver_match
    return match.url_name if match else ""


def is_kept_nowhere(response: HttpResponse) -> bool:
    return response.headers.get("Cache-Control") == "private, no-store"


def statuses(person: Person | None, paths: dict[str, str]) -> dict[str, tuple[int, int]]:
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    return {name: (ask(client, "get", path), ask(client, "post", path)) for name, path in paths.items()}


def everywhere(world: World, rows: World | None = None) -> dict[str, str]:
    return {name: address(name, world, rows or world) for name in addresses()}


def at_once(world: World) -> dict[str, str]:
    """Nobody has asked for a change in a § verified at once, withheld anything of it or given out an extract."""
    names = of_protocol() - {"request_answer", "request_close", "withheld_remove", "extract_pdf"}
    names -= {"dispatch_pdf", "dispatch_posted"}
    return {name: address_at_once(name, world) for name in names}


def everyone(world: World, paths: dict[str, str]) -> dict[str, dict[str, tuple[int, int]]]:
    board, other = world.board, make_board(slug="annanvik", suffix=".annanvik")
    cast = {
        "anonymous": None,
        "outsider": other.secretary,
        "member": board.member,
        "signatory": board.chair,
        "auditor": board.auditor,
        "chancellery": board.secretary,
        "applicant": world.applicant,
    }
    return {role: statuses(person, paths) for role, person in cast.items()}


def only[Found](found: dict[str, Found], names: set[str]) -> dict[str, Found]:
    return {name: found[name] for name in names if name in found}


def test_every_address_has_an_audience():
    funding = [SIGNED_IN, APPLICANTS, APPLICANTS_AND_OFFICE]
    audiences = [PUBLIC, SIGNATORIES_READ, SIGNATORIES_ACT, VOUCHERS, MEMBERS, READ, EDIT]
    audiences += [OWN_ACCOUNT, FOUNDERS, *funding]
    listed = [name for audience in audiences for name in audience]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(addresses())


@pytest.mark.django_db
def test_every_address_answers_each_role_as_the_table_says(world):
    assert_as_the_table_says(everyone(world, everywhere(world)))


@pytest.mark.django_db
def test_protocol_of_paragraphs_verified_at_once_is_as_closed_as_any_other(world):
    assert_as_the_table_says(everyone(world, at_once(world)))


def assert_as_the_table_says(seen: dict[str, dict[str, tuple[int, int]]]) -> None:
    closed = set(addresses()) - PUBLIC
    for role, found in seen.items():
        assert {name: s for name, s in found.items() if max(s) >= 500} == {}, role
        shown = only(found, PUBLIC - EMPTY)
        assert {name: s for name, s in shown.items() if s[0] not in (200, 301, 302)} == {}, role
    assert {n: s for n, s in only(seen["anonymous"], closed).items() if s != (401, 401)} == {}
    there = closed - SIGNED_IN - OWN_ACCOUNT
    assert {
        n: s for n, s in only(seen["outsider"], there).items() if not set(s) <= NOWHERE or s == (405, 405)
    } == {}
    beyond_members = there - MEMBERS - APPLICANTS
    own = APPLICANTS | APPLICANTS_AND_OFFICE
    assert {n: s for n, s in only(seen["applicant"], own).items() if set(s) <= NOWHERE} == {}
    assert {n: s for n, s in only(seen["applicant"], there - own).items() if not set(s) <= NOWHERE} == {}
    for role in ("signatory", "auditor", "chancellery"):
        assert {n: s for n, s in only(seen[role], APPLICANTS).items() if not set(s) <= NOWHERE} == {}, role
    for role in ("auditor", "chancellery"):
        assert {n: s for n, s in only(seen[role], APPLICANTS_AND_OFFICE).items() if s[0] != 200} == {}, role
    assert {n: s for n, s in only(seen["member"], beyond_members).items() if not set(s) <= NOWHERE} == {}
    assert {n: s for n, s in only(seen["signatory"], READ | EDIT).items() if not set(s) <= NOWHERE} == {}
    for role in ("signatory", "auditor", "chancellery"):
        found = only(seen[role], SIGNATORIES_READ)
        assert {n: s for n, s in found.items() if s[0] not in (200, 302)} == {}, role
    for role in ("signatory", "auditor", "chancellery"):
        assert {n: s for n, s in only(seen[role], VOUCHERS).items() if s[0] != 200} == {}, role
    for role in ("auditor", "chancellery"):
        assert {n: s for n, s in only(seen[role], READ - EMPTY).items() if s[0] != 200} == {}, role
    # An auditor changes nothing: the page to sign on tells why not, and the rest is not there.
    changing = EDIT | (SIGNATORIES_ACT - {"change_request", "protocol_sign"})
    assert {n: s for n, s in only(seen["auditor"], changing).items() if not set(s) <= NOWHERE} == {}
    assert {n: s for n, s in only(seen["auditor"], READ).items() if s[1] not in NOWHERE} == {}
    for role in ("outsider", "member", "signatory", "auditor", "chancellery", "applicant"):
        assert {n: s for n, s in only(seen[role], FOUNDERS).items() if s != (404, 404)} == {}, role
    working = only(seen["chancellery"], EDIT - NAMED_IN_FORM)
    assert {n: s for n, s in working.items() if set(s) <= NOWHERE or 401 in s} == {}


@pytest.mark.django_db
def test_signer_of_a_paragraph_verified_at_once_sees_nothing_else_of_the_draft(world):
    own = {name: path.replace("-omedelbart", "") for name, path in at_once(world).items()}
    for person in (world.board.chair, world.board.member):
        assert {n: s for n, s in statuses(person, own).items() if not set(s) <= NOWHERE} == {}


@pytest.mark.django_db
def test_notes_are_read_and_never_signed_or_noticed(world):
    board = world.board
    paths = {name: address_of_notes(name, world) for name in of_protocol()}
    public = of_protocol() & PUBLIC - {"protocol_attachment", "protocol_reading_copy"}
    for person in (None, board.chair, board.secretary):
        assert set(only(statuses(person, paths), public).values()) == {(200, 405)}
    closed = of_protocol() - PUBLIC
    assert set(only(statuses(None, paths), closed).values()) == {(401, 401)}
    assert {
        n: s for n, s in only(statuses(board.chair, paths), closed).items() if not set(s) <= NOWHERE
    } == {}
    found = statuses(board.secretary, paths)
    assert {n: s for n, s in found.items() if max(s) >= 500} == {}
    read = {"protocol_verify", "protocol_verify_all", "verification_status", "verification_original"}
    assert {found[name][0] for name in read} == {200}
    nowhere = {name for name in found if name.startswith("notice")} | {
        "verification_print",
        "verification_scan",
    }
    assert {n: s for n, s in only(found, nowhere).items() if not set(s) <= NOWHERE} == {}
    assert {found[name][0] for name in ("protocol_sign", "verification_paper", "verification_withdraw")} == {
        302
    }


@pytest.mark.django_db
def test_no_row_of_another_association_is_reached_through_ones_own(world):
    other = make_world("andrevik")
    assert Attendee.objects.filter(meeting__body__association=other.board.association).exists()
    ids = {
        "public_id",
        "person",
        "change",
        "request_id",
        "paragraph",
        "item",
        "decision",
        "attachment",
        *HANDLING,
        *({*KEPT} - {"fund", "part", "wording"}),
    }
    by_id = {name for name in set(addresses()) - {"favicon"} if parameters(name) & ids}
    assert len(by_id) > 20
    found = statuses(world.board.secretary, only(everywhere(world, rows=other), by_id))
    assert {n: s for n, s in found.items() if not set(s) <= NOWHERE or s == (405, 405)} == {}


@pytest.mark.django_db
def test_no_attendee_of_another_association_is_reached_through_a_form():
    board, other = (make_board(slug=slug, suffix=f".{slug}") for slug in ("egenvik", "andrevik"))
    own, foreign = make_meeting(board), make_meeting(other)
    client = Client(raise_request_exception=False)
    client.force_login(board.secretary)
    there = {"slug": "egenvik", "body": "styrelsen", "key": own.key}
    names = ("draft_presence", "draft_serving", "draft_sound_only", "draft_move", "draft_guest_edit")
    for name in (*names, "draft_guest_remove"):
        for attendee in (foreign.attendees.first().pk, "0", "-1", "x", "9" * 40, ""):
            response = client.post(reverse(name, kwargs=there), {"attendee": attendee, "presence": "on_site"})
            assert response.status_code == 404, (name, attendee)
    assert not foreign.attendees.exclude(presence="").exists()


@pytest.mark.django_db
def test_page_behind_a_one_time_link_is_kept_nowhere(world):
    paths = everywhere(world)
    links = [path for name, path in paths.items() if name != "favicon" and parameters(name) & KEY_ARGUMENTS]
    assert len(links) == 13
    links.append(reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "abc-def"}))
    for path in links:
        for method in ("get", "post"):
            assert is_kept_nowhere(answer(Client(), method, path)), path


@pytest.mark.django_db
def test_public_page_may_be_kept_unless_it_sets_a_cookie(world):
    kept = set()
    for name in PUBLIC - KEYS - FUNDING_PUBLIC:
        response = answer(Client(), "get", address(name, world, world))
        assert is_kept_nowhere(response) == bool(response.cookies), name
        if not response.cookies:
            kept.add(name)
    assert {"notice_board", "notice_detail", "protocol_detail", "protocol_list", "protocol_pdf"} <= kept


@pytest.mark.django_db
def test_public_page_that_is_asked_for_again_is_answered_in_a_line(world):
    for name in ("notice_board", "notice_detail", "protocol_detail", "protocol_list", "protocol_pdf"):
        path = address(name, world, world)
        first = Client().get(path)
        again = Client().get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), name
        client = Client()
        client.force_login(world.board.secretary)
        own = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert own.status_code == 200, name
        assert is_kept_nowhere(own), name
        assert "ETag" not in own, name
