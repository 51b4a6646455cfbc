"""Who takes part: by sound only, as a guest, and when they came and went."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet

from meetings.actions.attending import add_guest, earlier_guests, edit_guest, set_presence
from meetings.actions.inviting import may_invite, set_guest_address
from meetings.actions.moving import edit_movement, register_arrival
from meetings.errors import RuleViolation
from meetings.models import Attendee, Meeting, Movement, Paragraph, Person
from meetings.models.ordering import swedish
from meetings.reads.people import people_who_may_lead
from meetings.rules.guest_lines import GuestLine, guests_in
from meetings.swedish import sections

from .dialog import DialogForm
from .fields import clock_time, line


class SoundOnlyForm(DialogForm[Attendee]):
    """Why somebody takes part by sound only (Finsam 19 a §)."""

    explanation = (
        "Ljud och bild är huvudregeln. Enbart ljud kräver styrelsens beslut och särskilda skäl (19 a §)."
    )
    reason = line("Särskilt skäl", 200)

    def starting(self) -> dict[str, Any]:
        return {"reason": self.row.mode_reason}

    def changed(self) -> list[Paragraph]:
        return []

    def do(self) -> object:
        return set_presence(
            attendee=self.row,
            presence=Attendee.Presence.REMOTE_AUDIO,
            mode_reason=self.cleaned_data["reason"],
            **self.editing.signed,
        )


class ArrivalBySoundForm(SoundOnlyForm):
    """Somebody who comes by sound only to the § that `paragraph` in the query names."""

    def prepare(self) -> None:
        self.arrived_to = self.editing.paragraph(self.editing.query.get("paragraph", ""))

    @property
    def paragraph(self) -> Paragraph:
        return self.arrived_to

    def changed(self) -> list[Paragraph]:
        return [self.arrived_to]

    def do(self) -> Movement:
        return register_arrival(
            attendee=self.row,
            paragraph=self.arrived_to,
            mode=Attendee.Presence.REMOTE_AUDIO,
            mode_reason=self.cleaned_data["reason"],
            time=self.editing.time_of_day,
            **self.editing.signed,
        )


class MovementForm(DialogForm[Movement]):
    """When somebody came or went, and why."""

    time = clock_time("Klockan", required=False)
    cause = line(
        "Orsak",
        200,
        required=False,
        help_text="Skrivs efter kolon, till exempel «förbindelsen bröts». Tomt för det mesta.",
    )

    def starting(self) -> dict[str, Any]:
        return {"time": self.row.time, "cause": self.row.cause}

    def do(self) -> None:
        edit_movement(movement=self.row, **self.cleaned_data, **self.editing.signed)


class _GuestForm[Row](DialogForm[Row]):
    paragraphs = forms.MultipleChoiceField(
        label="Deltar bara i",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Inget kryss: hela mötet.",
    )

    def prepare(self) -> None:
        self.offer("paragraphs", [(one.public_id, words) for one, words in self.editing.titled()])

    def attended(self) -> list[Paragraph]:
        chosen = self.cleaned_data["paragraphs"]
        return list(self.editing.meeting.paragraphs.filter(public_id__in=chosen))


class NewGuestsForm(_GuestForm[Meeting]):
    """Several guests at once, one a line; those of earlier meetings are offered."""

    field_order = ("earlier", "names", "absent", "paragraphs")
    earlier = forms.MultipleChoiceField(
        label="Var med tidigare", required=False, widget=forms.CheckboxSelectMultiple
    )
    names = line(
        "Nya deltagare",
        5000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="En per rad: namn, titel, organisation, och § om det inte gäller hela mötet. Till exempel "
        "«Ulla Vikström, ekonom, Region Vallnäs (§ 42)».",
    )
    absent = forms.BooleanField(label="De är frånvarande", required=False)

    def prepare(self) -> None:
        super().prepare()
        self.by_number = {number: one for one, number in self.editing.with_numbers()}
        if self.row.body.under_kl:
            del self.fields["absent"]  # a guest of a board who is not there is no guest
        else:
            self.fields[
                "names"
            ].help_text = "En per rad: namn, titel, organisation. Eller en löpande lista med namn."
        self.known = {str(one.pk): one for one in earlier_guests(self.row)}
        described = {
            key: ", ".join(filter(None, [one.name, one.title, one.organisation]))
            for key, one in self.known.items()
        }
        self.offer("earlier", list(described.items()))
        if not described:
            del self.fields["earlier"]

    def people(self) -> list[GuestLine]:
        known = [self.known[key] for key in self.cleaned_data.get("earlier", [])]
        return [
            *(GuestLine(one.name, one.title, one.organisation) for one in known),
            *guests_in(self.cleaned_data["names"]),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "names" not in cleaned:
            return cleaned
        people = self.people()
        if not people:
            self.add_error("names", "Skriv minst ett namn.")
        if unknown := sorted({one for each in people for one in each.numbers} - set(self.by_number)):
            self.add_error("names", f"{sections(', '.join(map(str, unknown)))} finns inte i mötet.")
        return cleaned

    @property
    def added(self) -> str:
        return ", ".join(one.name for one in self.people())

    @transaction.atomic
    def do(self) -> None:
        paragraphs = self.attended()
        absent = self.cleaned_data.get("absent")
        for one in self.people():
            try:
                add_guest(
                    meeting=self.row,
                    name=one.name,
                    title=one.title,
                    organisation=one.organisation,
                    paragraphs=[self.by_number[number] for number in one.numbers] or paragraphs,
                    presence=Attendee.Presence.ABSENT if absent else "",
                    **self.editing.signed,
                )
            except RuleViolation as violation:
                raise RuleViolation(violation.sentence, field="names") from None


class GuestForm(_GuestForm[Attendee]):
    """One guest."""

    field_order = ("name", "title", "organisation", "email", "paragraphs")
    name = line("Namn", 200)
    title = line("Titel", 100, required=False)
    organisation = line("Organisation", 200, required=False)
    email = forms.EmailField(
        label="E-postadress",
        required=False,
        help_text="Dit skickas en inbjudan till ärendena när kallelsen går ut. Den står inte i protokollet.",
    )

    @property
    def called(self) -> str:
        return self.editing.rolls.name(self.row)

    def starting(self) -> dict[str, Any]:
        return {
            "name": self.row.display_name,
            "title": self.row.title,
            "organisation": self.row.organisation,
            "email": getattr(self.row, "address", None) or "",
            "paragraphs": list(self.row.paragraph_links.values_list("paragraph__public_id", flat=True)),
        }

    def prepare(self) -> None:
        super().prepare()
        if not may_invite(self.row):
            del self.fields["email"]
        if self.row.person_id:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = "Namnet ändras i registret."

    def changed(self) -> list[Paragraph]:
        return []

    def do(self) -> Attendee:
        values = self.cleaned_data | {"paragraphs": self.attended()}
        email = values.pop("email", "")
        if "email" in self.fields:
            set_guest_address(guest=self.row, email=email, **self.editing.signed)
        return edit_guest(guest=self.row, **values, **self.editing.signed)


def attending(meeting: Meeting) -> QuerySet[Person]:
    """Persons with an account who are listed in the meeting, its chair and its secretary."""
    listed = Person.objects.filter(pk__in=meeting.attendees.exclude(person=None).values("person"))
    leading = Person.objects.filter(pk__in=[key for key in (meeting.chair_id, meeting.secretary_id) if key])
    return (listed | leading).order_by(swedish("last_name"), swedish("first_name"))


def can_lead(meeting: Meeting) -> QuerySet[Person]:
    """Those who may lead the meeting: of the board ledamöter and ersättare, of other bodies anyone who is listed."""
    if not meeting.body.under_kl:
        return attending(meeting)
    return people_who_may_lead(meeting)


def can_verify(meeting: Meeting) -> QuerySet[Person]:
    """Ledamöter and ersättare with an account who are listed in the meeting, except its chair."""
    rows = meeting.attendees.exclude(person=None).exclude(kind=Attendee.Kind.GUEST)
    rows = rows.exclude(person=meeting.chair)
    return Person.objects.filter(pk__in=rows.values("person")).order_by(
        swedish("last_name"), swedish("first_name")
    )
