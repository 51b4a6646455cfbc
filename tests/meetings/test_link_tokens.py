from datetime import datetime, timedelta

import pytest

from meetings.rules.link_tokens import hash_token, new_token, still_works
from meetings.swedish import STOCKHOLM

NOON = datetime(2024, 3, 4, 12, tzinfo=STOCKHOLM)


def test_no_two_tokens_are_alike_and_the_hash_does_not_tell_the_token():
    one, other = new_token(), new_token()
    assert one != other
    assert len(one) >= 43
    assert hash_token(one) == hash_token(one) != hash_token(other)
    assert one not in hash_token(one)


def test_any_text_of_an_address_has_a_hash():
    assert len(hash_token("\udcff\x00å")) == 64


@pytest.mark.parametrize(
    ("used", "at", "works"),
    [
        (None, NOON - timedelta(seconds=1), True),
        (None, NOON, False),
        (NOON - timedelta(hours=2), NOON - timedelta(hours=1), False),
    ],
)
def test_a_link_works_until_it_is_used_or_expires(used, at, works):
    assert still_works(expires_at=NOON, used_at=used, at=at) is works
