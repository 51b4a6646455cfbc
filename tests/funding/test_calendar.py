"""The calendar of a grant, through the pages: from the board in December to the year that is closed in January."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from funding.actions.reporting import plan_reports
from funding.models import Application, Budget, ClosedYear, Measure, Report, Requisition
from funding.reads.measures import spending_of
from funding.workflow import State
from meetings.actions.deciding import decide_as_prepared
from meetings.actions.noticing import register_up
from meetings.models import Meeting
from meetings.reads.notices import dates_of, notices_of
from tests.funding.test_deciding import decided
from tests.worlds.agreements import make_agreement_row
from tests.worlds.applications import YEARS, Office, make_budget, make_submitted
from tests.worlds.boards import at
from tests.worlds.forging import past_the_guards
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db
STOCKHOLM = ZoneInfo("Europe/Stockholm")
BOARD_DAY = date(2024, 12, 12)
DECEMBER = {"first_day": "2024-12-01", "last_day": "2024-12-31", "amount": "10 000,55"}
WRITTEN = {"activities": "Verkstaden har öppnat.", "results": "Två har börjat.", "send": "1"}
Go = Callable[[str], None]


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> Go:
    """Moves the clock of the pages to a Swedish moment."""

    def move(moment: str) -> None:
        now = datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    return move


def page(name: str, *more: object) -> str:
    return reverse(name, args=["exempelvik", *more])


def granted_in_december(office: Office) -> Measure:
    """From the first of December; the § is verified and put up by every member on the day."""
    case = make_submitted(office).application
    Application.objects.filter(pk=case.pk).update(first_day=date(2024, 12, 1))
    for year in YEARS:
        make_budget(office, year=year)
    with past_the_guards():  # the §§ of the budgets are not verified: no protocol before the board's waits
        Meeting.objects.update(state="cancelled")
    decided(office, decide_as_prepared, day=BOARD_DAY, case=Application.objects.get(pk=case.pk))
    measure = Measure.objects.get()
    [notice] = notices_of(office.association).filter(protocol__paragraphs=measure.decided_in)
    for posting in notice.postings.all():
        if posting.party_id:
            register_up(posting=posting, day=notice.posted, name="Rut Ek", at=at(date(2024, 12, 16)))
    make_agreement_row(office, measure)
    Application.objects.filter(pk=case.pk).update(state=State.RUNNING)
    plan_reports(measure=measure, by=office.board.secretary, at=at(date(2024, 12, 16)))
    return Measure.objects.get()


def test_a_grant_of_december_is_reported_paid_and_closed_in_january(office: Office, go: Go) -> None:
    measure = granted_in_december(office)
    [notice] = notices_of(office.association).filter(protocol__paragraphs=measure.decided_in)
    last_appeal = dates_of(notice).last_appeal_day
    report = measure.reports.get(kind="periodic", last_day=date(2024, 12, 31))
    assert report.due == date(2025, 1, 30)
    applicant, chancellery = Client(), Client()

    def as_of(moment: str) -> None:
        go(moment)
        applicant.force_login(office.applicant)
        chancellery.force_login(office.board.secretary)

    def ask() -> int:
        given = DECEMBER | {"ledger": SimpleUploadedFile("huvudbok.pdf", PDF)}
        return applicant.post(page("own_requisition", measure.public_id), given).status_code

    def send(written: Report) -> int:
        return applicant.post(page("own_report", measure.public_id, written.public_id), WRITTEN).status_code

    # The year's last half hour: what is of December is neither asked for, reported nor closed.
    as_of("2024-12-30T23:45")
    assert ask() == 422
    assert send(report) == 422
    assert (
        "Perioden är inte slut" in applicant.get(page("own_report", measure.public_id, report.public_id)).text
    )
    chancellery.post(page("budget_close", 2024))
    assert not ClosedYear.objects.exists()

    # The new year's first half hour in Sweden, when it is still the old one by the clock of the server.
    as_of("2025-01-01T00:15")
    assert ask() == 302
    assert send(report) == 302
    asked = Requisition.objects.get()
    assert (asked.year, asked.amount) == (2024, Decimal("10000.55"))
    measure_page = page("measure_detail", measure.public_id)
    assert (
        f"kan överklagas till och med den {last_appeal.day} januari 2025"
        in chancellery.get(measure_page).text
    )

    # The last day to appeal, to its last minute, and the day after.
    as_of(f"{last_appeal}T23:59")
    assert "Beslutet har inte fått laga kraft" in chancellery.get(measure_page).text
    after = date.fromordinal(last_appeal.toordinal() + 1)
    as_of(f"{after}T00:01")
    assert "Beslutet har inte fått laga kraft" not in chancellery.get(measure_page).text
    assert (
        "Registrera vad som har hänt"
        in chancellery.get(page("case_detail", measure.application.public_id)).text
    )

    # Reviewed and attested in January, the year closed between, and what is paid after it is seen beside its table.
    chancellery.post(page("requisition_approve", asked.public_id), {"step": "review", "amount": "10 000,55"})
    as_of("2025-01-20T09:00")
    colleague = Client()
    colleague.force_login(office.board.manager)
    colleague.post(page("requisition_approve", asked.public_id), {"step": "attest"})
    chancellery.post(page("budget_close", 2024))
    closed = ClosedYear.objects.get()
    assert (closed.table["total"]["requisitioned"], closed.table["total"]["paid"]) == ("10000.55", "0.00")
    paid = {"day": "2024-12-31", "amount": "10 000,55", "reference": ""}
    too_early = chancellery.post(page("requisition_pay", asked.public_id), paid)
    assert too_early.status_code == 422
    assert "attesterades den 20 januari 2025" in too_early.text
    chancellery.post(page("requisition_pay", asked.public_id), paid | {"day": "2025-01-20"})
    assert spending_of(measure, 2024).paid == Decimal("10000.55")
    assert spending_of(measure, 2025).paid == 0
    budget = chancellery.get(page("budget_detail", 2024)).text
    assert "Årets tabell låstes" in budget
    assert "10\u202f000,55" in budget
    assert Budget.objects.get(year=2024).closed.table == closed.table

    # What January forgot is late the day after it was due, and not on the day.
    second = measure.reports.get(kind="periodic", last_day=date(2025, 6, 30))
    for day, is_late in ((second.due, False), (date.fromordinal(second.due.toordinal() + 1), True)):
        as_of(f"{day}T12:00")
        assert ("Försenad" in applicant.get(page("own_measure", measure.public_id)).text) == is_late
