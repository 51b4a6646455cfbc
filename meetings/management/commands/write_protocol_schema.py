import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from meetings.record.schema import protocol_schema


class Command(BaseCommand):
    help = "Skriver docs/protokoll.schema.json efter klasserna i meetings/record."

    def handle(self, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "protokoll.schema.json"
        path.write_text(json.dumps(protocol_schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
