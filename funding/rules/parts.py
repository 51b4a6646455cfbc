"""Which parter stand behind an application (Finsam 1 och 4 §§): the rule of thumb is two different ones."""

from collections.abc import Iterable
from typing import Protocol

from funding.record.application import ApplicantRole

PARTS = {
    "fk": "Försäkringskassan",
    "af": "Arbetsförmedlingen",
    "region": "regionerna",
    "municipality": "kommunerna",
}


def part_of(kind: str) -> str:
    """The part that a medlem of this kind belongs to: all regions are one, all kommuner are one."""
    return PARTS[kind]


def parts_of(kinds: Iterable[str | None]) -> list[str]:
    """The different parter among the applicants' medlemmar, in the law's order; None is another organisation."""
    found = set(kinds)
    return [name for kind, name in PARTS.items() if kind in found]


def shortfall(kinds: Iterable[str | None], *, wants_two: bool) -> str:
    """Why an application has too few parter, in one sentence; empty when it has enough. A warning, never a stop."""
    parts = parts_of(kinds)
    if not wants_two or len(parts) >= 2:
        return ""
    if not parts:
        return "Ingen av de sökande är medlem i förbundet. Minst två parter bör stå bakom en ansökan."
    return (
        f"Bara en part står bakom ansökan: {parts[0]}. Minst två bör göra det. Alla kommuner räknas som en part, "
        "och alla regioner."
    )


class Organisation(Protocol):
    """What tells whose unit an applicant is."""

    @property
    def role(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def org_number(self) -> str: ...


def own_units[One: Organisation](applicants: Iterable[One]) -> list[One]:
    """Partners that are units of the lead's own organisation, told by its number or by its name.

    The lead's signatory speaks for them, so that they have no signatory and confirm nothing.
    """
    found = list(applicants)
    lead = next((one for one in found if one.role == ApplicantRole.LEAD), None)
    if lead is None:
        return []
    name, number = _usual(lead.organisation), lead.org_number
    return [
        one
        for one in found
        if one is not lead
        and (
            (number and one.org_number == number)
            or (name and not one.org_number and _usual(one.organisation) == name)
        )
    ]


def _usual(name: str) -> str:
    """The name as it is compared: without case and extra spaces."""
    return " ".join(name.split()).casefold()
