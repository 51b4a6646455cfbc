"""The economy of an application has a column for each year of the measure's time."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from funding.actions.agenda import place_case
from funding.actions.matters import Terms
from funding.models import CostAmount
from funding.rules.economy import years_of_time
from meetings.errors import RuleViolation
from tests.worlds.applications import DAY, Office, make_draft, make_submitted
from tests.worlds.boards import at, make_meeting


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2026, 7, 1), date(2029, 6, 30), [2026, 2027, 2028, 2029]),
        (date(2025, 12, 31), date(2026, 1, 1), [2025, 2026]),
        (date(2028, 2, 29), date(2028, 2, 29), [2028]),
        (date(2026, 1, 1), date(2031, 12, 31), [2026, 2027, 2028, 2029, 2030, 2031]),
        (date(2026, 1, 1), date(2032, 1, 1), []),
        (date(2003, 12, 31), date(2004, 1, 1), []),
        (date(2100, 1, 1), date(2101, 1, 1), []),
        (date(26, 1, 1), date(2026, 1, 1), []),
        (date(2026, 1, 2), date(2025, 1, 1), []),
        (date(2026, 1, 1), None, []),
        (None, date(2026, 1, 1), []),
    ],
)
def test_years_are_those_of_the_time(first, last, years):
    assert list(years_of_time(first, last)) == years


@pytest.mark.django_db
def test_writing_the_time_gives_its_years_and_keeps_what_is_written(office: Office, client: Client):
    draft = make_draft(office)
    CostAmount.objects.filter(row__application=draft).update(amount=0)
    draft.years.update(own=0, in_kind=0, other=0, sought=0)
    draft.years.filter(year=2026).update(sought=1)
    client.force_login(office.applicant)
    address = reverse("application_edit", args=["exempelvik", draft.public_id, "insatsen"])

    def years_after(first: str, last: str) -> list[int]:
        form = client.get(address).context["form"]
        values = {name: form[name].value() for name in form.fields}
        values = dict(form.bases) | {name: value for name, value in values.items() if value}
        client.post(address, values | {"first_day": first, "last_day": last}, headers={"X-Autosave": "1"})
        return [one.year for one in draft.years.all()]

    assert years_after("2023-01-01", "2024-01-01") == [2023, 2024, 2026]
    assert years_after("2025-07-01", "") == [2023, 2024, 2026]
    assert years_after("2025-07-01", "2027-06-30") == [2025, 2026, 2027]
    assert CostAmount.objects.filter(row__application=draft).count() == 4 * 3


@pytest.mark.django_db
def test_money_sought_for_a_year_without_measure_is_told_while_writing_and_not_sent(
    office: Office, client: Client
):
    draft = make_draft(office)
    draft.last_day = date(2025, 12, 31)
    draft.save()
    client.force_login(office.applicant)
    address = reverse("application_edit", args=["exempelvik", draft.public_id, "ekonomi"])
    said = "för 2026 ligger utanför insatsens tid"
    shown = client.get(address)
    assert said in shown.text
    form = shown.context["form"]
    values = dict(form.bases) | {name: value for name in form.fields if (value := form[name].value())}
    answer = client.post(address, values, headers={"X-Autosave": "1"}).json()
    assert said in answer["sums"]["words"]
    review = reverse("application_review", args=["exempelvik", draft.public_id])
    assert "inte 2026" in client.post(review, {}).context["form"].errors["__all__"][0]


@pytest.mark.django_db
def test_the_office_is_told_of_years_outside_and_puts_none_on_an_agenda(office: Office, client: Client):
    case = make_submitted(office).application
    case.last_day = date(2025, 12, 31)
    case.save()
    client.force_login(office.board.secretary)
    form = client.get(reverse("case_memo", args=["exempelvik", case.public_id])).context["form"]
    assert {one.name: one.help_text for one in form.amount_fields} == {
        "amount_2024": "",
        "amount_2025": "",
        "amount_2026": "Utanför insatsens tid.",
    }
    values = {name: form[name].value() or "" for name in form.fields}
    sent = client.post(reverse("case_memo", args=["exempelvik", case.public_id]), values, follow=True)
    assert "för 2026 ligger utanför" in " ".join(map(str, sent.context["messages"]))
    said = {"meeting": make_meeting(office.board), "by": office.board.secretary, "at": at(DAY)}
    amounts = [(2025, Decimal(1)), (2026, Decimal(1))]
    with pytest.raises(RuleViolation, match="för 2026 ligger utanför"):
        place_case(application=case, amounts=amounts, terms=Terms(measure_kind="individual"), **said)
    longer = Terms(measure_kind="individual", last_day=date(2026, 1, 31))
    place_case(application=case, amounts=amounts, terms=longer, **said)
