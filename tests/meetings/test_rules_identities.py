"""What is kept of who somebody is to an e-ID."""

import unicodedata

import pytest

from meetings.rules.identities import hashed_subject, same_name


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


@pytest.mark.parametrize(
    ("register", "eid", "same"),
    [
        ("Karl Östman", "Karl Erik Östman", True),
        ("Karl Östman", unicodedata.normalize("NFD", "KARL ERIK ÖSTMAN"), True),
        ("Anna-Lisa Berg", "Anna Lisa Berg", True),
        ("Berg Anna", "Anna Berg", True),
        ("Karl Östman", "Karl Ostman", False),
        ("Karl Östman", "Eva Östman", False),
        ("Karl Östman", "Karl", False),
        ("Karl Östman", "", False),
        ("", "Karl Östman", False),
    ],
)
def test_register_may_leave_out_forenames_and_nothing_else(register: str, eid: str, same: bool) -> None:
    assert same_name(register, eid) == same
