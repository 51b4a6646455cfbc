"""Files that travel inside a PDF, and the bytes and names they have there."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

SIGNATURES_NAME = "underskrifter.json"
EVIDENCE_NAME = "bevis-om-underskrifter.json"
SIGNED_NAME = "undertecknad-version.pdf"


@dataclass(frozen=True)
class EmbeddedFile:
    """An associated file. `name` is unique in its PDF; `relationship` as in ISO 32000-2 7.11.3."""

    name: str
    data: bytes
    media_type: str
    description: str
    relationship: str = "Supplement"


def canonical_json(value: Mapping[str, Any]) -> bytes:
    """UTF-8 with sorted keys: PostgreSQL's jsonb gives keys back in an order of its own."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def safe_name(file_name: str) -> str:
    """ASCII letters, digits, dot and hyphen; at most 80 characters, the ending kept."""
    plain = unicodedata.normalize("NFKD", PurePath(file_name).name).encode("ascii", "ignore").decode()
    clean = re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.")
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[:70].strip('-.')}{dot}{ending[:9]}" if dot else clean[:80] or "fil"
