"""What an association says of itself, and how it looks."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from meetings.actions.attaching import store_file
from meetings.actions.keeping import keep
from meetings.models import Association, Person


@transaction.atomic
def keep_particulars(
    *,
    association: Association,
    fields: Sequence[str],
    by: Person,
    at: datetime,
    logo: bytes | None = None,
    without_logo: bool = False,
) -> None:
    """Save the named fields, which a form has found right; `logo` is a new picture, a PNG that has been looked through.

    Raises RuleViolation when somebody else was quicker.
    """
    named = [*fields]
    if logo:
        association.logo = store_file(data=logo, media_type="image/png", at=at)
    elif without_logo:
        association.logo = None
    if logo or without_logo:
        named.append("logo")
    keep(association, by=by, at=at, fields=named)
