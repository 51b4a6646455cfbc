"""The case of the journey, and those who carry it."""

import re
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from funding.models import Application
from meetings.actions.attending import choose_verifiers, set_all_present
from meetings.actions.freezing import freeze_protocol
from meetings.actions.planning import edit_meeting
from meetings.models import Meeting, ProtocolVersion
from meetings.querysets import own_protocol
from tests.browser.funding.presses import Presses
from tests.worlds.applications import Office
from tests.worlds.boards import at, make_meeting, sign
from tests.worlds.mail_server import MailServer

CHANCELLERY = "Kansliet"
APPLICANT = "Den sökande"


def first_year(today: date) -> int:
    """The measure's first year: the latest one of which a whole half-year, which is reported, lies before `today`."""
    return today.year if today.month > 6 else today.year - 1


class Journey:
    """The case and those who carry it; `see` is axe at both widths, `presses` counts what the path takes."""

    def __init__(self, office: Office, pages: dict[str, Page], post: MailServer, work: Any, axe: Any) -> None:
        self.office, self.pages, self.post, self.work, self.see = office, pages, post, work, axe
        self.today = timezone.localdate()
        self.year = first_year(self.today)
        self.presses = Presses()
        for page in pages.values():
            self.presses.listen(page)

    @property
    def case(self) -> Application:
        return Application.objects.get()

    @property
    def kansli(self) -> Page:
        return self.pages["kansli"]

    @property
    def applicant(self) -> Page:
        return self.pages["applicant"]

    def follow(self, page: Page, email: str, part: str) -> Page:
        """The link in the latest letter, which is a press as any other."""
        self.work()
        return self.go(page, self.post.link_to(email, part))

    def go(self, page: Page, address: str) -> Page:
        """A press on a link in a letter or on «Att göra»."""
        self.presses.add(address)
        page.goto(address)
        return page

    def open_case(self) -> Page:
        """The chancellery's page of the case; a press for whoever is elsewhere."""
        address = f"/exempelvik/arenden/{self.case.public_id}/"
        if not self.kansli.url.endswith(address):
            self.go(self.kansli, address)
        return self.kansli

    def to_do(self, text: str, button: str) -> Page:
        """From «Att göra», which is opened by a press: the line that says so leads to what is to be done."""
        self.go(self.kansli, "/exempelvik/kansli/")
        line = self.kansli.get_by_role("listitem").filter(has_text=text)
        line.get_by_role("link", name=button).first.click()
        return self.kansli

    def do(self, label: str, button: str, values: dict[str, str] | None = None) -> Page:
        """A step of the chancellery's, from the case's page."""
        page = self.open_case()
        page.get_by_role("link", name=label, exact=True).click()
        fill_form(page, values or {})
        self.see(page)
        form = page.url
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_url(lambda address: address != form)
        return page

    def place(self, meeting: Meeting) -> None:
        """What is asked at the agenda, where the form for it is open."""
        page = self.kansli
        fill_form(page, {"Insatsens slag": "Individinriktad", "Ändamål": "Insatser för individer"})
        page.get_by_label("Möte").select_option(value=str(meeting.pk))
        page.get_by_label("Slag, inriktning, metod och ESF är rätt").check()
        self.see(page)
        page.get_by_role("button", name="Sätt på dagordningen").click()
        expect(page.get_by_text("På styrelsens dagordning")).to_be_visible()

    def meeting(self, day: date) -> Meeting:
        board = self.office.board
        meeting = make_meeting(board, day=day)
        set_all_present(meeting=meeting, by=board.secretary, at=at(day))
        choose_verifiers(
            meeting=meeting, verifiers=[board.verifier], deputies=[], by=board.secretary, at=at(day)
        )
        edit_meeting(meeting=meeting, by=board.secretary, at=at(day), end=at(hour=15).time(), publish=True)
        return meeting

    def verify(self, meeting: Meeting, *, moment: datetime | None = None) -> None:
        """Frozen and signed in the afternoon of its day, or at the moment that is said."""
        board = self.office.board
        when = moment or at(meeting.date, 15)
        version = freeze_protocol(protocol=own_protocol(meeting), by=board.secretary, at=when)
        sign(version, board.secretary, moment=moment)
        self.verified_by_the_board(version, moment=moment)

    def verified_by_the_board(self, version: ProtocolVersion, *, moment: datetime | None = None) -> None:
        for person in (self.office.board.chair, self.office.board.verifier):
            sign(version, person, moment=moment)
        self.work()


def fill_form(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        field = page.get_by_label(name, exact=True).or_(page.get_by_label(re.compile(f"^{name} \\(")))
        field = field.first
        is_list = field.evaluate("one => one.tagName") == "SELECT"
        field.select_option(label=value) if is_list else field.fill(value)
