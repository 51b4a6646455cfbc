"""E-mail addresses: when two are the same, and which a person could take for another's.

Case folding alone makes K (U+212A) a k, and a database's comparison without case makes ı (U+0131) an i, so that a
letter goes to one address and opens another's account. Everything is compared here, and stored as `usual_address`
writes it; a letter goes to the stored address only. RFC 5890 (IDNA), Unicode UTS 39 (confusable letters).
"""

import re
import unicodedata

LONGEST = 254  # RFC 5321
# What names in the Nordic countries and in the languages around them are written with.
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzæøœðþđŋŧß")
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0308\u030a\u030c\u0327")  # ` ´ ^ ~ ¨ ° ˇ and cedilla
_OTHERS = re.compile(r"[\x21-\x7e]")


def usual_address(address: str) -> str:
    """The address as it is stored and compared: NFKC, without case, its domain as letters and not as xn--."""
    # Folding can undo the form, so it is made twice (Unicode 3.13, toNFKC_Casefold).
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", address).casefold()).strip()
    local, at, domain = folded.rpartition("@")
    if len(folded) > LONGEST:
        return folded
    try:
        # There and back: å in a domain and its xn-- are one address.
        return f"{local}{at}{domain.encode('idna').decode('idna')}"
    except UnicodeError:  # no domain at all; whether it is an address is asked elsewhere
        return folded


def mistakable(address: str) -> str:
    """The first letter of another script, or that looks like another letter; "" when there is none."""
    for letter in unicodedata.normalize("NFC", usual_address(address)):
        plain, *marks = list(unicodedata.normalize("NFD", letter))
        if not (plain in _LETTERS or _OTHERS.fullmatch(plain)) or not _MARKS.issuperset(marks):
            return letter
    return ""


def mistakable_sentence(address: str) -> str:
    """Why a new address is refused; "" when it is not."""
    letter = mistakable(address)
    if not letter:
        return ""
    return (
        f"Tecknet «{letter}» (U+{ord(letter):04X}) i e-postadressen går att förväxla med ett annat. "
        "Skriv adressen med bokstäverna a–z, å, ä och ö."
    )
