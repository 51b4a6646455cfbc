"""What is kept of who somebody is to an e-ID."""

from meetings.rules.identities import hashed_subject


def test_a_subject_is_known_again_and_cannot_be_read() -> None:
    first = hashed_subject("nyckel", issuer="https://eid.example", subject="19121212-1212")
    assert first == hashed_subject("nyckel", issuer="https://eid.example", subject="19121212-1212")
    assert len(first) == 64


def test_another_issuer_key_or_subject_is_another_identity() -> None:
    hashes = {
        hashed_subject(key, issuer=issuer, subject=subject)
        for key in ("nyckel", "annan nyckel")
        for issuer in ("https://eid.example", "https://eid.example/2")
        for subject in ("191212121212", "2191212121212", '", "')
    }
    assert len(hashes) == 12
