"""Changes of an account, and the links that confirm one, taken out of their letters."""

import re
from datetime import datetime

from django.utils import timezone

from meetings.actions.accounts import confirm_by_letter
from meetings.models import AccountChange
from meetings.rules.link_tokens import hash_token
from tests.worlds.boards import Board
from tests.worlds.letters import letters


def link_to(address: str, *, subject: str = "Bekräfta") -> str:
    """The token of the last letter that asks the address to confirm."""
    letter = [
        one for one in letters(address) if one.subject.startswith("Bekräfta") and subject in one.subject
    ][-1]
    found = re.search(r"/konto/bekrafta/([^/\s]+)/", letter.body)
    assert found
    return found[1]


def confirm(address: str, *, at: datetime, subject: str = "Bekräfta") -> None:
    """Presses the button of the page that the link leads to."""
    confirm_by_letter(token=link_to(address, subject=subject), at=at)


def make_address_change(board: Board, token: str) -> AccountChange:
    """A change of the member's address that `token` confirms, made without its letters."""
    return AccountChange.objects.create(
        person=board.member,
        kind=AccountChange.Kind.ADDRESS,
        old_email=board.member.email,
        new_email=f"ny.{board.member.email}",
        new_token_hash=hash_token(token),
        proposed_by=board.secretary,
        proposed_at=timezone.now(),
    )
