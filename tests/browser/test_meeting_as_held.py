"""A whole meeting in front of its secretary: from an agenda with proposals to two notices, with nothing retyped."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from meetings.actions.planning import create_meeting, edit_meeting
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.models import Mandate, Meeting, Notice, Paragraph, Person, Protocol, StandardItem
from meetings.querysets import latest_version, own_protocol
from tests.browser.editor.page import answer, open_editor
from tests.worlds import boards
from tests.worlds.boards import ELECTED, Board, make_board, make_person

pytestmark = pytest.mark.django_db(transaction=True)

# (kind, heading, text, prepared decision)
AGENDA = (
    ("formality", "Sammanträdet öppnas", "Ordföranden hälsar välkommen.", ""),
    ("election", "Val av justerare", "", "att utse {justerare} att justera protokollet."),
    ("decision", "Dagordning", "", "att godkänna dagordningen."),
    (
        "decision",
        "Föregående protokoll",
        "Protokollet är utsänt.",
        "att lägga protokollet till handlingarna.",
    ),
    ("decision", "Ekonomisk rapport", "Utfallet följer budget.", "att lägga rapporten till handlingarna."),
    ("decision", "Ansökan från kommunen", "Ansökan är beredd.", "att bevilja ansökan."),
    ("decision", "Brådskande avtal", "Avtalet löper ut.", "att teckna avtalet."),
    ("decision", "Budget", "Förslaget är utsänt.", "att anta budgeten."),
    ("decision", "Ny lokal", "Läget redovisas.", "att hyra lokalen."),
    ("decision", "Utbildningsdag", "Programmet redovisas.", "att anordna utbildningsdagen."),
    ("decision", "Årsredovisning", "Redovisningen är utsänd.", "att godkänna årsredovisningen."),
    ("information", "Läget i insatserna", "Förbundschefen informerar.", ""),
    ("information", "Rapport från parterna", "Parterna berättar om läget.", ""),
    ("formality", "Övriga frågor", "Inga övriga frågor finns.", ""),
    ("formality", "Avslutning", "Ordföranden avslutar sammanträdet.", ""),
)
MOTIVATION = "Förslaget saknar en analys av följderna."


@dataclass
class Secretary:
    """The one who keeps the minutes. `typed` is everything that went through the keyboard."""

    page: Page
    meeting: Meeting
    typed: list[str] = field(default_factory=list)

    def row(self, number: int) -> Paragraph:
        return Paragraph.objects.get(meeting=self.meeting, position=number)

    def box(self, number: int) -> Locator:
        return self.page.locator(f"#p-{self.row(number).public_id}")

    def go(self, number: int) -> None:
        """To the §, and the right column is about it."""
        self.page.locator(f"#l-{self.row(number).public_id}").click()
        expect(self.page.locator(".quorum")).to_contain_text(f"i §\N{NO-BREAK SPACE}{number}")

    def notes(self, number: int, item: str) -> None:
        """From «Händelser …» in the §."""
        self.page.locator(f"#m-{self.row(number).public_id}").click()
        self.page.get_by_role("menuitem", name=item).click()
        expect(self.page.locator("#draft-dialog")).to_be_visible()

    def strike(self, number: int, button: str = "Enligt förslag") -> None:
        with answer(self.page, "/klubba/"):
            self.box(number).get_by_role("button", name=button, exact=True).click()
        expect(self.box(number).locator(".chair-finds")).to_have_count(0)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def send(self, name: str = "Anteckna") -> None:
        with answer(self.page):
            self.page.locator("#draft-dialog").get_by_role("button", name=name, exact=True).click()
        expect(self.page.locator("#draft-dialog")).to_be_hidden()

    def line(self, person: Person) -> Locator:
        """The person's own line in the right column."""
        own = re.compile(rf"^\s*{person.name}")
        return self.page.locator("#attendance .person").filter(has_text=own)

    def tap(self, person: Person, choice: str | re.Pattern[str]) -> None:
        """A name in the right column, and what its menu says."""
        name = self.line(person)
        if not name.is_visible():
            self.page.locator(".others > summary").click()
        name.click()
        with answer(self.page):
            self.page.locator("[role^=menuitem]").filter(has_text=choice).first.click()

    def type(self, words: str) -> None:
        self.typed.append(words)
        self.page.keyboard.type(words)


