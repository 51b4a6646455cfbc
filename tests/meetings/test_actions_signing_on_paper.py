"""Verification on paper: whole, in order, and never mixed with online signatures."""

from datetime import date, timedelta

import pytest
from django.test import Client

from meetings.actions.signing_on_paper import register_paper_verification
from meetings.documents.protocol import render_for_paper
from meetings.errors import RuleViolation
from meetings.models import Notice, ProtocolVersion, Signatory, Signature, Verification
from meetings.paper.storage import stored_bytes
from tests.worlds.boards import MEETING_DAY, Board, at, make_frozen, sign
from tests.worlds.kinds_of_protocols import show_rows
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
LATER = at(date(2024, 6, 20))


@made_once
def scan(version: ProtocolVersion) -> bytes:
    """Any PDF will do."""
    return render_for_paper(version.snapshot, files=stored_bytes).pdf


def days(version: ProtocolVersion, **changes: date | None) -> dict[Signatory, date]:
    found = {"secretary": date(2024, 6, 12), "chair": date(2024, 6, 10), "verifier": date(2024, 6, 11)}
    chosen = {**found, **changes}
    return {row: day for row in version.signatories.all() if (day := chosen.get(row.role))}


def register(board: Board, version: ProtocolVersion, scan: bytes, **changes: date | None) -> Verification:
    return register_paper_verification(
        version=version, signed=days(version, **changes), scan=scan, by=board.secretary, at=LATER
    )


def test_paper_is_sealed_and_posted_as_usual(board: Board, version: ProtocolVersion, scan: bytes) -> None:
    verification = register(board, version, scan)
    assert (verification.day, verification.method) == (date(2024, 6, 11), "paper")
    assert verification.scan
    assert stored_bytes(verification.scan.sha256) == scan
    assert Notice.objects.get().verified == date(2024, 6, 11)
    assert {one.registered_by for one in Signature.objects.all()} == {board.secretary}


def test_online_signature_is_never_mixed_with_paper(
    board: Board, version: ProtocolVersion, scan: bytes
) -> None:
    sign(version, board.secretary)
    with pytest.raises(RuleViolation, match="kan inte blandas in"):
        register(board, version, scan)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"chair": None}, "Underskrift saknas från Astrid Norling"),
        ({"verifier": None}, "Underskrift saknas från Henrik Brolin"),
        (
            {"chair": MEETING_DAY - timedelta(days=1)},
            "Astrid Norling: Ingen kan ha skrivit under före den 30 maj 2024",
        ),
        ({"chair": LATER.date() + timedelta(days=1)}, "ligger i framtiden"),
    ],
)
def test_missing_and_impossible_days_are_refused(
    board: Board, version: ProtocolVersion, scan: bytes, changes: dict[str, date | None], sentence: str
) -> None:
    with pytest.raises(RuleViolation, match=sentence):
        register(board, version, scan, **changes)
    assert not Signature.objects.exists()


@pytest.mark.parametrize("data", [b"", b"hej", b"\x89PNG\r\n\x1a\n"])
def test_scan_must_be_a_pdf(board: Board, version: ProtocolVersion, data: bytes) -> None:
    with pytest.raises(RuleViolation, match="måste vara en PDF"):
        register(board, version, data)


def test_too_large_scan_is_refused(
    board: Board, version: ProtocolVersion, scan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    board.association.largest_file_mb = 1
    board.association.save()
    with pytest.raises(RuleViolation, match="Högst 1 MB"):
        register(board, version, scan + b"\0" * 1024 * 1024)


def test_web_page_of_a_paper_protocol_does_not_say_that_it_is_signed_online(
    client: Client, board: Board
) -> None:
    show_rows(board.body, {"place_time": "Plats och tid", "signature": "Underskrift"})
    version = make_frozen(board, publish=True)
    register(board, version, render_for_paper(version.snapshot, files=stored_bytes).pdf)
    page = client.get("/exempelvik/protokoll/styrelsen/2024-05-30/").content.decode()
    assert "Se sidan Underskrifter" in page
    assert "Digital justering" not in page
