"""Bookkeeping as a SIE 4 file for import (SIE filformat 4B, type 4I): vouchers whose rows sum to zero.

The file is PC8 (code page 437). https://sie.se/format/
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# What Swedish text has that code page 437 has not.
_IN_PC8 = str.maketrans({"–": "-", "—": "-", "−": "-", "”": '"', "“": '"', "’": "'", "…": "...", "§": "par."})


@dataclass(frozen=True)
class Voucher:
    """A verifikation: its day, its text and its (account, amount) rows; debit is positive."""

    number: int
    day: date
    text: str
    rows: Sequence[tuple[str, Decimal]]
    registered: date


def sie_file(
    *,
    program: str,
    made: date,
    association: str,
    org_number: str,
    series: str,
    accounts: Iterable[tuple[str, str]],
    vouchers: Sequence[Voucher],
) -> bytes:
    """The bytes of the file. `accounts` are (number, name).

    Raises ValueError for a voucher whose rows do not sum to zero, which no bookkeeping program takes in.
    """
    lines = [
        "#FLAGGA 0",
        f"#PROGRAM {_text(program)} {_text('1.0')}",
        "#FORMAT PC8",
        f"#GEN {made:%Y%m%d}",
        "#SIETYP 4",
        *([f"#ORGNR {org_number}"] if org_number else []),
        f"#FNAMN {_text(association)}",
        *(f"#KONTO {number} {_text(name)}" for number, name in accounts),
    ]
    for one in vouchers:
        if sum(amount for _, amount in one.rows):
            raise ValueError(f"verifikation {one.number} går inte ihop")
        lines += [
            f"#VER {_text(series)} {_text(str(one.number))} {one.day:%Y%m%d} {_text(one.text)} {one.registered:%Y%m%d}",
            "{",
            *(f"   #TRANS {account} {{}} {amount:.2f}" for account, amount in one.rows),
            "}",
        ]
    return "".join(f"{line}\r\n" for line in lines).encode("cp437", errors="replace")


def _text(value: str) -> str:
    """A field in quotes, without characters that would end a line or the field."""
    plain = unicodedata.normalize("NFC", value).translate(_IN_PC8)
    printable = "".join(one if one.isprintable() else " " for one in plain)
    escaped = printable.replace("\\", "/").replace('"', '\\"')
    return f'"{escaped}"'
