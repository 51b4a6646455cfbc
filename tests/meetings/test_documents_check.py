import hashlib
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from meetings.documents.protocol import render_protocol, render_public_copy
from meetings.paper.check import LARGEST, CheckResult, check_pdf
from meetings.paper.seal import seal as seal_with
from tests.meetings.snapshots import FILES, SIGNED_HASH, record, small_snapshot
from tests.worlds.seals import seal_file

AT = datetime(2024, 6, 10, 13, 0, 2, tzinfo=UTC)
OWNER = "Samordningsförbundet i Exempelvik"


@dataclass
class Registry:
    """Certificates and files by association, as the site knows them."""

    files: dict[str, str] = field(default_factory=dict)
    seals: dict[str, str] = field(default_factory=lambda: {seal_file(OWNER).fingerprint: "exempelvik"})

    def holder_of(self, fingerprint):
        return self.seals.get(fingerprint)

    def keeper_of(self, sha256):
        return self.files.get(sha256)


unknown = Registry()


def storing(data, association="exempelvik"):
    return Registry({hashlib.sha256(data).hexdigest(): association})


def seal(pdf, *, at, holder=OWNER):
    return seal_with(pdf, bundle=seal_file(holder).bundle, at=at)


@pytest.fixture(scope="module")
def unsealed():
    return render_protocol(small_snapshot(), files=FILES.__getitem__, record=record()).pdf


@pytest.fixture(scope="module")
def sealed(unsealed):
    return seal(unsealed, at=AT)


def test_sealed_protocol_is_ours_and_intact(sealed):
    answer = check_pdf(sealed, storing(sealed))
    assert (answer.ours, answer.intact, answer.pdfa3a, answer.pdfua1) == (True, True, True, True)
    assert answer.verdict == CheckResult.AUTHENTIC
    assert answer.sealed_by == OWNER
    assert vars(answer.signers[0]) == {
        "name": "Karl Östman",
        "role": "sekreterare",
        "at": "2024-06-10T14:51:07+02:00",
        "sha256": SIGNED_HASH,
        "way": "Lösenord, nivå 1",
        "key_holds": None,
        "instead_of": "",
        "vouched_by": "",
    }


def test_public_copy_names_the_signers_without_hashes():
    public = render_public_copy(small_snapshot(), files=FILES.__getitem__, record=record())
    copy = seal(public.pdf, at=AT)
    answer = check_pdf(copy, storing(copy))
    assert answer.intact
    assert (answer.signers[2].name, answer.signers[2].sha256) == ("Henrik Brolin", None)


def test_unsealed_file_is_ours_only_when_we_stored_it(unsealed):
    assert check_pdf(unsealed, unknown).verdict == CheckResult.NO_SEAL
    answer = check_pdf(unsealed, storing(unsealed))
    assert (answer.ours, answer.intact, answer.sealed_by) == (True, True, None)
    assert answer.verdict == CheckResult.KNOWN
    assert answer.signers == ()  # anyone may have written them; only our seal vouches for names


def test_something_added_after_the_seal_is_seen(sealed):
    answer = check_pdf(sealed + b"\n% mer", unknown)
    assert (answer.ours, answer.intact, answer.signers) == (True, False, ())
    assert answer.verdict == CheckResult.ADDED_TO


def test_altered_protocol_is_not_ours_and_its_sealer_only_a_claim(sealed):
    altered = sealed[:900] + bytes([sealed[900] ^ 1]) + sealed[901:]
    answer = check_pdf(altered, unknown)
    assert (answer.ours, answer.intact, answer.sealed_by, answer.signers) == (False, False, None, ())
    assert answer.claimed_sealer == OWNER
    assert answer.verdict == CheckResult.ALTERED


def respelt(sealed):
    """The same file with the digits of its signature in the other case, which the seal cannot see."""
    gap = sealed.index(b"/Contents <")
    end = sealed.index(b">", gap)
    return sealed[:gap] + b"/Contents " + sealed[gap + 10 : end].swapcase() + sealed[end:]


