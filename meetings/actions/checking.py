"""The nightly check that all that was written still stands: kept, and told by letter when something new is found."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from meetings import letters
from meetings.actions.chaining import extend_chain
from meetings.models import Association, IntegrityCheck, Person
from meetings.reads.integrity import integrity


def check_integrity(*, at: datetime) -> IntegrityCheck:
    """Chain what has been written since the last time, and read everything. A letter goes out when the faults are not
    those of the check before, and to each association only its own and those that belong to none.
    """
    extend_chain()
    found = integrity()
    with transaction.atomic():
        before = IntegrityCheck.objects.first()
        check = IntegrityCheck.objects.create(
            at=at, checked=dict(found.checked), faults=[asdict(one) for one in found.faults]
        )
        if check.faults and check.faults != (before.faults if before else []):
            _tell(check)
    return check


def _tell(check: IntegrityCheck) -> None:
    for association in Association.objects.all():
        faults = check.faults_of(association)
        for person in letters.chancellery_of(association) if faults else []:
            letters.send(
                "integrity",
                to=person.email,
                association=association,
                person=person,
                faults=faults,
                address=letters.absolute("todo", association.slug),
            )
    for person in Person.objects.filter(is_superuser=True, is_active=True):
        letters.send(
            "integrity",
            to=person.email,
            association=None,
            person=person,
            faults=check.faults,
            address=letters.absolute("home"),
        )
