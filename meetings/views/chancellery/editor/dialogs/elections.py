"""An election to chair or vice chair. The decision is written with it."""

from typing import Any

from django import forms

from meetings.actions.electing import add_election
from meetings.models import Attendee, Election, Office, Paragraph, Person
from meetings.models.ordering import swedish

from .dialog import DialogForm, Keep
from .fields import PersonField, day

OFFICES = [
    ("chair-1", "Ordförande"),
    ("vice_chair-1", "Vice ordförande"),
    ("vice_chair-2", "Andre vice ordförande"),
]


class ElectionForm(DialogForm[Paragraph]):
    """The register follows when the protocol is verified."""

    office = forms.ChoiceField(label="Uppdrag", choices=OFFICES)
    person = PersonField(label="Vem", empty_label="Välj")
    first_day = day("Från och med")
    last_day = day("Till och med", required=False)

    def starting(self) -> dict[str, Any]:
        return {"first_day": self.editing.meeting.date}

    def prepare(self) -> None:
        members = self.editing.meeting.attendees.filter(kind=Attendee.Kind.MEMBER)
        people = Person.objects.filter(pk__in=members.values("person"))
        self.offer_rows("person", people.order_by(swedish("last_name"), swedish("first_name")))

    def do(self) -> Election:
        office, rank = self.cleaned_data["office"].split("-")
        return add_election(
            paragraph=self.row,
            office=Office.Kind(office),
            rank=int(rank),
            person=self.cleaned_data["person"],
            first_day=self.cleaned_data["first_day"],
            last_day=self.cleaned_data["last_day"],
            **self.editing.signed,
        )


class MadeElectionForm(Keep[Election]):
    """It is not edited: it is removed and made anew."""

    explanation = "Tas valet bort följer beslutet som skrevs av det med."

    @property
    def title(self) -> str:
        return f"{self.row.get_office_display()}: {self.row.person}"
