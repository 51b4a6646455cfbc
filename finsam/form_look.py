"""How forms look everywhere: templates/forms/, and Designsystemet's class on each control."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


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
        return attrs | told | {"class": f"{own} ds-input".strip(), "placeholder": False}


class FormRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = BoundField
