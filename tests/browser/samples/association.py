"""An association as its description has it: register, mandates and how its body writes. No meeting."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.models import (
    Association,
    Body,
    BodyYear,
    DocumentRow,
    Mandate,
    Office,
    Party,
    Person,
    Role,
    Seat,
)
from tests.worlds.boards import make_person
from tests.worlds.seals import give_seal
from tests.worlds.second_step import make_app


@dataclass
class Register:
    body: Body
    secretary: Person


def make_register(told: dict[str, Any]) -> Register:
    """`told` is the description of the sample (README.md): association, body, parties, people and staff."""
    association = Association.objects.create(slug="provforbundet", **told["association"])
    give_seal(association)
    body = Body.objects.create(association=association, slug="organet", **told["body"])
    for position, (key, label) in enumerate(told.get("rows", {}).items(), start=1):
        DocumentRow.objects.create(body=body, key=key, label=label, position=position)
    for position, key in enumerate(told.get("hidden_rows", []), start=30):
        DocumentRow.objects.create(body=body, key=key, label=key, position=position, shown=False)
    if year := told.get("year"):
        BodyYear.objects.create(body=body, **year)
    parties = {
        code: Party.objects.create(association=association, code=code, kind=kind, name=name)
        for code, (kind, name) in told["parties"].items()
    }
    seats = {
        code: Seat.objects.create(body=body, party=party, number=number)
        for number, (code, party) in enumerate(parties.items(), start=1)
    }
    first_day = date.fromisoformat(told["elected"])
    for one in told["people"]:
        person = _person(association, one["name"])
        Mandate.objects.create(
            body=body,
            seat=seats[one["party"]],
            person=person,
            kind=one.get("kind", "member"),
            first_day=first_day,
        )
        if office := one.get("office"):
            Office.objects.create(body=body, person=person, kind=office, first_day=first_day)
    staff = [_person(association, one["name"], one["title"]) for one in told["staff"]]
    for person, one in zip(staff, told["staff"], strict=True):
        Role.objects.create(association=association, person=person, kind=one["role"])
        make_app(person)
    return Register(body, staff[0])


def _person(association: Association, name: str, title: str = "") -> Person:
    first, _, last = name.rpartition(" ")
    number = Person.objects.count() + 1
    person = make_person(first, last, title=title, email=f"person{number}@example.org")
    person.associations.add(association)
    return person
