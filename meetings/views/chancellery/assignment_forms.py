"""What is written about a beslutsuppdrag: who has it, how it goes, why it is written off."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from meetings.models import Assignment, Body, Paragraph, Person
from meetings.reads.assignments import may_close
from meetings.reads.people import names_of, people_of
from meetings.rules.assignments import AssignedRole, AssignmentState
from meetings.swedish import long_date, sort_key
from meetings.views.chancellery.meeting_forms import Day, LineField
from meetings.views.chancellery.notice_forms import ParagraphChoice
from meetings.views.fields import KeptFile, LongText

LATE = "late"


class AssignmentForm(forms.Form):
    """What the office adds to a beslutsuppdrag; the day only where the decision names none."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Person",
        required=False,
        to_field_name="public_id",
        empty_label="Ingen person",
    )
    role = forms.ChoiceField(
        label="Roll",
        required=False,
        choices=[("", "Ingen roll"), *AssignedRole.choices],
        help_text="Med en roll följer det med till den som tar över den.",
    )
    together = LineField(label="Tillsammans med", required=False)
    due = Day(label="Klart senast", required=False)
    is_yearly = forms.BooleanField(
        label="Återkommer varje år",
        required=False,
        help_text="När det är klart börjar nästa, med samma dag året efter.",
    )

    def __init__(self, data: Any = None, *, assignment: Assignment) -> None:
        starting = {name: getattr(assignment, name) for name in ("role", "together", "due", "is_yearly")}
        starting["person"] = assignment.person.public_id if assignment.person else None
        super().__init__(data, initial=starting)
        self.decided_due = assignment.decided_due
        if assignment.decided_due:
            del self.fields["due"]
        _offer_people(self.fields["person"], assignment)

    def said(self) -> dict[str, Any]:
        """As the actions take it."""
        return {"due": self.decided_due, **self.cleaned_data}


class AssignmentReportForm(forms.Form):
    """How it goes, or that it is done."""

    state = forms.ChoiceField(
        label="Hur går det?",
        choices=[("open", "Inte klart än"), ("done", "Klart")],
        initial="open",
        widget=forms.RadioSelect,
        error_messages={"required": "Välj om det är klart."},
    )
    text = LongText(label="Anteckning", required=False, help_text="Revisorerna kan läsa den.")
    document = KeptFile(
        label="Fil", required=False, help_text="PDF, Word, Excel, PowerPoint, PNG eller JPEG."
    )
    closed_by = ParagraphChoice(
        None,
        label="Paragraf som avslutar det",
        required=False,
        empty_label="Ingen paragraf",
        help_text="Bara paragrafer i justerade protokoll.",
    )

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closed_by"].queryset = may_close(assignment)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        said = dict(self.cleaned_data)
        file = said.pop("document")
        is_done = said.pop("state") == AssignmentState.DONE
        return {**said, "is_done": is_done, "document": (file.name, file.read()) if file else None}


class WriteOffForm(forms.Form):
    """Why it will not be done."""

    reason = LongText(label="Skäl", error_messages={"required": "Skriv varför beslutsuppdraget avskrivs."})


class AssignmentSearch(forms.Form):
    """Which of them the list shows. A value that is none of the choices is as no choice."""

    organ = forms.ChoiceField(label="Organ", required=False)
    lage = forms.ChoiceField(
        label="Läge",
        required=False,
        choices=[("", "Alla lägen"), (LATE, "Försenat"), *AssignmentState.choices],
    )

    def __init__(self, data: Any, *, bodies: Iterable[Body]) -> None:
        super().__init__(data)
        choices = [("", "Alla organ"), *((one.slug, one.name) for one in bodies)]
        self.fields["organ"].choices = choices  # type: ignore[attr-defined]

    def chosen(self, assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
        """Those of `assignments` that are asked for."""
        said = self.cleaned_data if self.is_valid() else {}
        if said.get("organ"):
            assignments = assignments.filter(body__slug=said["organ"])
        if said.get("lage") == LATE:
            return assignments.filter(state=AssignmentState.OPEN, due__lt=timezone.localdate())
        return assignments.filter(state=said["lage"]) if said.get("lage") else assignments


def closing_name(paragraph: Paragraph | None) -> str:
    """«§ 47, 30 maj 2024», "" for none."""
    return f"§ {paragraph.number}, {long_date(paragraph.meeting.date)}" if paragraph else ""


def _offer_people(field: forms.Field, assignment: Assignment) -> None:
    """Those in the association's registers, and the one who has it, by the names that tell them apart."""
    known = {*people_of({assignment.association_id}), *([assignment.person] if assignment.person else [])}
    names = names_of(known, assignment.association)
    each = sorted(known, key=lambda one: sort_key(names[one.pk]))
    field.queryset = Person.objects.filter(pk__in=[one.pk for one in known])  # type: ignore[attr-defined]
    field.choices = [  # type: ignore[attr-defined]
        ("", "Ingen person"),
        *((one.public_id, names[one.pk]) for one in each),
    ]
