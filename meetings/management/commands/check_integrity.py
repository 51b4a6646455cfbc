import json
import sys
from typing import Any

from django.utils import timezone

from meetings.actions.checking import check_integrity
from meetings.management.json_command import JsonCommand


class Command(JsonCommand):
    help = (
        "Kontrollerar att varje fil, stämpel, ögonblicksbild och rad står kvar som den skrevs. "
        "Slutar med 1 när något är fel. Körs också varje natt."
    )

    def result(self, **options: Any) -> Any:
        check = check_integrity(at=timezone.now())
        faults = [{key: one[key] for key in ("kind", "what", "where")} for one in check.faults]
        return {"checked": check.checked, "faults": faults}

    def handle(self, *args: Any, **options: Any) -> str:
        printed = super().handle(*args, **options)
        if json.loads(printed)["faults"]:
            self.stdout.write(printed)
            sys.exit(1)
        return printed
