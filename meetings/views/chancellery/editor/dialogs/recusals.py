"""Jäv, and not taking part in a decision."""

import json
from typing import Any

from django import forms

from meetings.actions.recusing import register_recusal, set_not_taking_part
from meetings.models import Attendee, Office, Paragraph, Person, Recusal

from ..editing import chosen
from ..substitutes import substitutes
from .dialog import DialogForm
from .fields import AttendeesField, line


class RecusalForm(DialogForm[Paragraph | Recusal]):
    """Who, how and why; who serves, leads and verifies instead."""

    attendee = forms.ChoiceField(label="Vem", error_messages={"required": "Välj vem som är jävig."})
    how = forms.ChoiceField(label="Hur", choices=Recusal.How.choices, widget=forms.RadioSelect)
    reason = line(
        "Skäl",
        300,
        required=False,
        help_text="Skrivs i protokollet. Inte mer om personen än vad som behövs.",
    )
    substitute = forms.ChoiceField(
        label="Tjänstgör i stället",
        required=False,
        help_text="Bara i den här paragrafen, sedan är ledamoten tillbaka.",
    )
    chair = forms.ChoiceField(
        label="Ordförande i stället", required=False, help_text="Behövs bara om ordföranden är jävig."
    )
    verified_by = forms.ChoiceField(
        label="Justerar i stället", required=False, help_text="Behövs bara om en justerare är jävig."
    )

    @property
    def recusal(self) -> Recusal | None:
        return self.row if isinstance(self.row, Recusal) else None

    def starting(self) -> dict[str, Any]:
        if self.recusal is None:
            return {"how": Recusal.How.DISCLOSED, "chair": self._vice_chair()}
        chair, verified_by = self.paragraph.chair, self.recusal.verified_by
        return {
            "attendee": str(self.recusal.attendee_id),
            "how": self.recusal.how,
            "reason": self.recusal.reason,
            "substitute": str(self.recusal.substitute_id or ""),
            "chair": chair.public_id if chair else "",
            "verified_by": verified_by.public_id if verified_by else "",
        }

    def prepare(self) -> None:
        self.people = self.editing.in_the_room(self.paragraph)
        offered = self.people
        if self.recusal and self.recusal.attendee not in offered:
            offered = [self.recusal.attendee]
        self.serving = self.editing.without_recusals(self.paragraph).serving
        self.free = [
            one
            for one in self.people
            if one.kind == Attendee.Kind.DEPUTY and one.pk not in self.serving.values()
        ]
        self.verifiers = {one.person_id for one in self.editing.meeting.verifiers.all() if not one.is_deputy}
        self.offer("attendee", [("", "Välj"), *self.named(offered)])
        self.offer("substitute", [("", "Ingen"), *self.named(self.free)])
        accounts = [(one.person.public_id, self.editing.rolls.name(one)) for one in offered if one.person]
        self.offer("chair", [("", "Ingen"), *accounts])
        self.offer("verified_by", [("", "Ingen"), *accounts])
        attendee = self.fields["attendee"]
        attendee.disabled = self.recusal is not None
        # Read by js/editor/choices.js, which fills in and shows fields when somebody is chosen.
        attendee.widget.attrs["data-fills"] = json.dumps(
            {str(one.pk): self._fills(one) for one in self.people}
        )

    def do(self) -> Recusal:
        values = self.cleaned_data
        attendee = self.recusal.attendee if self.recusal else chosen(self.people, [values["attendee"]])[0]
        return register_recusal(
            paragraph=self.paragraph,
            attendee=attendee,
            how=values["how"],
            reason=values["reason"],
            substitute=next(iter(chosen(self.people, [values["substitute"]])), None),
            chair=self._person(values["chair"]) if self._leads(attendee) else None,
            verified_by=self._person(values["verified_by"]),
            **self.editing.signed,
        )

    def _leads(self, attendee: Attendee) -> bool:
        """Whether the § is handed over by the jäv: it was, or the attendee leads it now."""
        if self.recusal and self.recusal.led:
            return attendee == self.recusal.attendee
        return attendee.person_id == (self.paragraph.chair_id or self.editing.meeting.chair_id)

    def _person(self, public_id: str) -> Person | None:
        attending = self.editing.meeting.attendees.values("person")
        return Person.objects.filter(public_id=public_id, pk__in=attending).first()

    def _vice_chair(self) -> str:
        """Who leads when the chair does not, by public id."""
        meeting = self.editing.meeting
        offices = meeting.body.offices.filter(kind=Office.Kind.VICE_CHAIR, first_day__lte=meeting.date)
        vice = offices.exclude(last_day__lt=meeting.date).select_related("person").order_by("rank").first()
        return vice.person.public_id if vice else ""

    def _fills(self, one: Attendee) -> dict[str, Any]:
        """What the choice of this person fills in, and which other fields it shows."""
        seat = next((key for key, who in self.serving.items() if who == one.pk), None)
        shown = {
            "chair": self._leads(one),
            "verified_by": one.person_id in self.verifiers,
            "substitute": seat is not None and bool(self.free),
        }
        return {
            "set": {"substitute": self._substitute(seat, one)},
            "show": [name for name, is_shown in shown.items() if is_shown],
        }

    def _substitute(self, seat: object, member: Attendee) -> str:
        """Key of the deputy whom the common order points out, or ""."""
        own = next((each for each in self.editing.rolls.seats if each.pk == seat), None)
        if own is None:
            return ""
        found = substitutes([(own, member.display_name)], [one for one in self.free if one != member])
        return str(found[0].deputy.pk) if found else ""


class NotTakingPartForm(DialogForm[Paragraph]):
    """Who stays out of the decision; an empty form takes it back."""

    attendees = AttendeesField(
        label="Deltar inte i beslutet",
        required=False,
        help_text="De stannar i rummet och räknas i beslutsförheten, men kan inte reservera sig.",
    )

    def starting(self) -> dict[str, Any]:
        return {"attendees": [str(key) for key in self.row.abstentions.values_list("attendee_id", flat=True)]}

    def prepare(self) -> None:
        self.people = self.editing.rolls.deciding(self.row)
        self.offer("attendees", self.named(self.people))

    def do(self) -> None:
        attendees = chosen(self.people, self.cleaned_data["attendees"])
        set_not_taking_part(paragraph=self.row, attendees=attendees, **self.editing.signed)
