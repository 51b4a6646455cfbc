"""The frame of every page: whose it is, one menu, one form of way back, one width."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse

from meetings.models import Association, Person
from tests.test_access import answer, everywhere
from tests.worlds.boards import make_board, make_ready
from tests.worlds.whole_association import World

pytestmark = pytest.mark.django_db
# Pages that lie under none: the menu leads to them, or the foot, or a link in a letter.
OUTERMOST = {
    "accessibility",
    "account_login",
    "account_confirm",
    "association_create",
    "association_privacy",
    "authenticity_check",
    "help",
    "home",
    "mfa_index",
    "own_details",
    "posting_answer",
    "raised_by_link",
    "reply_by_link",
    "guest_agenda",
    "privacy",
}
ACCOUNT = ["account_login", "account_reset_password", "account_change_password", "mfa_index", "privacy"]


class Page(HTMLParser):
    """What of the frame is in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.menus: list[list[str]] = []
        self.trails: list[list[str]] = []
        self.first: list[str] = []  # what main leads to before its heading
        self._links: list[str] | None = None
        self._before_heading = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "nav" and given.get("aria-label") == "Huvudmeny":
            self._links = []
            self.menus.append(self._links)
        elif tag == "nav" and given.get("class") == "trail":
            self._links = []
            self.trails.append(self._links)
        elif tag == "a" and self._links is not None:
            self._links.append(given["href"] or "")
        elif tag == "a" and self._before_heading:
            self.first.append(given.get("href") or "")
        elif tag in {"main", "h1"}:
            self._before_heading = tag == "main"

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav":
            self._links = None


def whole_pages(client: Client, paths: dict[str, str]) -> dict[str, tuple[str, str]]:
    found = {}
    for name, path in paths.items():
        response = answer(client, "get", path)
        if response.headers.get("Content-Type", "").startswith("text/html") and response.status_code == 200:
            html = response.content.decode()
            if "<html" in html:
                found[name] = (path, html)
    return found


@pytest.mark.parametrize("role", ["anonymous", "chair", "auditor", "secretary", "applicant"])
def test_every_page_has_the_associations_name_its_menu_and_a_way_back(world: World, role: str) -> None:
    client, wrong = Client(), []
    if role != "anonymous":
        client.force_login(world.applicant if role == "applicant" else getattr(world.board, role))
    paths = everywhere(world) | {name: reverse(name) for name in ACCOUNT}
    pages = whole_pages(client, paths)
    assert len(pages) > {"anonymous": 18, "applicant": 30, "secretary": 90}.get(role, 20)
    leads: dict[str, str] = {}
    for name, (path, html) in pages.items():
        page = Page(html)
        if f">{world.board.association.name}</a>" not in html.partition("</header>")[0]:
            wrong.append((name, "no name"))
        if len(page.menus) != 1 or not page.menus[0]:
            wrong.append((name, f"menus {page.menus}"))
        outermost = name in OUTERMOST or [path] == [url for menu in page.menus for url in menu if url == path]
        if not outermost and (len(page.trails) != 1 or not page.trails[0]):
            wrong.append((name, f"no way back from {path}"))
        if re.search(r'class="eyebrow">\s*<a|>\s*Tillbaka(?! till (?:§|första sidan))', html):
            wrong.append((name, "another form of way back"))
        if said_twice := {url for links in page.trails for url in links} & set(page.first):
            wrong.append((name, f"the way back to {said_twice} twice"))
        leads |= {url: name for links in page.menus + page.trails for url in links}
    wrong += [(name, f"leads to {url}") for url, name in leads.items() if leads_nowhere(client, url)]
    assert wrong == []


def test_what_is_done_with_a_draft_leads_to_no_page_that_is_not_there_yet(world: World) -> None:
    protocol = make_ready(world.board)
    meeting = protocol.meeting
    client = Client()
    client.force_login(world.board.secretary)
    for name in ("withheld_list", "withheld_add", "appeal_early"):
        path = reverse(name, args=["exempelvik", meeting.body.slug, meeting.key])
        [links] = Page(answer(client, "get", path).content.decode()).trails
        assert links, name
        assert [url for url in links if leads_nowhere(client, url)] == [], name


def leads_nowhere(client: Client, url: str) -> bool:
    if resolve(url).namespace == "admin":
        return False
    return answer(client, "get", url).status_code not in {200, 302}


def test_error_pages_know_whose_they_are_where_the_address_says_it(world: World) -> None:
    for path in ("/exempelvik/finns-inte/", "/exempelvik/protokoll/styrelsen/1999-01-01/"):
        html = Client(raise_request_exception=False).get(path).content.decode()
        assert world.board.association.name in html.partition("</header>")[0]
        assert Page(html).menus


def test_page_of_nobody_on_a_site_of_several_leads_to_all_of_them(world: World) -> None:
    make_board(slug="annanvik", suffix=".annanvik")
    html = Client().get(reverse("account_login")).content.decode()
    assert Page(html).menus == [["/"]]
    html = Client().get(reverse("account_login") + "?next=/exempelvik/kansli/").content.decode()
    assert world.board.association.name in html.partition("</header>")[0]


def test_new_association_leads_the_public_to_nothing_that_is_not_there_yet() -> None:
    """Every link of every public page of one that has nothing but its name is followed, and none is to a dead end."""
    Association.objects.create(name="Samordningsförbundet Ny", slug="nyvik", org_number="222000-3004")
    client, left, seen = Client(), ["/nyvik/"], set()
    while left:
        url = left.pop()
        if url in seen:
            continue
        seen.add(url)
        response = client.get(url)
        if response.status_code in {301, 302}:
            left.append(response.headers["Location"])
            continue
        assert response.status_code == 200, url
        if "text/html" in response.headers["Content-Type"]:
            html = response.content.decode()
            assert "Sök medel" not in html, url
            left += [
                href for href in re.findall(r'href="(/[^"#?]*)', html) if not href.startswith("/static/")
            ]
    assert {"/nyvik/anslagstavla/", "/nyvik/protokoll/", "/konto/login/"} <= seen


def test_templates_have_one_menu_and_one_way_back() -> None:
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        text = path.read_text()
        if path.name not in {"menu.html", "base_site.html"}:
            assert 'aria-label="Huvudmeny"' not in text, path
        assert "{% block nav %}" not in text, path


def test_public_page_leads_whoever_works_there_back_to_it(world: World) -> None:
    def first(person: Person) -> str:
        client = Client()
        client.force_login(person)
        html = client.get(reverse("notice_board", args=["exempelvik"])).content.decode()
        return Page(html).menus[0][0]

    assert first(world.board.secretary) == "/exempelvik/kansli/"
    assert first(world.board.member) == "/exempelvik/styrelsen/"
    assert world.applicant
    assert first(world.applicant) == "/exempelvik/medel/mina/"


def test_register_says_on_paper_whose_it_is_where_and_when(client: Client) -> None:
    board = make_board()
    client.force_login(board.secretary)
    head = (
        client.get(reverse("admin:index"))
        .content.decode()
        .partition('class="on-paper">')[2]
        .partition("</p>")[0]
    )
    assert " ".join(head.split()).startswith(
        f"{board.association.name} · http://testserver/admin/ · utskrivet "
    )
