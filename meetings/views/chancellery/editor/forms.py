"""The forms of the editor's dialogs: input -> clean values."""

from typing import Any

from django import forms

from meetings.actions.planning import EDITABLE
from meetings.models import Attachment, Decision, Meeting, Paragraph
from meetings.models.validators import printable

from .people_forms import People, attending, needed_to_verify

UNCONFIRMED = "Kryssa för allt som ska publiceras. Ta annars bort det, eller välj att inte publicera."


class ParagraphForm(forms.Form):
    """Kind and chair of a §."""

    kind = forms.ChoiceField(label="Slag", choices=Paragraph.Kind.choices)
    chair = People(label="Ordförande i paragrafen", required=False, empty_label="Samma som vid mötet")
    is_extra = forms.BooleanField(label="Extra ärende, tillagt vid mötet", required=False)

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


class FreezeForm(forms.Form):
    """What looks like personal data and would be published: each find is confirmed by a person."""

    confirmed = forms.MultipleChoiceField(
        label="Ska ändå publiceras",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kryssa för det som du har läst och som ska ut på webben.",
    )

    def __init__(self, data: Any = None, *, asked: list[str]) -> None:
        super().__init__(data)
        self.asked = asked
        self.fields["confirmed"].choices = [(one, one) for one in asked]  # type: ignore[attr-defined]
        needed_to_verify(self, "confirmed")
        if not asked:
            del self.fields["confirmed"]

    def clean_confirmed(self) -> list[str]:
        confirmed: list[str] = self.cleaned_data["confirmed"]
        if set(confirmed) != set(self.asked):
            raise forms.ValidationError(UNCONFIRMED)
        return confirmed


class MeetingForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the protocol's head says of the meeting."""

    chair = People(label="Ordförande", required=False)
    secretary = People(label="Sekreterare", required=False)

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
        if meeting.body.under_kl:
            needed_to_verify(self, "end", "chair", "secretary")
        for name in ("place", "verification_plan", "registry_number"):
            self.fields[name].validators.append(printable)

    def changes(self) -> dict[str, Any]:
        """Those of EDITABLE that the form holds."""
        return {name: value for name, value in self.cleaned_data.items() if name in EDITABLE}

    def _post_clean(self) -> None:
        """The action checks and saves; the instance here is only read."""


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
