"""What a row holds, in words: Django and simple-history write None, True and False."""

from typing import Any

from django.contrib.admin.templatetags import admin_list
from django.contrib.admin.utils import display_for_field
from simple_history.template_utils import HistoricalRecordContextHelper

YES_OR_NO = {True: "Ja", False: "Nej", None: "Inte angivet"}


def yes_or_no(value: bool | None) -> str:
    return YES_OR_NO[value]


# Django's is a picture called «True», which has no other setting: it is asked for by this name at each call.
admin_list._boolean_icon = yes_or_no  # type: ignore[attr-defined]


def of_the_row(admin: Any, fieldsets: Any) -> Any:
    """`fieldsets` without what is only asked in a form, such as a file to send: a row as it was has no such thing."""

    def holds(name: Any) -> bool:
        return isinstance(name, tuple) or hasattr(admin, name) or hasattr(admin.model, name)

    return [(title, more | {"fields": list(filter(holds, more["fields"]))}) for title, more in fieldsets]


class InWords(HistoricalRecordContextHelper):  # type: ignore[misc]  # simple-history is not typed
    """The lines of the history: days and choices as in the lists, and nothing where there was nothing."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        field = self.model._meta.get_field(change.field)
        if value is None:
            return ""
        if field.many_to_many or field.remote_field:
            return super().prepare_delta_change_value(change, value)
        return display_for_field(value, field, "")
