"""Two people with the same name are told apart wherever they are named together."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from .names import folded_name


class Named(NamedTuple):
    """A name, and what else is known of its bearer: the most telling first, such as party, organisation, title."""

    name: str
    marks: tuple[str, ...] = ()


def told_apart(people: Sequence[Named]) -> list[str]:
    """The name of each in order, unlike every other's; nothing is added to a name that only one bears.

    «Anna Andersson (FK)» and «Anna Andersson (EK)»: the first thing known of each. Where two have that in common,
    all that is known, «Anna Andersson (FK, ersättare)», and where even that is the same, a number in order.
    """
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(people):
        bearers[folded_name(one.name)].append(at)
    found = [one.name for one in people]
    for places in bearers.values():
        if len(places) > 1:
            for at, mark in zip(places, _marks([people[at].marks for at in places]), strict=True):
                found[at] = f"{people[at].name} ({mark})"
    return found


def _marks(known: Sequence[Sequence[str]]) -> list[str]:
    each = [list(dict.fromkeys(filter(None, marks))) for marks in known]
    for said in ([marks[:1] for marks in each], each):
        words = [", ".join(marks) for marks in said]
        if all(words) and len(set(words)) == len(words):
            return words
    numbers: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
    return [", ".join([*marks, str(next(numbers[", ".join(marks)]))]) for marks in each]
