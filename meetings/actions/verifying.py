"""The protocol becomes verified: final PDF, public copy and notice, all or nothing. The seal may have to wait."""

import logging
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from meetings import hooks, letters
from meetings.actions.electing import apply_elections
from meetings.actions.noticing import post_notice
from meetings.actions.reading_copies import ask_for_reading_copies
from meetings.actions.sealing import store_sealed
from meetings.documents.protocol import Pages, render_protocol, render_public_copy
from meetings.errors import RuleViolation
from meetings.models import Notice, ProtocolVersion, Signatory, Signature, StoredFile, Verification
from meetings.paper.pdf import RenderedPdf
from meetings.paper.storage import stored_bytes
from meetings.reads.accounts import account_evidence
from meetings.reads.frozen import frozen_record
from meetings.reads.people import in_office_of
from meetings.reads.seals import waits_for_seal
from meetings.reads.withheld import marks_of
from meetings.record.titles import sections_of
from meetings.swedish import STOCKHOLM, day_of

logger = logging.getLogger(__name__)


def complete_verification(
    *,
    version: ProtocolVersion,
    day: date,
    at: datetime,
    method: str = Verification.Method.ONLINE,
    scan: StoredFile | None = None,
    decision: str = "",
) -> Verification:
    """Must run in the transaction of the last signature. Raises RuleViolation when the files cannot be made.

    `decision` is the sentence about the § by which the board verified it instead of those who did not sign.
    Without a seal that can be used everything goes on, and the files wait to be sealed.
    """
    record = signature_record(version, day=day, method=method, decision=decision)
    original, public_copy = _documents(version, record, scan, at)
    verification = Verification.objects.create(
        protocol=version.protocol,
        version=version,
        day=day,
        at=at,
        method=method,
        record=record,
        original=original,
        public_copy=public_copy,
        scan=scan,
    )
    apply_elections(verification)
    notice = post_notice(verification=verification, at=at)
    # Listeners write in this transaction: what one of them refuses is not verified (docs/adr/0009).
    _tell_listeners(verification)
    _tell_board(verification)
    _tell_chancellery(verification, notice)
    ask_for_reading_copies(verification, at=at)
    return verification


def finish_notes(*, version: ProtocolVersion, pages: Pages, at: datetime) -> Verification:
    """Notes of a body that only advises: sealed and finished, without signatures and without a notice.

    `pages` are those that the version was just frozen with.
    """
    day = day_of(at)
    record = signature_record(version, day=day, method=Verification.Method.NOTES)
    try:
        frozen_record(version)
        rendered = render_protocol(
            version.snapshot,
            files=stored_bytes,
            pages=pages,
            record=record,
            signed_pdf=stored_bytes(version.file.sha256),
        )
        public_copy = _public_copy(version, pages, record, at)
    except OSError as error:
        logger.exception("Notes %s could not be finished", version.protocol.public_id)
        raise RuleViolation("Anteckningarna kunde inte färdigställas. Försök igen om en stund.") from error
    verification = Verification.objects.create(
        protocol=version.protocol,
        version=version,
        day=day,
        at=at,
        method=Verification.Method.NOTES,
        record=record,
        original=_sealed(rendered, version, at),
        public_copy=public_copy,
    )
    _tell_listeners(verification)
    ask_for_reading_copies(verification, at=at)
    return verification


def _tell_listeners(verification: Verification) -> None:
    for listener in hooks.after_verification:
        listener(verification)


def _tell_board(verification: Verification) -> None:
    """Ledamöter, ersättare and auditors, but the chancellery, which is told more."""
    protocol = verification.protocol
    body = protocol.meeting.body
    office = letters.chancellery_of(body.association)
    told = {*in_office_of(body, verification.day), *letters.auditors_of(body.association)}
    for person in sorted(told, key=lambda one: one.pk):
        if person not in office:
            letters.write_to(person, "verified_board", protocol=protocol, verification=verification)


def _tell_chancellery(verification: Verification, notice: Notice) -> None:
    for person in letters.chancellery_of(verification.protocol.meeting.body.association):
        letters.write_to(
            person,
            "verified",
            protocol=verification.protocol,
            verification=verification,
            notice=notice,
            waits_for_seal=waits_for_seal(verification.original),
        )


