"""The forms of the editor's dialogs: input -> clean values."""

from typing import Any

from django import forms

from meetings.actions.planning import EDITABLE
from meetings.models import (
    Attachment,
    Attendee,
    Decision,
    Meeting,
    Paragraph,
    Person,
)
from meetings.models.validators import printable


class _People(forms.ModelChoiceField):
    """A person by public id; the integer key stays inside."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Person.objects.none(), to_field_name="public_id", **options)


class ReasonForm(forms.Form):
    """Why somebody takes part by sound only."""

    reason = forms.CharField(label="Särskilt skäl", max_length=200, validators=[printable])

    def __init__(self, data: Any = None, *, reason: str) -> None:
        super().__init__(data, initial={"reason": reason})


class ParagraphForm(forms.Form):
    """Kind and chair of a §."""

    kind = forms.ChoiceField(label="Slag", choices=Paragraph.Kind.choices)
    chair = _People(label="Ordförande i paragrafen", required=False, empty_label="Samma som vid sammanträdet")
    is_extra = forms.BooleanField(label="Extra ärende, tillagt vid sammanträdet", required=False)

    def __init__(self, data: Any = None, *, paragraph: Paragraph) -> None:
        initial = {
            "kind": paragraph.kind,
            "chair": paragraph.chair.public_id if paragraph.chair else None,
            "is_extra": paragraph.is_extra,
        }
        super().__init__(data, initial=initial)
        self.fields["chair"].queryset = attending(paragraph.meeting)  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """Outcome, responsible and last day of a decision."""

    outcome = forms.ChoiceField(label="Utfall", choices=Decision.Outcome.choices, required=False)
    responsible = forms.CharField(label="Ansvarig", required=False, max_length=200, validators=[printable])
    due = forms.DateField(
        label="Senast", required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, data: Any = None, *, row: Decision) -> None:
        initial = {"outcome": row.outcome, "responsible": row.responsible, "due": row.due}
        super().__init__(data, initial=initial)


class MeetingForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the protocol's head says of the meeting."""

    chair = _People(label="Ordförande", required=False)
    secretary = _People(label="Sekreterare", required=False)

    class Meta:
        model = Meeting
        fields = [
            "start",
            "end",
            "end_date",
            "place",
            "mode",
            "chair",
            "secretary",
            "verification_plan",
            "next_meeting",
            "registry_number",
        ]
        labels = {"start": "Mötet började kl.", "end": "Mötet avslutades kl.", "end_date": "Sista dag"}
        widgets = {
            "start": forms.TimeInput({"type": "time"}, "%H:%M"),
            "end": forms.TimeInput({"type": "time"}, "%H:%M"),
            "end_date": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
            "next_meeting": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        }

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        people = {
            name: getattr(meeting, name).public_id if getattr(meeting, name) else None
            for name in ("chair", "secretary")
        }
        super().__init__(data, instance=meeting, initial=people)
        for name in people:
            self.fields[name].queryset = attending(meeting)  # type: ignore[attr-defined]
        for name in ("place", "verification_plan", "registry_number"):
            self.fields[name].validators.append(printable)

    def changes(self) -> dict[str, Any]:
        """Those of EDITABLE that the form holds."""
        return {name: value for name, value in self.cleaned_data.items() if name in EDITABLE}

    def _post_clean(self) -> None:
        """The action checks and saves; the instance here is only read."""


class VerifiersForm(forms.Form):
    """One or two verifiers, and a deputy for them."""

    first = _People(label="Justerare", required=False, empty_label="Ingen vald")
    second = _People(label="Andra justerare", required=False, empty_label="Ingen")
    deputy = _People(label="Ersättare för justerare", required=False, empty_label="Ingen")

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        chosen = list(meeting.verifiers.select_related("person"))
        verifiers = [one.person.public_id for one in chosen if not one.is_deputy][:2]
        deputies = [one.person.public_id for one in chosen if one.is_deputy][:1]
        initial = dict(zip(("first", "second"), verifiers, strict=False))
        super().__init__(data, initial=initial | ({"deputy": deputies[0]} if deputies else {}))
        people = attending(meeting, mandated=True).exclude(pk=meeting.chair_id)
        for field in self.fields.values():
            field.queryset = people  # type: ignore[attr-defined]

    def verifiers(self) -> list[Person]:
        return [one for one in (self.cleaned_data["first"], self.cleaned_data["second"]) if one]

    def deputies(self) -> list[Person]:
        return [one for one in (self.cleaned_data["deputy"],) if one]


