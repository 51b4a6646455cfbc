"""Which parter stand behind an application (Finsam 1 och 4 §§): the rule of thumb is two different ones."""

from collections.abc import Iterable

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