@pytest.fixture
def board(live_server: Any) -> Board:
    board = make_board()
    vera = make_person("Vera", "Palm", email="vera.palm@example.org")
    vera.associations.add(board.association)
    Mandate.objects.create(
        body=board.body, seat=board.seats["FK"], person=vera, kind="deputy", first_day=ELECTED
    )
    for position, (kind, heading, text, decisions) in enumerate(AGENDA, start=1):
        StandardItem.objects.create(
            body=board.body, position=position, kind=kind, heading=heading, text=text, decisions=decisions
        )
    return board


@pytest.fixture
def secretary(page: Page, board: Board, sign_in: Callable[[Page, Any], None]) -> Secretary:
    # It began yesterday, so that no minute of the day is before it or after its last day.
    now = timezone.localtime()
    meeting = create_meeting(
        body=board.body,
        date=now.date() - timedelta(days=1),
        start=time(13, 0),
        place="Stadshuset, Sälen",
        by=board.secretary,
        at=now,
    )
    last_day = now.date() + timedelta(days=1)
    meeting = edit_meeting(meeting=meeting, end_date=last_day, by=board.secretary, at=now)
    sign_in(page, board.secretary)
    return Secretary(open_editor(page, meeting), meeting)


def test_meeting_from_agenda_to_two_notices(
    secretary: Secretary, board: Board, axe: Callable[[Page], None]
) -> None:
    page = secretary.page
    axe(page)
    roll_call(secretary, board)
    for number in (3, 4, 5):
        secretary.strike(number)
    recusal(secretary, board)
    axe(page)
    at_once(secretary, board, axe)
    vote_and_reservation(secretary, board, axe)
    secretary.strike(9, "Bordlägg")
    expect(secretary.box(9)).to_contain_text("att bordlägga ärendet.")
    leaving(secretary, board)
    for number in (10, 11):
        secretary.strike(number)
    axe(page)
    close(secretary, axe)
    complete_without_typing(secretary, board)
    verify_the_rest(secretary, board)


def roll_call(secretary: Secretary, board: Board) -> None:
    """Petra is away, and Vera serves for her from the start with one press."""
    page = secretary.page
    secretary.press("Öppna mötet")
    secretary.go(1)
    secretary.tap(board.member, "Frånvarande")
    secretary.press("Alla är på plats")
    expect(page.locator("#attendance .figure")).to_have_text("3 av 4")
    with answer(page):
        page.get_by_role("button", name="Vera Palm tjänstgör för Petra Sandell").click()
    expect(page.locator("#attendance .figure")).to_have_text("4 av 4")
    page.locator("#ask-verifiers").click()
    page.get_by_role("combobox", name="Justerare").first.select_option(label=board.verifier.name)
    secretary.send("Spara")
    secretary.strike(2)
    expect(secretary.box(2).locator(".decision [role=textbox]").last).to_have_text(
        f"att utse {board.verifier.name} att justera protokollet."
    )


def recusal(secretary: Secretary, board: Board) -> None:
    """Mona is recused in § 6, where Gunnar serves; she is back in § 7."""
    page = secretary.page
    secretary.go(6)
    secretary.notes(6, "Jäv …")
    page.get_by_label("Vem").select_option(label=board.other_member.name)
    expect(page.get_by_label("Tjänstgör i stället")).to_have_value(re.compile(r"\d+"))
    secretary.send()
    expect(secretary.box(6)).to_contain_text("Gunnar Hallin tjänstgör i stället.")
    expect(secretary.line(board.other_member)).to_contain_text("jäv")
    expect(page.locator("#attendance .figure")).to_have_text("4 av 4")
    secretary.strike(6)


