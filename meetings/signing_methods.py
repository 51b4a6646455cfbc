"""How a signer shows who they are at the moment of signing. A stronger method is one more entry."""

from collections.abc import Mapping
from typing import Protocol as Interface

from meetings.models import Person
from meetings.rules.signing_level import Level


class SigningMethod(Interface):
    """`name` stands on the page of signatures with `level`; `confirm` answers whether the signer is the person."""

    name: str
    level: Level

    def confirm(self, person: Person, answer: Mapping[str, str]) -> bool: ...


class Password:
    name = "Lösenord"
    level = Level.PASSWORD

    def confirm(self, person: Person, answer: Mapping[str, str]) -> bool:
        return person.check_password(answer.get("password", ""))


METHODS: dict[str, SigningMethod] = {"password": Password()}
