"""JSON -> frozen dataclasses, by their type hints."""

import datetime
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints


class UnreadableSnapshotError(ValueError):
    """The snapshot's schema is unknown, or a value is missing or of another kind than its schema says."""


def read(kind: Any, value: Any, where: str) -> Any:
    """`value` as `kind`, which is a type hint; `where` names the place in the JSON."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        wanted = next(each for each in get_args(kind) if each is not types.NoneType)
        return None if value is None else read(wanted, value, where)
    if origin is tuple and isinstance(value, list):
        return tuple(read(get_args(kind)[0], each, f"{where}[{n}]") for n, each in enumerate(value))
    if is_dataclass(kind) and isinstance(value, Mapping):
        return _read_fields(kind, value, where)
    if kind in (datetime.date, datetime.datetime) and isinstance(value, str):
        try:
            return kind.fromisoformat(value)
        except ValueError as error:
            raise UnreadableSnapshotError(f"{where}: {error}") from error
    if type(value) is kind:
        return value
    raise UnreadableSnapshotError(f"{where}: {type(value).__name__} is not {kind}")


_hints = lru_cache(get_type_hints)


def _read_fields(kind: Any, value: Mapping[str, Any], where: str) -> Any:
    hints = _hints(kind)
    values: dict[str, Any] = {}
    for each in fields(kind):
        key = each.metadata.get("key", each.name)
        optional = each.default is not MISSING
        if key in value and not (optional and value[key] is None):
            values[each.name] = read(hints[each.name], value[key], f"{where}.{key}")
        elif not optional:
            raise UnreadableSnapshotError(f"{where}.{key} is missing")
    return kind(**values)
