"""One piece of work in a process of its own, as a worker does it: `python -m finsam.bench.alone NAME`.

JSON comes on stdin, and seconds, megabytes at most and what came of it go out on stdout.
"""

import json
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import django
from django.conf import settings


def pack(given: dict[str, Any]) -> str:
    """The papers of a meeting in one file."""
    from meetings.documents.reading_pack import render_reading_pack
    from meetings.record.reading_pack import PackContent
    from meetings.record.summons import Summons

    with tempfile.TemporaryDirectory() as folder:
        written = render_reading_pack(
            PackContent.from_json(given["content"]),
            Summons.from_json(given["summons"]),
            summons_pdf=given["pdf"],
            folder=Path(folder),
            address=settings.SITE_URL,
            at=datetime.fromisoformat(given["at"]),
            paper_address=lambda paper: f"{settings.SITE_URL}/{paper.number}/",
            progress=lambda _: None,
        )
        return f"{written.pages} sidor, {written.path.stat().st_size // 1_000_000} MB"


def protocol_pdf(given: dict[str, Any]) -> str:
    """The protocol, as the preview and the freeze make it."""
    from meetings.documents.protocol import render_protocol
    from meetings.paper.storage import stored_bytes

    return f"{render_protocol(given['snapshot'], files=stored_bytes).pages} sidor"


WORK = {"pack": pack, "protocol_pdf": protocol_pdf}


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finsam.settings")
    django.setup()
    from finsam.bench.figures import peak_megabytes

    given = json.load(sys.stdin)
    settings.FILES_DIR = Path(given["files"])
    began = perf_counter()
    beside = WORK[name](given)
    seconds = round(perf_counter() - began, 1)
    json.dump({"seconds": seconds, "megabytes": round(peak_megabytes()), "beside": beside}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
