"""Pasting a table of persons and mandates."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from meetings.importing.table import LARGEST
from meetings.models import Body


class MandatePasteForm(forms.Form):
    """`seen` is the fingerprint of the draft that was shown; without it nothing is saved."""

    body = forms.ModelChoiceField(Body.objects.none(), label="Organ", to_field_name="slug", empty_label=None)
    text = forms.CharField(
        label="Tabell",
        max_length=LARGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Klistra in en tabell."},
    )
    replace = forms.BooleanField(
        label="Avsluta äldre uppdrag som är i vägen, dagen före de nya",
        required=False,
        initial=True,
    )
    invite = forms.BooleanField(
        label="Skicka en inbjudan till den som inte har valt lösenord",
        required=False,
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["body"]
        field.queryset = bodies  # type: ignore[attr-defined]
        if len(bodies) == 1:
            field.widget = forms.HiddenInput()
            field.initial = bodies[0].slug
