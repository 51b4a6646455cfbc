"""Sv: protokollets huvud och årets första nummer. What a body's protocols begin with."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.heading import FIRST_YEAR, HeadRow, set_first_numbers, set_head
from meetings.draft.header import rows_from_start
from meetings.forms.rows import RowForm
from meetings.models import Body, BodyYear, DocumentRow
from meetings.reads.row_history import changes_of
from meetings.views.addresses import association_edited, person_of
from meetings.views.refusals import goes_through

from .bodies import bodies_address, body_or_404
from .frame import Group, Grouped, form_page, page_field

YEARS_AHEAD = 10
SHOWN, LABEL, ORDER = "shown", "label", "order"


class FirstNumbersForm(Grouped, RowForm):
    groups: ClassVar = (
        Group(
            "Första numren",
            ("first_paragraph", "first_meeting"),
            "Börjar förbundet här mitt i ett år fortsätter numren där de är. När ett protokoll har fått sitt nummer "
            "ligger de fast.",
        ),
    )

    class Meta:
        model = BodyYear
        fields: ClassVar = ["first_paragraph", "first_meeting"]
        formfield_callback = page_field


class HeadForm(Grouped, forms.Form):
    """Three fields for each row there can be: whether it shows, what it is called and where it stands."""

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        super().__init__(*args, **options)
        there = _rows_of(body)
        column: Any = DocumentRow._meta.get_field("label")
        self.order = [*there, *(key for key in DocumentRow.Key.values if key not in there)]
        for position, key in enumerate(self.order, start=1):
            row, name = there.get(key), str(DocumentRow.Key(key).label)
            self.fields[f"{key}_{SHOWN}"] = forms.BooleanField(
                label=f"Visa «{name}»", required=False, initial=bool(row and row.shown)
            )
            self.fields[f"{key}_{LABEL}"] = page_field(  # type: ignore[assignment]
                column, label=f"«{name}» kallas", initial=row.label if row else name
            )
            self.fields[f"{key}_{ORDER}"] = forms.IntegerField(
                label=f"Ordning för «{name}»",
                min_value=1,
                max_value=99,
                initial=position,
                widget=forms.NumberInput({"inputmode": "numeric", "autocomplete": "off"}),
            )
        self.groups = tuple(  # type: ignore[misc]  # its own, made of what the body has
            Group(str(DocumentRow.Key(key).label), tuple(f"{key}_{each}" for each in (SHOWN, LABEL, ORDER)))
            for key in self.order
        )

    def rows(self) -> list[HeadRow]:
        """As they should be; two of one place stand as they did."""
        sent = self.cleaned_data
        ordered = sorted(self.order, key=lambda key: sent[f"{key}_{ORDER}"])
        return [HeadRow(key, sent[f"{key}_{LABEL}"], sent[f"{key}_{SHOWN}"]) for key in ordered]


def _rows_of(body: Body) -> dict[str, HeadRow]:
    """In their order; those that every body has from the start where it has chosen none."""
    stored = body.document_rows.order_by("position", "pk")
    rows = [HeadRow(one.key, one.label, one.shown) for one in stored]
    rows = rows or [HeadRow(key, label, shown=True) for key, label in rows_from_start(body).items()]
    return {one.key: one for one in rows}


@require_http_methods(["GET", "POST"])
def body_head(request: HttpRequest, slug: str, body: str) -> HttpResponse:
    """The table on the first page of the protocol: which rows it has, what they are called and their order."""
    association = association_edited(request, slug)
    row = body_or_404(association, body)
    form = HeadForm(request.POST if request.method == "POST" else None, body=row)
    if goes_through(
        request,
        form,
        "Protokollets huvud är sparat.",
        lambda: set_head(body=row, rows=form.rows(), by=person_of(request), at=timezone.now()),
    ):
        return redirect("body_detail", slug, body)
    return form_page(
        request,
        association,
        form,
        title="Protokollets huvud",
        back=bodies_address(association, row),
        summary="Protokollets huvud är inte sparat",
        lead="Raderna i tabellen på protokollets första sida. Ett låst protokoll behåller det huvud det har.",
        is_close=True,
        body=row,
    )


@require_http_methods(["GET", "POST"])
def body_year(request: HttpRequest, slug: str, body: str, year: int) -> HttpResponse:
    association = association_edited(request, slug)
    if not FIRST_YEAR <= year <= timezone.localdate().year + YEARS_AHEAD:
        raise Http404
    of_body = body_or_404(association, body)
    row = BodyYear.objects.filter(body=of_body, year=year).first() or BodyYear(body=of_body, year=year)
    form = FirstNumbersForm(request.POST if request.method == "POST" else None, instance=row)

    def save() -> None:
        set_first_numbers(
            body=of_body, year=year, **form.cleaned_data, by=person_of(request), at=timezone.now()
        )

    if goes_through(request, form, f"Numren för {year} är sparade.", save):
        return redirect("body_detail", slug, body)
    return form_page(
        request,
        association,
        form,
        title=f"Var numren börjar {year}",
        back=bodies_address(association, of_body),
        summary="Numren är inte sparade",
        body=of_body,
        changes=changes_of(association, BodyYear.history.filter(id=row.pk)) if row.pk else [],
    )
