"""Does everything that was written still stand as it was written? Files, seals, snapshots, rows and the chain.

Nothing is read against itself: a file against its name, a seal against the certificate, the snapshot in the
database against the one inside the PDF that was signed, a row against the link that the database wrote of it, and
each link against the one before. One file or row at a time is in memory.
"""

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models, transaction
from django.db.models import F

from meetings.documents.posting_summary import DATA_NAME as POSTINGS_NAME
from meetings.documents.protocol import SNAPSHOT_NAME
from meetings.documents.summons import SUMMONS_NAME
from meetings.models import (
    Association,
    ChainLink,
    PostingSummary,
    ProtocolVersion,
    Seal,
    Sealing,
    Signature,
    StoredFile,
    Summons,
    Verification,
)
from meetings.models.chain import START
from meetings.paper.embedded import SIGNATURES_NAME, canonical_json
from meetings.paper.storage import LostFileError, path_of, stored_bytes
from meetings.reads.withheld import marks_of
from meetings.record.reading import public_signatures, public_snapshot
from meetings.record.withheld import Mark

logger = logging.getLogger(__name__)

_CHUNK = 100  # rows fetched at a time
_DEPTH = 8  # foreign keys between a row and its association


@dataclass(frozen=True)
class Fault:
    """What does not stand as it was written. `what` and `where` are Swedish; `association` is whose it is, by slug."""

    kind: str
    what: str
    where: str
    association: str | None = None


@dataclass
class Findings:
    """What was read, by kind, and what was found."""

    checked: Counter[str] = field(default_factory=lambda: Counter(files=0, seals=0, snapshots=0, rows=0))
    faults: list[Fault] = field(default_factory=list)

    def add(self, kind: str, what: str, row: models.Model) -> None:
        """A fault about `row`, which is named only to the association that it belongs to."""
        association = association_of(row)
        name = f"{row._meta.db_table} {row.pk}"
        with suppress(ObjectDoesNotExist):  # what it is named after may be gone too
            name = f"{row._meta.verbose_name} {row}" if association else name
        self.faults.append(Fault(kind, what, name, association.slug if association else None))


@contextmanager
def _told(found: Findings, what: models.Model | str) -> Iterator[None]:
    """Makes a fault of whatever is raised about a row or a table: the others are still read."""
    try:
        with transaction.atomic():
            yield
    except Exception as error:  # any of a library's, for anything may stand where something was written over
        said = f"Det gick inte att kontrollera ({type(error).__name__})"
        logger.exception("Not checked: %s", what if isinstance(what, str) else what._meta.db_table)
        if isinstance(what, str):
            found.faults.append(Fault("check", said, what))
        else:
            found.add("check", said, what)


def integrity() -> Findings:
    """Everything checked; the links of the chain are numbered before (`meetings.actions.chaining`)."""
    found = Findings()
    _check_files(found)
    _check_certificates(found)
    _check_seals(found)
    _check_snapshots(found)
    _check_signatures(found)
    _check_chain(found)
    for table in _tables():
        with _told(found, table):
            _check_rows(found, table)
    return found


def _check_files(found: Findings) -> None:
    for file in StoredFile.objects.order_by("pk").iterator(_CHUNK):
        found.checked["files"] += 1
        try:
            with path_of(file.sha256).open("rb") as content:
                sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        except OSError:
            what = f"Filen {file.sha256} saknas"
        else:
            if sha256 == file.sha256:
                continue
            what = f"Filen {file.sha256} är ändrad: innehållet har SHA-256 {sha256}"
        for owner in _owners(file):
            found.add("file", what, owner)


def _check_certificates(found: Findings) -> None:
    for seal in Seal.objects.all():
        if hashlib.sha256(seal.certificate).hexdigest() != seal.fingerprint:
            found.add("certificate", "Stämpelns certifikat är ändrat", seal)


