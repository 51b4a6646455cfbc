"""Sv: granskningsloggen. Who changed, signed, took out, put back and read what, for the chancellery and the auditor."""

from datetime import datetime, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from meetings.models import Association, Person
from meetings.noted import note_read
from meetings.reads.audit_log import Kind, LogLine, LogSearch, log_lines, people_in_log
from meetings.reads.people import names_of
from meetings.views.addresses import association_read
from meetings.views.csv_file import csv_file

PER_PAGE = 50
# Further back the database would read all that comes before: days are chosen instead.
MOST_PAGES = 1000
MOST_IN_FILE = 10_000
DAYS_AT_FIRST = timedelta(days=30)
NO_SUCH_DAY = {"invalid": "Dagen finns inte. Skriv till exempel 2026-05-30."}


class LogForm(forms.Form):
    """What to look for. Nothing is required; on the first visit the last thirty days are shown."""

    sok = forms.CharField(label="Sök ord", required=False, max_length=100)
    vem = forms.ChoiceField(label="Person", required=False)
    slag = forms.ChoiceField(label="Vad som hände", required=False, choices=[("", "Allt"), *Kind.choices])
    fran = forms.DateField(
        label="Från och med",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages=NO_SUCH_DAY,
    )
    till = forms.DateField(
        label="Till och med",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages=NO_SUCH_DAY,
    )

    def __init__(self, request: HttpRequest, association: Association) -> None:
        first = (timezone.localdate() - DAYS_AT_FIRST).isoformat()
        super().__init__(request.GET if "fran" in request.GET else request.GET.dict() | {"fran": first})
        for field in self.fields.values():
            field.required_by_some = True  # type: ignore[attr-defined]  # a search says «frivilligt» of nothing
        people = people_in_log(association)
        names = names_of(people, association)
        self.people: dict[str, Person] = {one.public_id: one for one in people}
        self.fields["vem"].choices = [("", "Alla"), *((one.public_id, names[one.pk]) for one in people)]  # type: ignore[attr-defined]

    def asked(self) -> LogSearch:
        given = self.cleaned_data
        return LogSearch(
            first=given["fran"],
            last=given["till"],
            person=self.people.get(given["vem"]),
            kind=given["slag"],
            words=given["sok"],
        )

    def query(self) -> str:
        """What was asked for, as it stands in an address."""
        return urlencode({name: self.data.get(name, "") for name in self.fields})


@require_GET
def audit_log(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest lines first, `sida` by `sida`."""
    association = association_read(request, slug)
    return _page(request, association, LogForm(request, association))


@require_GET
def audit_log_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same lines as a file, which the log tells of too; at most MOST_IN_FILE, and the last line says if more."""
    association = association_read(request, slug)
    form = LogForm(request, association)
    if not form.is_valid():
        return _page(request, association, form)
    note_read(request, association, "Granskningsloggen", association)
    found = log_lines(association, form.asked(), first=0, most=MOST_IN_FILE + 1)
    rows = [
        (_time(line.at), line.who, line.did, line.what, line.title, line.file_format)
        for line in found[:MOST_IN_FILE]
    ]
    if len(found) > MOST_IN_FILE:
        rows.append(("", "", "", f"Filen har de {MOST_IN_FILE} senaste raderna. Välj färre dagar.", "", ""))
    head = ("Tid", "Vem", "Vad som hände", "Vad", "Gäller", "Fil")
    return csv_file(f"granskningslogg-{timezone.localdate()}.csv", head, rows)


def _page(request: HttpRequest, association: Association, form: LogForm) -> HttpResponse:
    number = _page_number(request.GET.get("sida", ""))
    found: list[LogLine] = []
    if form.is_valid():
        # One line more than is shown tells whether there is another page, and nothing has to be counted.
        found = log_lines(association, form.asked(), first=(number - 1) * PER_PAGE, most=PER_PAGE + 1)
    context = {
        "association": association,
        "form": form,
        "lines": found[:PER_PAGE],
        "query": form.query(),
        "previous": number - 1,
        "next": number + 1 if len(found) > PER_PAGE and number < MOST_PAGES else 0,
        "number": number,
    }
    return render(request, "meetings/audit_log.html", context, status=422 if form.errors else 200)


def _page_number(typed: str) -> int:
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    return min(max(number, 1), MOST_PAGES)


def _time(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"
