"""What a field must hold before the database or the document has to refuse it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from meetings.paper.fonts import unsupported_sentence
from meetings.rules.addresses import mistakable_sentence, usual_address
from meetings.rules.contrast import contrast_ratio
from meetings.rules.fees import payroll_number_hindrance
from meetings.rules.organisation_number import organisation_number as usual_form
from meetings.rules.registry import pattern_hindrance


def printable(text: str) -> None:
    """Refuse characters that the protocol's fonts lack; they would make the PDF invalid."""
    if sentence := unsupported_sentence(text):
        raise ValidationError(sentence)


def unmistakable(address: str) -> None:
    """Refuse a new e-mail address with a letter that could be taken for another."""
    if sentence := mistakable_sentence(address):
        raise ValidationError(sentence)


class AddressField(forms.EmailField):
    """A new e-mail address, as it is stored and compared."""

    default_validators = [*forms.EmailField.default_validators, unmistakable]

    def to_python(self, value: Any) -> Any:
        return usual_address(super().to_python(value) or "")


# \Z and not $, which also matches before a last line break.
_COLOUR = re.compile(r"^#[0-9a-f]{6}\Z")
colour = RegexValidator(_COLOUR.pattern, "Skriv färgen som # och sex tecken, till exempel #0e5a47.")
not_reserved = RegexValidator(
    r"^(admin|anslag|halsa|inbjudan|kalender|konto|kontrollera|static|svar|underlag)\Z",
    "Adressen används av webbplatsen själv. Välj en annan.",
    inverse_match=True,
)


def organisation_number(value: str) -> None:
    """Refuse a number that is wrong, and one that is not written as documents print it."""
    try:
        usual = usual_form(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error
    if value != usual:
        raise ValidationError("Skriv numret som 222000-0000.")


def payroll_number(value: str) -> None:
    """Refuse a personnummer and a samordningsnummer: a payroll knows its people by a number of its own."""
    if hindrance := payroll_number_hindrance(value):
        raise ValidationError(hindrance)


def readable_on_white(value: str) -> None:
    """WCAG 2.1 1.4.3: at least 4.5:1 against white. What is no colour at all, `colour` refuses."""
    if not _COLOUR.search(value):
        return
    if contrast_ratio(value, "#ffffff") < 4.5:
        raise ValidationError("Färgen är för ljus mot vitt. Kontrasten måste vara minst 4,5 till 1.")


def registry_pattern(value: str) -> None:
    """Refuse a pattern of registry numbers that gives no number."""
    printable(value)
    if hindrance := pattern_hindrance(value):
        raise ValidationError(hindrance)