class GuestsForm(forms.Form):
    """Several guests at once, one a line."""

    earlier = forms.MultipleChoiceField(
        label="Var med tidigare", required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.CharField(
        label="Nya deltagare",
        required=False,
        max_length=5000,
        validators=[printable],
        widget=forms.Textarea({"rows": 3}),
        help_text="En per rad: namn, titel, organisation. Till exempel «Ulla Vikström, ekonom, Region Vallnäs».",
    )
    paragraphs = forms.MultipleChoiceField(
        label="Deltar bara i",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Inget kryss: hela sammanträdet.",
    )

    def __init__(
        self, data: Any = None, *, earlier: list[Attendee], paragraphs: list[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.earlier = {str(one.pk): one for one in earlier}
        self.fields["earlier"].choices = [  # type: ignore[attr-defined]
            (key, ", ".join(filter(None, [one.name, one.title, one.organisation])))
            for key, one in self.earlier.items()
        ]
        if not earlier:
            del self.fields["earlier"]
        self.fields["paragraphs"].choices = paragraphs  # type: ignore[attr-defined]

    def people(self) -> list[tuple[str, str, str]]:
        """(name, title, organisation) of each."""
        found = [
            (one.name, one.title, one.organisation)
            for key in self.cleaned_data.get("earlier", [])
            for one in [self.earlier[key]]
        ]
        for line in self.cleaned_data["names"].splitlines():
            name, _, rest = line.partition(",")
            title, _, organisation = rest.partition(",")
            if name.strip():
                found.append((name.strip()[:200], title.strip()[:100], organisation.strip()[:200]))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "names" in cleaned and not self.people():
            self.add_error("names", "Skriv minst ett namn.")
        return cleaned


class GuestForm(forms.Form):
    """One guest."""

    name = forms.CharField(label="Namn", max_length=200, validators=[printable])
    title = forms.CharField(label="Titel", max_length=100, required=False, validators=[printable])
    organisation = forms.CharField(
        label="Organisation", max_length=200, required=False, validators=[printable]
    )
    paragraphs = forms.MultipleChoiceField(
        label="Deltar bara i",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Inget kryss: hela sammanträdet.",
    )

    def __init__(self, data: Any = None, *, guest: Attendee, paragraphs: list[tuple[str, str]]) -> None:
        links = guest.paragraph_links.values_list("paragraph__public_id", flat=True)
        initial = {
            "name": guest.display_name,
            "title": guest.title,
            "organisation": guest.organisation,
            "paragraphs": list(links),
        }
        super().__init__(data, initial=initial)
        self.fields["paragraphs"].choices = paragraphs  # type: ignore[attr-defined]
        if guest.person_id:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = "Namnet ändras i registret."


class AttachmentForm(forms.Form):
    """Name, place and publishing of an attachment."""

    name = forms.CharField(label="Namn", max_length=200, validators=[printable])
    paragraph = forms.ChoiceField(label="Ligger i")
    publish = forms.TypedChoiceField(
        label="Publicering",
        choices=[("0", "Publiceras inte"), ("1", "Publiceras med protokollet")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        help_text="Läs igenom filen först: namn, personnummer och telefonnummer ska inte ut på nätet.",
    )

    def __init__(
        self, data: Any = None, *, attachment: Attachment, paragraphs: list[tuple[str, str]]
    ) -> None:
        home = attachment.sub_item or attachment.paragraph
        initial = {
            "name": attachment.name,
            "paragraph": home.public_id if home else None,
            "publish": "1" if attachment.publish else "0",
        }
        super().__init__(data, initial=initial)
        self.fields["paragraph"].choices = paragraphs  # type: ignore[attr-defined]


def attending(meeting: Meeting, *, mandated: bool = False) -> Any:
    """Persons with an account who are listed in the meeting; only ledamöter and ersättare if `mandated`."""
    rows = meeting.attendees.exclude(person=None)
    if mandated:
        rows = rows.exclude(kind=Attendee.Kind.GUEST)
    people = Person.objects.filter(pk__in=rows.values("person"))
    if not mandated:
        people = people | Person.objects.filter(
            pk__in=[key for key in (meeting.chair_id, meeting.secretary_id) if key]
        )
    return people.order_by("last_name", "first_name")
