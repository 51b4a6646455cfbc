"""The demo says what it is and lets anybody try it; a site that is used does neither, whatever is set."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from finsam.checks import demo_is_no_site_in_use
from finsam.demo_mode import PARTS
from meetings.demo.associations import PASSWORD
from meetings.models import Person
from tests.test_settings import run_in_production
from tests.worlds.boards import Board
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
TRIED = [one.key for one in PARTS]


@pytest.fixture
def demo(settings) -> None:
    settings.SECOND_FACTOR_MAY_WAIT, settings.DEMO = True, True


@made_once
def secretary() -> Person:
    return Person.objects.create_user(
        email=PARTS[0].email, password=PASSWORD, first_name="Eva", last_name="Lindmark"
    )


def attempt(client: Client, part: str = "kansliet") -> int:
    return client.post(reverse("demo_try", args=[part])).status_code


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_each_role_is_tried_with_one_press(
    client: Client, demo: None, secretary: Person, board: Board
) -> None:
    page = client.get(reverse("notice_board", args=[board.association.slug])).content.decode()
    assert "Demo: allt är påhittat." in page
    for part in PARTS:
        assert f'action="{reverse("demo_try", args=[part.key])}"' in page
    assert attempt(client) == HTTPStatus.FOUND
    assert client.get(reverse("own_details")).context["user"] == secretary
    assert attempt(client, "allmanhet") == HTTPStatus.FOUND
    assert not is_signed_in(client)
    client.force_login(board.secretary)
    assert "Demo: allt är påhittat." in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize(("debug", "demo_set"), [(False, True), (True, False), (False, False)])
def test_nobody_is_let_in_where_the_site_is_no_demo(
    client: Client, settings, secretary: Person, board: Board, *, debug: bool, demo_set: bool
) -> None:
    settings.SECOND_FACTOR_MAY_WAIT, settings.DEMO = debug, demo_set
    assert [attempt(client, part) for part in TRIED] == [HTTPStatus.NOT_FOUND] * len(TRIED)
    assert not is_signed_in(client)
    page = client.get(reverse("notice_board", args=[board.association.slug])).content.decode()
    assert "Demo: allt är påhittat." not in page
    assert "/konto/demo/" not in page


def test_empty_installation_is_no_demo(client: Client, demo: None, board: Board) -> None:
    """DEBUG is on where one tries it with an association of one's own."""
    page = client.get(reverse("notice_board", args=[board.association.slug])).content.decode()
    assert "Demo: allt är påhittat." not in page


@pytest.mark.parametrize("change", ["other password", "superuser", "ended"])
def test_only_the_demos_own_people_are_tried(
    client: Client, demo: None, secretary: Person, board: Board, change: str
) -> None:
    """Each differs in one thing from the person who is let in above."""
    if change == "other password":
        secretary.set_password("nio-lommar-over-sjon")
    elif change == "superuser":
        secretary.is_superuser = True
    else:
        secretary.is_active = False
    secretary.save()
    assert attempt(client) == HTTPStatus.NOT_FOUND
    assert attempt(client, str(board.secretary.public_id)) == HTTPStatus.NOT_FOUND
    assert not is_signed_in(client)


def test_link_or_another_site_signs_nobody_in(demo: None, secretary: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.get(reverse("demo_try", args=["kansliet"])).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert attempt(client) == HTTPStatus.FORBIDDEN
    assert not is_signed_in(client)


def test_production_is_never_a_demo(settings) -> None:
    settings.SECOND_FACTOR_MAY_WAIT, settings.DEMO = False, True
    assert [one.id for one in demo_is_no_site_in_use()] == ["finsam.E006"]
    settings.SECOND_FACTOR_MAY_WAIT = True
    assert demo_is_no_site_in_use() == []
    answer = run_in_production("import finsam.settings", DEMO="on")
    assert answer.returncode != 0
    assert "DEMO är på fast DEBUG är av" in answer.stderr.splitlines()[-1]
    code = "from finsam import settings; print(settings.DEMO)"
    assert run_in_production(code, DEMO="").stdout.split() == ["False"]
