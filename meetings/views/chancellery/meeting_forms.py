"""What is written about a meeting before and after it."""

import datetime
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from meetings.errors import RuleViolation
from meetings.models import Body, Meeting, Person
from meetings.models.validators import printable
from meetings.querysets import held_meetings
from meetings.reads.people import names_of
from meetings.rules.meeting_day import oddities
from meetings.swedish import long_date_with_weekday, sort_key
from meetings.text.richtext import clean_line
from meetings.views.fields import DayInput, UncutText

FIRST_YEAR = 2004  # lagen (2003:1210) gäller från den 1 januari 2004
NO_PLACE = "Skriv var mötet hålls."
PROPOSED = frozenset({"date", "start", "end"})
YEARS_AHEAD = datetime.timedelta(days=5 * 366)


class LineField(UncutText):
    """One line of text that the document can print."""

    def __init__(self, *, longest: int = 200, **options: Any) -> None:
        super().__init__(longest=longest, validators=[printable], **options)

    def to_python(self, value: Any) -> str:
        try:
            return clean_line(str(super().to_python(value) or ""))
        except RuleViolation as violation:
            raise ValidationError(violation.sentence) from violation


class Day(forms.DateField):
    """A day within reach; a typed year such as 0204 is a slip."""

    def __init__(self, **options: Any) -> None:
        messages = {"invalid": "Skriv dagen som 2024-05-30.", "required": "Skriv dagen."}
        super().__init__(widget=DayInput(), error_messages=messages, **options)

    def to_python(self, value: Any) -> datetime.date | None:
        day = super().to_python(value)
        if day and not FIRST_YEAR <= day.year <= (timezone.localdate() + YEARS_AHEAD).year:
            raise ValidationError(f"Kontrollera årtalet {day.year}.")
        return day


class Clock(forms.TimeField):
    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        messages = {"invalid": "Skriv tiden som 8.30 eller 08:30.", "required": "Skriv tiden."}
        formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
        super().__init__(widget=widget, error_messages=messages, input_formats=formats, **options)


def mode_field() -> forms.ChoiceField:
    return forms.ChoiceField(label="Form", choices=Meeting.Mode, widget=forms.RadioSelect)


class ConfirmedDay(forms.MultipleChoiceField):
    """A box to tick beside a day that is odd; nothing to show until `ask` has been called."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(label="Stämmer dagen?", required=False)

    def valid_value(self, value: str) -> bool:
        return True

    def ask(self, day: datetime.date) -> None:
        self.required = True
        self.choices = [(day.isoformat(), f"Ja, mötet hålls {long_date_with_weekday(day)}")]


def ask_about_day(
    form: forms.Form,
    body: Body,
    day: datetime.date,
    *,
    today: datetime.date,
    but: Meeting | None = None,
    confirmed: str = "confirmed_day",
) -> None:
    """An error until that very day is confirmed, when it is odd for a meeting of `body` (other than `but`).

    `confirmed` is the form's field for it, a ConfirmedDay."""
    others = held_meetings(Meeting.objects.filter(body=body, date=day)).exclude(pk=but.pk if but else 0)
    odd = oddities(day, today=today, is_taken=others.exists())
    if not odd:
        return
    field = form.fields[confirmed]
    field.ask(day)  # type: ignore[attr-defined]
    if day.isoformat() not in form.cleaned_data.get(confirmed, []):
        form.add_error(confirmed, f"{' '.join(odd)} Kryssa i rutan om det är rätt dag.")


