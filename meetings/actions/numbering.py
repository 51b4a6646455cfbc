"""Registry numbers (diarienummer) from the association's own series."""

from datetime import datetime

from django.db import transaction

from meetings.actions.recording import record
from meetings.models import Association, Person, RegistryYear
from meetings.rules.registry import registry_number


@transaction.atomic
def take_registry_number(*, association: Association, year: int, by: Person | None, at: datetime) -> str:
    """The next number of the year's series, «2024/0012»; no other transaction gets the same."""
    RegistryYear.objects.get_or_create(association=association, year=year)
    series = RegistryYear.objects.select_for_update().get(association=association, year=year)
    number = registry_number(association.registry_pattern, year=year, number=series.next_number)
    series.next_number += 1
    record(series, by=by, at=at, fields=["next_number"])
    return number
