from argparse import ArgumentParser
from typing import Any

from funding.reads.answers import budget_answer
from meetings.errors import RuleViolation
from meetings.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = "Ett års budget med insatser som JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="förbundets adress")
        parser.add_argument("year", help="år, ÅÅÅÅ")

    def answer(self, **options: Any) -> Any:
        year = options["year"]
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise RuleViolation(f"{year} är inget år. Skriv ÅÅÅÅ.")
        return budget_answer(options["slug"], int(year))
