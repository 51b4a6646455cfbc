from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from meetings.documents.layout import layout_name
from meetings.documents.protocol import render_protocol
from meetings.errors import RuleViolation
from meetings.management.answering import AnsweringCommand, add_meeting_arguments, chosen_protocol
from meetings.models import Verification
from meetings.paper.seal import seal
from meetings.paper.storage import read
from meetings.querysets import latest_version
from meetings.record.reading import read_record


class Command(AnsweringCommand):
    help = "Skriver protokollets lagrade PDF till en fil, och renderar ögonblicksbilden igen."

    def add_arguments(self, parser: CommandParser) -> None:
        add_meeting_arguments(parser)
        parser.add_argument("--out", help="filens namn; annars <slug>-<dag>.pdf")

    def answer(self, **options: Any) -> Any:
        protocol = chosen_protocol(**{key: options[key] for key in ("slug", "date", "body", "protocol")})
        version = latest_version(protocol)
        if version is None:
            raise RuleViolation("Protokollet är inte fryst än, så det finns ingen PDF.")
        verification = Verification.objects.filter(protocol=protocol).first()
        stored = verification.original if verification else version.file
        path = Path(options["out"] or f"{options['slug']}-{protocol.key}.pdf").absolute()
        try:
            path.write_bytes(read(stored.sha256))
        except OSError as error:
            raise RuleViolation(f"Filen {path} kan inte skrivas: {error.strerror}.") from None
        layout = read_record(version.snapshot).document.layout
        # The first rendering in a process loads fonts and colour profiles: start-up, not counted.
        render_protocol(version.snapshot, files=read)
        began = perf_counter()
        again = render_protocol(version.snapshot, files=read)
        seal(again.pdf, at=timezone.now(), reason="Mätning", location=options["slug"])
        return {
            "pdf": str(path),
            "sha256": stored.sha256,
            "pages": stored.pages,
            "sealed": verification is not None,
            "rerender_sha256": again.sha256 if layout == layout_name() else None,
            "signed_sha256": version.sha256,
            "seconds": round(perf_counter() - began, 3),
        }
