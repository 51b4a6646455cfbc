"""Snapshots of schema 1, which held the data of a § but not its finished words, brought up to the present one.

What is printed of a protocol frozen so is made here each time. Its words are held by tests/meetings/schema_1.
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from meetings.record.composing import Look, compose, numbered
from meetings.record.paragraph import Paragraph
from meetings.record.people import KnownPerson, with_keys
from meetings.record.protocol import ADJOURNMENTS, SCHEMA, ProtocolRecord
from meetings.record.titles import sections_of, with_titles
from meetings.swedish import long_date_with_weekday, time_range

_ITEM = re.compile(r"<li><p>(.*?)</p>", re.DOTALL)
_ONLINE = re.compile(r"^Digitalt, (.)")  # before the deadline, where it could only be verified online


def brought_up(snapshot: Mapping[str, Any]) -> ProtocolRecord:
    """The protocol with blocks and titles. Raises msgspec.ValidationError for what is not schema 1."""
    whole = _without_nulls(snapshot) | {
        key: snapshot.get(key) for key in ("end", "next_meeting", "chair", "secretary")
    }
    whole |= {"schema": SCHEMA, "attendees": [{"party": None, **each} for each in _rows(whole, "attendees")]}
    whole["document"] = _head(whole)
    whole["paragraphs"] = [_paragraph(each) for each in _rows(whole, "paragraphs")]
    record = _with_people(msgspec.convert(whole, ProtocolRecord))
    head = record.document
    look = Look(
        heading_numbers=head.heading_numbers,
        shows_prepared=head.shows_prepared,
        decision_heading=head.decision_heading,
        decision_style=head.decision_style,
        parties={one.name: one.party for one in record.people if one.party},
        party_head="Part",
        reason_after_colon=True,
    )
    paragraphs = tuple(
        replace(
            each,
            label=numbered(each.number, head.heading_numbers),
            blocks=compose(_with_bare_items(each), look),
        )
        for each in record.paragraphs
    )
    return replace(
        record,
        paragraphs=paragraphs,
        closing=_bare(record.closing),
        document=with_titles(head, covered=record.covered, day=record.date),
    )


def _with_bare_items(paragraph: Paragraph) -> Paragraph:
    """The § as its blocks are made of it. What its data say, and the command answers, stands as it was frozen."""
    return msgspec.json.decode(_bare(msgspec.json.encode(paragraph).decode()), type=Paragraph)


def _bare(html: str) -> str:
    """An item of a list held a paragraph then, and holds its text now."""
    return _ITEM.sub(r"<li>\1", html)


def _with_people(record: ProtocolRecord) -> ProtocolRecord:
    """Schema 1 knows people by name only: each name in the attendance is one person, the first with a party."""
    seen: dict[str, str | None] = {}
    for each in record.attendees:
        seen[each.name] = seen.get(each.name) or each.party
    people = tuple(
        KnownPerson(key=number, name=name, full_name=name, party=party)
        for number, (name, party) in enumerate(seen.items(), start=1)
    )
    return with_keys(replace(record, people=people), {one.name: one.key for one in people})


def _without_nulls(value: Any) -> Any:
    """A null in schema 1 is the same as a key that is missing."""
    if isinstance(value, Mapping):
        return {key: _without_nulls(each) for key, each in value.items() if each is not None}
    return [_without_nulls(each) for each in value] if isinstance(value, list) else value


def _rows(whole: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    rows = whole.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        raise msgspec.ValidationError(f"{key} is no list of objects")
    return rows


def _head(whole: Mapping[str, Any]) -> dict[str, Any]:
    head = whole.get("document")
    if not isinstance(head, dict):
        raise msgspec.ValidationError("document is missing")
    held = f"{head.get('body_genitive', '')} sammanträde {long_date_with_weekday(whole['date'])}"
    signatories = [
        {**each, "sections": sections_of(each.get("paragraphs", []))} for each in _rows(head, "signatories")
    ]
    return {"subtitle": held, **head, "header_rows": _facts(whole, head), "signatories": signatories}


def _facts(whole: Mapping[str, Any], head: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = [{**row, "on_paper": _on_paper(row)} for row in _rows(head, "header_rows")]
    pauses = [time_range(each["from"], each["to"]) for each in _rows(whole, "adjournments")]
    if pauses and all(row["key"] != ADJOURNMENTS for row in rows):  # from before it was a row
        for at in [at for at, row in enumerate(rows, start=1) if row["key"] == "place_time"]:
            rows.insert(at, {"key": ADJOURNMENTS, "label": "Ajournering", "value": pauses})
    return rows


def _on_paper(row: Mapping[str, Any]) -> list[str]:
    """Nothing in a protocol that is signed by hand says that it is signed online."""
    match row["key"]:
        case "signature":
            return ["Se sidan Underskrifter"]
        case "verification_place_time":
            return [_ONLINE.sub(lambda found: found[1].upper(), line) for line in row["value"]]
        case _:
            return []


def _paragraph(each: dict[str, Any]) -> dict[str, Any]:
    proposals = [{"sentence": _proposed(one), **one} for one in _rows(each, "proposals")]
    elections = [{**one, "name": one.get("person"), "person": None} for one in _rows(each, "elections")]
    earlier = {key: _earlier(each[key]) for key in ("corrects", "origin") if each.get(key)}
    return {**each, "proposals": proposals, "elections": elections, **earlier}


def _proposed(proposal: Mapping[str, Any]) -> str:
    withdrawn = " Yrkandet återtogs." if proposal.get("withdrawn") else ""
    return f"{proposal['by']} yrkar {proposal['text']}{withdrawn}"


def _earlier(place: dict[str, Any]) -> dict[str, Any]:
    """«beredningsgruppen» of «Beredningsgruppen»; «AU» and «Arbetsutskott Norr» keep their capitals."""
    name = place.get("body", "")
    is_word = name[1:] == name[1:].lower()
    return {**place, "body": name[:1].lower() + name[1:] if is_word else name}
