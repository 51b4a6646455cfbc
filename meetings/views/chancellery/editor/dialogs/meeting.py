"""About the meeting: its facts, who verifies, its pauses and its end, and matters that wait."""

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from meetings.actions.attending import choose_verifiers
from meetings.actions.pausing import adjourn, close_meeting, resume
from meetings.actions.planning import EDITABLE, edit_meeting
from meetings.draft.checklist import verifier_hindrances
from meetings.models import Adjournment, Meeting, Office, Paragraph, Person
from meetings.models.validators import printable
from meetings.swedish import clock

from .dialog import DialogForm, Question
from .fields import PersonField, clock_time, needed_to_verify
from .fields import day as day_field
from .people import attending, can_lead, can_verify


class MeetingForm(Question[Meeting], forms.ModelForm):  # type: ignore[type-arg]  # as PersonField
    """What the protocol's head says of the meeting."""

    chair = PersonField(label="Ordförande", required=False)
    secretary = PersonField(label="Sekreterare", required=False)

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
            "next_meeting_start",
            "registry_number",
        ]
        labels = {"start": "Mötet började kl.", "end": "Mötet avslutades kl.", "end_date": "Sista dag"}
        widgets = {
            "start": forms.TimeInput({"type": "time"}, "%H:%M"),
            "end": forms.TimeInput({"type": "time"}, "%H:%M"),
            "end_date": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
            "next_meeting": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
            "next_meeting_start": forms.TimeInput({"type": "time"}, "%H:%M"),
        }

    def __init__(self, editing: Any, row: Meeting, data: Any = None) -> None:
        super().__init__(editing, row, data, instance=row)

    def starting(self) -> dict[str, Any]:
        people = {"chair": self.row.chair, "secretary": self.row.secretary}
        return {name: person.public_id if person else None for name, person in people.items()}

    def prepare(self) -> None:
        self.offer_rows("chair", can_lead(self.row))
        held = self.row.body.offices.filter(kind=Office.Kind.CHAIR)
        if self.row.body.under_kl and not any(one.holds_on(self.row.date) for one in held):
            until = self.row.body.get_before_chair_display().lower()
            self.fields["chair"].help_text = f"Ingen ordförande är vald. Till dess leder {until}."
        self.offer_rows("secretary", attending(self.row))
        if self.row.body.under_kl:
            needed_to_verify(self, "end", "chair", "secretary")
        else:
            self.fields["place"].required = False  # as when it is planned
            del self.fields["verification_plan"]  # nobody verifies notes
        for name in {"place", "verification_plan", "registry_number"} & set(self.fields):
            self.fields[name].validators.append(printable)

    def _post_clean(self) -> None:
        """The action checks and saves; the instance here is only read."""

    def do(self) -> Meeting:
        changes = {name: value for name, value in self.cleaned_data.items() if name in EDITABLE}
        return edit_meeting(meeting=self.row, **self.editing.signed, **changes)


class VerifiersForm(DialogForm[Meeting]):
    """One or two verifiers beside the chair, and a deputy for them."""

    first = PersonField(label="Justerare", required=False, empty_label="Ingen vald")
    second = PersonField(label="Andra justerare", required=False, empty_label="Ingen")
    deputy = PersonField(label="Ersättare för justerare", required=False, empty_label="Ingen")

    def starting(self) -> dict[str, Any]:
        listed = list(self.row.verifiers.select_related("person"))
        verifiers = [one.person.public_id for one in listed if not one.is_deputy]
        deputies = [one.person.public_id for one in listed if one.is_deputy]
        return dict(zip(("first", "second"), verifiers, strict=False)) | dict(
            zip(("deputy",), deputies, strict=False)
        )

    def prepare(self) -> None:
        for name in self.fields:
            self.offer_rows(name, can_verify(self.row))
        needed_to_verify(self, "first")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        hindrances = verifier_hindrances(self.editing.rolls)
        for name, person in list(cleaned.items()):
            if person and person.pk in hindrances:
                self.add_error(name, hindrances[person.pk])
        return cleaned

    def do(self) -> None:
        def people(*names: str) -> list[Person]:
            return [self.cleaned_data[name] for name in names if self.cleaned_data[name]]

        choose_verifiers(
            meeting=self.row,
            verifiers=people("first", "second"),
            deputies=people("deputy"),
            **self.editing.signed,
        )


