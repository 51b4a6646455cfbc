"""Whose seal a certificate is, what waits to be sealed, and what the chancellery must be told about its seal."""

import logging
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from meetings.models import Association, ProtocolVersion, Seal, Sealing, SealKey, StoredFile
from meetings.paper.key_at_rest import decrypt
from meetings.paper.seal import SealError
from meetings.rules.checklist import Finding
from meetings.swedish import STOCKHOLM, day_of, long_date

TOLD_BEFORE = timedelta(days=60)

logger = logging.getLogger(__name__)


def seal_in_use(association: Association) -> Seal | None:
    """The association's seal, valid or not, with its key."""
    return Seal.objects.filter(association=association, ended_at=None).select_related("key").first()


def hindrance(seal: Seal | None, at: datetime) -> str:
    """Why nothing can be sealed with it at `at`, in one sentence; empty when it can."""
    if seal is None:
        return "Förbundet har ingen elektronisk stämpel."
    if at > seal.valid_to:
        return f"Förbundets elektroniska stämpel slutade gälla den {long_date(day_of(seal.valid_to))}."
    if at < seal.valid_from:
        return f"Förbundets elektroniska stämpel gäller först från den {long_date(day_of(seal.valid_from))}."
    try:
        decrypt(seal.key.encrypted)
    except (SealKey.DoesNotExist, SealError):
        logger.exception("The key of the seal %s cannot be used", seal)
        return "Nyckeln till förbundets elektroniska stämpel kan inte läsas på servern."
    return ""


def warning(association: Association, today: date) -> str:
    """What the chancellery must be told about its seal: that it cannot be used, or lapses within 60 days."""
    seal = seal_in_use(association)
    found = hindrance(seal, _noon(today))
    if found or seal is None or day_of(seal.valid_to) - today > TOLD_BEFORE:
        return found
    return f"Förbundets elektroniska stämpel slutar gälla den {long_date(day_of(seal.valid_to))}."


def seal_findings(association: Association, today: date) -> list[Finding]:
    """What the checklist says before a protocol goes out: it is verified all the same, and sealed later."""
    found = hindrance(seal_in_use(association), _noon(today))
    then = "Protokollet justeras och anslås ändå, och stämplas när en stämpel är intagen"
    return [Finding(f"{found} {then}", "no_seal", blocking=False)] if found else []


def waiting_sealings(association: Association) -> int:
    """How many finished documents wait for a seal."""
    return Sealing.objects.filter(association=association, sealed=None).count()


def in_force(file: StoredFile) -> StoredFile:
    """The file as it is given out: sealed since it was stored, or as it is."""
    found = Sealing.objects.filter(document=file, sealed__isnull=False).select_related("sealed").first()
    return found.sealed if found and found.sealed else file


def waits_for_seal(file: StoredFile | None) -> bool:
    return Sealing.objects.filter(document=file, sealed=None).exists()


def holder_of(fingerprint: str) -> str | None:
    """The slug of the association whose seal a certificate is or was."""
    return Seal.objects.filter(fingerprint=fingerprint).values_list("association__slug", flat=True).first()


def keeper_of(sha256: str) -> str | None:
    """The slug of the association that made this very file: a document to be sealed, or a frozen version."""
    of_sealing = Sealing.objects.filter(Q(document__sha256=sha256) | Q(sealed__sha256=sha256))
    of_version = ProtocolVersion.objects.filter(file__sha256=sha256)
    return (
        of_sealing.values_list("association__slug", flat=True).first()
        or of_version.values_list("protocol__meeting__body__association__slug", flat=True).first()
    )


def open_keys() -> None:
    """Read the key of every seal in use. Raises SealError when one of them cannot be, which SEAL_KEYS decides."""
    for encrypted in SealKey.objects.values_list("encrypted", flat=True):
        decrypt(encrypted)


def _noon(day: date) -> datetime:
    # A page knows the day alone, and at noon it is the same day in every zone that can matter.
    return datetime.combine(day, time(12), STOCKHOLM)
