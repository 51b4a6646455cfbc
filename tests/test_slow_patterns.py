"""No pattern takes a time that grows as the square of a text: somebody would paste that text."""

import ast
import importlib
import re
import re._constants as kinds
import re._parser as parser
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LENGTH = 6000
LIMIT = 0.015  # seconds of the processor; a pattern that reads a text once takes a tenth of it
# Over our own cleaned HTML, where every element is closed.
BALANCED = {"_TABLE", "_ROW", "_CELL", "_ITEM", "_STRONG", "_RAISED"}


def parts(pattern: re.Pattern[str]) -> Iterator[tuple[Any, Any]]:
    """Every operation of the pattern, however deep."""

    def walk(nodes: Any) -> Iterator[tuple[Any, Any]]:
        for operation, value in nodes:
            yield operation, value
            for inner in value if isinstance(value, tuple | list) else [value]:
                for one in inner if isinstance(inner, list) else [inner]:
                    if isinstance(one, parser.SubPattern):
                        yield from walk(one)
        yield kinds.SUCCESS, None  # a run of letters ends here

    yield from walk(parser.parse(pattern.pattern, pattern.flags))


def is_unbounded(pattern: re.Pattern[str]) -> bool:
    repeats = {kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT}
    return any(one in repeats and value[1] is kinds.MAXREPEAT for one, value in parts(pattern))


CLASSES = {kinds.CATEGORY_DIGIT: "1", kinds.CATEGORY_SPACE: " ", kinds.CATEGORY_WORD: "a"}


def letters_and_words(pattern: re.Pattern[str]) -> tuple[list[str], list[str]]:
    """A letter of each kind that the pattern takes, and each run of letters that stands in it."""
    letters, words, run = {"a", " "}, {""}, ""
    for operation, value in parts(pattern):
        if operation is kinds.LITERAL:
            run += chr(value)
            continue
        words.add(run)
        run = ""
        for kind, one in value if operation is kinds.IN else ():
            if kind is kinds.CATEGORY:
                letters.add(CLASSES.get(one, "-"))
            elif kind is not kinds.NEGATE:
                letters.add(chr(one if kind is kinds.LITERAL else one[0]))
    return sorted(letters)[:12], sorted(words)[:12]


def attacks(pattern: re.Pattern[str]) -> Iterator[str]:
    letters, words = letters_and_words(pattern)
    repeated = [*letters, *words, *(f"{word} " for word in words)]
    for one in filter(None, repeated):
        yield one * (LENGTH // len(one)) + "\0"
    for word in words:
        for letter in letters:
            yield f"{word}{letter * LENGTH}\0"


def seconds(pattern: re.Pattern[str], way: str, text: str) -> float:
    began = time.process_time()
    if way == "finditer":
        for _found in pattern.finditer(text):
            pass
    else:
        getattr(pattern, way)(text)
    return time.process_time() - began


def compiled() -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """Each pattern of the rooms where texts are read, and how it is asked."""
    files = sorted(file for app in ("meetings", "funding") for file in (ROOT / app).rglob("*.py"))
    sources = {file: file.read_text() for file in files if "migrations" not in file.parts}
    everything = "\n".join(sources.values())
    for file, source in sources.items():
        yield from written_where_used(file, source)
        if "re.compile(" not in source:
            continue
        module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
        for name, value in vars(module).items():
            for one in value if isinstance(value, tuple | list) else [value]:
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    asked = source if name.startswith("_") else everything
                    yield f"{module.__name__}.{name}", one, ways_of(name, asked)


def written_where_used(file: Path, source: str) -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """The patterns of «re.sub(r"…", …)» and its like."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=way),
                args=[ast.Constant(value=str(pattern)), *_],
            ) if way not in {"compile", "escape"}:
                anchored = way in {"match", "fullmatch"}
                yield f"{file.name}:{node.lineno}", re.compile(pattern), {way if anchored else "finditer"}


def ways_of(name: str, source: str) -> set[str]:
    """«match» and «fullmatch» begin in one place; every other way may begin anywhere."""
    ways = set(re.findall(rf"\b{name}\.(\w+)", source))
    return ways if ways and ways <= {"match", "fullmatch"} else {"finditer"}


def test_no_pattern_takes_the_square_of_a_text():
    slow = set()
    for name, pattern, ways in compiled():
        if name.rpartition(".")[2] in BALANCED or not is_unbounded(pattern):
            continue
        for text in attacks(pattern):
            for way in ways:
                if (
                    seconds(pattern, way, text) > LIMIT
                    and min(seconds(pattern, way, text) for _ in "12") > LIMIT
                ):
                    slow.add((name, text[:20]))
    assert slow == set()


@pytest.mark.parametrize("quadratic", [r"\s*\(\d\)$", r"a.*b", r"(?:x|y)*z"])
def test_attacks_find_a_pattern_that_takes_the_square(quadratic):
    pattern = re.compile(quadratic)
    assert any(seconds(pattern, "finditer", text) > LIMIT for text in attacks(pattern))
