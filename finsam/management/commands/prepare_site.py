"""What stands between new code and a site that works; run at every start and after every upgrade."""

import io
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from finsam.postgres.roles import as_owner
from meetings.demo.seals import give_missing_seals
from meetings.models import Association
from meetings.paper.seal import SealError
from meetings.reads.seals import open_keys


class Command(BaseCommand):
    help = "Gör i ordning databas och statiska filer, prövar stämplarnas nycklar. Kan köras hur många gånger som helst."
    requires_system_checks = []  # they come when the database is there

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="fyll en tom databas med demoförbunden")

    def handle(self, *, demo: bool, **options: Any) -> None:
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
        with as_owner():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
        self.check()
        try:
            open_keys()
        except SealError as error:
            raise CommandError(str(error)) from error
        if not demo or not settings.DEBUG:
            return
        give_missing_seals(at=timezone.now())
        if not Association.objects.exists():
            answer = io.StringIO()
            call_command("seed_demo", stdout=answer, stderr=self.stdout)
            # So that script/server can tell the logins at every start.
            (settings.VAR_DIR / "demo.json").write_text(answer.getvalue())
