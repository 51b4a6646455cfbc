"""Forms about the matter of a §: who presents it, its registry number, what it corrects; and immediate verification."""

from typing import Any

from django import forms

from meetings.models import Attendee, Paragraph
from meetings.models.validators import printable

from .forms import FreezeForm
from .gavel_forms import Named, names


class PresentersForm(forms.Form):
    """Those in the meeting, and one more who becomes a guest in this §."""

    presenters = Named(label="Föredragande", required=False)
    name = forms.CharField(
        label="Någon annan",
        required=False,
        max_length=400,
        validators=[printable],
        help_text="Namn, titel, organisation. Blir övrig deltagare i paragrafen.",
    )
    planned_time = forms.TimeField(
        label="Tid i dagordningen", required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )

    def __init__(self, data: Any = None, *, paragraph: Paragraph, people: list[Attendee]) -> None:
        keys = paragraph.presenters.values_list("attendee_id", flat=True)
        initial = {
            "presenters": [str(key) for key in keys],
            "planned_time": paragraph.planned_time,
        }
        super().__init__(data, initial=initial)
        self.fields["presenters"].choices = names(people)  # type: ignore[attr-defined]


class RegistryForm(forms.Form):
    """Typed, or the next of the association's own series."""

    take = forms.ChoiceField(
        label="Diarienummer",
        choices=[("1", "Ta nästa nummer i serien"), ("0", "Skriv numret")],
        widget=forms.RadioSelect,
        initial="1",
    )
    number = forms.CharField(label="Nummer", required=False, max_length=50, validators=[printable])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("take") == "0" and "number" in cleaned and not cleaned["number"].strip():
            self.add_error("number", "Skriv numret.")
        return cleaned


class CorrectsForm(forms.Form):
    """One of the association's verified §§."""

    corrects = forms.ChoiceField(label="Rättar", required=False, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, found: list[tuple[str, str]], current: str) -> None:
        super().__init__(data, initial={"corrects": current})
        self.fields["corrects"].choices = [*found, ("", "Ingen tidigare paragraf")]  # type: ignore[attr-defined]


class ImmediateForm(FreezeForm):
    """Which §§ are verified at once, and what in them is confirmed."""

    paragraphs = forms.MultipleChoiceField(
        label="Paragrafer som justeras nu",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en paragraf."},
    )

    field_order = ("paragraphs", "confirmed")

    def __init__(
        self, data: Any = None, *, paragraphs: list[tuple[str, str]], chosen: str, asked: list[str]
    ) -> None:
        super().__init__(data, asked=asked)
        self.fields["paragraphs"].choices = paragraphs  # type: ignore[attr-defined]
        self.initial["paragraphs"] = [chosen]


class WithoutForm(forms.Form):
    """Nothing to choose: the dialog only explains."""
