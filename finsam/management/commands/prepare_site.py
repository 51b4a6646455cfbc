"""What stands between new code and a site that works; run at every start and after every upgrade."""

import io
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.models import Association
from meetings.paper.seal import SealError, try_seal


class Command(BaseCommand):
    help = "Gör i ordning databas, stämpel och statiska filer. Kan köras hur många gånger som helst."
    requires_system_checks = []  # one of them asks for the seal, which may be made here

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="fyll en tom databas med demoförbunden")

    def handle(self, *, demo: bool, **options: Any) -> None:
        if settings.DEBUG:
            call_command("make_demo_seal", stdout=io.StringIO())
        else:
            call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.check()
        try:
            try_seal()
        except SealError as error:
            raise CommandError(str(error)) from error
        if demo and settings.DEBUG and not Association.objects.exists():
            answer = io.StringIO()
            call_command("seed_demo", stdout=answer, stderr=self.stdout)
            # So that script/server can tell the logins at every start.
            (settings.VAR_DIR / "demo.json").write_text(answer.getvalue())
