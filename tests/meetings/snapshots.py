"""Example snapshots: a made-up board with fifteen §§ on six pages, and small ones with one feature each."""

import hashlib
import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
from django.conf import settings

from meetings.draft.building import build_record
from meetings.draft.reading import read_draft
from meetings.models import Protocol
from meetings.record.reading import as_json, read_record

REPORT = b"%PDF-1.4 Ekonomisk rapport april"
PLAN = b'{"plan": "Verksamhetsplan 2025-2027"}'
FILES = {hashlib.sha256(data).hexdigest(): data for data in (REPORT, PLAN)}
SIGNED_HASH = hashlib.sha256(b"the signed version").hexdigest()
_BOARD = (Path(__file__).parent / "board_snapshot.json").read_text(encoding="utf-8")


def board_snapshot(**changes: Any) -> dict[str, Any]:
    """A whole protocol, § 37–51; `changes` replaces keys, those of "document" one by one."""
    snapshot = json.loads(_BOARD)
    for attachment, (sha256, data) in zip(snapshot["attachments"], FILES.items(), strict=True):
        attachment |= {"sha256": sha256, "size": len(data)}
    snapshot["document"] |= changes.pop("document", {})
    return {**snapshot, **changes}


def small_snapshot(*paragraphs: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """One § (or those given) and no attachments, for tests of one feature."""
    opening = paragraph("1", "Sammanträdet öppnas", text="<p>Ordföranden hälsar välkommen.</p>")
    return board_snapshot(**{"paragraphs": list(paragraphs) or [opening], "attachments": [], **changes})


def paragraph(number: str, heading: str, **changes: Any) -> dict[str, Any]:
    """One § of meeting_json with every list empty; `changes` replaces keys, "decisions" may be texts."""
    lists = (
        "sub_items proposals propositions votes took_part not_taking_part reservations statements recusals"
        " attachments"
    )
    texts = changes.pop("decisions", [])
    return {
        "number": number,
        "heading": heading,
        "kind": "beslut",
        **dict.fromkeys(("registry_number", "text", "text_after", "tag"), ""),
        **{name: [] for name in lists.split()},
        "decisions": [{"text": text, "outcome": "", "responsible": "", "due": None} for text in texts],
        "immediately_verified": False,
        "deferral": None,
        "chair": None,
        "withdrawn": False,
        **changes,
    }


def vote(question: str = "", **changes: Any) -> dict[str, Any]:
    """An open vote of nobody; `changes` replaces keys."""
    return {
        "question": question,
        "open": True,
        "for": 0,
        "against": 0,
        "abstain": 0,
        "decided_by": "majority",
        "names": [],
        "results": [],
        **changes,
    }


def movement(name: str, what: str, **changes: Any) -> dict[str, Any]:
    """Somebody who comes, goes or serves."""
    return {"name": name, "what": what, "time": None, "cause": "", "serving_for": None, **changes}


def recusal(name: str, **changes: Any) -> dict[str, Any]:
    """Jäv, disclosed."""
    return {"name": name, "reason": "", "how": "anmält", "substitute": None, "verified_by": None, **changes}


def record(sha256: str = SIGNED_HASH, **changes: Any) -> dict[str, Any]:
    """The record of three signatures on the PDF with hash `sha256`, the verifier with a differing view."""
    dissent = "Enligt min mening yrkade Petra Sandell återremiss i § 43, inte avslag."
    signers = [
        ("Karl Östman", "sekreterare", "14:51:07", "12:51:07", ""),
        ("Astrid Norling", "ordförande", "14:55:40", "12:55:40", ""),
        ("Henrik Brolin", "justerare", "15:00:02", "13:00:02", dissent),
    ]
    signatures = [
        {
            "name": name,
            "role": role,
            "at": f"2024-06-10T{local}+02:00",
            "at_utc": f"2024-06-10T{utc}Z",
            "method": "Lösenord",
            "level": 1,
            "sha256": sha256,
            "dissent": view,
        }
        for name, role, local, utc, view in signers
    ]
    return {"verified": "2024-06-10", "method": "online", "signatures": signatures, **changes}


def snapshot_of(protocol: Protocol, *, version: int, at: datetime) -> dict[str, Any]:
    """The snapshot as a freeze of the protocol would store it."""
    return as_json(build_record(read_draft(protocol), version=version, at=at))


def assert_follows_schema(snapshot: dict[str, Any]) -> None:
    """Valid by docs/protokoll.schema.json, and the same when it is read and written again: every key is known."""
    as_stored = json.loads(json.dumps(snapshot))
    _shape_of_a_snapshot().validate(as_stored)
    assert as_json(read_record(as_stored)) == as_stored


@lru_cache(maxsize=1)
def _shape_of_a_snapshot() -> jsonschema.Draft202012Validator:
    whole = json.loads((settings.BASE_DIR / "docs" / "protokoll.schema.json").read_text(encoding="utf-8"))
    shape = {"$ref": "#/$defs/ProtocolRecord", "$defs": whole["$defs"]}
    jsonschema.Draft202012Validator.check_schema(shape)
    return jsonschema.Draft202012Validator(shape)
