from argparse import ArgumentParser
from typing import Any

from funding.reads.command_json import application_json
from meetings.management.json_command import JsonCommand


class Command(JsonCommand):
    help = "Ett ärende om medel som JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="förbundets adress")
        parser.add_argument("registry_number", help="diarienummer")

    def result(self, **options: Any) -> Any:
        return application_json(options["slug"], options["registry_number"])
