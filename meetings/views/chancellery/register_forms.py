"""Pasting a table of persons and mandates; taking in a seal."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from meetings.importing.table import LARGEST
from meetings.models import Body
from meetings.views.fields import UncutText

LARGEST_SEAL_FILE = 100_000  # a key and its certificates are a few thousand bytes


class MandatePasteForm(forms.Form):
    """`seen` is the fingerprint of the draft that was shown; without it nothing is saved."""

    body = forms.ModelChoiceField(Body.objects.none(), label="Organ", to_field_name="slug", empty_label=None)
    text = UncutText(
        label="Tabell",
        longest=LARGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Klistra in en tabell."},
    )
    replace = forms.BooleanField(
        label="Avsluta äldre uppdrag som krockar, dagen före de nya",
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


class SealForm(forms.Form):
    file = forms.FileField(
        label="Stämpelns fil",
        help_text="PKCS#12, med ändelsen .p12 eller .pfx, som utfärdaren har lämnat.",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx,application/x-pkcs12"}),
        error_messages={
            "required": "Välj filen.",
            "empty": "Filen är tom.",
            "missing": "Välj filen.",
            "max_length": "Filens namn är för långt.",
        },
    )
    password = forms.CharField(
        label="Filens lösenord",
        required=False,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Används nu och sparas inte.",
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST_SEAL_FILE:
            raise forms.ValidationError("Filen är för stor för att vara en stämpel.")
        return file
