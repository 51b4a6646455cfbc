"""The pages where a § that changes a measure is prepared and followed up."""

import re
from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from funding.actions.granting import enter_figures
from funding.actions.reporting import plan_reports, withdraw_report
from funding.models import Measure, Placement, Report
from funding.reads.placements import unread
from meetings.errors import RuleViolation
from tests.funding.changing import AUGUST, decided, make_changing, place
from tests.funding.test_money import requisition
from tests.worlds.applications import Office
from tests.worlds.boards import at, make_meeting
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
Kind = Placement.Kind


@made_once
def measure(office: Office) -> Measure:
    return make_changing(office)


@pytest.mark.parametrize(
    ("kind", "given", "is_placed"),
    [
        ("minskning", {"amount_2025": "50 000"}, [(2025, Decimal(-50_000))]),
        ("avslut", {"last_day": "2025-08-31", "amount_2026": "300 000"}, [(2026, Decimal(-300_000))]),
        ("forlangning", {"last_day": "2027-06-30"}, []),
        ("tillagg", {"amount_2027": "20 000", "last_day": "2027-06-30"}, [(2027, Decimal(20_000))]),
        (
            "overforing",
            {"amount_2024": "-10 000", "amount_2025": "10 000"},
            [(2024, -10_000), (2025, 10_000)],
        ),
    ],
)
def test_each_is_put_on_the_agenda_from_the_case(office, measure, client, kind, given, is_placed):
    meeting = make_meeting(office.board, day=timezone.localdate())
    client.force_login(office.board.secretary)
    case = measure.application
    address = reverse("case_supplement", args=["exempelvik", case.public_id, kind])
    assert address in client.get(reverse("case_detail", args=["exempelvik", case.public_id])).text
    told = {"meeting": meeting.pk, "content": "Så här är det."}
    assert client.get(address).status_code == HTTPStatus.OK
    assert client.post(address, told | given).status_code == HTTPStatus.FOUND
    placement = Placement.objects.get()
    assert [(one.year, one.amount) for one in placement.amounts.all()] == is_placed
    assert (
        client.get(reverse("case_placed", args=["exempelvik", case.public_id])).status_code == HTTPStatus.OK
    )


@pytest.mark.parametrize("kind", ["minskning", "avslut", "overforing"])
def test_the_form_says_what_is_left_of_each_year(office, measure, client, kind):
    requisition(office, measure, 100_000)
    client.force_login(office.board.secretary)
    form = client.get(reverse("case_supplement", args=["exempelvik", measure.application.public_id, kind]))
    told = form.context["form"].fields["amount_2024"].help_text
    assert re.fullmatch(r"150.000.kronor återstår\.", told)
    assert told in form.text


def test_what_is_left_of_a_year_is_prepared_to_be_carried_over(office, measure, client):
    client.force_login(office.board.secretary)
    case = measure.application
    shown = client.get(reverse("budget_close", args=["exempelvik", 2024])).text
    address = reverse("case_supplement", args=["exempelvik", case.public_id, "overforing"]) + "?ar=2024"
    assert address in shown
    form = client.get(address).context["form"]
    values = [form[f"amount_{year}"].value().replace("\u202f", " ") for year in (2024, 2025)]
    assert values == ["−250 000", "250 000"]


def test_the_last_day_is_never_changed_by_hand(office, measure, client):
    client.force_login(office.board.secretary)
    address = reverse("measure_edit", args=["exempelvik", measure.public_id])
    assert "last_day" not in client.get(address).context["form"].fields
    client.post(address, {"name": "Ny", "last_day": "2031-12-31"})
    measure.refresh_from_db()
    assert (measure.name, measure.last_day) == ("Ny", date(2026, 12, 31))


@pytest.mark.parametrize("kind", [Kind.SUPPLEMENT, Kind.PROLONGATION, Kind.EARLY_END])
def test_words_that_change_no_money_are_read_by_another_and_nothing_waits(office, measure, client, kind):
    """Until then no agreement can be made; then it has its supplement."""
    last_day = {Kind.EARLY_END: date(2026, 8, 31), Kind.PROLONGATION: date(2027, 3, 31)}.get(kind)
    placement = place(office, measure, kind, last_day=last_day)
    by = office.board.secretary
    # The page lets words hold where the § has no day of its own; rows from before have others.
    Placement.objects.update(wording_reason="Så står det i protokollet.", wording_by=by)
    placement.refresh_from_db()
    decided(office, placement)
    assert "behöver anges först" in unread(measure)
    client.force_login(office.board.chair)
    address = reverse("case_figures", args=["exempelvik", measure.application.public_id])
    page = client.get(address)
    assert "inga belopp" in page.text
    zeros = dict.fromkeys(page.context["form"].fields, "0")
    decision = measure.application.decisions.get()
    with pytest.raises(RuleViolation, match="Någon annan läser"):
        enter_figures(decision=decision, amounts=[(2024, Decimal(0))], by=by, at=at())
    with pytest.raises(DatabaseError, match="Någon annan"), transaction.atomic():
        decision.amounts.create(year=2024, amount=0, entered_by=by)
    assert client.post(address, zeros).status_code == HTTPStatus.FOUND
    assert unread(measure) == ""
    assert (decision.amounts.get().amount, decision.amounts.get().entered_by) == (0, office.board.chair)
    assert measure.grants.filter(paragraph=placement.paragraph).count() == 0
    assert "inga belopp ändras" in measure.application.events.last().what
    assert measure.agreements.filter(replaced_at=None).count() == 2
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    client.force_login(by)
    case = client.get(reverse("case_detail", args=["exempelvik", measure.application.public_id]))
    assert [list(one.amounts.all()) for one in case.context["decisions"]] == [[]]


