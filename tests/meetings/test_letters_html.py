"""How a letter looks on the wire: from whom, to whom an answer goes, and one text as plain and as HTML."""

import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import EmailMessage
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.letters import put_in_post, send_mail
from meetings.models import Association
from meetings.text.letters import LetterBlock, LetterLink, blocks_of
from tests.worlds.mail_server import MailServer

SITE = "https://protokoll.example"
TO = "anna@egenvik.example"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    server = MailServer()
    monkeypatch.setattr(settings, "MAILERS", {"default": server.start()})
    yield server
    server.stop()


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Hej Anna!", [("paragraph", "Hej Anna!")]),
        ("Ett.\nTvå.", [("paragraph", "Ett.", "Två.")]),
        ("Försenat\n--------\n\n- Ett\n- Två", [("heading", "Försenat"), ("list", "Ett", "Två")]),
        ("Det här:\n- Ett\nSlut.", [("paragraph", "Det här:"), ("list", "Ett"), ("paragraph", "Slut.")]),
        (f"Nu är det klart. Läs här:\n{SITE}/a/", [("paragraph", "Nu är det klart. <Läs här /a/>.")]),
        (
            f"Svara här. Inget konto behövs:\n{SITE}/a/",
            [("paragraph", "<Svara här /a/>. Inget konto behövs.")],
        ),
        (
            f"Handlingarna, kl. 8.30, finns här:\n{SITE}/a/",
            [("paragraph", "<Handlingarna, kl. 8.30, finns här /a/>.")],
        ),
        (f"- Svara här:\n{SITE}/a/", [("list", "Svara här:"), ("paragraph", f"<{SITE}/a/ /a/>")]),
        (f"{SITE}/a/", [("paragraph", f"<{SITE}/a/ /a/>")]),
    ],
)
def test_text_is_divided_into_blocks(text: str, blocks: list[tuple[str, ...]]) -> None:
    assert [said(one) for one in blocks_of(text, site=SITE)] == blocks


def said(block: LetterBlock) -> tuple[str, ...]:
    def of(part: str | LetterLink) -> str:
        return part if isinstance(part, str) else f"<{part.words} {part.address.removeprefix(SITE)}>"

    return (block.kind, *("".join(of(part) for part in line) for line in block.lines))


@pytest.mark.parametrize(
    "address", ["https://bluff.example/a/", f"{SITE}.bluff.example/", f"{SITE}/a/ och mer"]
)
def test_another_address_than_the_sites_own_is_shown_as_it_is(address: str) -> None:
    (block,) = blocks_of(f"Logga in här:\n{address}", site=SITE)
    assert block.lines == (("Logga in här:",), (address,))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["Samordningsförbundet i Årjäng", 'Förbundet "Öst", Väst & Nord', "Ö" * 120],
    ids=["å", "quoted", "long"],
)
def test_letter_comes_from_the_association_and_an_answer_goes_there(name: str, server: MailServer) -> None:
    association = Association.objects.create(name=name, slug="arjang", email="kansli@arjang.example")
    message = sent(server, association, subject=f"Nytt – {name}", body="Hej!\n", reply_to=association.email)
    headers = dict(message.raw_items())  # as they came: the newer parser puts spaces into a long name
    sender, _, address = headers["From"].rpartition(" ")
    assert address == "<protokoll@localhost>"
    assert str(make_header(decode_header(sender))).strip() == name
    assert message["Reply-To"] == association.email
    assert str(make_header(decode_header(headers["Subject"]))) == f"Nytt – {name}"
    assert all(line.isascii() and len(line) < 100 for one in headers.values() for line in one.splitlines())


@pytest.mark.django_db
def test_letter_of_no_association_comes_from_the_site(server: MailServer) -> None:
    message = sent(server, None, subject="Nytt lösenord", body="Hej!\n")
    assert message["From"] == settings.DEFAULT_FROM_EMAIL


@pytest.mark.django_db
def test_both_parts_hold_the_same_words_and_nothing_is_fetched(server: MailServer) -> None:
    association = Association.objects.create(
        name="Förbundet i Årjäng", slug="arjang", email="a@arjang.example"
    )
    address = f"{settings.SITE_URL}/arjang/"
    body = f"Hej Ås & <b>Ö</b>!\n\nAtt göra\n-------\n\n- Ett\n- Två\n\nDet finns här:\n{address}\n"
    message = sent(server, association, subject="Nytt – Förbundet i Årjäng", body=body)
    assert message.get_content_type() == "multipart/alternative"
    plain, html = (part.get_content() for part in message.iter_parts())
    assert plain.splitlines() == body.splitlines()
    page = Page()
    page.feed(html)
    assert page.root == {"lang": "sv"}
    assert (page.of("h1"), page.of("h2"), page.of("li")) == (["Nytt"], ["Att göra"], ["Ett", "Två"])
    assert page.links == {address: "Det finns här"}
    words = " ".join(" ".join(page.text).split())
    for line in body.splitlines():
        if line.strip("-") and line != address:
            assert line.removeprefix("- ").removesuffix(":") in words
    assert not re.search(r"src=|url\(|<(img|link|script|style|iframe)|color:|background", html)


def sent(server: MailServer, association: Association | None, **letter: str) -> EmailMessage:
    put_in_post(to=TO, association=association, **letter)
    job = ProcrastinateJob.objects.latest("pk").procrastinate_job
    send_mail(SimpleNamespace(job=job), **job.task_kwargs)  # type: ignore[arg-type]
    return server.letters_to(TO)[-1]


class Page(HTMLParser):
    """The words of an HTML part, by element."""

    def __init__(self) -> None:
        super().__init__()
        self.root: dict[str, str | None] = {}
        self.text: list[str] = []
        self.links: dict[str, str] = {}
        self._open: list[tuple[str, list[str]]] = []
        self._closed: list[tuple[str, str]] = []

    def of(self, tag: str) -> list[str]:
        return [words for one, words in self._closed if one == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.root = dict(attrs)
        if tag == "a":
            self._href = dict(attrs)["href"] or ""
        if tag not in ("meta", "br"):
            self._open.append((tag, []))

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        for _, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        name, words = self._open.pop()
        assert name == tag
        self._closed.append((tag, "".join(words)))
        if tag == "a":
            self.links[self._href] = "".join(words)
