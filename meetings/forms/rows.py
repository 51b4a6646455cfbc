"""What every form of a register shares."""

from django import forms

KNOWN_ALREADY = ("association", "body", "person")


class RowForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that asks the row's constraints also where its page does not ask what the row is of.

    Django leaves out each constraint that has a column the form has no field for, and the database alone would refuse.
    """

    def _get_validation_exclusions(self) -> set[str]:
        exclude: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclude - {name for name in KNOWN_ALREADY if getattr(self.instance, f"{name}_id", None)}
