"""The least level that is decided for signatures, and the evidence that each leaves behind."""

import json
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from meetings.actions.signing import sign_protocol
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import ProtocolVersion, Signature
from meetings.paper.storage import stored_bytes
from meetings.rules.signing_level import Level
from tests.meetings.pdf_assertions import embedded_files, text_of
from tests.worlds.boards import SIGN, Board, at, make_frozen, make_ready, sign
from tests.worlds.once import made_once
from tests.worlds.verification_pages import address, page

pytestmark = pytest.mark.django_db


@made_once
def strict(board: Board) -> ProtocolVersion:
    """A version that is signed with at least level 2."""
    board.body.least_level = Level.SECOND_FACTOR
    board.body.save()
    return make_frozen(board)


def row(version: ProtocolVersion, **changes: object) -> Signature:
    signatory = version.signatories.exclude(signature__isnull=False).first()
    facts = {"at": at(hour=16), "method": "x", "sha256": version.sha256, "level": 1, **changes}
    return Signature.objects.create(signatory=signatory, **facts)


def test_a_method_below_the_decided_level_signs_nothing(board: Board, strict: ProtocolVersion) -> None:
    with pytest.raises(RuleViolation, match="lägst nivå 2"):
        sign(strict, board.secretary)
    assert not Signature.objects.exists()
    stronger = replace(SIGN, method="Passnyckel", level=Level.SECOND_FACTOR)
    sign_protocol(version=strict, by=board.secretary, at=at(hour=16), how=stronger)
    assert Signature.objects.get().level == Level.SECOND_FACTOR


def test_the_page_says_so_before(client: Client, board: Board, strict: ProtocolVersion) -> None:
    html = page(client, board.chair, address(strict, "protocol_sign"))
    assert "Protokollet skrivs under med lägst nivå 2 (andra faktor eller inloggningsnyckel)." in html
    assert 'type="password"' not in html


def test_a_level_decided_later_holds_from_the_next_version(board: Board, version: ProtocolVersion) -> None:
    board.body.least_level = Level.IDENTITY
    board.body.save()
    sign(version, board.secretary)
    assert Signature.objects.exists()


def test_the_database_refuses_a_weak_signature_and_one_of_no_level(strict: ProtocolVersion) -> None:
    for level in (1, None):
        with pytest.raises(DatabaseError, match="lägre nivå"), transaction.atomic():
            row(strict, level=level)
    row(strict, level=2)


def test_the_database_refuses_ink_beside_electronic_signatures(
    board: Board, version: ProtocolVersion
) -> None:
    with pytest.raises(DatabaseError, match="ingen nivå"), transaction.atomic():
        row(version, registered_by=board.secretary)
    row(version, registered_by=board.secretary, level=None)
    with pytest.raises(DatabaseError, match="blandas inte"), transaction.atomic():
        row(version)


def test_the_database_refuses_electronic_signatures_beside_ink(
    board: Board, version: ProtocolVersion
) -> None:
    row(version)
    with pytest.raises(DatabaseError, match="blandas inte"), transaction.atomic():
        row(version, registered_by=board.secretary, level=None)


def test_evidence_lies_in_the_original_alone(board: Board, version: ProtocolVersion) -> None:
    how = replace(SIGN, ip_address="192.0.2.7")
    for person in (board.secretary, board.chair, board.verifier):
        verification = sign_protocol(version=version, by=person, at=at(hour=16), how=how)
    assert verification
    assert verification.public_copy
    original = stored_bytes(verification.original.sha256)
    kept = json.loads(embedded_files(original)["bevis-om-underskrifter.json"])
    assert kept["sha256"] == version.sha256
    assert [one["evidence"]["account"] for one in kept["signatures"]] == [
        board.secretary.email,
        board.chair.email,
        board.verifier.email,
    ]
    assert {one["ip_address"] for one in kept["signatures"]} == {"192.0.2.7"}
    public = stored_bytes(verification.public_copy.sha256)
    assert "bevis-om-underskrifter.json" not in embedded_files(public)
    for told in (*embedded_files(public).values(), text_of(public).encode(), text_of(original).encode()):
        assert b"@example.org" not in told
        assert b"192.0.2.7" not in told


def test_a_missing_decision_is_a_remark_and_never_a_block(board: Board) -> None:
    board.association.verification_decided_on = None
    board.association.save()
    protocol = make_ready(board)
    found = [one for one in findings_of(read_draft(protocol), today=at().date()) if one.blocking]
    assert found == []
    remarks = [one.code for one in findings_of(read_draft(protocol), today=at().date())]
    assert remarks == ["signing_decision"]


def test_the_decision_may_be_a_paragraph_of_the_protocol_itself(board: Board) -> None:
    board.association.verification_decided_on = at().date()
    board.association.verification_decided_in = "2"
    board.association.save()
    version = make_frozen(board)
    assert (
        "beslutade i §\N{NO-BREAK SPACE}2 i detta protokoll"
        in (version.snapshot["document"]["verification_decision"])
    )
