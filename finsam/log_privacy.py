"""The log tells what happened, never what a letter said or which one-time link was used."""

import logging
import re

# procrastinate writes a job as name[number](arguments): the letter itself.
_JOB = re.compile(r"(\[\w+\])\(.*\)", re.DOTALL)
# /anslag/<token>/ and /konto/password/reset/key/<key>/ open a door to whoever reads them.
_KEY_IN_ADDRESS = re.compile(r"(/anslag/|/reset/key/)[^/\s'\"]+")


class WithoutSecrets(logging.Filter):
    """Takes a job's arguments and the keys in addresses out of the line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if record.name.startswith("procrastinate"):
            line = _JOB.sub(r"\1", line)
        record.msg, record.args = _KEY_IN_ADDRESS.sub(r"\1…", line), ()
        return True
