"""What has changed, § by §, between two frozen versions of a protocol."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal

from .alignment import runs

Status = Literal["unchanged", "changed", "added", "removed"]
Operation = Literal["same", "folded", "removed", "added"]
Segment = tuple[Operation, str]

_WORD = re.compile(r"\S+\s*|\s+")
_LINE = re.compile(r".*\n|.+")
_WHOLE = re.compile(r"(?s).+")
# The parts of one text times those of the other: 100 kB of words on both sides is a fifth of it, and the time follows.
_MOST_PAIRS = 1_000_000_000
_KEPT = 12  # words of what is the same that are shown beside a change


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """All that is printed of a § under its heading, a line per part, and the SHA-256 of its attachments by name."""

    number: str
    heading: str
    text: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """One § now (before, if removed). No segments when its text stands as it was.

    `earlier_number` is set when the § had another number; `new_files` names attachments whose content is new.
    """

    number: str
    heading: str
    status: Status
    segments: tuple[Segment, ...] = ()
    earlier_number: str = ""
    new_files: tuple[str, ...] = ()


def changes(before: Sequence[PrintedParagraph], after: Sequence[PrintedParagraph]) -> list[ParagraphChange]:
    """Every § of `after` in order, then those that were removed.

    A § is the same when number and heading agree, else the heading alone, else the number alone.
    """
    pairs = _pairs(before, after)
    result = [_change(pairs.get(index), paragraph) for index, paragraph in enumerate(after)]
    kept = {id(paragraph) for paragraph in pairs.values()}
    return result + [_removed(paragraph) for paragraph in before if id(paragraph) not in kept]


@lru_cache(maxsize=256)  # a page that compares the same two versions is asked for again and again
def word_changes(before: str, after: str) -> tuple[Segment, ...]:
    """A word-level difference: what stands in both, only in `before` (removed), only in `after` (added).

    Put together the segments are both texts whole. Of a long run that stands in both, all but the words nearest
    to a change is «folded»; a single word between two changes is told as changed with them. Texts of so many words
    that it would take long are compared line by line, and of so many lines as one whole.
    """
    old, new = _parts(before, after)
    found = list(runs(old, new))
    segments: list[Segment] = []
    removed, added = "", ""
    for at, (same, i1, i2, j1, j2) in enumerate(found):
        between = i2 - i1 == 1 and (removed or added) and at < len(found) - 1
        if not same or between:
            removed += "".join(old[i1:i2])
            added += "".join(new[j1:j2])
            continue
        segments += _changed(removed, added)
        removed, added = "", ""
        segments += _folded(old[i1:i2], first=at == 0, last=at == len(found) - 1)
    return (*segments, *_changed(removed, added))


def _parts(before: str, after: str) -> tuple[Sequence[str], Sequence[str]]:
    """Both texts in the smallest parts that are few enough."""
    for part in (_WORD, _LINE):
        old, new = part.findall(before), part.findall(after)
        if len(old) * len(new) <= _MOST_PAIRS:
            return old, new
    return _WHOLE.findall(before), _WHOLE.findall(after)


def _changed(removed: str, added: str) -> Iterator[Segment]:
    if removed:
        yield ("removed", removed)
    if added:
        yield ("added", added)


def _folded(words: Sequence[str], *, first: bool, last: bool) -> Iterator[Segment]:
    """Leaves out what is alike and far from a change; the start and the end have a change on one side only."""
    head = 0 if first else _KEPT
    tail = len(words) - (0 if last else _KEPT)
    if tail - head < _KEPT:
        yield ("same", "".join(words))
        return
    if head:
        yield ("same", "".join(words[:head]))
    yield ("folded", "".join(words[head:tail]))
    if tail < len(words):
        yield ("same", "".join(words[tail:]))


def _pairs(
    earlier: Sequence[PrintedParagraph], later: Sequence[PrintedParagraph]
) -> dict[int, PrintedParagraph]:
    """The earlier § of each index in `later` that has one; of several alike the first that no other has taken."""
    pairs: dict[int, PrintedParagraph] = {}
    for keys in (("number", "heading"), ("heading",), ("number",)):
        key = attrgetter(*keys)
        taken = {id(paragraph) for paragraph in pairs.values()}
        free: defaultdict[Any, deque[PrintedParagraph]] = defaultdict(deque)
        for paragraph in earlier:
            if id(paragraph) not in taken:
                free[key(paragraph)].append(paragraph)
        for index, paragraph in enumerate(later):
            if index not in pairs and free[key(paragraph)]:
                pairs[index] = free[key(paragraph)].popleft()
    return pairs


def _change(old: PrintedParagraph | None, new: PrintedParagraph) -> ParagraphChange:
    if old is None:
        return ParagraphChange(new.number, new.heading, "added", tuple(_changed("", new.text)))
    new_files = tuple(name for name, sha256 in new.files.items() if old.files.get(name, sha256) != sha256)
    earlier_number = old.number if old.number != new.number else ""
    before, after = old.text, new.text
    if old.heading != new.heading:
        before, after = f"{old.heading}\n{before}", f"{new.heading}\n{after}"
    segments = word_changes(before, after) if before != after else ()
    status: Status = "changed" if segments or new_files or earlier_number else "unchanged"
    return ParagraphChange(new.number, new.heading, status, segments, earlier_number, new_files)


def _removed(old: PrintedParagraph) -> ParagraphChange:
    return ParagraphChange(old.number, old.heading, "removed", tuple(_changed(old.text, "")))
