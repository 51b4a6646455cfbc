"""Sv: handlingarna i en fil. Which papers a pack has for its reader, in the order of the agenda."""

import hashlib
from typing import Any

import msgspec

from meetings.record.document import Part


class PackedPaper(Part, frozen=True, kw_only=True):
    """A paper by the number and name that it has on the agenda. `why` says why its pages are not there for the
    reader, and is empty where they are."""

    number: str
    name: str
    sha256: str
    media_type: str
    size: int
    why: str = ""


class PackedItem(Part, frozen=True, kw_only=True):
    """A matter of the agenda; `key` is the same however it is worded, `to_come` says that more papers will come."""

    key: str
    label: str
    heading: str
    to_come: str
    papers: tuple[PackedPaper, ...]


class PackContent(Part, frozen=True, kw_only=True):
    """What decides what a pack holds, besides the summons."""

    schema: int = 1
    items: tuple[PackedItem, ...]

    @classmethod
    def from_json(cls, stored: object) -> "PackContent":
        return msgspec.convert(stored, cls)

    def to_json(self) -> dict[str, Any]:
        """What is stored: text, numbers, lists and dicts only."""
        data: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return data

    @property
    def papers(self) -> list[PackedPaper]:
        """Every paper, in order."""
        return [paper for item in self.items for paper in item.papers]

    @property
    def key(self) -> str:
        """SHA-256 in hex: two readers with the same papers have the same."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()

    def may_be_read_by(self, now: "PackContent") -> bool:
        """Whether a pack of this content may be read meanwhile by one whose papers are now those of `now`.

        So it is where they may read every paper in it, or one of the same name in the same matter that has taken its
        place: a paper that is kept from them, or removed, is in no pack that they are given.
        """
        by_content, by_name = set(), set()
        for item in now.items:
            for paper in item.papers:
                if not paper.why:
                    by_content.add(paper.sha256)
                    by_name.add((item.key, paper.name))
        return all(
            paper.why or paper.sha256 in by_content or (item.key, paper.name) in by_name
            for item in self.items
            for paper in item.papers
        )
