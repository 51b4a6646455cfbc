from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from meetings.errors import RuleViolation
from meetings.management.json_command import JsonCommand
from meetings.paper.check import check_pdf
from meetings.reads import seals


class Command(JsonCommand):
    help = "Är filen ett av våra protokoll, oförändrat och stämplat?"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def result(self, **options: Any) -> Any:
        try:
            data = Path(options["file"]).read_bytes()
        except OSError as error:
            raise RuleViolation(f"Filen {options['file']} kan inte läsas: {error.strerror}.") from None
        found = asdict(check_pdf(data, seals))
        found["signers"] = [
            {key: one[key] for key in ("name", "role", "at", "sha256")} for one in found["signers"]
        ]
        return {key: found[key] for key in ("ours", "intact", "sealed_by", "signers", "pdfa3a", "pdfua1")}
