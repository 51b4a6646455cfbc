import json
import sys
from typing import Any

from django.utils import timezone

from meetings.actions.checking import check_integrity
from meetings.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = (
        "Kontrollerar att varje fil, stämpel, ögonblicksbild och rad står kvar som den skrevs. "
        "Slutar med 1 när något är fel. Körs också varje natt."
    )

    def answer(self, **options: Any) -> Any:
        check = check_integrity(at=timezone.now())
        faults = [{key: one[key] for key in ("kind", "what", "where")} for one in check.faults]
        return {"checked": check.checked, "faults": faults}

    def handle(self, *args: Any, **options: Any) -> str:
        answer = super().handle(*args, **options)
        if json.loads(answer)["faults"]:
            self.stdout.write(answer)
            sys.exit(1)
        return answer
