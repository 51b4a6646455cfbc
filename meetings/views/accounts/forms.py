"""What is written of an account."""

from django import forms

from meetings.models import Person
from meetings.models.validators import AddressField, printable


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Person
        fields = ["first_name", "last_name"]
        error_messages = {
            "first_name": {"required": "Skriv ditt förnamn."},
            "last_name": {"required": "Skriv ditt efternamn."},
        }


class AddressForm(forms.Form):
    email = AddressField(
        label="Ny e-postadress",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Skriv den nya adressen.", "invalid": "Skriv en hel e-postadress."},
    )


class VouchForm(forms.Form):
    how = forms.CharField(
        label="Hur vet du att det stämmer?",
        max_length=300,
        validators=[printable],
        help_text="Till exempel «Ringde henne på numret i kommunens växel» eller «Träffade honom».",
        error_messages={"required": "Skriv hur du vet att det stämmer."},
    )
