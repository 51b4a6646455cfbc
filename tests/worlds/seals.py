"""Seals of the associations in tests; each is made once for the whole run."""

from datetime import UTC, datetime
from functools import cache

from meetings.models import Association, Seal, SealKey
from meetings.paper.key_at_rest import encrypt
from meetings.paper.seal import SealFile, read_seal_file
from meetings.paper.self_signed import make_seal_file

FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)
BETWEEN = datetime(2024, 6, 1, tzinfo=UTC)


@cache
def seal_file(holder: str) -> SealFile:
    """Of an organisation with this name; the same for the same name."""
    return read_seal_file(make_seal_file(holder, first=FIRST, last=LAST), "", at=BETWEEN)


@cache
def _encrypted(holder: str) -> str:
    return encrypt(seal_file(holder).bundle)


def give_seal(association: Association, file: SealFile | None = None) -> Seal:
    """As rows, without the time that opening a file takes."""
    found = file or seal_file(association.name)
    seal = Seal.objects.create(
        association=association,
        certificate=found.certificate,
        fingerprint=found.fingerprint,
        holder=found.holder,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        taken_in_at=FIRST,
    )
    SealKey.objects.create(
        seal=seal, encrypted=encrypt(file.bundle) if file else _encrypted(association.name)
    )
    return seal
