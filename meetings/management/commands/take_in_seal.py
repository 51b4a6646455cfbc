import sys
from getpass import getpass
from pathlib import Path
from typing import Any

from asn1crypto import pem
from django.core.management.base import CommandParser
from django.utils import timezone

from meetings.actions.sealing import keep_former_certificate, take_in_seal
from meetings.errors import RuleViolation
from meetings.management.json_command import JsonCommand
from meetings.models import Association


class Command(JsonCommand):
    help = (
        "Tar in ett förbunds elektroniska stämpel (PKCS#12). Lösenordet frågas efter, eller läses från standard in. "
        "Med --former sparas bara certifikatet av en tidigare stämpel."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="förbundets adress")
        parser.add_argument("file", help="PKCS#12-filen; med --former ett certifikat (PEM eller DER)")
        parser.add_argument(
            "--former", action="store_true", help="en tidigare stämpels certifikat, utan nyckel"
        )

    def result(self, **options: Any) -> Any:
        association = Association.objects.filter(slug=options["slug"]).first()
        if association is None:
            raise RuleViolation(f"Förbundet {options['slug']} finns inte.")
        try:
            data = Path(options["file"]).read_bytes()
        except OSError as error:
            raise RuleViolation(f"Filen {options['file']} kan inte läsas: {error.strerror}.") from None
        now = timezone.now()
        if options["former"]:
            certificate = _without_armour(data)
            seal = keep_former_certificate(association=association, certificate=certificate, at=now)
        else:
            password = getpass("Lösenord: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
            seal = take_in_seal(association=association, data=data, password=password, by=None, at=now)
        return {"association": association.slug, "holder": seal.holder, "valid_to": seal.valid_to.isoformat()}


def _without_armour(data: bytes) -> bytes:
    """The DER of a certificate in PEM; anything else as it is, to be refused by who reads it."""
    try:
        return pem.unarmor(data)[2] if pem.detect(data) else data
    except ValueError:
        return data
