"""The basis for fees as a workbook of Excel (ISO/IEC 29500), and what its columns are called in the CSV too.

The same content gives the same bytes: nothing in it tells when it was made.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from meetings.record.fees import FeePerson, FeeRecord, FeeRow

type Cell = str | int | Decimal | date

AMOUNTS = ("Arvode", "Tillägg för ordförande", "Resor", "Andra kostnader", "Förlorad inkomst", "Att betala")
ROW_HEAD = (
    "Namn",
    "Anställningsnummer",
    "Betalas av",
    "Organ",
    "Möte",
    "Som",
    "Deltog",
    "Timmar",
    "Minuter",
    "Uppgivna kilometer",
    "Uppgivna kostnader",
    "Kostnaden är för",
    "Uppgivna timmar förlorad inkomst",
    "Uppgiven förlorad inkomst",
    *AMOUNTS,
    "Rättelse",
)
PERSON_HEAD = ("Namn", "Anställningsnummer", "Betalas av", "Möten", "Timmar", *AMOUNTS)
_WIDE = {"Namn": 28, "Betalas av": 24, "Organ": 24, "Som": 24, "Kostnaden är för": 24, "Rättelse": 40}
_MONEY = {*AMOUNTS, "Uppgivna kostnader", "Uppgiven förlorad inkomst", "Timmar"}


def row_cells(row: FeeRow) -> tuple[Cell, ...]:
    """One person at one sammanträde; of a correction the kronor are the difference."""
    line, paid = row.line, row.paid
    return (
        line.name,
        line.payroll_number,
        line.payer_label,
        line.body_name,
        line.day,
        line.role_label,
        line.mode,
        _hours(line.minutes),
        line.minutes,
        line.km,
        line.costs,
        line.costs_for,
        line.lost_hours,
        line.lost_amount,
        paid.fee,
        paid.chair,
        paid.travel,
        paid.costs,
        paid.lost,
        paid.total,
        row.reason,
    )


def person_cells(person: FeePerson) -> tuple[Cell, ...]:
    """All of one person's rows together."""
    line, paid = person.line, person.total
    amounts = (paid.fee, paid.chair, paid.travel, paid.costs, paid.lost, paid.total)
    return (
        line.name,
        line.payroll_number,
        line.payer_label,
        person.meetings,
        _hours(person.minutes),
        *amounts,
    )


def fee_sheet(record: FeeRecord) -> bytes:
    """A sheet of sums by person and one of every row. Text is text, whatever it looks like: no cell is a formula."""
    out = BytesIO()
    # Nothing that somebody has written becomes a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        made = datetime.combine(record.last_day, time(12), UTC).replace(tzinfo=None)
        title = f"Underlag för arvoden {record.first_day}–{record.last_day}"
        book.set_properties({"title": title, "company": record.association, "created": made})
        people = [person_cells(one) for one in record.people]
        _fill(book, "Per person", PERSON_HEAD, people)
        _fill(book, "Per möte", ROW_HEAD, [row_cells(one) for one in record.rows])
    return out.getvalue()


def _fill(book: Workbook, name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    money, day = (book.add_format({"num_format": form}) for form in ("#,##0.00", "yyyy-mm-dd"))
    for column, label in enumerate(head):
        sheet.set_column(column, column, _WIDE.get(label, 13))
        sheet.write_string(0, column, label, bold)
    last = 0
    for last, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            _write(sheet, last, column, cell, money if head[column] in _MONEY else None, day)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(head) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Any, row: int, column: int, cell: Cell, money: Any, day: Any) -> None:
    if isinstance(cell, Decimal | int):
        sheet.write_number(row, column, cell, money)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    else:
        sheet.write_string(row, column, cell)


def _hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)


def csv_rows(record: FeeRecord) -> Iterator[tuple[Cell, ...]]:
    """Every row of it, as the CSV has them."""
    return (row_cells(one) for one in record.rows)
