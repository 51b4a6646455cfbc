"""Fields and inputs that forms of every surface use."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.validators import MaxLengthValidator

from meetings.models.validators import printable
from meetings.paper.storage import LostFileError, store, stored_bytes
from meetings.rules.organisation_number import organisation_number
from meetings.swedish import grouped, number_word

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


class _KeptFileInput(forms.FileInput):
    """Says which file is chosen already when the form is shown again; another choice takes its place."""

    template_name = "forms/kept_file.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.is_refused: Callable[[], bool] = lambda: False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return super().value_from_datadict(data, files, name) or _kept(data.get(f"{name}_kept", ""))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if isinstance(value, UploadedFile) and value.size and not self.is_refused():
            context["kept"] = {"name": value.name, "token": _keep(value)}
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class KeptFile(forms.FileField):
    """A file that need not be chosen again when the form asks something else: it is stored, and the form that is shown
    again has a signed word for it, which is good for a day. One that was refused itself is not kept.
    """

    widget = _KeptFileInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data or initial  # Django's own is of no file: a browser never takes one back

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        self.widget.is_refused = lambda: field_name in form.errors
        return super().get_bound_field(form, field_name)


class _SeveralKeptInput(_SeveralFilesInput):
    """Says which files are chosen already when the form is shown again; what is chosen then is added to them."""

    template_name = "forms/kept_files.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        kept = [_kept(token) for token in data.getlist(f"{name}_kept")] if hasattr(data, "getlist") else []
        chosen = files.getlist(name) if hasattr(files, "getlist") else []
        return [*filter(None, kept), *chosen]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        each = value if isinstance(value, list) else []
        context["kept"] = [
            {"name": one.name, "token": _keep(one)}
            for one in each
            if isinstance(one, UploadedFile) and one.size
        ]
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class SeveralKeptFiles(forms.FileField):
    """None or several files that need not be chosen again, as KeptFile; cleaned to a list of uploads."""

    widget = _SeveralKeptInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data or initial

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        return list(data or [])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


_SALT, _DAY = "kept-file", 24 * 60 * 60


def _keep(file: "UploadedFile[bytes]") -> str:
    file.seek(0)
    return signing.dumps([store(file.read()), file.name, file.content_type], salt=_SALT)


def _kept(token: str) -> "UploadedFile[bytes] | None":
    """The file that was kept under `token`; None for any other, and for one that is lost or a day old."""
    try:
        sha256, name, media_type = signing.loads(token, salt=_SALT, max_age=_DAY)
        return SimpleUploadedFile(name, stored_bytes(sha256), media_type)
    except (signing.BadSignature, LostFileError):
        return None


class Fits(MaxLengthValidator):
    """Counts as the browser does, to which a line break is one character, and says how long the text is."""

    def __call__(self, value: str) -> None:
        length = self.clean(value)
        if length > self.limit_value:
            raise ValidationError(
                f"Texten är {grouped(length)} tecken lång, och högst {grouped(self.limit_value)} får plats. "
                "Inget är borttaget.",
                code=self.code,
            )

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


_SPACES = re.compile(r"[ \u00a0\u2009\u202f]+")
_AMOUNT = re.compile(r"\d{1,9}(?:[.,]\d+)?")
_UNIT = re.compile(r" ?(?:kronor|kr\.?|:-|km|tim(?:mar)?)\Z", re.IGNORECASE)


class AmountField(UncutText):
    """A number as people write it, «1 250,50» or «800 kr», with so many `decimals` at most; one under zero is none.

    Empty is `empty`: zero, or None where that is another answer than zero.
    """

    def __init__(self, *, decimals: int = 2, empty: Decimal | None = Decimal("0.00"), **options: Any) -> None:
        self.decimals, self.empty = decimals, empty
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "amount", "autocomplete": "off"})
        super().__init__(longest=30, widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        # A 0 that stands there is written behind: «0» and «65» became «650».
        return (grouped(value) if value else "") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        text = _UNIT.sub("", str(super().clean(value)).strip())
        text = _SPACES.sub("", text)
        if not text:
            return self.empty
        if not text.isascii() or not _AMOUNT.fullmatch(text):
            raise ValidationError("Skriv ett tal, till exempel 1 250,50.")
        amount = Decimal(text.replace(",", "."))
        if -int(amount.as_tuple().exponent) > self.decimals:
            raise ValidationError(
                f"Skriv högst {number_word(self.decimals)} decimal{'' if self.decimals == 1 else 'er'}."
            )
        return amount


class OrganisationNumberField(forms.CharField):
    """However it was written; cleaned to how documents print it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 14})
        super().__init__(max_length=20, widget=widget, **options)

    def to_python(self, value: Any) -> str:
        try:
            return organisation_number(str(super().to_python(value) or ""))
        except ValueError as error:
            raise ValidationError(str(error)) from error
