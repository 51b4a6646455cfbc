"""The inputs of every register page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models

from meetings.models.validators import AddressField


class RegisterDayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class PersonSearch(AutocompleteSelect):
    """Django's own fails on a value that is no key."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, [one for one in value if str(one).isdecimal()], attr)


WIDGETS = {
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "cols": 80})},
    models.DateField: {"widget": RegisterDayInput},
    models.EmailField: {"form_class": AddressField},
}
