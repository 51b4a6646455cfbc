"""Fields and inputs that forms of every surface use."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator

from meetings.models.validators import printable

LONGEST = 20_000


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class _SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """One or more files of one choice; cleaned to a list of uploads."""

    widget = _SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        files = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFiles, self).clean(one, initial) for one in files or [None]]


class Fits(MaxLengthValidator):
    """Counts as the browser does, to which a line break is one character, and says how long the text is."""

    message = "Texten är %(show_value)d tecken lång, och högst %(limit_value)d får plats. Inget är borttaget."

    def clean(self, x: str) -> int:  # type: ignore[override]  # the stubs know of no text
        return len(x.replace("\r\n", "\n"))


class UncutText(forms.CharField):
    """A text that the browser never cuts: one longer than `longest` is told while it is written (static/js/limits.js),
    and refused with its length.
    """

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(Fits(longest))
        self.widget.attrs["data-longest"] = longest


class LongText(UncutText):
    """A text of some lines, without characters that the documents' fonts lack."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(longest=LONGEST, widget=widget, validators=[printable], **options)
