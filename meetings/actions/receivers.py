"""Whom the decision of a § is to be sent to, as data of the §."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from meetings.actions.locking import lock_paragraph
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Paragraph, Person
from meetings.paper.fonts import unsupported_sentence
from meetings.rules.addresses import usual_address
from meetings.rules.receivers import MOST, ReceiverLine
from meetings.text.richtext import clean_line

LONGEST = 200


@transaction.atomic
def set_receivers(
    *, paragraph: Paragraph, receivers: Sequence[ReceiverLine], by: Person, at: datetime
) -> Paragraph:
    """Whom the decision is sent to when the protocol is verified, in this order; the protocol names them.

    Raises RuleViolation for too many, for a name that is too long or cannot be printed, and for what is no address.
    """
    lock_paragraph(paragraph)
    paragraph = Paragraph.objects.get(pk=paragraph.pk)
    if len(receivers) > MOST:
        raise RuleViolation(f"Högst {MOST} mottagare. Skicka hela protokollet till dem i stället.")
    paragraph.receivers = [{"name": _name(one), "email": _email(one)} for one in receivers]
    record(paragraph, by=by, at=at, fields=["receivers"])
    return paragraph


def _name(one: ReceiverLine) -> str:
    name = clean_line(one.name)
    if len(name) > LONGEST:
        raise RuleViolation(f"Namnet «{name[:30]}…» är för långt. Högst {LONGEST} tecken.")
    if sentence := unsupported_sentence(name):
        raise RuleViolation(sentence)
    return name


def _email(one: ReceiverLine) -> str:
    try:
        if one.email:
            validate_email(one.email)
    except ValidationError as error:
        raise RuleViolation(f"{one.email} är ingen e-postadress.") from error
    return usual_address(one.email)
