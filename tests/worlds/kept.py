"""Everything that the site keeps or says, to be searched for what must not be there."""

import logging
from pathlib import Path

from django.core.management import call_command

from meetings.models import Session
from tests.worlds.letters import letters


class Told(logging.Handler):
    """Every line that any part of the site logs, however quiet."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += self.format(record) + "\n"


def all_that_is_kept(folder: Path) -> str:
    """The whole database, its sessions opened, and the letters; `folder` takes the dump."""
    dump = folder / "dump.json"
    call_command("dumpdata", "--all", output=str(dump), verbosity=0)
    text = dump.read_text()
    sessions = [str(one.get_decoded()) for one in Session.objects.all()]
    assert len(text) > 1000
    assert sessions
    return "\n".join([text, *sessions, *(letter.subject + letter.body for letter in letters())])
