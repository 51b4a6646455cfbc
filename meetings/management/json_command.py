"""Commands that print JSON on stdout and exit 0, or one Swedish line on stderr and exit 2."""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any, NoReturn

import msgspec
from django.core.management.base import BaseCommand, CommandParser

from meetings.errors import RuleViolation
from meetings.models import Association, Meeting, Protocol


class _OneLineParser(CommandParser):
    def error(self, message: str) -> NoReturn:
        raise RuleViolation(f"Kommandot kan inte tolkas: {message}.")


class JsonCommand(BaseCommand):
    """Subclasses give `result`, which returns what is printed as JSON or raises RuleViolation."""

    requires_migrations_checks = False

    def result(self, **options: Any) -> Any:
        raise RuleViolation("Kommandot har inget svar.")

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        # Django makes the parser itself, and takes no other class for it.
        parser.__class__ = _OneLineParser
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except RuleViolation as violation:
            print(" ".join(violation.sentence.split()), file=sys.stderr)
            sys.exit(2)

    def handle(self, *args: Any, **options: Any) -> str:
        return json.dumps(self.result(**options), ensure_ascii=False, indent=1, default=msgspec.to_builtins)


def add_meeting_arguments(parser: ArgumentParser) -> None:
    """`<slug> <date> [--body SLUG] [--protocol N]`; see `chosen_protocol`."""
    parser.add_argument("slug", help="förbundets adress")
    parser.add_argument("date", help="sammanträdets dag, ÅÅÅÅ-MM-DD, eller ÅÅÅÅ-MM-DD-2 för dagens andra")
    parser.add_argument("--body", help="organets adress, om flera sammanträdde den dagen")
    parser.add_argument("--protocol", type=int, help="protokollets nummer, om sammanträdet har flera")


def chosen_protocol(*, slug: str, date: str, body: str | None, protocol: int | None) -> Protocol:
    """The one protocol that the arguments name. Raises RuleViolation naming the choices when it is not one."""
    association = Association.objects.filter(slug=slug).first()
    if association is None:
        raise RuleViolation(f"Förbundet {slug} finns inte.")
    meetings = Meeting.objects.filter(body__association=association, **_day(date))
    if body:
        meetings = meetings.filter(body__slug=body)
    found = list(meetings.select_related("body"))
    if not found:
        raise RuleViolation(f"Det finns inget sammanträde {date} i {slug}.")
    if len(found) > 1:
        choices = ", ".join(f"--body {meeting.body.slug} {meeting.key}" for meeting in found)
        raise RuleViolation(f"Flera sammanträden stämmer. Välj ett: {choices}.")
    protocols = found[0].protocols.all()
    if protocol is not None:
        protocols = protocols.filter(number=protocol)
    if len(protocols) > 1:
        raise RuleViolation(
            f"Flera protokoll: välj --protocol {', '.join(str(p.number) for p in protocols)}."
        )
    if not protocols:
        raise RuleViolation(f"Protokoll {protocol} finns inte.")
    return protocols[0]


def _day(text: str) -> dict[str, Any]:
    try:
        day, sequence = date.fromisoformat(text[:10]), text[10:]
        return {"date": day} | ({"sequence": int(sequence.removeprefix("-"))} if sequence else {})
    except ValueError:
        raise RuleViolation(f"{text} är ingen dag. Skriv ÅÅÅÅ-MM-DD.") from None
