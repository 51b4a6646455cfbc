"""A year's meetings as a table to fill in."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from meetings.models import Body, Meeting
from meetings.swedish import long_date

from .meeting_forms import NO_PLACE, Clock, ConfirmedDay, Day, LineField, ask_about_day

ASKED = ("date", "confirmed", "start", "place", "mode")
EMPTY_ROWS = 2  # below last year's
LEAST_ROWS = 4
MOST_ROWS = 24


class YearPlanForm(forms.Form):
    """A row for each meeting that the year may have; one without a day is not planned.

    `proposed` are last year's meetings with the days they would have; hours, place and form stay.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        body: Body,
        year: int,
        proposed: Sequence[tuple[datetime.date, Meeting]],
        today: datetime.date,
    ) -> None:
        super().__init__(data)
        self.body, self.year, self.today = body, year, today
        usual = proposed[-1][1] if proposed else None
        self.size = min(max(len(proposed) + EMPTY_ROWS, LEAST_ROWS), MOST_ROWS)
        for row in range(self.size):
            day, like = proposed[row] if row < len(proposed) else (None, usual)
            self._add(row, day, like)

    def _add(self, row: int, day: datetime.date | None, like: Meeting | None) -> None:
        fields: dict[str, forms.Field] = {
            "date": Day(label=f"Dag för möte {row + 1}", required=False, initial=day),
            "confirmed": ConfirmedDay(),
            "start": Clock(
                label="Börjar", required=False, initial=like.start if like else datetime.time(9, 0)
            ),
            "place": LineField(label="Plats", required=False, initial=like.place if like else ""),
            "mode": forms.ChoiceField(
                label="Form",
                choices=Meeting.Mode,
                required=False,
                initial=like.mode if like else Meeting.Mode.ON_SITE,
            ),
        }
        for name, field in fields.items():
            field.required_by_some = True  # type: ignore[attr-defined]
            self.fields[f"{name}_{row}"] = field

    def rows(self) -> Iterator[dict[str, Any]]:
        """The fields of each row as the page shows them; the question about an odd day when it is asked."""
        for row in range(self.size):
            shown = {name: self[f"{name}_{row}"] for name in ASKED}
            asks = shown["confirmed"].field.required
            yield shown | {"number": row + 1, "asks": asks}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen: set[datetime.date] = set()
        for row in range(self.size):
            day = cleaned.get(f"date_{row}")
            if day is None:
                continue
            if day.year != self.year:
                self.add_error(f"date_{row}", f"Dagen ligger inte i {self.year}.")
                continue
            if cleaned.get(f"start_{row}") is None and f"start_{row}" not in self.errors:
                self.add_error(f"start_{row}", "Skriv tiden.")
            if self.body.under_kl and not cleaned.get(f"place_{row}") and f"place_{row}" not in self.errors:
                self.add_error(f"place_{row}", NO_PLACE)
            if day in seen:
                self.add_error(f"date_{row}", f"Den {long_date(day)} står två gånger i tabellen.")
            else:
                ask_about_day(self, self.body, day, today=self.today, confirmed=f"confirmed_{row}")
            seen.add(day)
        return cleaned

    def meetings(self) -> list[dict[str, Any]]:
        """What plan_year takes, each row with a day."""
        names = ("date", "start", "place", "mode")
        values = ({name: self.cleaned_data[f"{name}_{row}"] for name in names} for row in range(self.size))
        return [one | {"mode": one["mode"] or Meeting.Mode.ON_SITE} for one in values if one["date"]]
