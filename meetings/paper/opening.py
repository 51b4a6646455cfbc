"""Whether an uploaded file can be opened by whoever gets it, asked when it comes: afterwards it is sealed."""

import logging
import zipfile
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING

from meetings.errors import RuleViolation
from meetings.paper.packages import DAMAGED

if TYPE_CHECKING:
    from pypdf import PdfReader

logger = logging.getLogger(__name__)

MOST_PAGES = 100_000  # what says more is no document
END_OF_PDF = 2_048  # bytes at the end, where a whole PDF says so (ISO 32000-2 7.5.5)
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # an Office file with a password, or one of before 2007
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MANIFEST = "META-INF/manifest.xml"
_LONGEST_MANIFEST = 1_000_000


def refuse_compound(data: bytes, name: str) -> None:
    """Raises RuleViolation for an Office file with a password, which no kind of content can be read from."""
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise RuleViolation(_password(name))
    if data.startswith(_COMPOUND):
        raise RuleViolation(
            f"Filen {name} är i ett äldre format. Öppna den, spara den som PDF eller i det nya formatet och "
            "välj den igen."
        )


def pages_of(data: bytes, media_type: str, name: str) -> int | None:
    """Opens the file and gives the number of pages of a PDF, None for other kinds.

    Raises RuleViolation with a sentence for one that needs a password, is cut off or damaged, or is a portfolio.
    """
    if media_type == "application/pdf":
        return _pages_of_pdf(data, name)
    if media_type == "image/png" and b"IEND" not in data[-64:]:
        raise RuleViolation(_damaged(name))
    if media_type == "image/jpeg" and b"\xff\xd9" not in data[-4_096:]:
        raise RuleViolation(_damaged(name))
    if media_type.startswith("application/vnd."):
        _open_package(data, name)
    return None


class Why(Enum):
    """What keeps a PDF from being opened."""

    LOCKED = "locked"
    DAMAGED = "damaged"
    PORTFOLIO = "portfolio"


# After the name of a file that could not stand in another: «Budget kräver ett lösenord.»
IN_WORDS = {
    Why.LOCKED: "kräver ett lösenord",
    Why.DAMAGED: "är skadad och kan inte läsas",
    Why.PORTFOLIO: "är en samling av andra filer",
}


class UnopenedPdfError(ValueError):
    """The PDF cannot be read; `why` says what kept it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def open_pdf(data: bytes) -> "PdfReader":
    """The PDF, with at least one page. Raises UnopenedPdfError for one that needs a password, is cut off or damaged,
    or is a portfolio."""
    from pypdf import PdfReader  # only a process that is given a file waits for it

    if b"%%EOF" not in data[-END_OF_PDF:]:
        raise UnopenedPdfError(Why.DAMAGED)
    try:
        reader = PdfReader(BytesIO(data))
        # Many PDFs are encrypted with an empty password, only to forbid copying: they open for everybody.
        opened = not reader.is_encrypted or bool(reader.decrypt(""))
        pages, is_portfolio = (_facts(reader)) if opened else (0, False)
    except Exception as error:  # a damaged or hostile file may fail in any way
        logger.info("A PDF that cannot be opened", exc_info=True)
        raise UnopenedPdfError(Why.DAMAGED) from error
    if not opened:
        raise UnopenedPdfError(Why.LOCKED)
    if is_portfolio:
        raise UnopenedPdfError(Why.PORTFOLIO)
    if not 0 < pages <= MOST_PAGES:
        raise UnopenedPdfError(Why.DAMAGED)
    return reader


def _pages_of_pdf(data: bytes, name: str) -> int:
    try:
        return len(open_pdf(data).pages)
    except UnopenedPdfError as error:
        raise RuleViolation(_unopened(error.why, name)) from error


def _unopened(why: Why, name: str) -> str:
    match why:
        case Why.LOCKED:
            return _password(name)
        case Why.PORTFOLIO:
            return f"Filen {name} är en PDF-portfölj med andra filer i. Spara filerna i den och bifoga dem var för sig."
        case Why.DAMAGED:
            return _damaged(name)


def _facts(reader: "PdfReader") -> tuple[int, bool]:
    root = reader.root_object
    told = int(root["/Pages"]["/Count"])  # type: ignore[index]
    # The number that the file says is read first: to count a hostile tree of pages can take for ever.
    return (len(reader.pages) if told <= MOST_PAGES else 0), "/Collection" in root


def _open_package(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.infolist()
            locked = any(one.flag_bits & 0x1 for one in names)
            if not locked and any(one.filename == _MANIFEST for one in names):
                with package.open(_MANIFEST) as manifest:
                    locked = b"encryption-data" in manifest.read(_LONGEST_MANIFEST)
    except DAMAGED as error:
        raise RuleViolation(_damaged(name)) from error
    if locked:
        raise RuleViolation(_password(name))


def _password(name: str) -> str:
    return f"Filen {name} kräver ett lösenord. Spara den utan lösenord och välj den igen."


def _damaged(name: str) -> str:
    return f"Filen {name} är skadad eller har inte kommit med hela. Öppna och spara den, och välj den igen."
