"""What signers write: a password, a dissent, a wish for a change."""

from collections.abc import Sequence
from typing import cast

from django import forms

from meetings.models import ChangeAnswer
from meetings.record.paragraph import Paragraph
from meetings.swedish import section
from meetings.views.fields import LongText


class SigningForm(forms.Form):
    """`version` and `sha256` are those of the page that was shown; the other fields are what `method` asks for."""

    method = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    dissent = LongText(
        label="Avvikande mening",
        required=False,
        help_text="Ordföranden har låtit texten stå kvar. Skriver du något här trycks det i protokollet.",
    )
    password = forms.CharField(
        label="Ditt lösenord",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Skriv ditt lösenord."},
    )
    code = forms.CharField(
        label="Engångskod från din app",
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Skriv engångskoden."},
    )
    statement = forms.CharField(widget=forms.HiddenInput)
    credential = forms.CharField(widget=forms.HiddenInput)
    provider = forms.CharField(widget=forms.HiddenInput, max_length=100)

    def __init__(self, *args: object, method: str, may_dissent: bool, **kwargs: object) -> None:
        super().__init__(*args, auto_id=f"id_{method}_%s", **kwargs)  # type: ignore[arg-type, misc]
        asked = {
            "password": ["password"],
            "code": ["password", "code"],
            "passkey": ["statement", "credential"],
            "eid": ["provider"],
        }
        unasked = {name for names in asked.values() for name in names} - set(asked[method])
        for name in [*unasked, *([] if may_dissent else ["dissent"])]:
            del self.fields[name]
        self.fields["method"].initial = method


class ChangeRequestForm(forms.Form):
    """Why; and for a § also its texts, ready to be reworded: `wordings` is (name, label, text as read)."""

    paragraph = forms.ChoiceField(label="Gäller", required=False)
    reason = LongText(
        label="Vad behöver ändras, och varför?",
        error_messages={"required": "Skriv vad som behöver ändras och varför."},
    )

    def __init__(
        self,
        *args: object,
        paragraphs: Sequence[Paragraph],
        wordings: Sequence[tuple[str, str, str]] = (),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.wordings = wordings
        choices = [(one.number, f"{section(one.number)} {one.heading}") for one in paragraphs]
        paragraph = cast(forms.ChoiceField, self.fields["paragraph"])
        paragraph.choices = [("", "Hela protokollet eller sidhuvudet"), *choices]
        for name, label, text in wordings:
            rows = min(12, 2 + len(text) // 45)
            self.fields[name] = LongText(label=label, required=False, initial=text, rows=rows)

    def wording_fields(self) -> list[forms.BoundField]:
        return [self[name] for name, _, _ in self.wordings]

    def proposals(self) -> dict[str, str]:
        """The reworded texts by name; those left as they were, or emptied, are no proposal."""
        shown = {name: text for name, _, text in self.wordings}
        written = {name: _lines(self.cleaned_data.get(name, "")) for name in shown}
        return {name: text for name, text in written.items() if text and text != _lines(shown[name])}


class AnswerForm(forms.Form):
    """The outcomes are those open to whoever answers."""

    outcome = forms.ChoiceField(
        label="Svar", widget=forms.RadioSelect, error_messages={"required": "Välj ett svar."}
    )
    text = LongText(
        label="Motivering",
        required=False,
        help_text="Krävs om texten står kvar. Den som begärde ändringen läser den.",
    )

    def __init__(self, *args: object, outcomes: Sequence[ChangeAnswer.Outcome], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = cast(forms.ChoiceField, self.fields["outcome"])
        field.choices = [(one.value, one.label) for one in outcomes]
        if len(outcomes) == 1:
            field.widget = forms.HiddenInput()
            field.initial = outcomes[0].value
            self.fields["text"].required = True
            self.fields["text"].help_text = "Den som begärde ändringen läser den."


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = LongText(label="Varför?", error_messages={"required": "Skriv varför."})


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
