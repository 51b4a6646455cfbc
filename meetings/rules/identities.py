"""Who somebody is to an e-ID, kept so that the person is known again but not read."""

import hashlib
import hmac
import json
import re
import unicodedata

# Seconds since the e-ID may have been shown: to write a PIN and come back takes less.
FRESH = 300


def hashed_subject(key: str, *, issuer: str, subject: str) -> str:
    """The 64 hexadecimal digits that stand for one subject at one issuer (OpenID Connect Core 1.0, section 2).

    A subject may be a personnummer. There are too few of those to hide one in a plain hash, so the hash is
    keyed; without the key nobody can try them all. Keyed or not, it is still a personal datum.
    """
    # JSON keeps the two apart: no pair of other strings is written in the same way.
    return hmac.new(key.encode(), json.dumps([issuer, subject]).encode(), hashlib.sha256).hexdigest()


def same_name(register: str, eid: str) -> bool:
    """Whether every part of the name in the register is a part of the e-ID's, which has all forenames.

    Hyphens, order, case and how a letter is composed do not matter. An empty name is nobody's.
    """
    wanted = _parts(register)
    return bool(wanted) and wanted <= _parts(eid)


def _parts(name: str) -> set[str]:
    return set(re.findall(r"\w+", unicodedata.normalize("NFC", name).casefold()))
