"""Forms of who may not, will not or does not agree: jäv, deltar inte, reservation, yttrande, and of elections."""

import json
from typing import Any

from django import forms

from meetings.models import Attendee, Election, Office, Person, Recusal, Reservation, Statement
from meetings.models.validators import printable

from .gavel_forms import Named, names


def _one(label: str, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, **options)


class RecusalForm(forms.Form):
    """Who, how and why; who serves, leads and verifies instead."""

    attendee = _one("Vem", error_messages={"required": "Välj vem som är jävig."})
    how = _one("Hur", choices=Recusal.How.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Skäl",
        required=False,
        max_length=300,
        validators=[printable],
        help_text="Skrivs i protokollet. Inte mer om personen än vad som behövs.",
    )
    substitute = _one(
        "Tjänstgör i stället",
        required=False,
        help_text="Bara i den här paragrafen, sedan är ledamoten tillbaka.",
    )
    chair = _one("Ordförande i stället", required=False, help_text="Behövs bara om ordföranden är jävig.")
    verified_by = _one(
        "Justerar i stället", required=False, help_text="Behövs bara om en justerare är jävig."
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: list[Attendee],
        deputies: list[Attendee],
        fills: dict[str, dict[str, Any]],
        initial: dict[str, Any],
        fixed: bool = False,
    ) -> None:
        super().__init__(data, initial={"how": Recusal.How.DISCLOSED} | initial)
        fields: Any = self.fields
        fields["attendee"].choices = [("", "Välj"), *names(people)]
        fields["attendee"].disabled = fixed
        # What the choice fills in and asks for; the dialog's script reads it.
        fields["attendee"].widget.attrs["data-fills"] = json.dumps(fills)
        fields["substitute"].choices = [("", "Ingen"), *names(deputies)]
        accounts = [(one.person.public_id, one.display_name) for one in people if one.person]
        fields["chair"].choices = [("", "Ingen"), *accounts]
        fields["verified_by"].choices = [("", "Ingen"), *accounts]


class NotTakingPartForm(forms.Form):
    attendees = Named(
        label="Deltar inte i beslutet",
        required=False,
        help_text="De stannar i rummet och räknas i beslutsförheten, men kan inte reservera sig.",
    )

    def __init__(self, data: Any = None, *, deciding: list[Attendee], chosen: list[str]) -> None:
        super().__init__(data, initial={"attendees": chosen})
        self.fields["attendees"].choices = names(deciding)  # type: ignore[attr-defined]


class ReservationForm(forms.Form):
    """Who, with a sentence before the motivation that is written in place."""

    attendee = _one("Vem", error_messages={"required": "Välj vem som reserverar sig."})
    lead = forms.CharField(
        label="Inledande mening",
        required=False,
        max_length=300,
        validators=[printable],
        help_text="Tomt: «… reserverar sig mot beslutet». Annars till exempel "
        "«Anna Alm reserverar sig för kommunens räkning».",
    )
    announced_in_time = forms.BooleanField(
        label="Anmäldes innan mötet avslutades (4 kap. 27 § kommunallagen)", required=False
    )
    without_text = forms.BooleanField(
        label="Fortsätt utan motivering", required=False, help_text="Protokollet säger att ingen har lämnats."
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: list[Attendee],
        reservation: Reservation | None = None,
        closed: bool = False,
    ) -> None:
        initial: dict[str, Any] = {}
        if reservation:
            initial = {
                "attendee": str(reservation.attendee_id),
                "lead": reservation.lead,
                "without_text": reservation.without_text,
            }
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        if reservation:
            del fields["attendee"], fields["announced_in_time"]
            return
        fields["attendee"].choices = [("", "Välj"), *names(people)]
        del fields["without_text"]
        if not closed:
            del fields["announced_in_time"]


class StatementForm(forms.Form):
    attendee = _one("Vem", error_messages={"required": "Välj vem som lämnar yttrandet."})
    kind = _one("Slag", choices=Statement.Kind.choices, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, people: list[Attendee]) -> None:
        super().__init__(data, initial={"kind": Statement.Kind.NOTE})
        self.fields["attendee"].choices = [("", "Välj"), *names(people)]  # type: ignore[attr-defined]


class KnownForm(forms.Form):
    """Nothing to fill in: a thing that can only be taken out."""


OFFICES = [
    ("CHAIR-1", "Ordförande"),
    ("VICE_CHAIR-1", "Vice ordförande"),
    ("VICE_CHAIR-2", "Andre vice ordförande"),
]


class ElectionForm(forms.Form):
    """To chair or vice chair; the decision is written, and the register follows when it is verified."""

    office = _one("Uppdrag", choices=OFFICES)
    person = forms.ModelChoiceField(
        Person.objects.none(), label="Vem", to_field_name="public_id", empty_label="Välj"
    )
    first_day = forms.DateField(label="Från och med", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    last_day = forms.DateField(
        label="Till och med", required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, data: Any = None, *, members: Any, first_day: Any) -> None:
        super().__init__(data, initial={"first_day": first_day})
        self.fields["person"].queryset = members  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        office, rank = self.cleaned_data["office"].split("-")
        return {
            "office": Office.Kind(office),
            "rank": int(rank),
            "person": self.cleaned_data["person"],
            "first_day": self.cleaned_data["first_day"],
            "last_day": self.cleaned_data["last_day"],
        }


def election_in_words(row: Election) -> str:
    return f"{row.get_office_display()}: {row.person}"
