"""Text of one line."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property

from meetings.rules.names import usual_line

from .validators import printable


class _LineField(models.CharField):  # type: ignore[type-arg]
    """What somebody writes on one line, stored in one form (`usual_line`) whichever door it comes through.

    A browser sends no line break from such a field, but anyone may: in a subject, a log or a file for bookkeeping it
    would begin a line of their own.
    """

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return usual_line(text) if isinstance(text, str) else text

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return usual_line(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        written = getattr(model_instance, self.attname)
        if isinstance(written, str):
            setattr(model_instance, self.attname, self.to_python(written))
        return super().pre_save(model_instance, add)

    @cached_property
    def validators(self) -> list[Any]:
        return [printable, *(one for one in super().validators if one is not printable)]

    def deconstruct(self) -> Any:
        # The column is as it was: no migration.
        name, _, arguments, options = super().deconstruct()
        return name, "django.db.models.CharField", arguments, options


if TYPE_CHECKING:  # a column's type is known of Django's own alone
    LineField = models.CharField
else:
    LineField = _LineField
