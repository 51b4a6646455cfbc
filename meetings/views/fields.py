"""Fields and inputs that forms of every surface use."""

from typing import Any

from django import forms

from meetings.models.validators import printable

LONGEST = 20_000


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LongText(forms.CharField):
    """A text of some lines, without characters that the documents' fonts lack."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=LONGEST, widget=widget, validators=[printable], **options)