def _check_seals(found: Findings) -> None:
    """Each sealed document against the certificate of the seal that is said to have sealed it."""
    from meetings.paper.evidence import seals_of  # pyHanko: only a process that checks waits for it

    own: dict[int, set[str]] = {}
    for seal in Seal.objects.all():
        own.setdefault(seal.association_id, set()).add(seal.fingerprint)
    done = Sealing.objects.filter(sealed__isnull=False).select_related(
        "sealed", "document", "seal", "association"
    )
    for sealing in done.order_by("pk").iterator(_CHUNK):
        found.checked["seals"] += 1
        with _told(found, sealing):
            data = _data(sealing.sealed)
            if data is None:
                continue  # told of as a file
            expected = {sealing.seal.fingerprint} if sealing.seal else own.get(sealing.association_id, set())
            seals = [one for one in seals_of(data) if one.holds and one.whole]
            if not seals:
                what = "Stämpeln håller inte för hela filen"
            elif seals[0].fingerprint not in expected:
                what = f"Stämpelns certifikat, utfärdat till {seals[0].sealer}, är inte det som förbundet har tagit in"
            else:
                continue
            for owner in _owners(sealing.document):
                found.add("seal", what, owner)


def _check_snapshots(found: Findings) -> None:
    """What the database says of a protocol against what lies in the PDF that was signed, and in those given out."""
    versions = ProtocolVersion.objects.select_related("file").order_by("pk")
    for version in versions.iterator(_CHUNK):
        found.checked["snapshots"] += 1
        if version.sha256 != version.file.sha256:
            found.add("snapshot", "Versionens SHA-256 är inte den lagrade filens", version)
        said = {SNAPSHOT_NAME: version.snapshot}
        with _told(found, version):
            _compare(found, version, version.file, said, "den PDF som skickades ut för underskrift")
    verifications = Verification.objects.select_related(
        "version", "original", "public_copy", "protocol__meeting"
    ).order_by("pk")
    for row in verifications.iterator(_CHUNK):
        with _told(found, row):
            _compare_verification(found, row)
    for summary in PostingSummary.objects.select_related("file").order_by("pk").iterator(_CHUNK):
        found.checked["snapshots"] += 1
        with _told(found, summary):
            _compare(found, summary, summary.file, {POSTINGS_NAME: summary.snapshot}, "sammanställningen")
    for one in Summons.objects.exclude(file=None).select_related("file").order_by("pk").iterator(_CHUNK):
        found.checked["snapshots"] += 1
        if one.file and one.snapshot is not None:
            with _told(found, one):
                _compare(found, one, one.file, {SUMMONS_NAME: one.snapshot}, "kallelsen")


def _compare_verification(found: Findings, row: Verification) -> None:
    signed = row.method != Verification.Method.NOTES
    said = {SNAPSHOT_NAME: row.version.snapshot} | ({SIGNATURES_NAME: row.record} if signed else {})
    _compare(found, row, row.original, said, "originalet")
    if row.public_copy:
        if marks := marks_of(row.protocol.meeting):
            said = {name: _public(name, value, marks) for name, value in said.items()}
        _compare(found, row, row.public_copy, said, "den offentliga kopian", in_part=True)


def _public(name: str, value: Mapping[str, Any], marks: tuple[Mark, ...]) -> dict[str, Any]:
    return public_snapshot(value, marks) if name == SNAPSHOT_NAME else public_signatures(value, marks)


def _compare(
    found: Findings,
    row: models.Model,
    file: StoredFile,
    said: Mapping[str, Mapping[str, Any]],
    where: str,
    *,
    in_part: bool = False,
) -> None:
    """`in_part` of a file that leaves out what is not for the public, by the rules of the day it was made."""
    from meetings.paper.evidence import embedded_files  # pyHanko, as above

    data = _data(file)
    if data is None:
        return  # told of as a file
    inside = embedded_files(data, said)
    for name, value in said.items():
        content = inside.get(name, b"")
        if content == canonical_json(value) or (in_part and content and _holds(value, json.loads(content))):
            continue
        found.add("snapshot", f"Innehållet i databasen är inte det som finns i {where} ({name})", row)


