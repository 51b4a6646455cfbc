"""The forms of the editor's right column: who verifies, who else takes part, and why by sound only."""

from collections.abc import Mapping
from typing import Any

from django import forms

from meetings.models import Attendee, Meeting, Person
from meetings.models.validators import printable


class People(forms.ModelChoiceField):
    """A person by public id; the integer key stays inside."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Person.objects.none(), to_field_name="public_id", **options)


class ReasonForm(forms.Form):
    """Why somebody takes part by sound only."""

    reason = forms.CharField(label="Särskilt skäl", max_length=200, validators=[printable])

    def __init__(self, data: Any = None, *, reason: str) -> None:
        super().__init__(data, initial={"reason": reason})


class VerifiersForm(forms.Form):
    """One or two verifiers, and a deputy for them."""

    first = People(label="Justerare", required=False, empty_label="Ingen vald")
    second = People(label="Andra justerare", required=False, empty_label="Ingen")
    deputy = People(label="Ersättare för justerare", required=False, empty_label="Ingen")

    def __init__(self, data: Any = None, *, meeting: Meeting, hindrances: Mapping[int, str]) -> None:
        self.hindrances = hindrances
        chosen = list(meeting.verifiers.select_related("person"))
        verifiers = [one.person.public_id for one in chosen if not one.is_deputy][:2]
        deputies = [one.person.public_id for one in chosen if one.is_deputy][:1]
        initial = dict(zip(("first", "second"), verifiers, strict=False))
        super().__init__(data, initial=initial | ({"deputy": deputies[0]} if deputies else {}))
        people = attending(meeting, mandated=True).exclude(pk=meeting.chair_id)
        for field in self.fields.values():
            field.queryset = people  # type: ignore[attr-defined]
        needed_to_verify(self, "first")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, person in list(cleaned.items()):
            if person and person.pk in self.hindrances:
                self.add_error(name, self.hindrances[person.pk])
        return cleaned

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
        help_text="Inget kryss: hela mötet.",
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
        help_text="Inget kryss: hela mötet.",
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


def needed_to_verify(form: forms.BaseForm, *names: str) -> None:
    """These may be left empty here, but the protocol is not ready for verification without them."""
    for name in names:
        form.fields[name].needed_to_verify = True  # type: ignore[attr-defined]
