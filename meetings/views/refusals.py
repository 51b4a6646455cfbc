"""A refused action beside the field that was refused."""

from collections.abc import Mapping

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from meetings.errors import RuleViolation


def refuse(form: BaseForm, violation: RuleViolation) -> None:
    """The sentence beside its field where the form has it and shows it, else above the form."""
    field = form.fields.get(violation.field)
    beside = violation.field if field and not field.widget.is_hidden else None
    form.add_error(beside, violation.sentence)


def say_unshown(request: HttpRequest, bound: Mapping[str, BaseForm], shown: Mapping[str, object]) -> None:
    """Above the page what was refused in a form that it no longer has: somebody pressed twice, or was quicker."""
    for name, form in bound.items():
        if shown[name] is not form:
            messages.warning(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
