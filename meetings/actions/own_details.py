"""What a person writes of themself, at once and without anybody's leave."""

from datetime import datetime

from django.db import transaction

from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Person

POST_WHERE = "Skriv postadressen som kallelser ska skickas till."


@transaction.atomic
def rename(*, person: Person, first_name: str, last_name: str, by: Person, at: datetime) -> None:
    """The person writes their own name."""
    person.first_name, person.last_name = first_name, last_name
    record(person, by=by, at=at, fields=["first_name", "last_name"])


@transaction.atomic
def say_where_to_post(
    *, person: Person, postal_address: str, by_post: bool, by: Person, at: datetime
) -> None:
    """The person writes where post reaches them, and whether they want the summons so as well as by mail.

    Raises RuleViolation without an address to post to.
    """
    if by_post and not postal_address.strip():
        raise RuleViolation(POST_WHERE, field="postal_address")
    person.postal_address, person.by_post = postal_address.strip(), by_post
    record(person, by=by, at=at, fields=["postal_address", "by_post"])
