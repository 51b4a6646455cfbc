"""The words of an attached file, for the search for personal data."""

import logging
import zipfile
from functools import lru_cache
from io import BytesIO

from meetings.paper.storage import stored_bytes
from meetings.text.richtext import plain

logger = logging.getLogger(__name__)
MOST_PAGES = 200  # of a PDF
MOST_TEXT = 2_000_000  # bytes of one document's own text; more is not read


@lru_cache(maxsize=64)
def attached_text_of(sha256: str, media_type: str) -> str:
    """The words of a PDF, Office or OpenDocument file; "" for kinds whose words cannot be read.

    Content-addressed, so a file is read once in a process.
    """
    parts = ("word/document.xml", "xl/sharedStrings.xml", "content.xml")
    if media_type == "application/pdf":
        return _words_of_pdf(sha256)
    if not media_type.startswith("application/vnd."):
        return ""
    try:
        with zipfile.ZipFile(BytesIO(stored_bytes(sha256))) as archive:
            names = [name for name in archive.namelist() if name in parts or _is_slide(name)]
            return "\n".join(_words(archive, name) for name in names)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return ""


def _words_of_pdf(sha256: str) -> str:
    from pypdf import PdfReader  # only a process that reads a file's words waits for it

    found: list[str] = []
    try:
        for page in PdfReader(BytesIO(stored_bytes(sha256))).pages[:MOST_PAGES]:
            found.append(page.extract_text())
            if sum(map(len, found)) > MOST_TEXT:
                break
    except Exception:  # a damaged or hostile file may fail in any way; what was read until then counts
        logger.info("The words of %s cannot be read to the end", sha256, exc_info=True)
    return "\n".join(found)


def _is_slide(name: str) -> bool:
    return name.startswith("ppt/slides/slide") and name.endswith(".xml")


def _words(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as part:
        xml = part.read(MOST_TEXT).decode("utf-8", errors="replace")
    return plain(xml.replace("</w:p>", "<br>").replace("</text:p>", "<br>"))
