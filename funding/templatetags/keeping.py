"""What a person has begun to write in a form of a case."""

from dataclasses import dataclass
from datetime import datetime

from django import forms, template
from django.http import HttpRequest

from funding.actions.keeping import place_in, unsent_texts
from funding.models import Application
from meetings.actions.writing import digest
from meetings.views.addresses import person_of

register = template.Library()


@dataclass(frozen=True)
class Unsent:
    """`texts` by field, `bases` the name and digest of each field of the form, `at` the latest time."""

    texts: dict[str, str]
    bases: list[tuple[str, str]]
    at: datetime | None


@register.simple_tag
def unsent(request: HttpRequest, case: Application, form: forms.Form) -> Unsent:
    """What the reader has begun in the form of this page; nothing of a form that has come back with its own texts."""
    rows = unsent_texts(case, place_in(request.path, case), person_of(request))
    texts = {row.name: row.text for row in rows}
    bases = [
        (f"base-{name}", digest(texts.get(name, "")))
        for name, field in form.fields.items()
        if not isinstance(field.widget, forms.HiddenInput | forms.FileInput)
    ]
    return Unsent({} if form.is_bound else texts, bases, max((row.at for row in rows), default=None))
