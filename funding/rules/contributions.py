"""Who pays how much (Finsam 5, 5 a §§): the state half through FK, the regions a quarter, the kommuner a quarter.

A kommun that belongs to no region pays half (5 a §). How the regions divide their quarter, and the kommuner theirs, is
for them to agree on (5 § second and third paragraphs): here by their inhabitants, or in equal parts where those of one
are not known; the rest of an öre goes to the first. A difference is a remark, never a stop.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

from meetings.swedish import kronor

HALF, QUARTER = Decimal("0.5"), Decimal("0.25")
_ORE = Decimal("0.01")
_IN_WORDS = {HALF: "hälften", QUARTER: "en fjärdedel"}
_NAMES = {"fk": "Försäkringskassan", "region": "regionerna", "municipality": "kommunerna"}


def _shares(kinds: Collection[str]) -> dict[str, Decimal]:
    """Kind of medlem -> its share, of those that the association has. Arbetsförmedlingen pays nothing of its own."""
    of_kommuner = QUARTER if "region" in kinds else HALF
    every = {"fk": HALF, "region": QUARTER, "municipality": of_kommuner}
    return {kind: share for kind, share in every.items() if kind in kinds}


def proposed(
    total: Decimal, kinds: Mapping[str, str], inhabitants: Mapping[str, int | None] | None = None
) -> dict[str, Decimal]:
    """Kronor by the code of each medlem, from `total`, the kind of medlem by code, and its inhabitants if known."""
    result = dict.fromkeys(kinds, Decimal("0.00"))
    for kind, share in _shares(kinds.values()).items():
        codes = [code for code, one in kinds.items() if one == kind]
        whole = (total * share).quantize(_ORE)
        # Down, so that what is left over is never negative.
        for code, weight in _weights(codes, inhabitants or {}).items():
            result[code] = (whole * weight).quantize(_ORE, rounding=ROUND_DOWN)
        result[codes[0]] += whole - sum(result[code] for code in codes)
    return result


def _weights(codes: Sequence[str], inhabitants: Mapping[str, int | None]) -> dict[str, Decimal]:
    """Each one's part of the whole: by inhabitants when all of them have some, else equal."""
    counts = [inhabitants.get(code) or 0 for code in codes]
    if not all(counts):
        counts = [1] * len(codes)
    return {code: Decimal(count) / sum(counts) for code, count in zip(codes, counts, strict=True)}


def remarks(incomes: Sequence[tuple[str, Decimal]]) -> list[str]:
    """What differs from the shares of the law; `incomes` is (kind, kronor) of each medlem."""
    total = sum((amount for _, amount in incomes), Decimal(0))
    if not total:
        return []
    found = []
    kinds = {kind for kind, _ in incomes}
    section = "5 §" if "region" in kinds else "5 a §"
    for kind, share in _shares(kinds).items():
        paid = sum((amount for one, amount in incomes if one == kind), Decimal(0))
        expected = (total * share).quantize(_ORE)
        # A krona: shares are rounded when they are agreed on.
        if abs(paid - expected) > 1:
            found.append(
                f"{_NAMES[kind].capitalize()} bidrar med {kronor(paid)}; {_IN_WORDS[share]} är {kronor(expected)} "
                f"({section} lagen om finansiell samordning av rehabiliteringsinsatser). Fritt att komma överens om är "
                "bara hur kommunerna fördelar sin del mellan sig, och regionerna sin."
            )
    return found
