"""Measures what the site is asked to carry, and prints it beside what was asked; nothing is asserted."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from finsam.bench.figures import machine
from finsam.bench.meeting import measure_meeting
from finsam.bench.meeting_world import Sizes
from meetings.errors import RuleViolation
from meetings.management.json_command import JsonCommand

MEASURES = ("meeting",)


class Command(JsonCommand):
    help = "Mäter ett stort sammanträde i en transaktion som tas tillbaka: sidor, röster, handlingarna i en fil, PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAMN", help=f"vad som mäts: {', '.join(MEASURES)}")
        parser.add_argument(
            "--paragraphs", type=int, default=Sizes.paragraphs, help="paragrafer i sammanträdet"
        )
        parser.add_argument("--papers", type=int, default=Sizes.papers, help="handlingar i varje paragraf")
        parser.add_argument("--i-drift", action="store_true", help="mät också där webbplatsen är i drift")

    def result(self, **options: Any) -> Any:
        if unknown := [name for name in options["names"] if name not in MEASURES]:
            raise RuleViolation(f"{unknown[0]} mäts inte. Välj bland: {', '.join(MEASURES)}.")
        if not (settings.DEBUG or options["i_drift"]):
            raise RuleViolation(
                "Webbplatsen är i drift. Mätningen håller databasens lås i minuter; --i-drift mäter ändå."
            )
        sizes = Sizes(paragraphs=options["paragraphs"], papers=options["papers"])
        figures = measure_meeting(sizes)
        return {
            "machine": machine(),
            "at": timezone.localtime().isoformat(timespec="seconds"),
            "figures": [asdict(one) for one in figures],
        }
