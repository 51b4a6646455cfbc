"""Sweden's 21 regioner and 290 kommuner with their codes, as in local_government.csv beside this file. Pure.

The codes are Statistics Sweden's: two digits of a län, which is its region's, and four of a kommun in it.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Gotland's kommun is its region too: one authority, called Region Gotland, and one member of an association.
ALSO_REGION = "0980"


@dataclass(frozen=True, slots=True)
class LocalGovernment:
    """One region or kommun; `short` is a kortnamn of at most ten letters that no other one of them has."""

    code: str
    name: str
    short: str

    @property
    def is_region(self) -> bool:
        return len(self.code) == 2


@cache
def local_governments() -> dict[str, LocalGovernment]:
    """Every one by its code: each region, then the kommuner of its län."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["kod"]: LocalGovernment(row["kod"], row["namn"], row["kortnamn"]) for row in rows}


def by_region() -> list[tuple[LocalGovernment, list[LocalGovernment]]]:
    """Each region with the kommuner of its län, in the order of their codes; Gotland is there once, as a region."""
    every = local_governments().values()
    return [
        (
            region,
            [
                one
                for one in every
                if one.code[:2] == region.code and one.code not in {region.code, ALSO_REGION}
            ],
        )
        for region in every
        if region.is_region
    ]
