"""Ready wordings: the standard agenda and the phrases."""

from django.core.exceptions import ValidationError

from meetings.models import Phrase, StandardItem
from meetings.rules.placeholders import FIELDS, unknown_fields
from meetings.rules.plain_text import is_rich
from meetings.text.richtext import clean

from .rows import RowForm

KNOWN_FIELDS = ", ".join(f"{{{label.lower()}}}" for label in FIELDS.values())
FIELDS_HELP = f"Fält som fylls i av sig själva: {KNOWN_FIELDS}."

FILLS_HELP = "När kallelsen skickas och när mötet öppnas, om ingen har skrivit något i paragrafen."


class WordingForm(RowForm):
    """Texts whose placeholders exist, and no unknown HTML."""

    def _wording(self, name: str) -> str:
        text = str(self.cleaned_data[name] or "")
        if unknown := unknown_fields(text):
            raise ValidationError(f"Fältet {{{unknown[0]}}} finns inte. Välj bland {KNOWN_FIELDS}.")
        return clean(text) if is_rich(text) else text

    def clean_text(self) -> str:
        return self._wording("text")

    def clean_decisions(self) -> str:
        return self._wording("decisions")

    def clean_decision(self) -> str:
        return self._wording("decision")


class StandardItemForm(WordingForm):
    class Meta:
        model = StandardItem
        fields = ["position", "kind", "heading", "tag", "fills", "text", "decisions", "is_closing"]
        help_texts = {"text": FIELDS_HELP, "fills": FILLS_HELP}


class PhraseForm(WordingForm):
    class Meta:
        model = Phrase
        fields = ["name", "text", "decision"]
        help_texts = {"text": FIELDS_HELP, "name": "Det man söker på i utkastet."}
