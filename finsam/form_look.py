"""How forms look everywhere: templates/forms/, and Designsystemet's class on each control."""

import re
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import DateTimeBaseInput

# What the browser may fill in, by what a field is called: of whoever fills in the form, or of the organisation that
# they write for (WCAG 1.3.5). A field of somebody else takes nothing of one's own.
OWN = {
    "Din e-postadress": "email",
    "Ditt namn": "name",
    "E-postadress": "email",
    "Efternamn": "family-name",
    "Förbundets namn": "organization",
    "Förnamn": "given-name",
    "Kontaktperson": "name",
    "Kontaktpersonens e-post": "email",
    "Mobiltelefon": "tel",
    "Organisation": "organization",
    "Postadress": "street-address",
    "Postnummer": "postal-code",
    "Postort": "address-level2",
    "Telefon": "tel",
    "Utdelningsadress": "street-address",
}
OF_OTHERS = re.compile(
    r"(?i)e-post|namn|adress|telefon|firmatecknare|skriver under|av vem|till vem|mottagare"
)
WRITTEN = {"text", "email", "number", "tel"}  # a text of several lines has no type
# The keys that a phone shows.
KEYS = {
    "Bankgiro": "numeric",
    "Förbundets bankgiro": "numeric",
    "Medlemmens telefon": "tel",
    "Mobiltelefon": "tel",
    "Organisationsnummer": "numeric",
    "Plusgiro": "numeric",
    "Postnummer": "numeric",
    "Telefon": "tel",
}


def autocomplete_of(label: str, *, section: str = "", is_own: bool = True) -> str:
    """What the browser may fill in a field called `label`: "off" for what is another's, "" where nothing is known.

    `section` keeps several organisations of one form apart.
    """
    if is_own and label in OWN:
        return f"section-{section} {OWN[label]}" if section else OWN[label]
    return "off" if OF_OTHERS.search(label) else ""


def _filled(field: forms.BoundField) -> dict[str, str]:
    label, widget = str(field.label), field.field.widget
    if getattr(widget, "input_type", "text") not in WRITTEN or isinstance(widget, DateTimeBaseInput):
        return {}
    row = re.fullmatch(r"a-(.+)-\w+", field.name)
    keeps_others = ".admin." in type(field.form).__module__
    autocomplete = autocomplete_of(label, section=row[1] if row else "", is_own=not keeps_others)
    keys = "numeric" if isinstance(widget, forms.NumberInput) else KEYS.get(label, "")
    return {name: value for name, value in (("autocomplete", autocomplete), ("inputmode", keys)) if value}


class BoundField(forms.BoundField):
    """A field whose control carries the class `ds-input`, and a label instead of a placeholder.

    The browser never cuts what is written or pasted: a text that is too long is told while it is written
    (static/js/limits.js) and refused with its length, whichever form it stands in.
    """

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        given = (widget or self.field.widget).attrs
        own = attrs.get("class") or given.get("class", "")
        longest = given.get("maxlength") or given.get("data-longest") or False
        told = {"maxlength": False, "data-longest": longest}
        filled = {name: value for name, value in _filled(self).items() if name not in given}
        return attrs | told | filled | {"class": f"{own} ds-input".strip(), "placeholder": False}


class FormRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = BoundField
