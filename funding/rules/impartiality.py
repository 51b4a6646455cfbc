"""Possible jäv (KL 6:28–32), for the person and the chair to judge. A flag never recuses.

To be appointed by the applying party is no jäv and never a flag; to stand in the application, or to head the unit that
applies, may be.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class NamedPerson:
    """A person the application names, and as what: «firmatecknare för Exempelviks kommun»."""

    name: str
    role: str


@dataclass(frozen=True)
class Head:
    """A person registered as heading an organisation or one of its units; without unit, all of it."""

    name: str
    organisation: str
    unit: str = ""


@dataclass(frozen=True)
class Flag:
    name: str
    reason: str


def flags(
    present: Iterable[str],
    *,
    named: Iterable[NamedPerson],
    heads: Iterable[Head],
    applying: Iterable[tuple[str, str]],
) -> list[Flag]:
    """Those among `present` who may be jävig, in their order; `applying` is (organisation, unit) of each applicant."""
    roles: dict[str, list[str]] = {}
    for one in named:
        roles.setdefault(_key(one.name), []).append(one.role)
    units = [(_key(organisation), _key(unit)) for organisation, unit in applying]
    for head in heads:
        if any(_heads(head, organisation, unit) for organisation, unit in units):
            what = f"{head.unit}, {head.organisation}" if head.unit else head.organisation
            roles.setdefault(_key(head.name), []).append(f"chef för {what}")
    found = []
    for name in dict.fromkeys(present):
        if reasons := roles.get(_key(name)):
            found.append(Flag(name, ", ".join(dict.fromkeys(reasons))))
    return found


def _heads(head: Head, organisation: str, unit: str) -> bool:
    return _key(head.organisation) == organisation and (not head.unit or _key(head.unit) == unit)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
