from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from meetings.documents.layout import layout_name
from meetings.documents.protocol import render_protocol
from meetings.errors import RuleViolation
from meetings.management.json_command import JsonCommand, add_meeting_arguments, chosen_protocol
from meetings.models import Verification
from meetings.paper.seal import read_seal_file, seal
from meetings.paper.self_signed import make_seal_file
from meetings.paper.storage import stored_bytes
from meetings.querysets import latest_version
from meetings.reads.seals import in_force, waits_for_seal
from meetings.record.reading import read_record


class Command(JsonCommand):
    help = "Skriver protokollets lagrade PDF till en fil, och renderar ögonblicksbilden igen."

    def add_arguments(self, parser: CommandParser) -> None:
        add_meeting_arguments(parser)
        parser.add_argument("--out", help="filens namn; annars <slug>-<dag>.pdf")

    def result(self, **options: Any) -> Any:
        protocol = chosen_protocol(**{key: options[key] for key in ("slug", "date", "body", "protocol")})
        version = latest_version(protocol)
        if version is None:
            raise RuleViolation("Protokollet är inte låst än, så det finns ingen PDF.")
        verification = Verification.objects.filter(protocol=protocol).first()
        stored = in_force(verification.original) if verification else version.file
        path = Path(options["out"] or f"{options['slug']}-{protocol.key}.pdf").absolute()
        try:
            path.write_bytes(stored_bytes(stored.sha256))
        except OSError as error:
            raise RuleViolation(f"Filen {path} kan inte skrivas: {error.strerror}.") from None
        layout = read_record(version.snapshot).document.layout
        # The first rendering in a process loads fonts and colour profiles: start-up, not counted.
        render_protocol(version.snapshot, files=stored_bytes)
        now = timezone.now()
        own = read_seal_file(make_seal_file("Mätning", first=now, last=now + timedelta(1)), "", at=now)
        began = perf_counter()
        again = render_protocol(version.snapshot, files=stored_bytes)
        seal(again.pdf, bundle=own.bundle, at=now, reason="Mätning", location=options["slug"])
        return {
            "pdf": str(path),
            "sha256": stored.sha256,
            "pages": stored.pages,
            "sealed": verification is not None and not waits_for_seal(stored),
            "rerender_sha256": again.sha256 if layout == layout_name() else None,
            "signed_sha256": version.sha256,
            "seconds": round(perf_counter() - began, 3),
        }
