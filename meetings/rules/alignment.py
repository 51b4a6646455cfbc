"""Which parts of two sequences are the same, in a time that no content can make long."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

type Run = tuple[bool, int, int, int, int]


def runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """`(same, i1, i2, j1, j2)` in order: old[i1:i2] and new[j1:j2] are equal, or one stands where the other stood.

    Equal and changed runs alternate. The fewest parts are changed, where a part that is replaced counts as one. The
    standard library's difflib takes a time that grows with the cube of two texts of few different words; this one
    grows with the product of their lengths over 64, with memory in proportion to the texts (Hirschberg's division).
    """
    # As numbers: the library compares hashes, and a small number is its own.
    numbers: dict[str, int] = {}
    first, second = ([numbers.setdefault(part, len(numbers)) for part in parts] for parts in (old, new))
    changed = (0, 0)
    i = j = 0
    for code in Levenshtein.opcodes(first, second):
        i, j = code.src_end, code.dest_end
        if code.tag == "equal":
            if changed != (code.src_start, code.dest_start):
                yield False, changed[0], code.src_start, changed[1], code.dest_start
            yield True, code.src_start, i, code.dest_start, j
            changed = (i, j)
    if changed != (i, j):
        yield False, changed[0], i, changed[1], j
