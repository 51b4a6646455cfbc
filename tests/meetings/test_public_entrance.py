"""The first pages, and what an association's pages share: colour and logo."""

from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from meetings.actions.attaching import store_file
from tests.worlds.boards import Board, make_board

pytestmark = pytest.mark.django_db


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_style_is_the_associations_colour_and_nothing_else(client: Client, board: Board) -> None:
    response = client.get("/exempelvik/stil.css")
    assert response.content == b":root{--accent:#0e5a47}\n"
    assert response.headers["Content-Type"].startswith("text/css")
    assert "max-age=3600" in response.headers["Cache-Control"]
    again = client.get("/exempelvik/stil.css", headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("accent", ["#ffffff", "red}*{}", "#12"])
def test_unreadable_or_strange_colour_becomes_the_sites_own(
    client: Client, board: Board, accent: str
) -> None:
    type(board.association).objects.filter(pk=board.association.pk).update(accent=accent)
    assert client.get("/exempelvik/stil.css").content == b":root{--accent:#0e5a47}\n"


def with_logo(board: Board, data: bytes) -> None:
    board.association.logo = store_file(data=data, media_type="image/png", at=timezone.now())
    board.association.save()


def test_logo_stands_small_in_the_header_beside_the_name(client: Client, board: Board) -> None:
    assert "/exempelvik/logotyp" not in page(client, "/exempelvik/anslagstavla/")
    drawn = BytesIO()
    Image.new("RGB", (1600, 800)).save(drawn, "PNG")
    with_logo(board, drawn.getvalue())
    name = f'<img src="/exempelvik/logotyp" alt="">{board.association.name}</a>'
    assert name in page(client, "/exempelvik/anslagstavla/")
    response = client.get("/exempelvik/logotyp")
    assert Image.open(BytesIO(response.content)).size == (224, 112)
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_what_is_no_picture_is_not_served_as_one(client: Client, board: Board) -> None:
    with_logo(board, b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    assert client.get("/exempelvik/logotyp").status_code == 404


def test_home_lists_associations_and_the_way_in(client: Client, board: Board) -> None:
    make_board(slug="grannby", suffix="2")
    html = page(client, "/")
    assert 'href="/exempelvik/anslagstavla/"' in html
    assert 'href="/grannby/anslagstavla/"' in html
    assert "Logga in" in html


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("secretary", "/exempelvik/kansli/"),
        ("manager", "/exempelvik/kansli/"),
        ("auditor", "/exempelvik/styrelsen/"),
        ("chair", "/exempelvik/styrelsen/"),
        ("deputy", "/exempelvik/styrelsen/"),
    ],
)
def test_association_leads_everyone_to_their_own_work(
    client: Client, board: Board, who: str, where: str
) -> None:
    client.force_login(getattr(board, who))
    assert client.get("/").headers["Location"] == "/exempelvik/"
    assert client.get("/exempelvik/").headers["Location"] == where


@pytest.mark.parametrize(("who", "audits"), [("auditor", True), ("chair", False)])
def test_auditor_reads_and_checks_from_the_first_page_and_presses_nothing(
    client: Client, board: Board, who: str, audits: bool
) -> None:
    client.force_login(getattr(board, who))
    page = client.get("/exempelvik/styrelsen/").content.decode().split("<main")[1]
    assert ("Granskningslogg" in page) is audits
    assert ("Det som väntar på kansliet" in page) is audits
    assert "<form" not in page


def test_association_leads_strangers_to_the_notice_board(client: Client, board: Board) -> None:
    assert client.get("/exempelvik/").headers["Location"] == "/exempelvik/anslagstavla/"
    client.force_login(make_board(slug="grannby", suffix="2").chair)
    assert client.get("/exempelvik/").headers["Location"] == "/exempelvik/anslagstavla/"


def test_whoever_belongs_to_several_associations_chooses(client: Client, board: Board) -> None:
    other = make_board(slug="grannby", suffix="2")
    other.association.roles.create(person=board.auditor, kind="auditor")
    client.force_login(board.auditor)
    html = page(client, "/")
    assert "Dina förbund" in html
    assert 'href="/grannby/"' in html
