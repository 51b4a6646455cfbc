"""Where a person's own notes stand when the agenda has changed since they were written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotedThing:
    """A matter of an agenda, or one of its papers by content and name; both are empty for the matter itself."""

    item: str
    sha256: str = ""
    name: str = ""


def place_notes(notes: Iterable[NotedThing], agenda: Sequence[NotedThing]) -> dict[NotedThing, NotedThing]:
    """What on the agenda has a note, and what the note was written about; a note that is not there has no place.

    First what is the same; then the paper that has taken the place of one with its name in the same matter; last the
    same paper in another matter. Nothing has two notes, and no note stands twice.
    """
    left, found = list(dict.fromkeys(notes)), dict[NotedThing, NotedThing]()
    for alike in (_is_same, _has_replaced, _has_moved):
        for thing in agenda:
            note = None if thing in found else next((one for one in left if alike(one, thing)), None)
            if note:
                found[thing] = note
                left.remove(note)
    return found


def _is_same(note: NotedThing, thing: NotedThing) -> bool:
    return (note.item, note.sha256) == (thing.item, thing.sha256)


def _has_replaced(note: NotedThing, thing: NotedThing) -> bool:
    both = bool(note.sha256 and thing.sha256)
    return both and (note.item, note.name) == (thing.item, thing.name)


def _has_moved(note: NotedThing, thing: NotedThing) -> bool:
    return bool(note.sha256) and note.sha256 == thing.sha256
