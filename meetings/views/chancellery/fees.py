"""Sv: underlag för arvoden. A period as it is now, its files, and the closing of it; the auditor reads."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import can_edit
from meetings.actions.fees import close_fee_period
from meetings.documents.fee_sheet import ROW_HEAD, csv_rows, fee_sheet
from meetings.models import Association, FeePeriod
from meetings.noted import note_read
from meetings.reads.fee_people import has_rules, next_period, periods_of
from meetings.reads.fees import FeeBook, book_of, closing_hindrance
from meetings.record.fees import FeeRecord
from meetings.rules.fees import usual_periods
from meetings.swedish import long_date
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.chancellery.meeting_forms import Day
from meetings.views.csv_file import csv_file
from meetings.views.refusals import goes_through

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BASIS = "Underlag för arvoden"


class PeriodForm(forms.Form):
    """Which days. Where nothing is said, those since the last closed period."""

    fran = Day(label="Från och med")
    till = Day(label="Till och med")

    def __init__(self, data: Any, association: Association, today: date) -> None:
        self.suggested = next_period(association, today)
        first, last = self.suggested
        given = {name: data[name] for name in ("fran", "till") if data.get(name)}
        super().__init__({"fran": first.isoformat(), "till": last.isoformat()} | given)

    def days(self) -> tuple[date, date]:
        """The days that are asked for; those that are suggested where they cannot be."""
        if not self.is_valid():
            return self.suggested
        return self.cleaned_data["fran"], self.cleaned_data["till"]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("fran") and said.get("till") and said["till"] < said["fran"]:
            self.add_error("till", "Periodens sista dag ligger före den första.")
        return said


class ClosingForm(forms.Form):
    """`seen` is the fingerprint of the basis that was shown; without it nothing is closed."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


@require_GET
def fee_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What is to be paid for some days, what it lacks, and the periods that are closed."""
    association = association_read(request, slug)
    today = timezone.localdate()
    form = PeriodForm(request.GET, association, today)
    book = book_of(association, *form.days(), today)
    note_read(request, association, BASIS, association)
    context = {
        "association": association,
        "form": form,
        "record": book.record,
        "lacks": book.lacks,
        "query": _query(book.record),
        "usual": [(name, _days(first, last)) for name, first, last in usual_periods(today)],
        "hindrance": closing_hindrance(association, book, today),
        "periods": periods_of(association),
        "has_rules": has_rules(association),
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/fee_list.html", context)


@require_GET
def fee_list_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same rows as a file, before the period is closed."""
    association, book = _asked(request, slug)
    note_read(request, association, BASIS, association)
    return _csv(book.record, is_closed=False)


@require_GET
def fee_list_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    association, book = _asked(request, slug)
    note_read(request, association, BASIS, association)
    return _xlsx(book.record, is_closed=False)


@require_http_methods(["GET", "HEAD", "POST"])
def fee_close(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks first: what is closed changes only by corrections."""
    association = association_edited(request, slug)
    today = timezone.localdate()
    first, last = PeriodForm(request.GET, association, today).days()
    book = book_of(association, first, last, today)
    note_read(request, association, BASIS, association)
    form = ClosingForm(request.POST if request.method == "POST" else None, initial={"seen": book.fingerprint})
    closed: list[FeePeriod] = []

    def close() -> None:
        seen, by = form.cleaned_data["seen"], person_of(request)
        closed.append(
            close_fee_period(
                association=association, first=first, last=last, seen=seen, by=by, at=timezone.now()
            )
        )

    if goes_through(request, form, "Perioden är stängd. Underlaget ändras inte mer.", close):
        return redirect("fee_period", slug, closed[0].public_id)
    context = {
        "association": association,
        "form": form,
        "fingerprint": book.fingerprint,
        "record": book.record,
        "lacks": book.lacks,
        "back": f"{reverse('fee_list', args=[slug])}?{_query(book.record)}",
        "hindrance": closing_hindrance(association, book, today),
    }
    return render(request, "meetings/fee_close.html", context, status=422 if form.errors else 200)


@require_GET
def fee_period(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """A closed period, as it was closed."""
    association, period = _closed(request, slug, public_id)
    context = {
        "association": association,
        "period": period,
        "record": FeeRecord.from_json(period.content),
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/fee_period.html", context)


@require_GET
def fee_period_csv(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    _, period = _closed(request, slug, public_id)
    return _csv(FeeRecord.from_json(period.content), is_closed=True)


@require_GET
def fee_period_xlsx(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    _, period = _closed(request, slug, public_id)
    return _xlsx(FeeRecord.from_json(period.content), is_closed=True)


def _closed(request: HttpRequest, slug: str, public_id: str) -> tuple[Association, FeePeriod]:
    association = association_read(request, slug)
    rows = FeePeriod.objects.select_related("closed_by")
    period = get_object_or_404(rows, association=association, public_id=public_id)
    title = f"Arvoden {long_date(period.first_day)}–{long_date(period.last_day)}"
    note_read(request, association, title, association)
    return association, period


def _asked(request: HttpRequest, slug: str) -> tuple[Association, FeeBook]:
    association = association_read(request, slug)
    today = timezone.localdate()
    form = PeriodForm(request.GET, association, today)
    return association, book_of(association, *form.days(), today)


def _query(record: FeeRecord) -> str:
    return _days(record.first_day, record.last_day)


def _days(first: date, last: date) -> str:
    return urlencode({"fran": first.isoformat(), "till": last.isoformat()})


def _name(record: FeeRecord, *, is_closed: bool) -> str:
    return f"arvoden-{record.first_day}-{record.last_day}{'' if is_closed else '-oppen'}"


def _csv(record: FeeRecord, *, is_closed: bool) -> HttpResponse:
    return csv_file(f"{_name(record, is_closed=is_closed)}.csv", ROW_HEAD, csv_rows(record))


def _xlsx(record: FeeRecord, *, is_closed: bool) -> HttpResponse:
    name = f"{_name(record, is_closed=is_closed)}.xlsx"
    response = HttpResponse(fee_sheet(record), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
