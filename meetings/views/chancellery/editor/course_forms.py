"""Forms of the meeting's course: its pauses and end, who came and went, what waits."""

from typing import Any

from django import forms

from meetings.models import Movement
from meetings.models.validators import printable


def _time(label: str, **options: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}, "%H:%M"), **options)


class TimeForm(forms.Form):
    """One time of the day, now from the start."""

    time = _time("Klockan")

    def __init__(self, data: Any = None, *, now: Any) -> None:
        super().__init__(data, initial={"time": now})


class CloseForm(forms.Form):
    """The end, and which §§ were not reached."""

    end = _time("Mötet avslutades kl.")
    not_handled = forms.MultipleChoiceField(
        label="Inte behandlade",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De saknar beslut. Med kryss står «Inte behandlad» i protokollet, och ärendet väntar "
        "till ett annat möte. Det är ingen bordläggning.",
    )

    def __init__(
        self, data: Any = None, *, now: Any, paragraphs: list[tuple[str, str]], ticked: list[str]
    ) -> None:
        super().__init__(data, initial={"end": now, "not_handled": ticked})
        self.fields["not_handled"].choices = paragraphs  # type: ignore[attr-defined]
        if not paragraphs:
            del self.fields["not_handled"]


class MovementForm(forms.Form):
    """When, and why."""

    time = _time("Klockan", required=False)
    cause = forms.CharField(
        label="Orsak",
        required=False,
        max_length=200,
        validators=[printable],
        help_text="Skrivs efter kolon, till exempel «förbindelsen bröts». Tomt för det mesta.",
    )

    def __init__(self, data: Any = None, *, movement: Movement) -> None:
        super().__init__(data, initial={"time": movement.time, "cause": movement.cause})


class DismissForm(forms.Form):
    """Why a matter is not taken up again."""

    reason = forms.CharField(
        label="Varför tas ärendet inte upp igen?",
        max_length=300,
        validators=[printable],
        error_messages={"required": "Skriv varför."},
    )