def _documents(
    version: ProtocolVersion, record: dict[str, Any], scan: StoredFile | None, at: datetime
) -> tuple[StoredFile, StoredFile | None]:
    """The original with all its evidence, and the copy that the public may read."""
    try:
        frozen_record(version)  # what is finished is what was signed
        pages = Pages(version.snapshot, files=stored_bytes)
        original = render_protocol(
            version.snapshot,
            files=stored_bytes,
            pages=pages,
            record=record,
            evidence=evidence_of(version),
            signed_pdf=stored_bytes(version.file.sha256),
            scan=stored_bytes(scan.sha256) if scan else None,
        )
        public_copy = _public_copy(version, pages, record, at)
    except OSError as error:
        logger.exception("Protocol %s could not be finished", version.protocol.public_id)
        raise RuleViolation(
            "Protokollet kunde inte färdigställas och din underskrift är inte registrerad. "
            "Försök igen om en stund eller kontakta kansliet."
        ) from error
    return _sealed(original, version, at), public_copy


def _public_copy(
    version: ProtocolVersion, pages: Pages, record: dict[str, Any], at: datetime
) -> StoredFile | None:
    """The public copy, when the protocol is to be published."""
    if not version.snapshot["document"]["publish"]:
        return None
    marks = marks_of(version.protocol.meeting)
    public = render_public_copy(version.snapshot, files=stored_bytes, pages=pages, record=record, marks=marks)
    return _sealed(public, version, at)


def _sealed(document: RenderedPdf, version: ProtocolVersion, at: datetime) -> StoredFile:
    association = version.protocol.meeting.body.association
    return store_sealed(document=document, association=association, reason="Protokollet är justerat", at=at)


def signature_record(
    version: ProtocolVersion, *, day: date, method: str, decision: str = ""
) -> dict[str, Any]:
    """What the page of signatures says, as JSON: `{"verified", "method", "notes": [...], "signatures": [...]}`.

    `notes` are sentences: a § that verified the protocol, and a secretary who had not signed.
    """
    return {
        "verified": day.isoformat(),
        "method": str(method),
        "notes": [*filter(None, [decision]), *_unsigned_secretary(version)],
        "signatures": [
            {
                "name": row.name,
                "role": row.get_role_display().lower(),
                **_instead(row),
                **_moment(row.signature),
                "method": row.signature.method,
                "level": row.signature.level,
                "sha256": row.signature.sha256,
                "dissent": row.signature.dissent,
            }
            for row in _signed(version)
        ],
    }


def evidence_of(version: ProtocolVersion) -> dict[str, Any]:
    """Everything that is kept of each signature, as JSON, for the sealed original alone.

    It holds addresses of the net and of e-mail, so it is given out only after a check. `account` is sentences on
    how the way into the signer's account had been changed.
    """
    return {
        "protocol": version.protocol.public_id,
        "version": version.number,
        "sha256": version.sha256,
        "signatures": [
            {
                "name": row.name,
                "role": row.get_role_display().lower(),
                "person": row.person.public_id,
                **_instead(row),
                **_moment(row.signature),
                "method": row.signature.method,
                "level": row.signature.level,
                "sha256": row.signature.sha256,
                "ip_address": row.signature.ip_address,
                "user_agent": row.signature.user_agent,
                "registered_by": row.signature.registered_by.name if row.signature.registered_by else None,
                "evidence": row.signature.evidence,
                "account": _account(row),
            }
            for row in _signed(version)
        ],
    }


def _account(row: Signatory) -> list[str]:
    """What is said of the account behind the signature; nothing for one on paper, which no account was behind."""
    if row.signature.registered_by:
        return []
    return account_evidence(row.person, at=row.signature.at)


def _signed(version: ProtocolVersion) -> QuerySet[Signatory]:
    signed = version.signatories.filter(signature__isnull=False)
    return signed.select_related(
        "person", "signature__registered_by", "stand_in__replaces", "stand_in__started_by"
    ).order_by("signature__at", "position")


def _unsigned_secretary(version: ProtocolVersion) -> list[str]:
    """KL 5:69 has the chair and the verifiers verify; the page tells when the secretary has not signed by then."""
    role = Signatory.Role.SECRETARY
    missing = version.signatories.filter(role=role, signature__isnull=True)
    return [f"Sekreteraren {one.name} har inte skrivit under." for one in missing]


def _instead(row: Signatory) -> dict[str, str]:
    """In whose place, for which §§ and why somebody signed; nothing for one who signed for themselves."""
    if not hasattr(row, "stand_in"):
        return {}
    replaced = row.stand_in.replaces
    return {
        "instead_of": replaced.name,
        "reason": row.stand_in.reason,
        "sections": sections_of(replaced.paragraphs or ()),
        "let_by": row.stand_in.started_by.name,
    }


def _moment(signature: Signature) -> dict[str, str]:
    return {
        # Both: the local time is what people know, and UTC tells the two hours apart that October has twice.
        "at": signature.at.astimezone(STOCKHOLM).isoformat(timespec="seconds"),
        "at_utc": signature.at.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
