"""A refused action beside the field that was refused."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from meetings.errors import RuleViolation


def refuse(form: BaseForm, violation: RuleViolation) -> None:
    """The sentence beside its field where the form has it and shows it, else above the form."""
    field = form.fields.get(violation.field)
    beside = violation.field if field and not field.widget.is_hidden else None
    form.add_error(beside, violation.sentence)


def goes_through(request: HttpRequest, form: BaseForm, said: str, action: Callable[[], object]) -> bool:
    """Whether the form was sent, is valid and `action` did what it asks for; then the next page says `said`.

    `action` is called here, once, so it may read the clean form. What it refuses stands beside the field.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        action()
    except RuleViolation as violation:
        refuse(form, violation)
        return False
    messages.success(request, said)
    return True


def done_or_said(request: HttpRequest, said: str, action: Callable[[], object]) -> None:
    """Does what a button without a form asks for; the next page says `said`, or why it was refused."""
    try:
        action()
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, said)


def say_unshown(request: HttpRequest, bound: Mapping[str, BaseForm], shown: Mapping[str, object]) -> None:
    """Above the page what was refused in a form that it no longer has: somebody pressed twice, or was quicker."""
    for name, form in bound.items():
        if shown[name] is not form:
            messages.warning(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
