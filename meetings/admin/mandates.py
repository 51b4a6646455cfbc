"""Mandates and the presidium, from–to. What must never be false is held by the database's constraints."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone

from meetings.forms.mandates import MandateForm, OfficeForm
from meetings.models import Mandate, Office
from meetings.reads.people import makeup_of
from meetings.swedish import term

from .filters import CurrentFilter
from .site import register
from .told import ToldAdmin


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
        return term(mandate.first_day, mandate.last_day)


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
        return term(office.first_day, office.last_day)
