"""Registry numbers (diarienummer, OSL 5:2) in an association's own form. The law asks for one, not how it looks."""

import re

DEFAULT_PATTERN = "{år}/{nr:4}"

_FIELD = re.compile(r"\{(år|nr)\}|\{nr:([1-9])\}")


def registry_number(pattern: str, *, year: int, number: int) -> str:
    """«2024/0012» from {år}, {nr} and {nr:4}, the number with at least four digits; all else stands as it is."""
    return _FIELD.sub(
        lambda field: str(year) if field[1] == "år" else str(number).zfill(int(field[2] or 1)), pattern
    )


def pattern_hindrance(pattern: str) -> str:
    """Why a pattern gives no registry numbers, in one sentence; empty when nothing hinders."""
    fields = [field[0] for field in _FIELD.finditer(pattern)]
    rest = _FIELD.sub("", pattern)
    if not any(field.startswith("{nr") for field in fields):
        return "Mönstret måste innehålla {nr}, annars får alla ärenden samma nummer."
    if "{" in rest or "}" in rest:
        return "Inom klamrar kan mönstret bara ha {år}, {nr} och {nr:4}."
    if not pattern.isprintable() or pattern != pattern.strip():
        return "Mönstret får inte innehålla radbrytningar eller börja eller sluta med mellanslag."
    return ""
