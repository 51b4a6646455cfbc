"""Reservations and statements. Their texts are written in the § afterwards, at once or later."""

from typing import Any

from django import forms

from meetings.actions.dissenting import add_reservation, add_statement, edit_reservation
from meetings.models import Attendee, Meeting, Paragraph, Reservation, Statement

from ..editing import chosen
from .dialog import DialogForm
from .fields import line


class _ReservationForm[Row](DialogForm[Row]):
    lead = line(
        "Inledande mening",
        300,
        required=False,
        help_text="Tomt: «… reserverar sig mot beslutet». Annars till exempel "
        "«Anna Alm reserverar sig för kommunens räkning».",
    )


class NewReservationForm(_ReservationForm[Paragraph]):
    """Whose it is."""

    field_order = ("attendee",)
    attendee = forms.ChoiceField(label="Vem", error_messages={"required": "Välj vem som reserverar sig."})
    announced_in_time = forms.BooleanField(
        label="Anmäldes innan mötet avslutades (4 kap. 27 § kommunallagen)", required=False
    )

    def prepare(self) -> None:
        self.people = self.editing.taking_part(self.row)
        self.offer("attendee", [("", "Välj"), *self.named(self.people)])
        if self.editing.meeting.state != Meeting.State.CLOSED:
            del self.fields["announced_in_time"]

    def do(self) -> Reservation:
        return add_reservation(
            paragraph=self.row,
            attendee=chosen(self.people, [self.cleaned_data["attendee"]])[0],
            lead=self.cleaned_data["lead"],
            announced_in_time=self.cleaned_data.get("announced_in_time", False),
            **self.editing.signed,
        )


class ReservationForm(_ReservationForm[Reservation]):
    """How it begins, and whether a motivation is still awaited."""

    without_text = forms.BooleanField(
        label="Fortsätt utan motivering", required=False, help_text="Protokollet säger att ingen har lämnats."
    )

    def starting(self) -> dict[str, Any]:
        return {"lead": self.row.lead, "without_text": self.row.without_text}

    def do(self) -> Reservation:
        return edit_reservation(reservation=self.row, **self.cleaned_data, **self.editing.signed)


class StatementForm(DialogForm[Paragraph]):
    """Whose it is: of the board one who serves, and a deputy where the board has said so; of others anyone there."""

    attendee = forms.ChoiceField(label="Vem", error_messages={"required": "Välj vem som lämnar yttrandet."})
    kind = forms.ChoiceField(label="Slag", choices=Statement.Kind.choices, widget=forms.RadioSelect)

    def starting(self) -> dict[str, Any]:
        return {"kind": Statement.Kind.NOTE}

    def prepare(self) -> None:
        rolls, body = self.editing.rolls, self.editing.meeting.body
        self.people = self.editing.in_the_room(self.row)
        if not body.under_kl:
            guests = [one for one in rolls.attendees.values() if one.kind == Attendee.Kind.GUEST]
            self.people = [*self.people, *(one for one in guests if one.is_present)]
        elif not body.deputies_noted_in:
            self.people = [one for one in self.people if one in rolls.deciding(self.row)]
        self.offer("attendee", [("", "Välj"), *self.named(self.people)])

    def do(self) -> Statement:
        attendee = chosen(self.people, [self.cleaned_data["attendee"]])[0]
        return add_statement(
            paragraph=self.row, attendee=attendee, kind=self.cleaned_data["kind"], **self.editing.signed
        )
