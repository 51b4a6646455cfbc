from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from meetings.management.json_command import JsonCommand, add_meeting_arguments, chosen_protocol
from meetings.reads.command_json import meeting_json


class Command(JsonCommand):
    help = "Ett sammanträde som JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        add_meeting_arguments(parser)
        parser.add_argument("--whole", action="store_true", help="Också det som inte lämnas ut.")

    def result(self, **options: Any) -> Any:
        protocol = chosen_protocol(**{key: options[key] for key in ("slug", "date", "body", "protocol")})
        return meeting_json(protocol, at=timezone.localtime(), whole=options["whole"])
