"""What every page of a register shares: its columns as fields, its groups, and the one page that asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models import Association
from meetings.models.validators import AddressField
from meetings.views.fields import LONGEST, DayInput, UncutText

PER_PAGE = 50
# A browser would else offer the office's own name and address for somebody else's.
OF_ANOTHER = {"autocomplete": "off"}


def page_field(column: Any, **options: Any) -> forms.Field | None:
    """A column of a register as the office's pages ask for it; the rest of a form's Meta holds too."""
    made: dict[str, Any] = {}
    if column.choices:
        made = {}
    elif isinstance(column, models.TextField):
        longest = column.max_length or LONGEST
        area = forms.Textarea({"rows": 3, **OF_ANOTHER})
        made = {"form_class": UncutText, "longest": longest, "max_length": None, "widget": area}
    elif isinstance(column, models.DateField):
        messages = {"invalid": "Dagen finns inte. Skriv till exempel 2026-05-30."}
        made = {"widget": DayInput(), "input_formats": ["%Y-%m-%d"], "error_messages": messages}
    elif isinstance(column, models.EmailField):
        made = {"form_class": AddressField, "widget": forms.EmailInput(OF_ANOTHER)}
    elif isinstance(column, models.IntegerField):
        made = {"widget": forms.NumberInput({"inputmode": "numeric", **OF_ANOTHER})}
    elif isinstance(column, models.CharField) and not isinstance(column, models.URLField):
        made = {"widget": forms.TextInput(OF_ANOTHER)}
    field: forms.Field | None = column.formfield(**made | options)
    return field


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under a heading; `example` is a template that shows what they do."""

    legend: str
    fields: tuple[str, ...]
    hint: str = ""
    example: str = ""


class Grouped:
    """A form whose fields stand in groups."""

    groups: ClassVar[tuple[Group, ...]]

    def grouped(self) -> Iterator[tuple[Group, list[BoundField]]]:
        form: Any = self
        for group in self.groups:
            if shown := [form[name] for name in group.fields if name in form.fields]:
                yield group, shown


def form_page(
    request: HttpRequest,
    association: Association,
    form: forms.BaseForm,
    *,
    title: str,
    back: str,
    button: str = "Spara",
    lead: str = "",
    template: str = "form_page",
    **more: Any,
) -> HttpResponse:
    """The page that asks for one row; with an error it is answered 422. `back` is where «Avbryt» leads."""
    context = {
        "association": association,
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "back": back,
        **more,
    }
    status = 422 if form.errors else 200
    return render(request, f"meetings/keeping/{template}.html", context, status=status)


def page_of[Row: models.Model](request: HttpRequest, rows: QuerySet[Row]) -> Page[Row]:
    """The page of rows that the address names; the nearest there is for any other number."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("sida"))


def taken_away(request: HttpRequest) -> str:
    """The version of the row that was taken away on the page before, to be put back with one press; or nothing."""
    version = request.GET.get("borttaget", "")
    return version if version.isascii() and version.isdecimal() else ""
