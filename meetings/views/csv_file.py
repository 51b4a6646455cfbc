"""A table as CSV for a spreadsheet: semicolons, decimal comma, a mark that says UTF-8."""

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

from django.http import HttpResponse

# A formula; digits whose first zeros would go, or that are more than a number of a spreadsheet holds.
_CHANGED_BY_A_SPREADSHEET = re.compile(r"[=+\-@\t\r\n]|0[\d ]*\d\Z|[\d ]{16,}\Z")


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A file to save, called `name`, with `head` as its first line."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(value: object) -> str:
    """Text that a spreadsheet would run as a formula, or round as a number, is marked as text."""
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    text = str(value)
    return f"'{text}" if _CHANGED_BY_A_SPREADSHEET.match(text) else text
