import random
from datetime import UTC, datetime

import pytest

from meetings.documents.protocol import render_protocol, render_public_copy
from meetings.management.commands.make_demo_seal import write_demo_seal
from meetings.paper.check import LARGEST, Verdict, check_pdf
from meetings.paper.seal import seal
from tests.meetings.snapshots import FILES, SIGNED_HASH, record, small_snapshot

AT = datetime(2024, 6, 10, 13, 0, 2, tzinfo=UTC)
OWNER = "Samordningsförbundet i Exempelvik"


def unknown(sha256):
    return False


@pytest.fixture(scope="module")
def unsealed():
    return render_protocol(small_snapshot(), files=FILES.__getitem__, record=record()).pdf


@pytest.fixture(scope="module")
def sealed(unsealed):
    return seal(unsealed, at=AT)


def test_sealed_protocol_is_ours_and_intact(sealed):
    answer = check_pdf(sealed, known=unknown)
    assert (answer.ours, answer.intact, answer.pdfa3a, answer.pdfua1) == (True, True, True, True)
    assert answer.verdict == Verdict.AUTHENTIC
    assert answer.sealed_by == OWNER
    assert vars(answer.signers[0]) == {
        "name": "Karl Östman",
        "role": "sekreterare",
        "at": "2024-06-10T14:51:07+02:00",
        "sha256": SIGNED_HASH,
    }


def test_public_copy_names_the_signers_without_hashes():
    public = render_public_copy(small_snapshot(), files=FILES.__getitem__, record=record())
    answer = check_pdf(seal(public.pdf, at=AT), known=unknown)
    assert answer.intact
    assert (answer.signers[2].name, answer.signers[2].sha256) == ("Henrik Brolin", None)


def test_unsealed_file_is_ours_only_when_we_stored_it(unsealed):
    assert check_pdf(unsealed, known=unknown).verdict == Verdict.NO_SEAL
    answer = check_pdf(unsealed, known=lambda sha256: True)
    assert (answer.ours, answer.intact, answer.sealed_by) == (True, True, None)
    assert answer.verdict == Verdict.KNOWN
    assert answer.signers == ()  # anyone may have written them; only our seal vouches for names


def test_something_added_after_the_seal_is_seen(sealed):
    answer = check_pdf(sealed + b"\n% mer", known=unknown)
    assert (answer.ours, answer.intact, answer.signers) == (True, False, ())
    assert answer.verdict == Verdict.ADDED_TO


def test_altered_protocol_is_not_ours_and_its_sealer_only_a_claim(sealed):
    altered = sealed[:900] + bytes([sealed[900] ^ 1]) + sealed[901:]
    answer = check_pdf(altered, known=unknown)
    assert (answer.ours, answer.intact, answer.sealed_by, answer.signers) == (False, False, None, ())
    assert answer.claimed_sealer == OWNER
    assert answer.verdict == Verdict.ALTERED


def test_seal_with_the_same_name_but_another_key_is_foreign(unsealed, settings, tmp_path):
    own = settings.SEAL_PKCS12
    settings.SEAL_PKCS12 = tmp_path / "other.p12"
    write_demo_seal(settings.SEAL_PKCS12, settings.SEAL_PASSWORD, at=datetime.now(UTC))
    foreign = seal(unsealed, at=AT)
    settings.SEAL_PKCS12 = own
    answer = check_pdf(foreign, known=unknown)
    assert (answer.ours, answer.intact, answer.sealed_by, answer.claimed_sealer) == (
        False,
        False,
        None,
        OWNER,
    )
    assert answer.verdict == Verdict.OTHER_SEAL


def test_gap_moved_elsewhere_does_not_hold(sealed):
    gap = sealed.index(b"/Contents <") + len(b"/Contents ")
    end = sealed.index(b">", gap) + 1
    moved = sealed[: gap - 40] + sealed[gap:end] + sealed[gap - 40 : gap] + sealed[end:]
    assert not check_pdf(moved, known=unknown).ours


@pytest.mark.parametrize(
    "data", [b"", b"hej", b"%PDF-", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"%PDF-1.7" + b"[" * 100_000]
)
def test_what_is_not_a_pdf_gets_an_answer(data):
    answer = check_pdf(data, known=unknown)
    assert (answer.ours, answer.intact, answer.verdict) == (False, False, Verdict.NOT_PDF)
    assert answer.verdict.heading == "Nej, filen är inte en läsbar PDF"


def test_enormous_file_gets_an_answer():
    assert check_pdf(b"%PDF-" + bytes(LARGEST), known=unknown).verdict == Verdict.TOO_LARGE


def test_forged_byte_ranges_get_an_answer(sealed):
    signature = sealed[sealed.index(b"/Contents <") :][:4000]
    for forged in (b"/ByteRange [0 10 5 99999999999]", b"/ByteRange [0 9 9 9]", b"/ByteRange [0 20 24 6]"):
        check_pdf(b"%PDF-1.7\n" + forged + b"<30>" + signature, known=unknown)


def test_damage_anywhere_is_never_taken_for_authentic(sealed):
    draw = random.Random(2)
    gap = sealed.index(b"/Contents <")
    end = sealed.index(b">", gap)
    for _ in range(150):
        damaged = bytearray(sealed)
        for _ in range(draw.choice([1, 8, 300])):
            place = draw.randrange(len(damaged))
            damaged[place] ^= 1 << draw.randrange(8)
        data = bytes(damaged[: draw.randrange(len(damaged))] if draw.random() < 0.3 else damaged)
        answer = check_pdf(data, known=unknown)
        if data[:gap] != sealed[:gap] or data[end:] != sealed[end:]:
            assert not answer.ours
            assert answer.signers == ()
