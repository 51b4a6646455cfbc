"""Mandates and the presidium, from–to. What must never be false is held by the database's constraints."""

from typing import Any

from django.db.models import Q

from meetings.models import Mandate, Office
from meetings.reads.people import people_of

from .rows import RowForm


class MandateForm(RowForm):
    class Meta:
        model = Mandate
        fields = ["person", "seat", "kind", "service_order", "first_day", "last_day"]
        help_texts = {
            "first_day": "Ofta den 1 januari eller den 1 april året efter valet.",
            "last_day": "Tomt: tills vidare.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        person = cleaned.get("person") or (self.instance.person if self.instance.person_id else None)
        seat = cleaned.get("seat")
        if seat:
            self.instance.body = seat.body
        if (
            person
            and seat
            and not people_of(frozenset({seat.body.association_id})).filter(pk=person.pk).exists()
        ):
            beside = "person" if "person" in self.fields else None
            self.add_error(beside, "Personen finns inte i förbundets register. Lägg till personen där först.")
        return cleaned


class OfficeForm(RowForm):
    class Meta:
        model = Office
        fields = ["body", "person", "kind", "rank", "first_day", "last_day"]
        help_texts = {"last_day": "Tomt: tills vidare."}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        body = cleaned.get("body") or (self.instance.body if self.instance.body_id else None)
        person, first = cleaned.get("person"), cleaned.get("first_day")
        if body and person and first:
            mandates = person.mandates.filter(body=body, kind=Mandate.Kind.MEMBER, first_day__lte=first)
            if not mandates.filter(Q(last_day__isnull=True) | Q(last_day__gte=first)).exists():
                self.add_error(
                    "person",
                    "Presidiet väljs bland ledamöterna (Finsam 17 §), och personen är inte det den dagen.",
                )
        return cleaned
