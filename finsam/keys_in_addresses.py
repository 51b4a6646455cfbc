"""Addresses that open a door to whoever has them: the one-time links of letters."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

# The arguments of the patterns: `token` is ours; `uidb36` is allauth's, in one part of the address with its key.
KEY_ARGUMENTS = frozenset({"token", "uidb36"})

# An address that was mistyped, or put together with one slash too many, leads nowhere, but its key still works.
# Each run of slashes is looked at from its beginning alone, or a long one would take time by its square.
_SLASH = r"(?<!/)(?<!%2[fF])(?:/|%2[fF])++"
_PART = r"(?:(?!%2[fF])[^/\s'\"?&])+"
_VALUE = r"(?:(?!%26)[^\s'\"&])+"
# What a provider of e-IDs sends the browser back with: whoever has it first is signed in.
_PARAMETER = re.compile(r"((?:[?&]|%3[fF]|%26)(?:code|state)(?:=|%3[dD]))" + _VALUE)
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")


def holds_key(arguments: dict[str, object]) -> bool:
    """Whether an address that was found with these arguments is itself a key."""
    return not KEY_ARGUMENTS.isdisjoint(arguments)


def without_keys(text: str) -> str:
    """The text with … for each key in an address, and for what an e-ID's provider sends back.

    Raises ImproperlyConfigured while the addresses are being loaded.
    """
    return _PARAMETER.sub(r"\1…", key_in_address().sub(r"\1…", text))


@cache
def key_in_address() -> re.Pattern[str]:
    """Finds a key wherever an address with one stands in a text; group 1 is what stands before it.

    Raises ImproperlyConfigured while the addresses are being loaded.
    """
    before = {_before_key(route) for route in routes() if not KEY_ARGUMENTS.isdisjoint(arguments_of(route))}
    ways = "|".join(sorted(before, key=len, reverse=True))
    return re.compile(f"({ways}){_PART}", re.IGNORECASE)


def routes() -> Iterator[str]:
    """Every address of the site, as its pattern is written."""
    return _routes(get_resolver().url_patterns, "")


def arguments_of(route: str) -> list[str]:
    return [one or other for one, other in _ARGUMENT.findall(route)]


def _routes(patterns: Sequence[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def _before_key(route: str) -> str:
    """A regular expression for the parts of the address up to the one with the key."""
    written = ""
    for part in route.split("/"):
        named = set(arguments_of(part))
        if named & KEY_ARGUMENTS:
            break
        written += _SLASH + (_PART if named else re.escape(part))
    return written + _SLASH
