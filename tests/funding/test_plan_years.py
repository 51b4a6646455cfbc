"""The economy of an application has a column for each year of the measure's time."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from funding.models import CostAmount
from funding.rules.economy import years_of_time
from tests.worlds.applications import Office, make_draft


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