def test_two_who_change_the_placed_amounts_at_once_write_over_nothing(office, measure, client):
    place(office, measure, Kind.REDUCTION, amounts=[(2025, Decimal(-50_000))])
    client.force_login(office.board.secretary)
    address = reverse("case_placed", args=["exempelvik", measure.application.public_id])
    seen = client.get(address).context["seen"]

    def save(amount: str, seen: str) -> str:
        given = {
            "amount_2024": "0",
            "amount_2025": amount,
            "amount_2026": "0",
            "conditions": "",
            "seen": seen,
        }
        return client.post(address, given).text

    save("-60 000", seen)
    refused = save("-70 000", seen)
    assert re.search(r"En kollega har ändrat uppgifterna. Nu gäller 2025: −60.000.kronor", refused)
    assert 'value="-70 000"' in refused
    assert [one.amount for one in Placement.objects.get().amounts.all()] == [-60_000]
    save("-70 000", client.get(address).context["seen"])
    assert [one.amount for one in Placement.objects.get().amounts.all()] == [-70_000]


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("case_placed", {"amount_2025": "-1", "conditions": ""}),
        ("case_unplace", {"reason": "Fel möte."}),
        ("case_outcome", {"outcome": "granted"}),
        ("case_figures", {"amount_2025": "1"}),
    ],
)
def test_what_a_colleague_has_settled_meanwhile_is_said_and_not_a_missing_page(
    office, measure, client, name, sent
):
    address = reverse(name, args=["exempelvik", measure.application.public_id])
    client.force_login(office.board.secretary)
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    assert "En kollega hann före" in client.post(address, sent, follow=True).text
    client.force_login(office.board.auditor)
    assert client.post(address, sent).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("what", ["words", "outcome", "participants", "returned"])
def test_who_lessens_or_ends_is_told_which_reports_somebody_has_begun(office, measure, client, what):
    report = measure.reports.get(kind="periodic", last_day=date(2026, 6, 30))
    client.force_login(office.board.secretary)
    of_case = ["exempelvik", measure.application.public_id]
    pages = [reverse("case_supplement", args=[*of_case, kind]) for kind in ("minskning", "avslut")]
    pages.append(reverse("measure_detail", args=["exempelvik", measure.public_id]))
    told = re.compile(r"Påbörjade rapporter.*1 januari 2026 – 30 juni 2026|30 juni 2026.*Påbörjad", re.DOTALL)

    def is_told(address: str) -> bool:
        return bool(told.search(" ".join(re.sub("<[^>]+>", " ", client.get(address).text).split())))

    assert not any(is_told(one) for one in pages)
    match what:
        case "words":
            Report.objects.filter(pk=report.pk).update(deviations="Något.")
        case "outcome":
            report.costs.create(position=99, label="Resor", outcome=Decimal("0.01"))
        case "participants":
            report.participants.create(sex="men", band="16-24", number=1)
        case "returned":
            Report.objects.filter(pk=report.pk).update(returned_at=at(), return_reason="Skriv mer.")
    assert all(is_told(one) for one in pages)
    more = reverse("case_supplement", args=[*of_case, "forlangning"])
    assert not is_told(more)
    place(office, measure, Kind.EARLY_END, amounts=[(2026, Decimal(-300_000))], last_day=AUGUST)
    assert is_told(reverse("case_placed", args=of_case))
    measure.last_day = AUGUST
    measure.save()
    plan_reports(measure=measure, by=office.board.secretary, at=at())
    assert measure.reports.filter(pk=report.pk).exists()


def test_a_report_begun_for_time_after_the_end_is_taken_away_with_a_reason(office, measure, client):
    begun = measure.reports.get(kind="periodic", last_day=date(2026, 6, 30))
    begun.activities = "Något."
    begun.save()
    by = office.board.secretary
    with pytest.raises(RuleViolation, match="Bara en rapport för tid efter"):
        withdraw_report(report=begun, reason="Fel.", by=by, at=at())
    measure.last_day = AUGUST
    measure.save()
    client.force_login(by)
    address = reverse("report_detail", args=["exempelvik", begun.public_id])
    assert "Ta bort rapporten" in client.get(address).text
    assert client.post(address, {"do": "withdraw", "reason": ""}).status_code == 422
    assert client.post(address, {"do": "withdraw", "reason": "Avslutad."}).status_code == HTTPStatus.FOUND
    letter = letters(office.applicant.email)[-1]
    assert letter.subject.startswith("En påbörjad rapport är borttagen: ")
    for told in ("till och med den 30 juni 2026", "nu slutar den 31 augusti 2025", "Skäl: Avslutad."):
        assert told in letter.body
    assert reverse("own_measure", args=["exempelvik", measure.public_id]) in letter.body
    assert not measure.reports.filter(pk=begun.pk).exists()
    assert "Avslutad." in measure.application.events.last().what
    assert Report.history.filter(id=begun.pk, history_type="-").exists()