def _holds(whole: Any, part: Any) -> bool:
    """Whether everything that `part` says is said by `whole` as well; what is empty in `part` says nothing."""
    if isinstance(whole, dict) and isinstance(part, dict):
        return all(_holds(whole.get(key), value) for key, value in part.items())
    if isinstance(whole, list) and isinstance(part, list):
        return len(whole) == len(part) and all(map(_holds, whole, part))
    return bool(whole == part or (whole is None and not part))


def _check_signatures(found: Findings) -> None:
    wrong = Signature.objects.exclude(sha256=F("signatory__version__sha256"))
    for signature in wrong.select_related("signatory__version"):
        found.add("signature", "Underskriften gäller en annan SHA-256 än versionens", signature)


def _check_chain(found: Findings) -> None:
    number, before = 0, START
    for link in ChainLink.objects.filter(number__isnull=False).order_by("number").iterator():
        number += 1
        if link.number != number:
            what = f"Länk {number} i beviskedjan saknas"
            found.faults.append(Fault("chain", what, str(link)))
            number = link.number or number
        elif link.sha256 != link.chained_to(before):
            found.faults.append(Fault("chain", f"Länk {number} i beviskedjan är bruten", str(link)))
        # Also after a broken link: else every link that follows would be told as broken too.
        before = link.sha256


def _check_rows(found: Findings, table: str) -> None:
    """Every row of evidence against the latest link of it; compared by the database, which sends only what differs."""
    model = _models().get(table)
    found.checked["rows"] += model._default_manager.count() if model else 0
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH latest AS (
                SELECT DISTINCT ON ("row") "row", columns, content, decision FROM meetings_chainlink
                WHERE "table" = %s ORDER BY "row", id DESC
            )
            SELECT coalesce(t.id, l."row"), t.id IS NULL, l."row" IS NULL
            FROM latest l FULL JOIN {name} t ON t.id = l."row"
            WHERE CASE WHEN t.id IS NULL THEN l.decision = ''
                ELSE l."row" IS NULL OR l.decision <> ''
                    OR meetings_row_hash(t, l.columns) <> l.content END
            """,  # noqa: S608 -- a table's own name, quoted
            [table],
        )
        differing = cursor.fetchall()
    for key, is_gone, is_unknown in differing:
        row = model._default_manager.filter(pk=key).first() if model and not is_gone else None
        if row is None:
            found.faults.append(Fault("row", "Raden är borttagen utan beslut om gallring", f"{table} {key}"))
        elif is_unknown:
            found.add("row", "Raden är inlagd utan att beviskedjan vet om den", row)
        else:
            found.add("row", "Raden är ändrad sedan den skrevs", row)


def _tables() -> list[str]:
    """Of everything that is chained, and of what was."""
    noted = ChainLink.objects.order_by().values_list("table", flat=True).distinct()
    return sorted({*noted, *_models()})


def _models() -> dict[str, type[models.Model]]:
    return {
        model._meta.db_table: model
        for model in apps.get_models()
        if any(one.name == "chained" for one in getattr(model._meta, "triggers", ()))
    }


def _data(file: StoredFile | None) -> bytes | None:
    """None when it cannot be read as it was stored."""
    try:
        return stored_bytes(file.sha256) if file else None
    except LostFileError:
        return None


def _owners(file: StoredFile) -> list[models.Model]:
    """The rows that refer to a file, whatever they are; that it was sealed says less than what it is of."""
    rows: list[models.Model] = []
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel):
            rows += relation.related_model._default_manager.filter(**{relation.field.name: file})
    return [one for one in rows if not isinstance(one, Sealing)] or rows or [file]


def association_of(row: models.Model, depth: int = _DEPTH) -> Association | None:
    """The association that a row belongs to, along its foreign keys; people and files belong to none."""
    if isinstance(row, Association):
        return row
    keys = [one for one in row._meta.concrete_fields if isinstance(one, models.ForeignKey)] if depth else []
    for key in keys:
        if key.related_model._meta.model_name in ("person", "storedfile"):
            continue
        try:
            parent = getattr(row, key.name)
        except ObjectDoesNotExist:  # that it is gone is told of by itself
            continue
        found = association_of(parent, depth - 1) if parent is not None else None
        if found:
            return found
    return None
