"""Protocols frozen under schema 1 say what they said: the files beside were written by the code that froze them."""

import inspect
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from meetings.documents.protocol import render_protocol
from meetings.draft import building, header, people
from meetings.record import composing, handling, schema_1, titles, vote
from meetings.record.meeting_json import meeting_json
from meetings.record.plain_lines import printed_paragraphs
from meetings.record.protocol import SCHEMA, ProtocolRecord
from meetings.record.reading import as_json, read_record
from tests.meetings.pdf_assertions import assert_conforms
from tests.meetings.snapshots import FILES

FROZEN = Path(__file__).parent / "schema_1"
NAMES = ("styrelse", "allt", "anteckningar")


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def snapshot(name: str) -> dict[str, Any]:
    frozen: dict[str, Any] = json.loads((FROZEN / f"{name}.json").read_text())
    assert frozen["schema"] == 1
    return frozen


@pytest.fixture
def record(snapshot: dict[str, Any]) -> ProtocolRecord:
    return read_record(snapshot)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def test_its_words_on_the_page_are_the_same(name: str, record: ProtocolRecord):
    pages = [
        words(render_to_string("components/paragraph.html", {"paragraph": one})) for one in record.paragraphs
    ]
    assert pages == (FROZEN / f"{name}.page.txt").read_text().splitlines()


def test_its_words_in_plain_text_are_the_same(name: str, record: ProtocolRecord):
    text = "\n".join(f"{one.number} {one.heading}\n{one.text}\n" for one in printed_paragraphs(record))
    assert text == (FROZEN / f"{name}.lines.txt").read_text()


def test_the_command_answers_the_same(name: str, record: ProtocolRecord):
    before = json.loads((FROZEN / f"{name}.answer.json").read_text())
    printed = as_json(meeting_json(record, ()))
    assert (before.pop("schema"), printed["schema"]) == (1, SCHEMA)
    assert missing(before, printed) == []


def missing(before: Any, after: Any, where: str = "answer") -> list[str]:
    """What `before` said and `after` does not; a key that had to be left out then may be there now."""
    if isinstance(before, dict):
        return [
            found
            for key, value in before.items()
            for found in missing(value, after.get(key), f"{where}.{key}")
        ]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [found for at, (old, new) in pairs for found in missing(old, new, f"{where}[{at}]")]
    return [] if before == after or (before is None and not after) else [f"{where}: {before!r} is {after!r}"]


def test_what_is_brought_up_can_be_stored_and_printed(snapshot: dict[str, Any], record: ProtocolRecord):
    again = as_json(record)
    assert read_record(again) == record
    assert_conforms(render_protocol(snapshot, files=FILES.__getitem__).pdf)


def test_what_is_frozen_in_words_is_shown_in_them_whatever_words_are_made_now(
    name: str, record: ProtocolRecord, monkeypatch: pytest.MonkeyPatch
):
    """Once it has its words, nothing that makes words has a part in it: in reading, on paper, on the page."""
    stored = as_json(record)
    printed = render_protocol(stored, files=FILES.__getitem__).sha256

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("an old protocol was given new words")

    for module in (composing, titles, handling, vote, header, building, people):
        for each, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                monkeypatch.setattr(module, each, refuse)
    monkeypatch.setattr(schema_1, "compose", refuse)
    monkeypatch.setattr(schema_1, "with_titles", refuse)
    again = read_record(stored)
    assert again == record
    assert render_protocol(stored, files=FILES.__getitem__).sha256 == printed
    pages = [
        words(render_to_string("components/paragraph.html", {"paragraph": one})) for one in again.paragraphs
    ]
    assert pages == (FROZEN / f"{name}.page.txt").read_text().splitlines()
