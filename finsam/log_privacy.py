"""The log tells what happened, never what a letter said or which one-time link was used."""

import logging
import re

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from finsam.keys_in_addresses import without_keys

# procrastinate writes a job as name[number](arguments): the letter itself.
_JOB = re.compile(r"(\[\w+\])\(.*\)", re.DOTALL)


class WithoutSecrets(logging.Filter):
    """Takes a job's arguments and the keys in addresses out of the line, and out of the traceback below it."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if record.name.startswith("procrastinate"):
            line = _JOB.sub(r"\1", line)
        record.msg, record.args = _without_keys(line), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = _without_keys(record.exc_text)
        return True


def _without_keys(text: str) -> str:
    if not apps.ready:
        return text
    try:
        return without_keys(text)
    except ImproperlyConfigured:  # the addresses are being loaded: nothing has been asked for by any of them
        return text
