"""The page on which the chancellery says how accessible the association's site is."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from meetings.actions.stating import STATEMENT, state_accessibility
from meetings.models import Association
from meetings.views.addresses import association_edited, person_of
from meetings.views.fields import DayInput, LongText
from meetings.views.refusals import goes_through


def _parts(name: str) -> LongText:
    """One part on each line, as the model's field tells."""
    of_model: models.Field[str, str] = Association._meta.get_field(name)  # type: ignore[assignment]
    return LongText(label=capfirst(of_model.verbose_name), help_text=of_model.help_text, required=False)


class AccessibilityForm(forms.ModelForm):  # type: ignore[type-arg]
    """Everything that the statement says of the association's own."""

    accessibility_statement = _parts("accessibility_statement")
    accessibility_burden = _parts("accessibility_burden")
    accessibility_exempt = _parts("accessibility_exempt")

    class Meta:
        model = Association
        fields = STATEMENT
        widgets = {
            "accessibility": forms.RadioSelect,
            "accessibility_method": forms.RadioSelect,
            "accessibility_assessed_on": DayInput(),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("accessibility", "accessibility_method"):
            field = self.fields[name]
            field.choices = [one for one in field.choices if one[0]]  # type: ignore[attr-defined]
        for name in STATEMENT[:3]:
            self.fields[name].required = True

    def _post_clean(self) -> None:
        """The action writes the row, with the day it was updated, which the constraint asks for too."""


@require_http_methods(["GET", "POST"])
def accessibility_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """What the association has found, in the order in which the statement says it."""
    association = association_edited(request, slug)
    form = AccessibilityForm(request.POST if request.method == "POST" else None, instance=association)

    def save() -> None:
        now = timezone.now()
        state_accessibility(
            association=association,
            values=form.cleaned_data,
            by=person_of(request),
            at=now,
            today=timezone.localdate(now),
        )

    if goes_through(request, form, "Tillgänglighetsredogörelsen är sparad.", save):
        return redirect("accessibility", slug)
    return render(request, "meetings/accessibility_edit.html", {"association": association, "form": form})