class MeetingCreateForm(forms.Form):
    """Body, day, time, place and form; the body only when there are several."""

    body = forms.ModelChoiceField(Body.objects.none(), label="Organ", to_field_name="slug", empty_label=None)
    date = Day(label="Dag")
    confirmed_day = ConfirmedDay()
    start = Clock(label="Börjar")
    place = LineField(
        label="Plats",
        error_messages={"required": NO_PLACE},
        help_text="Till exempel Stadshuset, Sälen. Skriv Videomöte om alla deltar på distans.",
    )
    mode = mode_field()

    def __init__(self, *args: Any, bodies: QuerySet[Body], today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        field = self.fields["body"]
        field.queryset = bodies  # type: ignore[attr-defined]
        place = self.fields["place"]
        place.required = all(body.under_kl for body in bodies)
        place.required_by_some = any(body.under_kl for body in bodies)  # type: ignore[attr-defined]
        if len(bodies) == 1:
            field.widget = forms.HiddenInput()
            field.initial = bodies[0].slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        body = cleaned.get("body")
        if body and body.under_kl and cleaned.get("place") == "":
            self.add_error("place", NO_PLACE)
        if body and cleaned.get("date"):
            ask_about_day(self, body, cleaned["date"], today=self.today)
        return cleaned

    def values(self) -> dict[str, Any]:
        """What create_meeting takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "confirmed_day"}


class MeetingEditForm(forms.Form):
    """The facts of a meeting. `people` are those who may keep its minutes, `leaders` those of them who may lead it.

    `proposed` are values of PROPOSED to begin with, as an address brings them.
    """

    title = LineField(
        label="Rubrik", required=False, help_text="Tomt: organets egen rubrik, till exempel Protokoll."
    )
    registry_number = LineField(label="Diarienummer", required=False, longest=50)
    date = Day(label="Dag")
    confirmed_day = ConfirmedDay()
    start = Clock(label="Börjar")
    end = Clock(label="Slutar", required=False)
    end_date = Day(label="Sista dag", required=False, help_text="Bara om mötet fortsätter en annan dag.")
    place = LineField(label="Plats", error_messages={"required": NO_PLACE})
    mode = mode_field()
    is_public = forms.BooleanField(
        label="Mötet är offentligt",
        required=False,
        help_text="Mötet där budgeten fastställs är offentligt (19 § lagen om finansiell samordning av "
        "rehabiliteringsinsatser).",
    )
    chair = forms.ChoiceField(label="Ordförande vid mötet", required=False)
    secretary = forms.ChoiceField(label="Sekreterare", required=False)
    verification_plan = LineField(
        label="Plats och tid för justering",
        required=False,
        help_text="En dag, en vecka eller en text, till exempel Digital justering vecka 24.",
    )
    next_meeting = Day(
        label="Nästa möte", required=False, help_text="Tomt: organets nästa planerade möte, med sin tid."
    )
    next_meeting_start = Clock(label="Nästa möte börjar", required=False)
    tells = forms.BooleanField(
        label="Meddela ledamöter och ersättare om dag, tid, plats eller form ändras",
        required=False,
        initial=True,
    )

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        people: list[Person],
        leaders: Collection[Person],
        today: datetime.date,
        proposed: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **{**options, "initial": initial_of(meeting)})
        for name in PROPOSED & set(proposed or {}):
            self._propose(name, proposed[name])  # type: ignore[index]
        self.meeting, self.today = meeting, today
        if meeting.state != Meeting.State.PLANNED:
            del self.fields["tells"]  # who is summoned is told anyway
        if not meeting.body.under_kl:
            del self.fields["verification_plan"]  # nobody verifies notes
            del self.fields["is_public"]  # the law says so of the board
            self.fields["place"].required = False
            self.fields[
                "title"
            ].help_text = "Till exempel Minnesanteckningar januari. Tomt: organets egen rubrik."
            self.order_fields(["title"])
        self.people = {person.public_id: person for person in people}
        names = sorted(
            self.people.items(), key=lambda one: sort_key(f"{one[1].last_name} {one[1].first_name}")
        )
        called = names_of(people, meeting.body.association)
        choices = [("", "Ingen vald"), *((key, called[person.pk]) for key, person in names)]
        may_lead = {person.public_id for person in leaders}
        self.fields["secretary"].choices = choices  # type: ignore[attr-defined]
        self.fields["chair"].choices = [  # type: ignore[attr-defined]
            one for one in choices if one[0] in may_lead or not one[0]
        ]

    def _propose(self, name: str, value: str) -> None:
        """Shows a value that the address brings, where the field could take it."""
        with suppress(ValidationError):
            self.initial[name] = self.fields[name].clean(value)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("date"), cleaned.get("end_date")
        start, end = cleaned.get("start"), cleaned.get("end")
        if first and last and last < first:
            self.add_error("end_date", "Sista dagen ligger före den första.")
        elif start and end and end <= start and not (first and last and last > first):
            self.add_error("end", "Sluttiden ligger före starttiden.")
        if first and cleaned.get("next_meeting") and cleaned["next_meeting"] <= first:
            self.add_error("next_meeting", "Nästa möte ligger inte efter det här.")
        if first and first != self.meeting.date:
            ask_about_day(self, self.meeting.body, first, today=self.today, but=self.meeting)
        return cleaned

    def changes(self) -> dict[str, Any]:
        """Only what was changed, so that two colleagues who edit different fields do not undo each other."""
        asked = {"confirmed_day", "tells"}
        found = {name: self.cleaned_data[name] for name in self.changed_data if name not in asked}
        for name in {"chair", "secretary"} & set(found):
            found[name] = self.people.get(found[name])
        return found


class PassForm(forms.Form):
    """What is asked when a meeting goes on: of a summons that is late, and of one called off before it is summoned."""

    late_summons_why = LineField(
        label="Varför kallelsen kommer senare",
        required=False,
        help_text="Står på mötets sida och i kallelsen. Till exempel Beslutet måste fattas före den 1 mars.",
    )
    tells = forms.BooleanField(label="Meddela ledamöter och ersättare", required=False, initial=True)


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """The meeting as MeetingEditForm shows it."""
    names = ("title", "registry_number", "date", "start", "end", "end_date", "place", "mode", "is_public")
    values = {
        name: getattr(meeting, name)
        for name in (*names, "verification_plan", "next_meeting", "next_meeting_start")
    }
    return values | {
        "chair": meeting.chair.public_id if meeting.chair else "",
        "secretary": meeting.secretary.public_id if meeting.secretary else "",
    }