def test_file_that_differs_where_the_seal_cannot_see_is_said_to_differ_and_how(sealed):
    other = respelt(sealed)
    assert other != sealed
    answer = check_pdf(other, storing(sealed))
    assert (answer.ours, answer.intact, answer.sealed_by) == (True, False, OWNER)
    assert answer.verdict == CheckResult.REWRITTEN
    assert "hur själva stämpeln är skriven" in answer.verdict.sentence
    assert answer.stored_as == hashlib.sha256(sealed).hexdigest()


def test_one_letter_of_the_signature_is_enough_to_differ(sealed):
    gap = sealed.index(b"/Contents <")
    place = next(at for at in range(gap + 11, len(sealed)) if chr(sealed[at]).isalpha())
    other = sealed[:place] + sealed[place : place + 1].swapcase() + sealed[place + 1 :]
    answer = check_pdf(other, storing(sealed))
    assert (answer.intact, answer.verdict) == (False, CheckResult.REWRITTEN)


def test_sealed_file_that_nobody_stored_is_not_authentic(sealed):
    answer = check_pdf(sealed, unknown)
    assert (answer.ours, answer.intact, answer.verdict) == (True, False, CheckResult.UNKNOWN)


@pytest.mark.parametrize("keeper", ["exempelvik", "annanvik"])
def test_seal_of_one_association_on_the_document_of_another_is_never_authentic(unsealed, keeper):
    other = "Samordningsförbundet i Annanvik"
    data = seal(unsealed, at=AT, holder=other)
    registry = storing(data, keeper)
    registry.seals[seal_file(other).fingerprint] = "annanvik"
    answer = check_pdf(data, registry)
    assert (answer.sealed_by, answer.holder) == (other, "annanvik")
    assert answer.verdict == (CheckResult.AUTHENTIC if keeper == "annanvik" else CheckResult.ANOTHERS_SEAL)


def test_seal_with_the_same_name_but_another_key_is_foreign(unsealed):
    foreign = seal(unsealed, at=AT)
    registry = Registry(seals={"another": "exempelvik"})
    answer = check_pdf(foreign, registry)
    assert (answer.ours, answer.intact, answer.sealed_by, answer.claimed_sealer) == (
        False,
        False,
        None,
        OWNER,
    )
    assert answer.verdict == CheckResult.OTHER_SEAL


def test_gap_moved_elsewhere_does_not_hold(sealed):
    gap = sealed.index(b"/Contents <") + len(b"/Contents ")
    end = sealed.index(b">", gap) + 1
    moved = sealed[: gap - 40] + sealed[gap:end] + sealed[gap - 40 : gap] + sealed[end:]
    assert not check_pdf(moved, unknown).ours


@pytest.mark.parametrize(
    "data", [b"", b"hej", b"%PDF-", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"%PDF-1.7" + b"[" * 100_000]
)
def test_what_is_not_a_pdf_gets_an_answer(data):
    answer = check_pdf(data, unknown)
    assert (answer.ours, answer.intact, answer.verdict) == (False, False, CheckResult.NOT_PDF)
    assert answer.verdict.heading == "Nej, filen är inte en läsbar PDF"


def test_enormous_file_gets_an_answer():
    assert check_pdf(b"%PDF-" + bytes(LARGEST), unknown).verdict == CheckResult.TOO_LARGE


def test_forged_byte_ranges_get_an_answer(sealed):
    signature = sealed[sealed.index(b"/Contents <") :][:4000]
    for forged in (b"/ByteRange [0 10 5 99999999999]", b"/ByteRange [0 9 9 9]", b"/ByteRange [0 20 24 6]"):
        check_pdf(b"%PDF-1.7\n" + forged + b"<30>" + signature, unknown)


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
        answer = check_pdf(data, storing(sealed))
        assert answer.intact == (data == sealed)
        if data[:gap] != sealed[:gap] or data[end:] != sealed[end:]:
            assert not answer.ours
            assert answer.signers == ()
