"""What a dialog is, and the course that all of them take: find the row, ask, do, tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from meetings.errors import RuleViolation
from meetings.models import Attendee, Movement, Paragraph
from meetings.views.refusals import refuse

from ..editing import Editing, Undo
from ..response import Done
from .fields import PersonField


class Question[Row](BaseForm):
    """A form about a row of the draft, which also does what was answered.

    A form says how it begins (`starting`), what it offers (`prepare`) and what it does (`do`). What `do` gives is
    {made} in the words of the table.
    """

    template = "meetings/editor/dialog.html"
    explanation = ""
    again = ""  # an address that the choice of an option asks anew

    def __init__(self, editing: Editing, row: Row, data: QueryDict | None = None, **options: Any) -> None:
        self.editing, self.row = editing, row
        super().__init__(data, initial=self.starting(), **options)
        self.prepare()

    def starting(self) -> dict[str, Any]:
        """The values that an unsent form shows."""
        return {}

    def prepare(self) -> None:
        """What depends on the meeting: choices, and fields that are not needed."""

    def do(self) -> object:
        """Calls one action with the clean values; raises RuleViolation."""
        raise NotImplementedError

    def changed(self) -> Sequence[Paragraph]:
        """The §§ to show anew."""
        return [self.paragraph] if isinstance(self.row, Paragraph) or hasattr(self.row, "paragraph") else []

    def undo(self) -> Undo | None:
        return None

    @property
    def paragraph(self) -> Paragraph:
        """The § that the dialog is about."""
        row: Any = self.row
        return row if isinstance(row, Paragraph) else row.paragraph

    @property
    def paragraph_number(self) -> str:
        return self.editing.number(self.paragraph)

    def named(self, attendees: Sequence[Attendee]) -> list[tuple[str, str]]:
        """Attendees as choices, by key, each with the name that nobody else in the meeting has."""
        return [(str(one.pk), self.editing.rolls.name(one)) for one in attendees]

    def offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def offer_rows(self, name: str, rows: QuerySet[Any]) -> None:
        field = cast("forms.ModelChoiceField[Any]", self.fields[name])
        field.queryset = rows
        if isinstance(field, PersonField):
            field.names = self.editing.names_of(rows)


class DialogForm[Row](Question[Row], forms.Form):
    """A question whose fields are written out; the other kind is made from a model."""

    cleaned_data: dict[str, Any]


class Keep[Row](DialogForm[Row]):
    """A dialog without fields, about something that can only be kept or removed."""

    def do(self) -> None:
        """Nothing changes."""


@dataclass(frozen=True)
class Dialog:
    """One dialog of the editor.

    `row` finds what the address names, `form` asks about it. `remove` is the name of the press that removes the
    row, `go` that of a page to go to when it is done. In the texts {form}, {row} and, afterwards, {made} are named.
    """

    address: str
    row: Callable[..., Any]
    form: Callable[[Editing, Any, QueryDict | None], Question[Any]]
    title: str
    said: str = "Sparat."
    button: str = "Spara"
    focus: str = ""
    remove: str = ""
    go: str = ""


def run_dialog(dialog: Dialog, editing: Editing, *ids: str) -> Done | HttpResponse:
    """GET asks; POST does what was answered, or asks again with what was wrong and status 422."""
    row = dialog.row(editing, *ids)
    form = dialog.form(editing, row, editing.posted if editing.request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = form.do()
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            return _told(dialog, form, made)
    context = {
        "title": dialog.title.format(form=form, row=row).strip(),
        "form": form,
        "button": dialog.button.format(form=form),
        "remove": _removal(dialog, editing, row),
    }
    return render(editing.request, form.template, context, status=422 if form.is_bound else 200)


def _told(dialog: Dialog, form: Question[Any], made: object) -> Done | HttpResponse:
    if dialog.go:
        return JsonResponse({"go": reverse(dialog.go, args=form.editing.address)})
    words = {"form": form, "row": form.row, "made": made}
    return Done(
        dialog.said.format(**words), form.changed(), focus=dialog.focus.format(**words), undo=form.undo()
    )


def _removal(dialog: Dialog, editing: Editing, row: Any) -> str:
    if not dialog.remove:
        return ""
    if isinstance(row, Movement):
        return reverse(dialog.remove, args=editing.address, query={"handelse": row.pk})
    return reverse(dialog.remove, args=[*editing.address, row.public_id])
