from typing import Any

from meetings.management.json_command import JsonCommand
from meetings.reads.command_json import list_of_meetings


class Command(JsonCommand):
    help = "Alla sammanträden och deras läge."

    def result(self, **options: Any) -> Any:
        return list_of_meetings()
