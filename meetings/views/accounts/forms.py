"""What is written of an account."""

from typing import Any

from django import forms

from meetings.actions.daily_mail import HOURS
from meetings.actions.own_details import POST_WHERE
from meetings.models import Association, Person
from meetings.models.validators import AddressField, printable
from meetings.views.fields import UncutText


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Person
        fields = ["first_name", "last_name"]
        error_messages = {
            "first_name": {"required": "Skriv ditt förnamn."},
            "last_name": {"required": "Skriv ditt efternamn."},
        }


class PostForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where post reaches the person, and whether the summons is to come so as well."""

    postal_address = UncutText(
        label="Postadress",
        required=False,
        longest=300,
        help_text=Person._meta.get_field("postal_address").help_text,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )

    class Meta:
        model = Person
        fields = ["postal_address", "by_post"]
        labels = {"by_post": "Kalla mig per post också"}
        help_texts = {"by_post": ""}

    def clean(self) -> dict[str, object]:
        """Beside the field, what the database says of the row."""
        given: dict[str, object] = super().clean() or self.cleaned_data
        if given.get("by_post") and not given.get("postal_address"):
            self.add_error("postal_address", POST_WHERE)
        return given


class DailyMailForm(forms.Form):
    """When the mails of one association come."""

    hour = forms.TypedChoiceField(
        label="När mejlen kommer",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", "Genast, ett för varje händelse"),
            *((hour, f"En gång om dagen, kl. {hour}") for hour in HOURS),
        ],
        error_messages={"invalid_choice": "Välj ett av klockslagen."},
    )

    def __init__(self, data: Any = None, *, association: Association, hour: int | None = None) -> None:
        self.association = association
        super().__init__(data, prefix=association.slug, initial={"hour": "" if hour is None else hour})
        self.fields["hour"].required_by_some = True  # type: ignore[attr-defined]  # at once is an answer too


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
