from argparse import ArgumentParser
from typing import Any

from funding.reads.command_json import budget_json
from meetings.errors import RuleViolation
from meetings.management.json_command import JsonCommand


class Command(JsonCommand):
    help = "Ett års budget med insatser som JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="förbundets adress")
        parser.add_argument("year", help="år, ÅÅÅÅ")

    def result(self, **options: Any) -> Any:
        year = options["year"]
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise RuleViolation(f"{year} är inget år. Skriv ÅÅÅÅ.")
        return budget_json(options["slug"], int(year))
