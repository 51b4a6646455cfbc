"""Verification on paper: printed, signed by hand, registered and scanned. Never mixed with online signatures."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import filetype
from django.db import transaction

from meetings.actions.attaching import page_count, store_file
from meetings.actions.locking import lock_meeting
from meetings.actions.signing import as_rules
from meetings.actions.verifying import complete_verification
from meetings.errors import RuleViolation
from meetings.models import Person, ProtocolVersion, Signatory, Signature, Verification
from meetings.querysets import latest_version, state_of
from meetings.rules import verification as rules
from meetings.swedish import join_names, long_date
from meetings.workflow import ProtocolState

STOCKHOLM = ZoneInfo("Europe/Stockholm")
METHOD = "På papper"


@transaction.atomic
def register_paper_verification(
    *,
    version: ProtocolVersion,
    signed: dict[Signatory, date],
    scan: bytes,
    by: Person,
    at: datetime,
) -> Verification:
    """The day each has signed the printed protocol, and the scan of it; then seal and notice as usual.

    Raises RuleViolation when somebody has signed online, a signature is missing, a day is impossible, or
    the scan is not a PDF.
    """
    meeting = lock_meeting(version.protocol.meeting)
    if state_of(version.protocol) != ProtocolState.FROZEN or version != latest_version(version.protocol):
        raise RuleViolation("Den här versionen är inte ute för justering.")
    if Signature.objects.filter(signatory__version=version).exists():
        raise RuleViolation(
            "Någon har redan skrivit under digitalt. Underskrifter på papper kan inte blandas in."
        )
    kind = filetype.guess(scan)
    if kind is None or kind.mime != "application/pdf":
        raise RuleViolation("Det inskannade protokollet måste vara en PDF.")
    largest = meeting.body.association.largest_file_mb
    if len(scan) > largest * 1024 * 1024:
        raise RuleViolation(f"Filen är för stor. Högst {largest} MB kan lämnas.")
    _refuse_impossible_days(version, signed, at)
    _refuse_incomplete(version, set(signed), at)
    for signatory, day in sorted(signed.items(), key=lambda pair: (pair[1], pair[0].position)):
        Signature.objects.create(
            signatory=signatory,
            at=datetime.combine(day, time(12), STOCKHOLM),
            method=METHOD,
            sha256=version.sha256,
            registered_by=by,
        )
    verifying = [day for one, day in signed.items() if one.role != Signatory.Role.SECRETARY]
    file = store_file(
        data=scan, media_type="application/pdf", at=at, pages=page_count(scan, "application/pdf")
    )
    return complete_verification(
        version=version, day=max(verifying), at=at, method=Verification.Method.PAPER, scan=file
    )


def _refuse_impossible_days(version: ProtocolVersion, signed: dict[Signatory, date], at: datetime) -> None:
    printed = version.frozen_at.astimezone(STOCKHOLM).date()
    for signatory, day in signed.items():
        if day < printed:
            raise RuleViolation(
                f"{signatory.name} kan inte ha skrivit under före den {long_date(printed)}, "
                "när versionen blev klar."
            )
        if day > at.astimezone(STOCKHOLM).date():
            raise RuleViolation(f"Dagen för {signatory.name} ligger i framtiden.")


def _refuse_incomplete(version: ProtocolVersion, signed: set[Signatory], at: datetime) -> None:
    signatories, _ = as_rules(version)
    keys = {row.pk for row in signed}
    signatures = [rules.Signature(one, at) for one in signatories if one.id in keys]
    lacking = {one.id for one in rules.missing(signatories, signatures)}
    if lacking:
        names = [row.name for row in version.signatories.all() if row.pk in lacking]
        raise RuleViolation(f"Underskrift saknas från {join_names(dict.fromkeys(names))}.")
