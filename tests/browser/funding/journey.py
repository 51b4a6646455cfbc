"""The case of the journey, and those who carry it."""

import re
from datetime import date
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from funding.models import Application
from meetings.actions.attending import choose_verifiers, set_all_present
from meetings.actions.freezing import freeze_protocol
from meetings.actions.planning import edit_meeting
from meetings.models import Meeting
from meetings.querysets import own_protocol
from tests.worlds.applications import Office
from tests.worlds.boards import at, make_meeting, sign
from tests.worlds.mail_server import MailServer


class Journey:
    """The case and those who carry it; `see` is axe at both widths."""

    def __init__(self, office: Office, pages: dict[str, Page], post: MailServer, work: Any, axe: Any) -> None:
        self.office, self.pages, self.post, self.work, self.see = office, pages, post, work, axe
        self.today = timezone.localdate()

    @property
    def case(self) -> Application:
        return Application.objects.get()

    @property
    def kansli(self) -> Page:
        return self.pages["kansli"]

    @property
    def applicant(self) -> Page:
        return self.pages["applicant"]

    def open_case(self) -> Page:
        self.kansli.goto(f"/exempelvik/arenden/{self.case.public_id}/")
        return self.kansli

    def do(self, label: str, button: str, values: dict[str, str] | None = None) -> None:
        """A step of the chancellery's, from the case's page and back to it."""
        page = self.open_case()
        page.get_by_role("link", name=label, exact=True).click()
        for name, value in (values or {}).items():
            field = page.get_by_label(name, exact=True).or_(page.get_by_label(re.compile(f"^{name} \\(")))
            field = field.first
            is_list = field.evaluate("one => one.tagName") == "SELECT"
            field.select_option(label=value) if is_list else field.fill(value)
        self.see(page)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("heading", name="Social verkstad", level=1)).to_be_visible()

    def place(self, meeting: Meeting) -> None:
        page = self.open_case()
        page.get_by_role("link", name="Sätt på dagordning", exact=True).click()
        page.get_by_label("Möte").select_option(value=str(meeting.pk))
        page.get_by_label("Insatsens slag").select_option(label="Individinriktad")
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

    def verify(self, meeting: Meeting) -> None:
        board = self.office.board
        version = freeze_protocol(protocol=own_protocol(meeting), by=board.secretary, at=at(meeting.date, 15))
        for person in (board.secretary, board.chair, board.verifier):
            sign(version, person)
