"""How long a protocol takes to freeze, render, hash and seal once the process is warm, and how much memory."""

import copy
import json
import resource
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from meetings.documents.protocol import render_protocol
from meetings.paper.embedded import canonical_json
from meetings.paper.seal import read_seal_file, seal
from meetings.paper.self_signed import make_seal_file

EXAMPLE = Path("tests") / "meetings" / "board_snapshot.json"


class Command(BaseCommand):
    help = "Mäter tiden för att låsa, rendera, summera och stämpla ett protokoll på 15 §§ och sex sidor."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rounds", type=int, default=5)

    def handle(self, **options: Any) -> None:
        snapshot = json.loads((settings.BASE_DIR / EXAMPLE).read_text(encoding="utf-8"))
        now = datetime.now(UTC)
        own = read_seal_file(make_seal_file("Mätning", first=now, last=now + timedelta(1)), "", at=now)
        first = _round(snapshot, own.bundle)
        rounds = [_round(snapshot, own.bundle) for _ in range(options["rounds"])]
        self.stdout.write(
            f"första {first['seconds']:.2f} s, sedan som mest {max(r['seconds'] for r in rounds):.2f} s "
            f"(rendering {max(r['render'] for r in rounds):.2f} s, stämpel {max(r['seal'] for r in rounds):.2f} s, "
            f"processortid {max(r['processor'] for r in rounds):.2f} s), "
            f"{len(snapshot['paragraphs'])} §§ på {first['pages']} sidor"
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KiB
        self.stdout.write(f"minne som mest {peak:.0f} MB")


def _round(snapshot: dict[str, Any], bundle: bytes) -> dict[str, float]:
    began, worked = perf_counter(), process_time()
    frozen = json.loads(canonical_json(copy.deepcopy(snapshot)))
    rendered = render_protocol(frozen, files=dict[str, bytes]().__getitem__)
    drawn = perf_counter()
    seal(rendered.pdf, bundle=bundle, at=datetime.now(UTC), reason="Mätning")
    done = perf_counter()
    return {
        "seconds": done - began,
        "processor": process_time() - worked,
        "render": drawn - began,
        "seal": done - drawn,
        "pages": rendered.pages,
    }
