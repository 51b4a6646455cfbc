"""Names in a text that are almost, but not, those of somebody in the meeting: Olov where the attendance has Olof."""

import re
from collections.abc import Collection, Iterator

from rapidfuzz.distance import Levenshtein

_NAME = r"[^\W\d_a-zåäö][\w’'-]+"
_PARTICLE = r"(?:af|de|der|du|la|van|von)"
_NAMES = re.compile(rf"{_NAME}(?: (?:{_PARTICLE} )*{_NAME})+")
_MOST_CHANGES = 2


def near_names(text: str, known: Collection[str]) -> list[tuple[str, str]]:
    """Each name as it is written in `text` with the one of `known` that it is taken for, in order, each pair once.

    A name is near when as many words differ from it in one word, by at most two letters; a genitive is the name
    itself. What is somebody else's name in `known` is never near.
    """
    by_length: dict[int, list[str]] = {}
    for name in known:
        by_length.setdefault(len(name.split()), []).append(name)
    found: dict[tuple[str, str], None] = {}
    for run in _NAMES.findall(text):
        words = run.split(" ")
        for length, names in by_length.items():
            for written in _windows(words, length):
                if written not in known and written.removesuffix("s") not in known:
                    found |= {(written, name): None for name in names if _is_near(written, name)}
    return list(found)


def _windows(words: list[str], length: int) -> Iterator[str]:
    """Every `length` words in a row; a name has two at least."""
    if length > 1:
        yield from (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))


def _is_near(written: str, name: str) -> bool:
    differing = [
        (one, other) for one, other in zip(written.split(), name.split(), strict=True) if one != other
    ]
    if len(differing) != 1:
        return False
    [(one, other)] = differing
    return any(
        Levenshtein.distance(form, other, score_cutoff=_MOST_CHANGES) <= _changes_in(other)
        for form in (one, one.removesuffix("s"))
    )


def _changes_in(word: str) -> int:
    """How many letters may differ: one in a short word, where two make another name."""
    return _MOST_CHANGES if len(word) > 5 else 1