def at_once(secretary: Secretary, board: Board, axe: Callable[[Page], None]) -> None:
    """§ 7 is verified during the meeting, and signed by its three."""
    page = secretary.page
    page.get_by_label("Publiceras", exact=True).check()
    secretary.go(7)
    secretary.strike(7)
    secretary.notes(7, "Omedelbar justering …")
    axe(page)
    secretary.send("Lås och skicka till justering")
    expect(secretary.box(7).get_by_role("link", name="Till justeringen")).to_be_focused()
    expect(secretary.box(7).locator("[role=textbox], textarea")).to_have_count(0)
    axe(page)
    sign(Protocol.objects.get(meeting=secretary.meeting, number=2), board)


def vote_and_reservation(secretary: Secretary, board: Board, axe: Callable[[Page], None]) -> None:
    page = secretary.page
    secretary.go(8)
    secretary.box(8).get_by_role("button", name="Omröstning …").click()
    expect(page.get_by_label("Ja för")).to_have_value("bifall till förslaget")
    page.get_by_role("button", name="Alla ja").click()
    page.get_by_role("group", name=board.other_member.name).get_by_label("Nej").check()
    axe(page)
    secretary.send()
    expect(secretary.box(8)).to_contain_text("Med tre röster mot en blir utfallet ja.")
    expect(secretary.box(8).locator(".decision:not(.prepared) [role=textbox]")).to_have_text(
        "att anta budgeten."
    )
    secretary.notes(8, "Reservation …")
    page.get_by_label("Vem").select_option(label=board.other_member.name)
    axe(page)
    secretary.send()
    expect(secretary.box(8).locator(".dissent")).to_contain_text("Motiveringen väntas till")
    expect(secretary.box(8).locator(".dissent .prose")).to_be_focused()
    secretary.type(MOTIVATION)
    expect(page.locator("#save-state")).to_have_text(re.compile(r"Sparat"))
    expect(secretary.box(8).locator(".awaited")).to_be_hidden()


def leaving(secretary: Secretary, board: Board) -> None:
    """Mona goes before § 10 and Gunnar serves from there."""
    page = secretary.page
    secretary.go(10)
    secretary.tap(board.other_member, "Går före")
    expect(secretary.box(10)).to_contain_text("Mona Edvinsson lämnar sammanträdet kl.")
    with answer(page):
        page.get_by_role("button", name="Gunnar Hallin tjänstgör för Mona Edvinsson").click()
    expect(page.locator("#attendance .figure")).to_have_text("4 av 4")
    secretary.go(8)
    expect(secretary.line(board.deputy)).not_to_contain_text("tjänstgör")


def close(secretary: Secretary, axe: Callable[[Page], None]) -> None:
    """The time is now, and nothing was left unhandled."""
    page = secretary.page
    secretary.page.locator("#close").click()
    expect(page.get_by_label("Mötet avslutades kl.")).to_have_value(re.compile(r"\d\d:\d\d"))
    axe(page)
    secretary.send("Avsluta")
    expect(page.locator("#course")).to_contain_text("Avslutat kl.")
    expect(page.get_by_text("Ingenting saknas.")).to_be_visible()


def complete_without_typing(secretary: Secretary, board: Board) -> None:
    """Where proposals were prepared the draft is complete when the chair closes it."""
    protocol = own_protocol(secretary.meeting)
    assert [
        one for one in findings_of(read_draft(protocol), today=timezone.localdate()) if one.blocking
    ] == []
    assert secretary.typed == [MOTIVATION]
    typed = " ".join(secretary.typed)
    people = [name for one in Person.objects.all() for name in (one.first_name, one.last_name)]
    roles = ("ordförande", "justerare", "ersättare", "ledamot", "sekreterare")
    assert not re.search(r"\d", typed)
    assert [word for word in (*people, *roles) if word.lower() in typed.lower()] == []


def verify_the_rest(secretary: Secretary, board: Board) -> None:
    page = secretary.page
    page.locator("#freeze").click()
    expect(page.get_by_role("heading", name="Vilka som skriver under")).to_be_visible()
    sign(own_protocol(secretary.meeting), board)
    notices = Notice.objects.filter(protocol__meeting=secretary.meeting).order_by("protocol__number")
    assert [one.protocol.number for one in notices] == [1, 2]


def sign(protocol: Protocol, board: Board) -> None:
    version = latest_version(protocol)
    assert version
    for person in (board.secretary, board.chair, board.verifier):
        boards.sign(version, person, moment=timezone.now())
