"""The links that confirm a change of an account, taken out of their letters."""

import re
from datetime import datetime

from meetings.actions.accounts import confirm_by_letter
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