class _TimeForm(DialogForm[Meeting]):
    """One time of the day, now from the start."""

    day = day_field("Dag", required=False)
    time = clock_time("Klockan")

    def starting(self) -> dict[str, Any]:
        return {"day": _day_of(self.row), "time": _now()}

    @property
    def at(self) -> str:
        return clock(self.cleaned_data["time"])


class AdjournForm(_TimeForm):
    def do(self) -> Adjournment:
        return adjourn(
            meeting=self.row,
            start=self.cleaned_data["time"],
            day=self.cleaned_data["day"],
            **self.editing.signed,
        )


class ResumeForm(_TimeForm):
    def do(self) -> Adjournment:
        return resume(
            meeting=self.row,
            end=self.cleaned_data["time"],
            day=self.cleaned_data["day"],
            **self.editing.signed,
        )


class CloseForm(DialogForm[Meeting]):
    """The end, and which §§ were not reached: those without text and decision are proposed."""

    day = day_field("Mötets sista dag", required=False)
    end = clock_time("Mötet avslutades kl.")
    not_handled = forms.MultipleChoiceField(
        label="Inte behandlade",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De saknar beslut. Med kryss står «Inte behandlad» i protokollet, och ärendet väntar "
        "till ett annat möte. Det är ingen bordläggning.",
    )

    def starting(self) -> dict[str, Any]:
        self.undecided = self._undecided()
        unwritten = [one.public_id for one, _ in self.undecided if not one.text and not one.text_after]
        return {"day": _day_of(self.row), "end": self.row.end or _now(), "not_handled": unwritten}

    def prepare(self) -> None:
        self.offer("not_handled", [(one.public_id, words) for one, words in self.undecided])
        if not self.undecided:
            del self.fields["not_handled"]

    def changed(self) -> list[Paragraph]:
        return [one for one, _ in self.undecided]

    def do(self) -> Meeting:
        wanted = self.cleaned_data.get("not_handled", [])
        return close_meeting(
            meeting=self.row,
            end=self.cleaned_data["end"],
            day=self.cleaned_data["day"],
            not_handled=[one for one, _ in self.undecided if one.public_id in wanted],
            **self.editing.signed,
        )

    def _undecided(self) -> list[tuple[Paragraph, str]]:
        """§§ without decision and not put off, where nothing is written or the matter was for decision."""
        rows = self.row.paragraphs.filter(
            removed_at__isnull=True, withdrawn=False, deferral="", not_handled=False, protocols__number=1
        )
        decided = rows.filter(decisions__is_prepared=False).exclude(decisions__text="")
        open_rows = {
            row.pk: row for row in rows.exclude(pk__in=decided.values("pk")).prefetch_related("sub_items")
        }
        return [
            (one, words)
            for one, words in self.editing.titled()
            if one.pk in open_rows and _may_be_unreached(open_rows[one.pk])
        ]


def _may_be_unreached(row: Paragraph) -> bool:
    for_decision = row.kind in (Paragraph.Kind.DECISION, Paragraph.Kind.ELECTION)
    has_sub_items = any(item.text or item.deferral for item in row.sub_items.all())
    return (for_decision or not row.text) and not has_sub_items


def _day_of(meeting: Meeting) -> date:
    """Today while the meeting lasts and the night after, else its last day so far: minutes are also written later."""
    today = timezone.localdate()
    return today if meeting.date <= today <= meeting.last_day + timedelta(days=1) else meeting.last_day


def _now() -> time:
    return timezone.localtime().time().replace(second=0, microsecond=0)
