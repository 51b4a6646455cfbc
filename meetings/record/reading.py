"""JSON -> the record, of any schema ever frozen, and back."""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from meetings.record.protocol import SCHEMA, ProtocolRecord, Signatures
from meetings.record.schema_1 import brought_up
from meetings.record.withheld import Mark, masked, masked_value

# What a public copy says of an attachment that is not published, and of a signature.
_PUBLIC_OF_UNPUBLISHED = {"number", "name", "pages", "published", "paragraphs", "sha256"}
_PUBLIC_OF_SIGNATURE = {"name", "role", "at", "method", "level", "instead_of", "reason", "sections"}


class UnreadableSnapshotError(ValueError):
    """The snapshot's schema is unknown, or a value is missing or of another kind than its schema says."""


def read_record(snapshot: Mapping[str, Any]) -> ProtocolRecord:
    """The protocol that a snapshot holds; one of an older schema is brought up. Raises UnreadableSnapshotError."""
    schema = snapshot.get("schema")
    try:
        if schema == 1:
            return brought_up(snapshot)
        if schema == SCHEMA:
            return msgspec.convert(snapshot, ProtocolRecord)
    except msgspec.ValidationError as error:
        raise UnreadableSnapshotError(str(error)) from error
    raise UnreadableSnapshotError(f"unknown schema {schema!r}")


def read_signatures(record: Mapping[str, Any]) -> Signatures:
    """Read the record of signatures that was stored with the last one. Raises UnreadableSnapshotError."""
    try:
        return msgspec.convert(record, Signatures)
    except msgspec.ValidationError as error:
        raise UnreadableSnapshotError(str(error)) from error


def as_json(value: msgspec.Struct) -> Any:
    """The value as JSON's own kinds: dict, list, str, int, bool and None."""
    return msgspec.json.decode(msgspec.json.encode(value))


def public_snapshot(snapshot: Mapping[str, Any], marks: Collection[Mark] = ()) -> dict[str, Any]:
    """`snapshot` without what `marks` withhold, and with only what the printed page says of attachments that are
    not published. With marks it is of the schema that is written now.
    """
    if marks:
        snapshot = as_json(masked(read_record(snapshot), marks))
    # What is public is named, never what is private: a key that comes later is then not published by mistake.
    attachments = [
        each if each.get("published") else {k: v for k, v in each.items() if k in _PUBLIC_OF_UNPUBLISHED}
        for each in snapshot.get("attachments", [])
    ]
    return {**snapshot, "attachments": attachments}


def public_signatures(record: Mapping[str, Any], marks: Collection[Mark] = ()) -> dict[str, Any]:
    """`record` with the name, role, time, method and level of each signature and in whose place it was made,
    without what `marks` withhold in the whole protocol.
    """
    signatures = [
        {k: v for k, v in each.items() if k in _PUBLIC_OF_SIGNATURE} for each in record["signatures"]
    ]
    public = {"verified": record["verified"], "notes": record.get("notes", []), "signatures": signatures}
    return masked_value(public, marks)
