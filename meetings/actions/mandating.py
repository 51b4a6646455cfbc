"""Mandates, offices and roles are given and ended, and the board's presidium is told of each.

Whoever ends the chair's mandate and invites somebody of the same name is seen by the chair.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db.models import Q

from meetings import letters
from meetings.models import Association, Body, Mandate, Office, Person, Role
from meetings.reads.people import reached
from meetings.swedish import day_of, long_date


@contextmanager
def presidium_told(*, association: Association, by: Person | None, at: datetime) -> Iterator[None]:
    """Whatever is changed inside, in the board's mandates and offices and in the roles, stands in one letter.

    It goes to whoever is chair or vice chair before the change or after it, and to the rest of the board where one of
    them reads no mail. `by` is None for an election that
    a verified protocol carries out. Runs in the caller's transaction.
    """
    told, before = _presidium(association, at), _lines(association)
    yield
    after = _lines(association)
    new = [line for line in after if line not in before]
    gone = [line for line in before if line not in after]
    if not (new or gone):
        return
    reach = reached({*told, *_presidium(association, at)}, [association], at)
    for person in reach.readers:
        letters.send(
            "mandates_changed",
            to=person.email,
            association=association,
            person=person,
            by=by,
            new=new,
            gone=gone,
            unreached=reach.unreached,
        )


def _lines(association: Association) -> list[str]:
    """Of each mandate, office and role: «Astrid Norling (astrid@x.example): ledamot, Region Vallnäs, 1 maj 2023–»."""
    board = {"body__association": association, "body__kind": Body.Kind.BOARD}
    mandates = Mandate.objects.filter(**board).select_related("person", "seat__party")
    offices = Office.objects.filter(**board).select_related("person")
    roles = Role.objects.filter(association=association).select_related("person")
    return [
        *(
            _line(one.person, f"{_what(one)}, {one.seat.party.name}", one.first_day, one.last_day)
            for one in mandates
        ),
        *(_line(one.person, _what(one), one.first_day, one.last_day) for one in offices),
        *(_line(one.person, _what(one)) for one in roles),
    ]


def _what(row: Mandate | Office | Role) -> str:
    return row.get_kind_display().lower()


def _line(person: Person, what: str, first: date | None = None, last: date | None = None) -> str:
    period = f", {long_date(first)}–{long_date(last) if last else ''}" if first else ""
    return f"{person.name} ({person.email or 'utan e-postadress'}): {what}{period}"


def _presidium(association: Association, at: datetime) -> set[Person]:
    day = day_of(at)
    return set(
        Person.objects.filter(
            Q(offices__last_day__isnull=True) | Q(offices__last_day__gte=day),
            offices__first_day__lte=day,
            offices__body__association=association,
            offices__body__kind=Body.Kind.BOARD,
        )
    )
