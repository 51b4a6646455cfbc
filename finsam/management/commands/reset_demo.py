"""The demo anew: a database of its own making, never rows that are changed or taken away."""

import json
import shutil
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command

from finsam.postgres.anew import has_table, make_anew
from meetings.demo.associations import SLUGS
from meetings.errors import RuleViolation
from meetings.management.json_command import JsonCommand
from meetings.models import Association
from meetings.models.ordering import swedish


class Command(JsonCommand):
    help = (
        "Gör demon på nytt: tar bort databasen och de lagrade filerna, gör en ny databas och fyller den. "
        "Bara i utveckling."
    )
    requires_system_checks = []  # they ask the database, which may be gone since a reset that was stopped

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--others-too", action="store_true", help="fast det finns andra förbund än demons i databasen"
        )

    def result(self, *, others_too: bool = False, **options: Any) -> Any:
        if not settings.DEBUG:
            raise RuleViolation("Demon görs om bara när DEBUG är på. Ingenting är ändrat.")
        others = _others()
        if others and not others_too:
            raise RuleViolation(
                f"Databasen har andra förbund än demons: {', '.join(others)}. Ingenting är ändrat. "
                "Ska de också tas bort: --others-too."
            )
        make_anew()
        shutil.rmtree(settings.FILES_DIR, ignore_errors=True)
        call_command("prepare_site", demo=True, stdout=self.stderr)
        return json.loads((settings.VAR_DIR / "demo.json").read_text())


def _others() -> list[str]:
    if not has_table(Association._meta.db_table):
        return []
    return list(
        Association.objects.exclude(slug__in=SLUGS).order_by(swedish("name")).values_list("name", flat=True)
    )
