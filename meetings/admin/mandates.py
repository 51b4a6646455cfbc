"""Mandates and the presidium, from–to. What must never be false is held by the database's constraints."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from meetings.models import Mandate, Office
from meetings.reads.people import makeup_of, people_of
from meetings.swedish import long_date

from .filters import CurrentFilter
from .site import register
from .told import ToldAdmin


class MandateForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Mandate
        fields = ["person", "seat", "kind", "service_order", "first_day", "last_day"]
        help_texts = {
            "first_day": "Ofta den 1 januari eller den 1 april året efter valet.",
            "last_day": "Tomt: tills vidare.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        person, seat = cleaned.get("person"), cleaned.get("seat")
        if seat:
            self.instance.body = seat.body
        if (
            person
            and seat
            and not people_of(frozenset({seat.body.association_id})).filter(pk=person.pk).exists()
        ):
            self.add_error(
                "person", "Personen finns inte i förbundets register. Lägg till personen där först."
            )
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """The body follows the seat, and its constraints are checked with the rest."""
        exclude: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclude - {"body"} if getattr(self.instance, "body_id", None) else exclude


@admin.register(Mandate, site=register)
class MandateAdmin(ToldAdmin):
    form = MandateForm
    association_path = "body__association"
    list_display = ["person", "role", "place", "body", "time"]
    list_filter = [CurrentFilter, "kind"]
    list_select_related = ["person", "seat__party", "body"]
    search_fields = ["person__first_name", "person__last_name", "person__email", "seat__party__name"]
    autocomplete_fields = ["person"]
    ordering = ["body", "seat__number", "-kind", "service_order", "-first_day"]
    fieldsets = [
        (
            None,
            {
                "fields": ["person", "seat", "kind", "service_order", ("first_day", "last_day")],
                "description": "Den som slutar får ett slutdatum; uppdraget tas inte bort. "
                "Efter ett val är det enklast att klistra in hela listan.",
            },
        )
    ]

    def save_model(self, request: HttpRequest, obj: Mandate, form: Any, change: bool) -> None:
        """Says what the board then lacks; it stops nothing, since the members appoint one at a time."""
        super().save_model(request, obj, form, change)
        for remark in makeup_of(obj.body, timezone.localdate()):
            messages.warning(request, remark)

    @admin.display(description="uppdrag", ordering="kind")
    def role(self, mandate: Mandate) -> str:
        """«Ledamot», «Ersättare 2»."""
        is_deputy = mandate.kind == Mandate.Kind.DEPUTY
        return f"{mandate.get_kind_display()}{f' {mandate.service_order}' if is_deputy else ''}"

    @admin.display(description="plats", ordering="seat__number")
    def place(self, mandate: Mandate) -> str:
        return f"{mandate.seat.number}, {mandate.seat.party.code}"

    @admin.display(description="tid", ordering="first_day")
    def time(self, mandate: Mandate) -> str:
        return period(mandate.first_day, mandate.last_day)


def period(first: date, last: date | None) -> str:
    """«från 1 januari 2025», «1 januari 2025–31 december 2026»."""
    return f"{long_date(first)}–{long_date(last)}" if last else f"från {long_date(first)}"


class OfficeForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Office
        fields = ["body", "person", "kind", "rank", "first_day", "last_day"]
        help_texts = {"last_day": "Tomt: tills vidare."}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        body, person, first = cleaned.get("body"), cleaned.get("person"), cleaned.get("first_day")
        if body and person and first:
            mandates = person.mandates.filter(body=body, kind=Mandate.Kind.MEMBER, first_day__lte=first)
            if not mandates.filter(Q(last_day__isnull=True) | Q(last_day__gte=first)).exists():
                self.add_error(
                    "person",
                    "Presidiet väljs bland ledamöterna (Finsam 17 §), och personen är inte det den dagen.",
                )
        return cleaned


@admin.register(Office, site=register)
class OfficeAdmin(ToldAdmin):
    form = OfficeForm
    association_path = "body__association"
    list_display = ["person", "kind", "rank", "body", "time"]
    list_filter = [CurrentFilter, "kind"]
    list_select_related = ["person", "body"]
    search_fields = ["person__first_name", "person__last_name"]
    autocomplete_fields = ["person"]
    fieldsets = [
        (
            None,
            {
                "fields": ["body", "person", ("kind", "rank"), ("first_day", "last_day")],
                "description": "Styrelsen väljer själv en ordförande och en eller två vice ordförande (Finsam 17 §).",
            },
        )
    ]

    @admin.display(description="tid", ordering="first_day")
    def time(self, office: Office) -> str:
        return period(office.first_day, office.last_day)
