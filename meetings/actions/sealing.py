"""An association's seal is taken in and used. What cannot be sealed now is stored and waits for it."""

import logging
from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from meetings import letters
from meetings.actions.attaching import store_file
from meetings.errors import RuleViolation
from meetings.models import Association, Person, Seal, Sealing, SealKey, SealWarning, StoredFile
from meetings.paper.key_at_rest import decrypt, encrypt, encrypt_again
from meetings.paper.pdf import RenderedPdf
from meetings.paper.seal import SealError, SealFile, read_certificate, read_seal_file, seal
from meetings.paper.storage import stored_bytes
from meetings.reads.seals import TOLD_BEFORE, hindrance, seal_in_use, warning
from meetings.swedish import day_of

logger = logging.getLogger(__name__)

# Days before a seal lapses when its chancellery is written to: the first is when its pages begin to tell it.
WARNED_BEFORE = (TOLD_BEFORE.days, 14, 0)


@transaction.atomic
def take_in_seal(
    *, association: Association, data: bytes, password: str, by: Person | None, at: datetime
) -> Seal:
    """The seal of a PKCS#12 file is used from now on, and the present one, if any, ends. What waits is sealed soon.

    The same certificate again gives the present seal its key anew. `by` is nobody when it is done on the server.
    Raises RuleViolation when the file or its password is wrong, or the certificate is somebody else's.
    """
    try:
        found = read_seal_file(data, password, at=at)
        encrypted = encrypt(found.bundle)
        _try(found.bundle)
    except SealError as error:
        raise RuleViolation(str(error), field=error.field or "file") from error
    Association.objects.select_for_update(of=("self",)).get(pk=association.pk)
    _refuse_anothers(found, association)
    present = seal_in_use(association)
    if present and present.fingerprint == found.fingerprint:
        SealKey.objects.update_or_create(seal=present, defaults={"encrypted": encrypted})
        kept = present
    else:
        if Seal.objects.filter(fingerprint=found.fingerprint).exists():
            raise RuleViolation(
                "Certifikatet har använts förut och är avslutat. Skaffa ett nytt.", field="file"
            )
        if present:
            _end(present, by=by, at=at)
        kept = _keep(found, association, by=by, at=at)
        SealKey.objects.create(seal=kept, encrypted=encrypted)
    # Put in the database by this transaction: no worker begins before the key is there.
    app.configure_task("meetings.tasks.seal_what_waits").defer(timestamp=int(at.timestamp()))
    return kept


@transaction.atomic
def end_seal(*, association: Association, by: Person | None, at: datetime) -> None:
    """Nothing more is sealed with the present seal: its key is deleted. Raises RuleViolation when there is none."""
    Association.objects.select_for_update(of=("self",)).get(pk=association.pk)
    present = seal_in_use(association)
    if present is None:
        raise RuleViolation("Förbundet har ingen elektronisk stämpel.")
    _end(present, by=by, at=at)


@transaction.atomic
def keep_former_certificate(*, association: Association, certificate: bytes, at: datetime) -> Seal:
    """A certificate (DER) whose key is not here, so that what it sealed before is known as the association's.

    Raises RuleViolation when it cannot be read or is somebody else's.
    """
    try:
        found = read_certificate(certificate)
    except SealError as error:
        raise RuleViolation(str(error), field="file") from error
    _refuse_anothers(found, association)
    present = Seal.objects.filter(fingerprint=found.fingerprint).first()
    return present or _keep(
        found, association, by=None, at=found.valid_from, ended_at=min(at, found.valid_to)
    )


@transaction.atomic
def encrypt_keys_again() -> int:
    """Every seal's key encrypted with the first of SEAL_KEYS; how many. Raises SealError, and nothing is changed."""
    keys = list(SealKey.objects.select_for_update())
    for key in keys:
        key.encrypted = encrypt_again(key.encrypted)
        key.save(update_fields=["encrypted"])
    return len(keys)


def store_sealed(*, document: RenderedPdf, association: Association, reason: str, at: datetime) -> StoredFile:
    """The document with the association's seal, stored. Without a seal that can be used it is stored as it is,
    and a Sealing waits. Raises RuleViolation when the disk takes no more.
    """
    present = seal_in_use(association)
    data = _sealed(document.pdf, present, association, reason=reason, at=at)
    file = store_file(data=data or document.pdf, media_type="application/pdf", at=at, pages=document.pages)
    done = {"sealed": file, "sealed_at": at, "seal": present} if data else {}
    row = Sealing(document=file, association=association, reason=reason, asked_at=at, **done)
    Sealing.objects.bulk_create([row], ignore_conflicts=True)  # of the same bytes the first stays as it is
    return file


