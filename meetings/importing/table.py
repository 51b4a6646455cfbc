"""A pasted table into rows of named cells: tabs from a spreadsheet, semicolons or commas from a file."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meetings.errors import RuleViolation
from meetings.text.inline import characters

LARGEST = 200_000
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row as the person counts them, the header included."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` in the order they stood; `ignored` are headings nobody asked for."""

    columns: Sequence[str]
    rows: Sequence[Row]
    ignored: Sequence[str] = ()


def read_table(text: str, columns: Mapping[str, Sequence[str]]) -> Table:
    """Rows of `text`, each cell under its column's key.

    `columns` maps each key to the headings that mean it, in the order that holds without a header. The first
    row is a header when two of its cells are such headings. Cells that a row lacks are "". Raises
    RuleViolation for an empty, too large or unreadable table, and for a heading that stands twice.
    """
    if len(text) > LARGEST:
        raise RuleViolation("Tabellen är för stor. Klistra in den i delar.")
    lines = _cells(text)
    if not lines:
        raise RuleViolation("Klistra in en tabell.")
    if len(lines) > MOST_ROWS:
        raise RuleViolation(f"Tabellen har fler än {MOST_ROWS} rader. Klistra in den i delar.")
    meanings = {_plain(heading): key for key, headings in columns.items() for heading in headings}
    header = [meanings.get(_plain(cell), "") for cell in lines[0][1]]
    if sum(map(bool, header)) < 2:
        return Table(list(columns), [_row(number, cells, list(columns)) for number, cells in lines])
    for key in filter(None, header):
        if header.count(key) > 1:
            raise RuleViolation(f"Kolumnen {columns[key][0]} står två gånger.")
    ignored = [cell for cell, key in zip(lines[0][1], header, strict=True) if cell and not key]
    rows = [_row(number, cells, header) for number, cells in lines[1:]]
    if not rows:
        raise RuleViolation("Tabellen har bara en rubrikrad.")
    return Table([key for key in header if key], rows, ignored)


def _cells(text: str) -> list[tuple[int, list[str]]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    first = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = next((mark for mark in ("\t", ";", ",") if mark in first), "\t")
    try:
        lines = list(csv.reader(text.split("\n"), delimiter=delimiter))
    except csv.Error as error:
        raise RuleViolation("Tabellen går inte att läsa. Kontrollera citattecknen.") from error
    found = [(number, [_tidy(cell) for cell in cells]) for number, cells in enumerate(lines, start=1)]
    return [(number, cells) for number, cells in found if any(cells)]


def _row(number: int, cells: Sequence[str], keys: Sequence[str]) -> Row:
    padded = [*cells, *[""] * (len(keys) - len(cells))]
    return Row(number, {key: cell for key, cell in zip(keys, padded, strict=False) if key})


def _tidy(cell: str) -> str:
    return " ".join(characters(cell).split())


def _plain(heading: str) -> str:
    return heading.casefold().strip(" .:*").replace("-", "").replace(" ", "")
