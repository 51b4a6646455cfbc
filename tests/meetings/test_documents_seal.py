import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from meetings.documents.protocol import render_protocol
from meetings.management.commands.make_demo_seal import write_demo_seal
from meetings.paper.check import check_pdf
from meetings.paper.seal import SealError, seal, try_seal
from tests.meetings.pdf_assertions import assert_conforms, assert_sealed
from tests.meetings.snapshots import FILES, record, small_snapshot

AT = datetime(2024, 6, 10, 13, 0, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def unsealed():
    return render_protocol(small_snapshot(), files=FILES.__getitem__, record=record()).pdf


@pytest.fixture
def own_var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return settings


def test_sealed_document_is_valid_whole_and_still_conforms(unsealed):
    sealed = seal(unsealed, at=AT, reason="Protokollet är justerat", location="Exempelvik")
    assert sealed.startswith(unsealed)
    assert_sealed(sealed)
    assert b"D:20240610130002" in sealed


def test_every_seal_conforms(unsealed):
    for second in range(40):  # a compressed xref may end in a carriage return
        assert_conforms(seal(unsealed, at=AT.replace(second=second)))


def test_seal_works_where_an_event_loop_runs(unsealed):
    async def inside():
        return seal(unsealed, at=AT)

    assert_sealed(asyncio.run(inside()))


@pytest.mark.parametrize("content", [None, b"", b"not PKCS#12"])
def test_unusable_key_is_a_seal_error(own_var, tmp_path, unsealed, content):
    own_var.SEAL_PKCS12 = tmp_path / "key.p12"
    if content is not None:
        Path(own_var.SEAL_PKCS12).write_bytes(content)
    with pytest.raises(SealError, match="SEAL_P"):
        seal(unsealed, at=AT)
    with pytest.raises(SealError, match="SEAL_P"):
        try_seal()


def test_wrong_password_is_a_seal_error(own_var):
    own_var.SEAL_PASSWORD = "fel"
    with pytest.raises(SealError, match="fel fil eller fel SEAL_PASSWORD"):
        try_seal()


def test_what_cannot_be_sealed_is_a_seal_error():
    with pytest.raises(SealError, match="kunde inte stämplas"):
        seal(b"not a PDF", at=AT)


def test_former_seal_is_still_recognised_after_it_is_replaced(own_var, tmp_path, unsealed):
    try_seal()
    sealed = seal(unsealed, at=AT)
    own_var.SEAL_PKCS12 = tmp_path / "new.p12"
    write_demo_seal(own_var.SEAL_PKCS12, own_var.SEAL_PASSWORD, at=datetime.now(UTC))
    assert check_pdf(sealed, known=lambda sha256: False).ours
    for kept in tmp_path.glob("seal/certificates/*.pem"):
        kept.unlink()
    assert not check_pdf(sealed, known=lambda sha256: False).ours
