"""The words of an attached file, for the search for personal data."""

import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from io import BytesIO

from meetings.paper.packages import DAMAGED
from meetings.paper.storage import stored_bytes

logger = logging.getLogger(__name__)
MOST_PAGES = 200  # of a PDF
MOST_TEXT = 2_000_000  # bytes of one part; more is not read
MOST_PARTS = 2_000
MOST_OF_ALL = 10_000_000  # bytes of all its parts: the largest of two thousand would take minutes
DEEPEST = 2  # a workbook in a document in a package

# Parts that hold no words of the writer, but how they look.
_NO_WORDS = re.compile(r"(^|/)theme/|^(word|xl|ppt)/(styles|fontTable|webSettings|calcChain)\.xml$")
_WITH_WORDS = (".xml", ".rels", ".htm", ".html")
_PACKAGES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
_EMBEDDED = re.compile(r"(^|/)embeddings/.|\.(?:mht|mhtml|rtf|doc)$", re.IGNORECASE)
# Where words end: a paragraph, a cell, a line, a comment, with any prefix. Elsewhere Office cuts a word into runs.
_BREAK = re.compile(
    r"</(?:[\w-]+:)?(?:p|h|si|is|c|v|row|tc|text|comment|threadedComment)\s*>"
    r"|<(?:[\w-]+:)?(?:tab|br|cr|line-break)\b[^<>]*>"
)
# Words that stand in an attribute: a value that looks otherwise in its cell, what a picture is said to be, the name of
# a sheet, the address of a link, what a form asks for.
_VALUE = re.compile(
    r"""(?:\b(?:office:value|office:string-value|descr|title|prompt|promptTitle|error|errorTitle|name|caption|tooltip
    |author|Target|v)|<w:(?:alias|tag|docVar)\b[^<>]*?\bw:val)=(?:"([^"<>]*)"|'([^'<>]*)')""",
    re.VERBOSE,
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_PLACED = re.compile(r"&[A-Z]")  # where a header of Excel stands: «&L19121212-1212»
_TAG = re.compile(r"<[^<>]*>")
# A number of twelve digits may be written as a power of ten.
_POWER = re.compile(r"\b\d\.\d{3,}E\+?\d{1,2}\b", re.IGNORECASE)


@dataclass(frozen=True)
class AttachedText:
    """What could be read; `is_whole` is False when some of the file could not."""

    words: str
    is_whole: bool = True


@lru_cache(maxsize=64)
def attached_text_of(sha256: str, media_type: str) -> AttachedText:
    """The words of every part of a PDF, Office or OpenDocument file: cells, headers, footnotes, comments, notes.

    Content-addressed, so a file is read once in a process.
    """
    try:
        data = stored_bytes(sha256)
    except OSError:
        return AttachedText("", is_whole=False)
    if media_type == "application/pdf":
        return _words_of_pdf(data)
    if media_type.startswith("application/vnd."):
        return _words_of_package(data, DEEPEST)
    return AttachedText("", is_whole=False)


def _words_of_pdf(data: bytes) -> AttachedText:
    from pypdf import PdfReader  # only a process that reads a file's words waits for it

    found: list[str] = []
    whole = True
    try:
        reader = PdfReader(BytesIO(data))
        pages = reader.pages
        found += map(str, (reader.metadata or {}).values())
        found += map(str, (reader.get_form_text_fields() or {}).values())
        whole = len(pages) <= MOST_PAGES and not reader.attachment_list
        for page in pages[:MOST_PAGES]:
            words = page.extract_text()
            # A page that was scanned has a picture and no words.
            whole &= bool(words.strip()) or not page.images.keys()
            found.append(words)
            found += [str(one.get_object().get("/Contents", "")) for one in page.get("/Annots") or []]
            if sum(map(len, found)) > MOST_TEXT:
                whole = False
                break
    except Exception:  # a damaged or hostile file may fail in any way; what was read until then counts
        logger.info("The words of a PDF cannot be read to the end", exc_info=True)
        whole = False
    return AttachedText("\n".join(found), is_whole=whole)


def _words_of_package(data: bytes, depth: int) -> AttachedText:
    found: list[AttachedText] = []
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()
            found += _parts(package, names[:MOST_PARTS], depth)
    except DAMAGED:
        return AttachedText("", is_whole=False)
    whole = len(names) <= MOST_PARTS and all(one.is_whole for one in found)
    return AttachedText("\n".join(one.words for one in found), is_whole=whole)


def _parts(package: zipfile.ZipFile, names: list[str], depth: int) -> Iterator[AttachedText]:
    read = 0
    for name in names:
        is_package = name.lower().endswith(_PACKAGES)
        if not is_package and _EMBEDDED.search(name):
            yield AttachedText("", is_whole=False)
        if not is_package and (not name.endswith(_WITH_WORDS) or _NO_WORDS.search(name)):
            continue
        with package.open(name) as part:
            data = part.read(MOST_TEXT + 1)
        read += len(data)
        if read > MOST_OF_ALL:
            yield AttachedText("", is_whole=False)
            return
        if is_package:
            yield _words_of_package(data, depth - 1) if depth else AttachedText("", is_whole=False)
        else:
            yield AttachedText(_words(data[:MOST_TEXT]), is_whole=len(data) <= MOST_TEXT)


def _words(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    xml = _CDATA.sub("", data.decode(encoding, errors="replace"))
    values = "\n".join(double or single for double, single in _VALUE.findall(xml))
    words = _PLACED.sub("\n", unescape(f"{_TAG.sub('', _BREAK.sub(chr(10), xml))}\n{values}"))
    return _POWER.sub(lambda found: str(int(float(found[0]))), words)
