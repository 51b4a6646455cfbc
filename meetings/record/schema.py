"""The JSON Schema of the record and of what meeting_json prints, made from their classes."""

from typing import Any

import msgspec

from meetings.record.meeting_json import MeetingJson
from meetings.record.protocol import ProtocolRecord


def protocol_schema() -> dict[str, Any]:
    """docs/protokoll.schema.json: a snapshot is a ProtocolRecord, what meeting_json prints a MeetingJson."""
    references, components = msgspec.json.schema_components(
        (ProtocolRecord, MeetingJson), ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Protokoll",
        "description": "Svaret från kommandot meeting_json (MeetingJson), och det som en låst version av ett "
        "protokoll innehåller (ProtocolRecord). Görs av klasserna i meetings/record.",
        "anyOf": list(references),
        "$defs": components,
    }
