"""A seal for each association of the demo. A real one is issued to the organisation by a certificate authority."""

from datetime import datetime, timedelta

from meetings.actions.sealing import take_in_seal
from meetings.models import Association, Person
from meetings.paper.self_signed import make_seal_file

VALID_BEFORE, VALID_AFTER = timedelta(days=2 * 366), timedelta(days=3650)


def give_seal(association: Association, *, by: Person | None, at: datetime) -> None:
    """Take in a seal of its own, valid for the demo's year behind `at` and ten years ahead."""
    password = "demo"  # noqa: S105 -- of a file that nobody keeps
    file = make_seal_file(association.name, password, first=at - VALID_BEFORE, last=at + VALID_AFTER)
    take_in_seal(association=association, data=file, password=password, by=by, at=at)


def give_missing_seals(*, at: datetime) -> None:
    """For a demo that was made before each association had a seal of its own."""
    for association in Association.objects.filter(slug__in=["exempelvik", "lillebygd"], seals=None):
        give_seal(association, by=None, at=at)
