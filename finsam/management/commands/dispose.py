"""The one command that removes evidence or history. It shows what would go, and removes when it is told to."""

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from finsam.postgres.roles import as_owner
from funding.actions.disposing import dispose_of_case, rows_of_case
from funding.models import Application
from meetings.actions.disposing import (
    Order,
    dispose_of_contact_data,
    dispose_of_lone_files,
    finish_disposals,
)
from meetings.errors import RuleViolation
from meetings.models import Association, Disposal, Person
from meetings.reads.people import association_of, belongs_elsewhere
from meetings.reads.removal import Rows, contact_data, contact_data_hindrance, lone_files, table_words

YES = "GALLRA"


class Command(BaseCommand):
    help = (
        "Gallrar efter beslut. Visar vad som skulle tas bort; tar bort det med --execute. Protokoll, underskrifter "
        "och anslag bevaras och gallras aldrig. Slutar med 0, med 1 när gallringen inte får göras."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True, metavar="SLAG")
        case = kinds.add_parser("case", help="ett helt ärende om medel som avslogs eller återkallades")
        case.add_argument("slug", help="förbundets adress")
        case.add_argument("number", help="diarienumret")
        person = kinds.add_parser("contact_details", help="en persons tidigare e-postadresser och namn")
        person.add_argument(
            "email", help="personens e-postadress nu; för den som inte har någon numret i registrets adress"
        )
        person.add_argument(
            "--account",
            action="store_true",
            help="också den nuvarande adressen och inloggningen; namnet står kvar",
        )
        files = kinds.add_parser("files", help="lagrade filer som ingenting hänvisar till")
        for one in (case, person, files):
            _add_order(one)

    def handle(self, **options: Any) -> None:
        try:
            with as_owner():
                self._dispose(**options)
        except RuleViolation as violation:
            raise CommandError(violation.sentence) from violation

    def _dispose(
        self, *, kind: str, decision: str, by: str, execute: bool, yes: bool, **options: Any
    ) -> None:
        asked = _asked(kind, options)
        self.stdout.write(f"{asked.what}:")
        for words, number in sorted(
            (table_words(model), len(keys)) for model, keys in asked.rows.items() if keys
        ):
            self.stdout.write(f"  {number:>6}  {words}")
        if not asked.rows:
            raise RuleViolation("Det finns inget att gallra.")
        if not execute:
            self.stdout.write("Ingenting är borttaget. Lägg till --execute för att gallra.")
            return
        ordered_by = Person.objects.of_address(by)
        if ordered_by is None:
            raise RuleViolation(f"Det finns ingen person med adressen {by}.")
        if not yes and input(f"Det går inte att ångra. Skriv {YES} för att gå vidare: ").strip() != YES:
            raise RuleViolation("Ingenting är borttaget.")
        # First what an earlier run was stopped before it came to.
        finish_disposals()
        asked.dispose(
            Order(decision=decision, by=ordered_by, at=timezone.now(), association=asked.association)
        )
        self.stdout.write(
            f"Gallrat. Beslut: {decision}. Säkerhetskopior som är äldre än så här har kvar uppgifterna."
        )


@dataclass(frozen=True)
class ToDispose:
    """What is to go, in words and rows; whose it is, None when only who runs the site may say; what removes it."""

    what: str
    association: Association | None
    rows: Rows
    dispose: Callable[[Order], Disposal]


def _asked(kind: str, options: dict[str, Any]) -> ToDispose:
    match kind:
        case "case":
            return _case(options["slug"], options["number"])
        case "contact_details":
            return _contact_data(options["email"], account=options["account"])
    return ToDispose(
        Disposal.Kind.FILES.label, None, lone_files(), lambda order: dispose_of_lone_files(order=order)
    )


def _case(slug: str, number: str) -> ToDispose:
    case = Application.objects.filter(association__slug=slug, registry_number=number).first()
    if case is None:
        raise RuleViolation(f"Ärendet {number} finns inte i {slug}.")
    rows = rows_of_case(case, at=timezone.now())
    return ToDispose(
        f"Ärende {number}", case.association, rows, lambda order: dispose_of_case(case=case, order=order)
    )


def _contact_data(email: str, *, account: bool) -> ToDispose:
    without = Person.objects.filter(email="", public_id=email)
    person = Person.objects.of_address(email) or without.first()
    if person is None:
        raise RuleViolation(f"Det finns ingen person med adressen {email}.")
    if hindrance := contact_data_hindrance(person, account=account, at=timezone.now()):
        raise RuleViolation(hindrance)
    own = association_of(person)
    return ToDispose(
        f"Kontaktuppgifter för {person.name}",
        None if own is None or belongs_elsewhere(person, {own.pk}) else own,
        contact_data(person, account=account),
        lambda order: dispose_of_contact_data(person=person, account=account, order=order),
    )


def _add_order(parser: ArgumentParser) -> None:
    parser.add_argument("--decision", required=True, help="beslutet, till exempel «§ 12, 2026-05-04»")
    parser.add_argument(
        "--by", required=True, help="e-postadress till den i kansliet som beställer gallringen"
    )
    parser.add_argument(
        "--execute", action="store_true", help="ta bort; annars visas bara vad som skulle tas bort"
    )
    parser.add_argument("--yes", action="store_true", help="fråga inte en gång till")