def seal_waiting(*, at: datetime) -> int:
    """Seal every document that waits and whose association has a seal that can be used; how many.

    Each in a transaction of its own, so that one that fails keeps nothing else waiting.
    """
    waiting = Sealing.objects.filter(sealed=None).values_list("pk", flat=True)
    return sum(_seal_one(key, at=at) for key in list(waiting))


def warn_of_lapsing_seals(*, at: datetime) -> None:
    """A letter to the chancellery of each association whose seal lapses soon, once for each of WARNED_BEFORE.

    When several are due, because nobody asked for a while, one letter goes for them all.
    """
    for present in Seal.objects.filter(ended_at=None).select_related("association"):
        days_left = (day_of(present.valid_to) - day_of(at)).days
        _warn(present, [days for days in WARNED_BEFORE if days_left <= days], at=at)


@transaction.atomic
def _warn(present: Seal, due: list[int], *, at: datetime) -> None:
    Seal.objects.select_for_update(of=("self",)).get(pk=present.pk)
    new = set(due) - set(present.warnings.values_list("days", flat=True))
    if not new:
        return
    SealWarning.objects.bulk_create([SealWarning(seal=present, days=days, at=at) for days in new])
    for person in letters.chancellery_of(present.association):
        letters.send(
            "seal_lapses",
            to=person.email,
            association=present.association,
            person=person,
            warning=warning(present.association, day_of(at)),
            address=letters.absolute("seal_detail", present.association.slug),
        )


@transaction.atomic
def _seal_one(key: int, *, at: datetime) -> bool:
    row = (
        Sealing.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=key, sealed=None)
        .select_related("association", "document")
        .first()
    )
    present = seal_in_use(row.association) if row else None
    if row is None or present is None:
        return False
    try:
        pdf = stored_bytes(row.document.sha256)
    except OSError:
        logger.exception("A document that waits to be sealed is lost")
        return False
    data = _sealed(pdf, present, row.association, reason=row.reason, at=at)
    if data is None:
        return False
    row.sealed = store_file(data=data, media_type="application/pdf", at=at, pages=row.document.pages)
    row.sealed_at, row.seal = at, present
    row.save(update_fields=["sealed", "sealed_at", "seal"])
    return True


def _sealed(
    pdf: bytes, present: Seal | None, association: Association, *, reason: str, at: datetime
) -> bytes | None:
    """The sealed document; None when it must wait.

    The reason is logged unless the seal is only missing or not valid.
    """
    if present is None or hindrance(present, at):
        return None
    try:
        return seal(
            pdf, bundle=decrypt(present.key.encrypted), at=at, reason=reason, location=association.name
        )
    except SealError:
        logger.exception("A document of %s could not be sealed", association.slug)
        return None


def _try(bundle: bytes) -> None:
    from meetings.paper.pades import signer_of  # pyHanko: only a process that seals waits for it

    try:
        # Now, and not at the next verification: a key that cannot sign is found while its owner is at hand.
        signer_of(bundle).sign_raw(b"test", "sha256")
    except Exception as error:
        raise SealError("Stämpelns nyckel går inte att använda.") from error


def _refuse_anothers(found: SealFile, association: Association) -> None:
    own = "".join(filter(str.isdigit, association.org_number))
    if found.org_number and found.org_number != own:
        raise RuleViolation(
            f"Certifikatet är utfärdat till {found.holder} med organisationsnummer {found.org_number}, "
            f"och förbundets är {association.org_number}.",
            field="file",
        )
    if Seal.objects.filter(fingerprint=found.fingerprint).exclude(association=association).exists():
        raise RuleViolation("Certifikatet hör till ett annat förbund.", field="file")


def _keep(
    found: SealFile,
    association: Association,
    *,
    by: Person | None,
    at: datetime,
    ended_at: datetime | None = None,
) -> Seal:
    return Seal.objects.create(
        association=association,
        certificate=found.certificate,
        fingerprint=found.fingerprint,
        holder=found.holder[:200],
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        taken_in_at=at,
        taken_in_by=by,
        ended_at=ended_at,
    )


def _end(present: Seal, *, by: Person | None, at: datetime) -> None:
    SealKey.objects.filter(seal=present).delete()
    present.ended_at, present.ended_by = at, by
    present.save(update_fields=["ended_at", "ended_by"])
