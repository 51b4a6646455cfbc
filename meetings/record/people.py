"""The people of a protocol, and every place that names one of them made to say which by key."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import fields, replace

from meetings.record.shape import Frozen

# A field that holds a name, or several, and the one beside it that holds whose it is.
_WHOSE = {
    "name": "person",
    "chair": "chair_person",
    "secretary": "secretary_person",
    "serving_for": "serving_for_person",
    "substitute": "substitute_person",
    "verified_by": "verified_by_person",
    "relieves": "relieves_person",
    "verifiers": "verifiers_people",
    "took_part": "took_part_people",
    "not_taking_part": "not_taking_part_people",
    "presenters": "presenters_people",
    "movers": "movers_people",
}


class KnownPerson(Frozen, frozen=True):
    """`key` is a number within the protocol. `name` is what the person is called in it, unlike everybody else:
    `full_name`, and the party or title after it where two bear the same."""

    key: int
    name: str
    full_name: str
    party: str | None = None
    title: str = ""


def with_keys[T: msgspec.Struct](value: T, keys: Mapping[str, int]) -> T:
    """`value` with the key of everybody that it names, here and in all that it holds. `keys` are by name."""
    changes: dict[str, Any] = {}
    names = {one.name for one in fields(value)}
    for field in names:
        held = getattr(value, field)
        if isinstance(held, msgspec.Struct):
            changes[field] = with_keys(held, keys)
        elif isinstance(held, tuple) and any(isinstance(one, msgspec.Struct) for one in held):
            changes[field] = tuple(with_keys(one, keys) for one in held)
    for field, whose in _WHOSE.items():
        if field in names and whose in names:
            changes[whose] = _keys(getattr(value, field), keys)
    return replace(value, **changes) if changes else value


def _keys(named: str | tuple[str, ...] | None, keys: Mapping[str, int]) -> int | tuple[int, ...] | None:
    """A place that nobody holds, such as «vakant plats (RVN)», has no key."""
    if isinstance(named, tuple):
        return tuple(keys[name] for name in named if name in keys)
    return keys.get(named or "")
