"""A reader of SIE 4, written from the format's description (sie.se), so that what is written is read by other eyes."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

_FIELD = re.compile(r'"((?:\\.|[^"\\])*)"|(\{[^}]*\})|([^\s"{}]+)')


@dataclass
class ReadVoucher:
    series: str
    number: str
    day: date
    text: str
    rows: list[tuple[str, Decimal]] = field(default_factory=list)


@dataclass
class ReadSie:
    """What stands before the vouchers, by its label; and the vouchers."""

    head: dict[str, list[list[str]]]
    vouchers: list[ReadVoucher]


def read_sie(data: bytes) -> ReadSie:
    """Raises ValueError for what no program takes in: another order, an unknown account, an uneven voucher."""
    head: dict[str, list[list[str]]] = {}
    vouchers: list[ReadVoucher] = []
    lines = data.decode("cp437").split("\r\n")
    if lines.pop() != "" or lines[0].split() != ["#FLAGGA", "0"]:
        raise ValueError("a SIE file begins with #FLAGGA and ends its last line")
    inside = False
    for line in lines:
        label, *fields = _fields(line)
        if label == "{" and vouchers and not inside:
            inside = True
        elif label == "}" and inside:
            inside = False
            if sum(amount for _, amount in vouchers[-1].rows):
                raise ValueError(f"voucher {vouchers[-1].number} does not sum to zero")
        elif label == "#TRANS" and inside:
            vouchers[-1].rows.append(_row(fields, [one[0] for one in head["#KONTO"]]))
        elif label == "#VER" and not inside:
            series, number, day, text = fields[:4]
            vouchers.append(ReadVoucher(series, number, _day(day), text))
        elif label.startswith("#") and not inside and not vouchers:
            head.setdefault(label, []).append(fields)
        else:
            raise ValueError(f"a line that cannot stand there: {line}")
    if inside or not {"#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN"} <= head.keys():
        raise ValueError("something that a file for import must hold is missing")
    return ReadSie(head, vouchers)


def _row(fields: list[str], accounts: list[str]) -> tuple[str, Decimal]:
    account, objects, amount = fields[:3]
    if objects != "{}" or account not in accounts:
        raise ValueError(f"unknown account {account}")
    return account, Decimal(amount)


def _fields(line: str) -> list[str]:
    if line in ("{", "}"):
        return [line]
    found = _FIELD.findall(line)
    return [
        re.sub(r"\\(.)", r"\1", quoted) if not (braces or plain) else braces or plain
        for quoted, braces, plain in found
    ]


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))
