"""Sv: chefer för enheter. Who heads a unit that may apply, so that a possible jäv is told when it does."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from funding.models import UnitHead
from meetings.actions.keeping import put_back, take_away
from meetings.errors import RuleViolation
from meetings.forms.rows import RowForm
from meetings.models.ordering import swedish
from meetings.reads.people import names_of, people_of
from meetings.views.addresses import association_edited, person_of
from meetings.views.chancellery.keeping.frame import Group, Grouped, page_field


class UnitHeadForm(Grouped, RowForm):
    """Whom, among those in the registers, and what of an organisation."""

    groups: ClassVar = (
        Group(
            "Chefen",
            ("person", "organisation", "unit"),
            "När enheten söker medel påpekas att personen kan ha jäv. Skriv organisationen som den står i ansökan.",
        ),
    )

    class Meta:
        model = UnitHead
        fields: ClassVar = ["person", "organisation", "unit"]
        formfield_callback = page_field

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        association = self.instance.association
        people = people_of({association.pk}).order_by(swedish("last_name"), swedish("first_name"))
        names, field = names_of(people, association), self.fields["person"]
        field.queryset = people  # type: ignore[attr-defined]
        field.choices = [("", "Välj person"), *((one.pk, names[one.pk]) for one in people)]  # type: ignore[attr-defined]


@require_POST
def unit_head_remove(request: HttpRequest, slug: str, unit_head: int) -> HttpResponse:
    """Takes a head away; the next page puts the row back with one press."""
    association = association_edited(request, slug)
    row = get_object_or_404(UnitHead, association=association, pk=unit_head)
    version = take_away(row, by=person_of(request), at=timezone.now())
    return redirect(reverse("funds_register", args=[slug]) + f"?borttaget={version}#chefer")


@require_POST
def unit_head_restore(request: HttpRequest, slug: str, head_version: int) -> HttpResponse:
    """Puts back the head that was taken away."""
    association = association_edited(request, slug)
    history = UnitHead.history.filter(history_type="-", association=association)
    try:
        put_back(
            get_object_or_404(history, history_id=head_version).instance,
            by=person_of(request),
            at=timezone.now(),
        )
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, "Chefen är tillbaka i listan.")
    return redirect("funds_register", slug)
