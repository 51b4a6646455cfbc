"""Who must have a second factor, that no door is open without one, and the way to one."""

import re
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from funding.actions.linking import make_link
from funding.models import Link
from meetings.models import Person, Role
from tests.worlds.addresses import address, addresses
from tests.worlds.applications import Office
from tests.worlds.audiences import PUBLIC
from tests.worlds.boards import PASSWORD, Board, make_board, make_frozen, make_person
from tests.worlds.eid import Eid, show
from tests.worlds.second_step import code_of, make_app
from tests.worlds.whole_association import World

pytestmark = pytest.mark.django_db
NEEDED = "/konto/inloggning/behovs/"


@pytest.fixture(autouse=True)
def _as_the_real_site(settings) -> None:
    settings.SECOND_FACTOR_MAY_WAIT = False


def inside(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def is_led_to_one(person: Person) -> bool:
    answer = inside(person).get(reverse("application_list", args=["exempelvik"]))
    return answer.status_code == 302 and answer.headers["Location"].startswith(NEEDED)


def without(person: Person) -> Person:
    Authenticator.objects.filter(user=person).delete()
    return person


def test_chancellery_must_and_nobody_else(board: Board) -> None:
    for person in (board.secretary, board.manager):
        assert not is_led_to_one(person)
        assert is_led_to_one(without(person))
    for person in (board.chair, board.member, board.deputy, board.auditor, make_person("Signe", "Fors")):
        assert not is_led_to_one(person)


def test_one_who_runs_the_installation_must(board: Board) -> None:
    board.chair.is_superuser = True
    board.chair.save(update_fields=["is_superuser"])
    assert is_led_to_one(board.chair)


def ask_of(board: Board, who: str) -> None:
    setattr(board.association, f"second_factor_{who}", True)
    board.association.save()


def test_board_must_when_the_association_says_so(board: Board) -> None:
    make_frozen(board)
    gone = board.other_member.mandates.get()
    gone.last_day = date(2023, 12, 31)
    gone.save()
    ask_of(board, "board")
    assert is_led_to_one(board.chair)
    assert is_led_to_one(board.deputy)
    assert not is_led_to_one(board.other_member)
    assert not is_led_to_one(board.auditor)
    make_app(board.chair)
    assert not is_led_to_one(board.chair)


def test_who_is_to_sign_must_when_the_association_says_so(board: Board) -> None:
    make_frozen(board)
    board.body.mandates.update(last_day=date(2024, 5, 31))
    ask_of(board, "board")
    assert is_led_to_one(board.verifier)
    assert not is_led_to_one(board.member)


def test_auditor_must_when_the_association_says_so(board: Board) -> None:
    ask_of(board, "auditors")
    assert is_led_to_one(board.auditor)
    assert not is_led_to_one(board.chair)


def test_applicant_must_when_the_association_says_so(office: Office) -> None:
    applicant = make_person("Signe", "Fors")
    inside(applicant).post(reverse("application_create", args=[office.association.slug]))
    assert applicant.editor_links.exists()
    assert not is_led_to_one(applicant)
    office.association.second_factor_applicants = True
    office.association.save()
    assert is_led_to_one(applicant)


def test_role_that_is_given_counts_at_once(board: Board) -> None:
    client = inside(board.member)
    page = reverse("board_home", args=[board.association.slug])
    assert client.get(page).status_code == 200
    Role.objects.create(association=board.association, person=board.member, kind="secretary")
    assert client.get(page).headers["Location"].startswith(NEEDED)


def test_role_in_one_association_counts_in_another_and_the_page_says_why(board: Board) -> None:
    """One account and one session open both: who has only the password would be an officer there too."""
    other = make_board(slug="granby", suffix=".granby")
    Role.objects.create(association=other.association, person=board.member, kind="secretary")
    client = inside(board.member)
    assert (
        client.get(reverse("board_home", args=[board.association.slug]))
        .headers["Location"]
        .startswith(NEEDED)
    )
    html = " ".join(client.get(NEEDED).content.decode().split())
    assert f"Du är sekreterare i {other.association.name}" in html
    assert "gäller överallt där du loggar in, också hos ett annat förbund" in html


def test_no_door_is_open_without_one(world: World) -> None:
    """Every address of the site, and of the register: closed ones lead to the page, public ones see a stranger."""
    client = inside(without(world.board.secretary))
    paths = {name: address(name, world, world) for name in set(addresses()) - PUBLIC}
    paths["register"] = reverse("admin:index")
    paths["a person"] = reverse("admin:meetings_person_change", args=[world.board.chair.pk])
    for method in (client.get, client.post):
        for name, path in paths.items():
            answer = method(path)
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith(NEEDED), name
    slug = world.board.association.slug
    for page in (reverse("notice_board", args=[slug]), reverse("protocol_list", args=[slug])):
        html = client.get(page).content.decode()
        assert world.board.secretary.name not in html
        assert "Logga in" in html
    for page in (reverse("home"), reverse("association_home", args=[slug])):
        assert client.get(page).headers["Location"].startswith(NEEDED)


def test_page_says_why_and_leads_to_a_second_factor_and_on(board: Board) -> None:
    secretary = without(board.secretary)
    client = Client()
    wanted = reverse("todo", args=[board.association.slug])
    fields = {"login": secretary.email, "password": PASSWORD, "next": wanted}
    answer = client.post(reverse("account_login"), fields, follow=True)
    page = answer.content.decode()
    assert f"Du är sekreterare i {board.association}" in page
    assert "Hoppa över" not in page
    assert client.post(NEEDED).status_code == 200
    client.get(reverse("mfa_activate_totp"))
    code = code_of(client.session["mfa.totp.secret"])
    codes = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True).content.decode()
    assert "<h1>Dina reservkoder</h1>" in codes
    assert client.get(wanted).status_code == 200


