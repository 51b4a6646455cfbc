"""Verification on paper: printed, signed by hand, registered and scanned. Never mixed with online signatures."""

from collections.abc import Iterable
from datetime import date, datetime, time

import filetype
from django.db import transaction

from meetings.actions.attaching import store_file
from meetings.actions.locking import lock_meeting
from meetings.actions.verifying import complete_verification
from meetings.errors import RuleViolation
from meetings.models import Person, ProtocolVersion, Signatory, Signature, Verification
from meetings.paper.opening import pages_of
from meetings.querysets import latest_version, state_of
from meetings.reads.verifications import as_rules
from meetings.rules import verification as rules
from meetings.swedish import STOCKHOLM, day_of, join_names, long_date
from meetings.workflow import ProtocolState

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
    _refuse_scan(scan, largest_mb=meeting.body.association.largest_file_mb)
    _refuse_signed(version, signed, at)
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
        data=scan,
        media_type="application/pdf",
        at=at,
        pages=pages_of(scan, "application/pdf", "med protokollet"),
    )
    return complete_verification(
        version=version, day=max(verifying), at=at, method=Verification.Method.PAPER, scan=file
    )


def _refuse_scan(scan: bytes, *, largest_mb: int) -> None:
    kind = filetype.guess(scan)
    if kind is None or kind.mime != "application/pdf":
        raise RuleViolation("Det inskannade protokollet måste vara en PDF.", field="scan")
    if len(scan) > largest_mb * 1024 * 1024:
        raise RuleViolation(f"Filen är för stor. Högst {largest_mb} MB kan lämnas.", field="scan")


def _refuse_signed(version: ProtocolVersion, signed: dict[Signatory, date], at: datetime) -> None:
    for signatory, day in signed.items():
        if sentence := impossible_day(version, day, at):
            raise RuleViolation(f"{signatory.name}: {sentence}")
    if not lawful(version, signed):
        raise RuleViolation(
            "Den som skriver under i någons ställe väljs först av ordföranden eller en vice ordförande."
        )
    if lacking := missing_signatures(version, signed, at):
        names = dict.fromkeys(one.name for one in lacking)
        raise RuleViolation(f"Underskrift saknas från {join_names(names)}.")


def lawful(version: ProtocolVersion, signed: Iterable[Signatory]) -> bool:
    """Whether each has a role to sign in, in their own place or in one that they have been let to take."""
    signatories, _ = as_rules(version)
    allowed = {one.id for one in signatories if one.role.replaces is None or one.stands_for is not None}
    return all(row.pk in allowed for row in signed)


def impossible_day(version: ProtocolVersion, day: date, at: datetime) -> str:
    """Why nobody can have signed the print of the version on `day`, in one sentence; empty when they can."""
    printed = day_of(version.frozen_at)
    if day < printed:
        return f"Ingen kan ha skrivit under före den {long_date(printed)}, när versionen blev klar."
    if day > day_of(at):
        return "Dagen ligger i framtiden."
    return ""


def missing_signatures(
    version: ProtocolVersion, signed: Iterable[Signatory], at: datetime
) -> list[Signatory]:
    """Those whose signature is still missing when `signed` have signed."""
    signatories, _ = as_rules(version)
    keys = {row.pk for row in signed}
    signatures = [rules.Signature(one, at) for one in signatories if one.id in keys]
    lacking = {one.id for one in rules.missing(signatories, signatures)}
    return [row for row in version.signatories.all() if row.pk in lacking]
