"""The one form in which a person's name is stored and compared."""

import unicodedata


def usual_name(name: str) -> str:
    """The name in NFC, without spaces around it or two in a row: Å is one character, however it was typed.

    Unicode UAX 15.
    """
    return " ".join(unicodedata.normalize("NFC", name).split())
