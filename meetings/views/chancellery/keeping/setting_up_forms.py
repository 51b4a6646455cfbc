"""The steps that make an association, as forms."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from meetings.models import Party, Role
from meetings.models.validators import AddressField, printable
from meetings.rules.courts import APPEAL_COURTS
from meetings.rules.local_government import by_region
from meetings.views.chancellery.meeting_forms import LineField
from meetings.views.fields import OrganisationNumberField, UncutText

MOST_SEATS = 30
COURTS = sorted(APPEAL_COURTS)


class NewAssociationForm(forms.Form):
    name = LineField(
        label="Förbundets namn",
        help_text="Som i förbundsordningen, till exempel Samordningsförbundet Vallnäs.",
        error_messages={"required": "Skriv förbundets namn."},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    org_number = OrganisationNumberField(
        label="Organisationsnummer",
        help_text="Till exempel 222000-0000.",
        error_messages={"required": "Skriv organisationsnumret."},
    )
    address = UncutText(
        label="Postadress",
        longest=500,
        validators=[printable],
        help_text="Gata och postort, en rad för varje.",
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
        error_messages={"required": "Skriv postadressen."},
    )
    email = AddressField(
        label="E-postadress",
        help_text="Kansliets, till exempel kansli@vallnas.example.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Skriv kansliets e-postadress."},
    )
    court = forms.ChoiceField(
        label="Förvaltningsrätt",
        choices=[("", "Välj"), *((one, one) for one in COURTS)],
        help_text="Dit den som vill överklaga ett beslut vänder sig. Står i anslaget.",
        error_messages={"required": "Välj förvaltningsrätt.", "invalid_choice": "Välj en i listan."},
    )
    slug = forms.SlugField(
        label="Adress på webbplatsen",
        required=False,
        max_length=50,
        help_text="Små bokstäver utan å, ä och ö. Tomt: görs av namnet. Ändras inte sedan.",
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"invalid": "Bara bokstäver a–z, siffror och bindestreck."},
    )
    role = forms.ChoiceField(
        label="Din roll i förbundet",
        choices=[(kind.value, kind.label) for kind in (Role.Kind.MANAGER, Role.Kind.SECRETARY)],
        initial=Role.Kind.MANAGER,
        widget=forms.RadioSelect,
    )

    def clean_slug(self) -> str:
        return str(self.cleaned_data["slug"]).casefold()


class MembersForm(forms.Form):
    """`codes` are those of the regioner and kommuner that are ticked."""

    codes = forms.MultipleChoiceField(
        label="Regioner och kommuner",
        choices=[(one.code, one.name) for region, kommuner in by_region() for one in (region, *kommuner)],
        error_messages={
            "required": "Kryssa för minst en region eller kommun.",
            "invalid_choice": "Det finns ingen kommun eller region med koden %(value)s.",
        },
    )

    def chosen(self) -> set[str]:
        """What is ticked on the page, sent or from the start."""
        return set(map(str, self["codes"].value() or []))


class BoardForm(forms.Form):
    """The seats of each member and where its notices go, by the member's kortnamn."""

    name = LineField(
        label="Styrelsens namn", longest=100, error_messages={"required": "Skriv vad styrelsen heter."}
    )
    starts_from_standard = forms.BooleanField(
        label="Börja från en vanlig dagordning och några fraser", required=False, initial=True
    )

    def __init__(
        self, *args: Any, parties: Sequence[Party], seats: Mapping[int, int], is_new: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.parties = parties
        if not is_new:
            del self.fields["starts_from_standard"]
        for party in parties:
            self.fields[f"seats_{party.code}"] = forms.IntegerField(
                label=f"Platser för {party.name}",
                min_value=1,
                max_value=MOST_SEATS,
                initial=seats.get(party.pk) or 1,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages={
                    "required": "Varje medlem har minst en plats.",
                    "min_value": "Varje medlem har minst en plats.",
                    "max_value": f"Högst {MOST_SEATS} platser.",
                    "invalid": "Skriv ett heltal.",
                },
            )
            if party.must_post:
                self.fields[f"email_{party.code}"] = AddressField(
                    label=f"E-postadress för anslag hos {party.name}",
                    required=False,
                    initial=party.board_email,
                    widget=forms.EmailInput(attrs={"autocomplete": "off"}),
                )

    def rows(self) -> list[tuple[Party, forms.BoundField, forms.BoundField | None]]:
        """Each member with its number of seats and, for one that must post, its address."""
        return [
            (one, self[f"seats_{one.code}"], self[f"email_{one.code}"] if one.must_post else None)
            for one in self.parties
        ]

    def seats(self) -> dict[int, int]:
        return {one.pk: self.cleaned_data[f"seats_{one.code}"] for one in self.parties}

    def emails(self) -> dict[int, str]:
        return {one.pk: self.cleaned_data[f"email_{one.code}"] for one in self.parties if one.must_post}
