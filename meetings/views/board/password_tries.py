"""Five wrong passwords in a quarter of an hour, then signing waits; the person stays signed in."""

from django.core.cache import cache

from meetings.models import Person

TRIES = 5
SECONDS = 15 * 60


def take(person: Person) -> bool:
    """Use one try; False when none is left. Each is a row of its own, so that parallel tries all count."""
    return any(cache.add(key, True, SECONDS) for key in _keys(person))


def give_back(person: Person) -> None:
    """After the right password."""
    cache.delete_many(_keys(person))


def _keys(person: Person) -> list[str]:
    return [f"signing-{person.public_id}-{number}" for number in range(TRIES)]
