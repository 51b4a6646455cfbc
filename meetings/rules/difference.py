"""What has changed, § by §, between two frozen versions of a protocol."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from .plain_text import plain

Status = Literal["unchanged", "changed", "added", "removed"]
Operation = Literal["same", "removed", "added"]
Segment = tuple[Operation, str]
Snapshot = Mapping[str, Any]

_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """One § now (before, if removed). The segments, put together, are its whole text, a line per part.

    `earlier_number` is set when the § had another number; `new_files` names attachments whose content is new.
    """

    number: str
    heading: str
    status: Status
    segments: tuple[Segment, ...]
    earlier_number: str = ""
    new_files: tuple[str, ...] = ()


def changes(before: Snapshot, after: Snapshot) -> list[ParagraphChange]:
    """Every § of `after` in order, then those that were removed; both are snapshots (`meeting_json`).

    A § is the same when number and heading agree, else the heading alone, else the number alone.
    """
    earlier = list(before["paragraphs"])
    pairs = _pairs(earlier, after["paragraphs"])
    result = [_change(pairs.get(index), paragraph) for index, paragraph in enumerate(after["paragraphs"])]
    kept = {id(paragraph) for paragraph in pairs.values()}
    return result + [_removed(paragraph) for paragraph in earlier if id(paragraph) not in kept]


def word_changes(before: str, after: str) -> tuple[Segment, ...]:
    """A word-level difference: what stands in both, only in `before` (removed), only in `after` (added)."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    segments: list[Segment] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            segments.append(("same", "".join(old[i1:i2])))
            continue
        if i1 < i2:
            segments.append(("removed", "".join(old[i1:i2])))
        if j1 < j2:
            segments.append(("added", "".join(new[j1:j2])))
    return tuple(segments)


def _pairs(earlier: Sequence[Snapshot], later: Sequence[Snapshot]) -> dict[int, Snapshot]:
    """The earlier § of each index in `later` that has one."""
    free = list(earlier)
    pairs: dict[int, Snapshot] = {}
    for keys in (("number", "heading"), ("heading",), ("number",)):
        for index, paragraph in enumerate(later):
            if index in pairs:
                continue
            same = next((old for old in free if all(old[k] == paragraph[k] for k in keys)), None)
            if same is not None:
                free = [old for old in free if old is not same]
                pairs[index] = same
    return pairs


def _change(old: Snapshot | None, new: Snapshot) -> ParagraphChange:
    text = _text(new)
    if old is None:
        return ParagraphChange(new["number"], new["heading"], "added", (("added", text),))
    files = {attachment["sha256"] for attachment in old["attachments"]}
    new_files = tuple(a["name"] for a in new["attachments"] if a["sha256"] not in files)
    earlier_number = old["number"] if old["number"] != new["number"] else ""
    segments = word_changes(_text(old), text)
    same = not (new_files or earlier_number) and all(operation == "same" for operation, _ in segments)
    status: Status = "unchanged" if same else "changed"
    return ParagraphChange(new["number"], new["heading"], status, segments, earlier_number, new_files)


def _removed(old: Snapshot) -> ParagraphChange:
    return ParagraphChange(old["number"], old["heading"], "removed", (("removed", _text(old)),))


def _text(paragraph: Snapshot) -> str:
    return "\n".join(part for part in _parts(paragraph) if part)


def _parts(paragraph: Snapshot) -> Iterator[str]:
    """Everything printed of a §, in the order of the document."""
    yield " ".join(filter(None, (paragraph["heading"], paragraph.get("tag"))))
    yield f"Dnr {paragraph['registry_number']}" if paragraph.get("registry_number") else ""
    yield f"Ordförande under paragrafen: {paragraph['chair']}" if paragraph.get("chair") else ""
    yield "Utgår" if paragraph.get("withdrawn") else ""
    yield from (f"Jäv: {one['name']} {one['reason']}" for one in paragraph.get("recusals", []))
    yield plain(paragraph["text"])
    for item in paragraph["sub_items"]:
        yield item["heading"]
        yield plain(item["text"])
        yield from item["decisions"]
        yield _deferral(item.get("deferral"))
    yield from (f"{one['by']} yrkar {one['text']}" for one in paragraph.get("proposals", []))
    yield from paragraph.get("propositions", [])
    yield from (decision["text"] for decision in paragraph["decisions"])
    yield _deferral(paragraph.get("deferral"))
    yield plain(paragraph["text_after"])
    for kind in ("reservations", "statements"):
        yield from (f"{one['name']}: {one['text']}" for one in paragraph.get(kind, []))
    yield from (
        f"Bilaga {attachment['number']} {attachment['name']}" for attachment in paragraph["attachments"]
    )


def _deferral(deferral: Snapshot | None) -> str:
    if not deferral:
        return ""
    return " ".join(filter(None, (deferral["kind"], deferral.get("to"), deferral.get("reason")))).capitalize()
