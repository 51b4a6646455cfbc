"""One row of the table of mandates: its cells as values, or what is wrong with them."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from meetings.paper.fonts import unsupported_sentence
from meetings.rules.addresses import mistakable_sentence, usual_address
from meetings.rules.names import usual_name
from meetings.swedish import MONTHS

from .table import Row

KINDS = {"ledamot": "member", "ordinarie": "member", "ordinarieledamot": "member", "ersättare": "deputy"}
OFFICES = {
    "": ("", 1),
    "ordförande": ("chair", 1),
    "vice": ("vice_chair", 1),
    "viceordförande": ("vice_chair", 1),
    "1evice": ("vice_chair", 1),
    "förstevice": ("vice_chair", 1),
    "2evice": ("vice_chair", 2),
    "andrevice": ("vice_chair", 2),
}
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/. -]\s*(\d{4})")
_WORDS = re.compile(r"(?:den )?(\d{1,2}) ([a-zåäö]+)\.? (\d{4})", re.IGNORECASE)
LONGEST_NAME = 100


@dataclass(slots=True)
class MandateLine:
    """One row as it would be saved. `errors` and `notes` are whole sentences, for people.

    With errors the other values are only what could be read.
    """

    number: int
    first_name: str
    last_name: str
    email: str
    party: str
    kind: str = ""
    seat: int | None = None
    names_seat: bool = False
    order: int = 1
    first_day: date = date.max
    last_day: date | None = None
    office: str = ""
    rank: int = 1
    is_known: bool = False
    adds_mandate: bool = True
    adds_office: bool = False
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def has_period(self) -> bool:
        return self.first_day != date.max

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


def line_of(row: Row) -> MandateLine:
    """The row's cells read, each unreadable one an error."""
    cell = row.cells.get
    line = MandateLine(
        row.number,
        usual_name(cell("first_name", "")),
        usual_name(cell("last_name", "")),
        usual_address(cell("email", "").removeprefix("mailto:")),
        cell("party", ""),
    )
    _check_person(line)
    _read_mandate(line, cell("kind", ""), cell("seat", ""), cell("order", ""))
    _read_period(line, cell("first_day", ""), cell("last_day", ""))
    _read_office(line, cell("office", ""))
    return line


def read_day(text: str) -> date | None:
    """The day of 2027-04-01, 20270401, 1/4 2027, 1.4.2027 or 1 april 2027; None for anything else."""
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _SLASHED.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _WORDS.fullmatch(text):
            word = match[2].lower()
            months = [n for n, name in enumerate(MONTHS, start=1) if len(word) >= 3 and name.startswith(word)]
            return date(int(match[3]), months[0], int(match[1])) if months else None
    except ValueError:
        return None
    return None


def _check_person(line: MandateLine) -> None:
    if not line.first_name or not line.last_name:
        line.errors.append("Förnamn eller efternamn saknas.")
    if max(len(line.first_name), len(line.last_name)) > LONGEST_NAME:
        line.errors.append(f"Namnet är för långt. Högst {LONGEST_NAME} tecken.")
    if sentence := unsupported_sentence(line.name):
        line.errors.append(sentence)
    if not line.email:
        line.errors.append(
            "E-postadressen saknas. Den som inte har någon läggs till i registret, med postadress."
        )
    else:
        try:
            validate_email(line.email)
        except ValidationError:
            line.errors.append(f"«{line.email}» är ingen e-postadress.")
        if sentence := mistakable_sentence(line.email):
            line.errors.append(sentence)
        if len(line.email) > 254:
            line.errors.append("E-postadressen är för lång.")
    if not line.party:
        line.errors.append("Medlemmens kortnamn saknas.")


def _read_mandate(line: MandateLine, kind: str, seat: str, order: str) -> None:
    line.kind = KINDS.get(_word(kind), "")
    if not line.kind:
        line.errors.append(
            f"Uppdraget «{kind}» känns inte igen. Skriv ledamot eller ersättare."
            if kind
            else "Uppdraget saknas. Skriv ledamot eller ersättare."
        )
    line.names_seat = bool(seat)
    if seat:
        line.seat = _number(seat)
        if line.seat is None:
            line.errors.append(f"Platsen «{seat}» är inget nummer.")
    if order:
        number = _number(order)
        line.order = number or 1
        if number is None:
            line.errors.append(f"Ordningen «{order}» är inget nummer.")
        elif line.kind == "member" and number != 1:
            line.errors.append("Bara ersättare har en ordning.")


def _read_period(line: MandateLine, first: str, last: str) -> None:
    if day := read_day(first):
        line.first_day = day
    else:
        line.errors.append(
            f"Dagen «{first}» går inte att läsa. Skriv till exempel 2027-04-01."
            if first
            else "Från-dagen saknas."
        )
    if last:
        line.last_day = read_day(last)
        if line.last_day is None:
            line.errors.append(f"Dagen «{last}» går inte att läsa. Skriv till exempel 2031-03-31.")
    for day in filter(None, (read_day(first), line.last_day)):
        if not 1950 <= day.year <= 2150:
            line.errors.append(f"Kontrollera årtalet {day.year}.")
    if line.last_day and line.has_period and line.last_day < line.first_day:
        line.errors.append("Till-dagen ligger före från-dagen.")


def _read_office(line: MandateLine, office: str) -> None:
    word = _word(office).removesuffix("ordförande") if "vice" in _word(office) else _word(office)
    word = word.replace(":", "").replace("förste", "1e").replace("andre", "2e")
    if word not in OFFICES:
        line.errors.append(f"Presidieuppdraget «{office}» känns inte igen. Skriv ordförande eller vice.")
        return
    line.office, line.rank = OFFICES[word]
    line.adds_office = bool(line.office)
    if line.office and line.kind == "deputy":
        line.errors.append("Ordförande och vice ordförande väljs bland ledamöterna (Finsam 17 §).")


def _word(text: str) -> str:
    return text.casefold().replace(" ", "").replace("-", "").strip(".")


def _number(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return number or None