def test_sign_in_page_leads_there_too(board: Board) -> None:
    client = inside(without(board.secretary))
    assert client.get(reverse("account_login")).headers["Location"].startswith(NEEDED)


def test_demo_lets_one_skip_it(board: Board, settings) -> None:
    client = inside(without(board.secretary))
    wanted = reverse("todo", args=[board.association.slug])
    settings.SECOND_FACTOR_MAY_WAIT = True
    page = client.get(wanted, follow=True).content.decode()
    assert "Hoppa över i demon" in page
    hidden = re.search(r'name="next" value="([^"]+)"', page)
    assert hidden
    assert client.post(NEEDED, {"next": hidden[1]}).headers["Location"] == wanted
    assert client.get(wanted).status_code == 200
    settings.SECOND_FACTOR_MAY_WAIT = False
    assert client.get(wanted).status_code == 302


@pytest.mark.parametrize("away", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_page_leads_to_no_other_site(board: Board, away: str) -> None:
    answer = inside(board.secretary).get(NEEDED, {"next": away})
    assert answer.headers["Location"] == "/"


def by_eid(board: Board, eid: Eid) -> Client:
    client = Client()
    SocialAccount.objects.all().delete()
    client.post(reverse("account_login"), {"login": board.secretary.email, "password": PASSWORD})
    eid.will_find(board.secretary.name)
    show(client, eid, process="connect")
    client = Client()
    show(client, eid)
    return client


def test_eid_of_level_three_is_two_factors(board: Board, eid: Eid, settings) -> None:
    without(board.secretary)
    wanted = reverse("todo", args=[board.association.slug])
    assert by_eid(board, eid).get(wanted).status_code == 200
    settings.EID_PROVIDERS = [eid.settings(acr=[])]
    assert by_eid(board, eid).get(wanted).headers["Location"].startswith(NEEDED)


def test_eid_passes_the_second_step_and_a_weak_one_does_not(board: Board, eid: Eid, settings) -> None:
    person = without(board.member)
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    eid.will_find(person.name)
    show(client, eid, process="connect")
    make_app(person)
    for acr, expected in (([], reverse("mfa_authenticate")), (eid.settings()["acr"], "/")):
        settings.EID_PROVIDERS = [eid.settings(acr=acr)]
        other = Client()
        assert show(other, eid).redirect_chain[0][0] == expected


def test_one_time_link_does_not_pass_the_second_step(office: Office) -> None:
    applicant = Person.objects.create(email="signe@example.org", first_name="Signe", last_name="Fors")
    applicant.set_unusable_password()
    applicant.save()
    for has_one in (False, True):
        if has_one:
            make_app(applicant)
        client = Client()
        token = make_link(
            purpose=Link.Purpose.ENTER,
            association=office.association,
            email=applicant.email,
            at=timezone.now(),
        )
        client.post(reverse("link_enter", args=[office.association.slug, token]))
        assert ("_auth_user_id" in client.session) != has_one


def test_question_costs_nothing_more(board: Board, django_assert_num_queries) -> None:
    """Who is signed in, and whether they lack one, is one query; the other is the session's."""
    client = inside(board.secretary)
    with django_assert_num_queries(2):
        assert client.get(NEEDED).status_code == 302
