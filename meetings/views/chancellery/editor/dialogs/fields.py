"""The kinds of field that several dialogs use."""

from collections.abc import Mapping
from typing import Any

from django import forms

from meetings.models import Person
from meetings.models.validators import printable
from meetings.views.fields import UncutText


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class takes no argument when it runs
    """A person by public id; the integer key stays inside."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Person.objects.none(), to_field_name="public_id", **options)
        self.names: Mapping[int, str] = {}

    def label_from_instance(self, obj: Person) -> str:
        return self.names.get(obj.pk, obj.name)


class AttendeesField(forms.MultipleChoiceField):
    """Attendees by key, offered as tick boxes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **options)


def line(label: str, max_length: int, **options: Any) -> forms.CharField:
    """A line of text that the document can print."""
    return UncutText(label=label, longest=max_length, validators=[printable], **options)


def clock_time(label: str, **options: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}, "%H:%M"), **options)


def day(label: str, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **options)


def needed_to_verify(form: forms.BaseForm, *names: str) -> None:
    """These may be left empty here, but the protocol is not ready for verification without them."""
    for name in names:
        form.fields[name].needed_to_verify = True  # type: ignore[attr-defined]  # read by forms/field.html
