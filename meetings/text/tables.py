"""A table of the normal form: one cell in every square."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from meetings.errors import RuleViolation

MAX_CELLS = 20_000
_STRONG = re.compile(r"<strong>(.*)</strong>", re.DOTALL)


@dataclass(slots=True)
class Cell:
    """A cell with what it covers: `across` columns and `down` rows."""

    html: str
    tag: str
    right: bool = False
    across: int = 1
    down: int = 1

    @property
    def written(self) -> str:
        aligned = ' align="right"' if self.right else ""
        return f"<{self.tag}{aligned}>{self.html}</{self.tag}>"


def table_html(rows: list[list[Cell]], *, is_pasted: bool) -> str:
    """The first row is the head when all its cells are headers; of a pasted table also when only its words are bold,
    since Word knows no header cells. "" for a table without words."""
    rows = _grid([row for row in rows if row])
    if all(not cell.html for row in rows for cell in row):
        return ""
    first, *others = rows
    if is_pasted and others and _is_bold(first) and not all(map(_is_bold, others)):
        first[:] = [Cell(_STRONG.sub(r"\1", one.html), "th", one.right) for one in first]
    headed = bool(others) and all(cell.tag == "th" for cell in first)
    html = [f"<tr>{''.join(cell.written for cell in row)}</tr>" for row in rows]
    head = f"<thead>{html.pop(0)}</thead>" if headed else ""
    return f"<table>{head}<tbody>{''.join(html)}</tbody></table>"


def _is_bold(row: Iterable[Cell]) -> bool:
    """Whether every cell that has words has only bold ones."""
    words = [cell.html for cell in row if cell.html]
    return bool(words) and all(_STRONG.fullmatch(html) and html.count("<strong>") == 1 for html in words)


def _grid(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The cells where they stand: the squares that a merged one covers are empty. Raises RuleViolation for a table
    of more squares than a person fills."""
    placed: dict[tuple[int, int], Cell] = {}
    width = 0
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in placed:
                x += 1
            for down in range(min(cell.down, len(rows) - y)):
                for right in range(cell.across):
                    placed.setdefault((y + down, x + right), Cell("", cell.tag))
            placed[y, x] = cell
            width = max(
                width, x + 1
            )  # a title over a whole table may say that it covers more columns than there are
            if len(placed) > MAX_CELLS or width * len(rows) > MAX_CELLS * 4:
                raise RuleViolation("Tabellen har för många celler. Klistra in den i delar.")
    headed = [bool(row) and all(cell.tag == "th" for cell in row) for row in rows]
    return [
        [placed.get((y, x)) or Cell("", "th" if y == 0 and headed[0] else "td") for x in range(width)]
        for y in range(len(rows))
    ]


def made_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of plain texts in the normal form, with a row that says what each column is."""
    cells = [[Cell(escape(one), "th") for one in head]]
    cells += [[Cell(escape(one), "td") for one in row] for row in rows]
    return table_html(cells, is_pasted=False)
