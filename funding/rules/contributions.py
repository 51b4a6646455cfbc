"""Who pays how much (Finsam 5 §: staten half through FK, the regions together a quarter, the kommuner a quarter).

Members may agree on other shares (5 a §), so a difference is a remark, never a stop. Within the regions and within the
kommuner the members agree among themselves: here in equal parts, the rest öre by öre to the first.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

from meetings.swedish import kronor

SHARES = {"fk": Decimal("0.5"), "region": Decimal("0.25"), "municipality": Decimal("0.25")}
_ORE = Decimal("0.01")


def proposed(total: Decimal, kinds: Mapping[str, str]) -> dict[str, Decimal]:
    """Code -> kronor, from code -> kind of medlem; Arbetsförmedlingen pays nothing of its own."""
    result = dict.fromkeys(kinds, Decimal("0.00"))
    for kind, share in SHARES.items():
        codes = [code for code, one in kinds.items() if one == kind]
        if codes:
            whole = (total * share).quantize(_ORE)
            each = (whole / len(codes)).quantize(_ORE, rounding=ROUND_DOWN)
            result |= dict.fromkeys(codes, each)
            result[codes[0]] += whole - each * len(codes)
    return result


def remarks(incomes: Sequence[tuple[str, Decimal]]) -> list[str]:
    """What differs from half, quarter and quarter; `incomes` is (kind, kronor) of each medlem."""
    total = sum((amount for _, amount in incomes), Decimal(0))
    if not total:
        return []
    found = []
    names = {"fk": "Försäkringskassan", "region": "regionerna", "municipality": "kommunerna"}
    for kind, share in SHARES.items():
        paid = sum((amount for one, amount in incomes if one == kind), Decimal(0))
        expected = (total * share).quantize(_ORE)
        if abs(paid - expected) > 1:
            part = "hälften" if kind == "fk" else "en fjärdedel"
            found.append(
                f"{names[kind].capitalize()} bidrar med {kronor(paid)}; {part} är {kronor(expected)} (5 § Finsam). "
                "Andra andelar kräver att medlemmarna är överens (5 a §)."
            )
    return found
