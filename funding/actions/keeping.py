"""Keeping what is written in a form of a case until it is sent."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from funding.actions.stepping import lock_case
from funding.models import Application, UnsentText
from meetings.actions.writing import digest
from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.text.inline import characters

MOST_TEXT = 100_000  # characters of one field
MOST_FIELDS = 100  # of one form
LONGEST_PLACE = 60
SEEN = "seen"  # what the form's own page had seen of a colleague's text when the writing began
_NAME = re.compile(r"[a-z0-9_]{1,60}")


def place_in(path: str, application: Application) -> str:
    """The form's name: what the path of its address says after the case; "" for no form's."""
    place = path.partition(f"/{application.public_id}/")[2].strip("/")
    return place if len(place) <= LONGEST_PLACE else ""


@transaction.atomic
def keep_texts(
    *,
    application: Application,
    place: str,
    texts: Mapping[str, str],
    bases: Mapping[str, str],
    by: Person,
    at: datetime,
) -> tuple[dict[str, str], dict[str, UnsentText]]:
    """Keeps the texts of the form `place`, by field; `bases` are digests of what the page had in each, "" kept as none.

    Gives the digest of each that is kept, and the rows of those that the same person has changed in another tab since.
    Raises RuleViolation for a text or a form that is too long.
    """
    case = lock_case(application)
    kept = {row.name: row for row in unsent_texts(case, place, by)}
    if len(kept.keys() | texts.keys()) > MOST_FIELDS or not all(map(_NAME.fullmatch, texts)):
        raise RuleViolation("Formuläret kan inte sparas. Ladda om sidan.")
    digests: dict[str, str] = {}
    changed: dict[str, UnsentText] = {}
    for name, text in texts.items():
        row = kept.get(name)
        if name == SEEN and row:
            continue
        if len(text) > MOST_TEXT:
            raise RuleViolation(f"Texten är för lång. Den får vara högst {MOST_TEXT} tecken.")
        written, stands = characters(text), row.text if row else ""
        if name in bases and bases[name] != digest(stands) and digest(written) != digest(stands) and row:
            changed[name] = row
            continue
        UnsentText.objects.update_or_create(
            application=case, person=by, place=place, name=name, defaults={"text": written, "at": at}
        )
        digests[name] = digest(written)
    return digests, changed


def unsent_texts(application: Application, place: str, person: Person) -> list[UnsentText]:
    """What the person has begun to write in the form `place` of the case."""
    return list(UnsentText.objects.filter(application=application, place=place, person=person))


def forget_texts(*, application: Application, place: str, by: Person) -> None:
    """Removes what was begun: it is sent, or is not to be."""
    UnsentText.objects.filter(application=application, place=place, person=by).delete()
