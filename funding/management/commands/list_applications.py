from typing import Any

from funding.reads.command_json import list_of_applications
from meetings.management.json_command import JsonCommand


class Command(JsonCommand):
    help = "Alla inskickade ansökningar och deras läge."

    def result(self, **options: Any) -> Any:
        return list_of_applications()
