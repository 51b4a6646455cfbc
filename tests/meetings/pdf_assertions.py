"""What must hold for every PDF we make; import these wherever a test has one in its hands."""

import hashlib
import io
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import page
import pdfua
import pypdf
from asn1crypto import x509
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from meetings.paper.seal import SealFile
from tests.worlds.seals import seal_file


def assert_conforms(pdf: bytes) -> None:
    """PDF/A-3a and PDF/UA-1 at once."""
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures][:10]
    assert_running_text_is_apart(pdf)


def assert_running_text_is_apart(pdf: bytes) -> None:
    """All that is marked as content has its place in the document: what stands in the margins is heard by nobody."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.root_object["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    heard: set[int] = set()
    waiting = [root["/K"][0]]
    while waiting:
        element = waiting.pop()
        heard.add(element.idnum)
        inside = element.get_object().get("/K", ())
        waiting += [each for each in inside if isinstance(each, pypdf.generic.IndirectObject)]
    for each in reader.pages:
        marked = re.findall(rb"<</MCID (\d+)>>", each.get_contents().get_data())
        places = owners[each["/StructParents"]]
        apart = [number for number in map(int, marked) if places[number].idnum not in heard]
        assert apart == []


# It raises on a heading whose text is in several pieces, in pdfua 0.1.3; page_validation reads headings.
_NOT_READ = {"UA-14-001"}


def assert_second_opinion(pdf: bytes) -> None:
    """PDF/UA-1 as another program reads it: every rule was tried, and none has anything to say."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        report = pdfua.validate(file.name)
    assert [(one.rule_id, one.message) for one in report.findings] == []
    assert {one.rule_id for one in report.outcomes if one.skipped_reason} <= _NOT_READ


EXEMPELVIK = "Samordningsförbundet i Exempelvik"


def assert_sealed(pdf: bytes, *, trusted: SealFile | None = None) -> None:
    """One valid signature over the whole file, says poppler and says pyHanko; still conforming, says pdfua too.

    Made with `trusted`, or with what the association of most tests has.
    """
    assert_conforms(pdf)
    assert_second_opinion(pdf)
    said = _run("pdfsig", "-nocert", pdf=pdf)
    assert said.count("Signature #") == 1
    assert "Total document signed" in said
    assert "Signature Validation: Signature is Valid." in said
    [signature] = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    certificate = x509.Certificate.load((trusted or seal_file(EXEMPELVIK)).certificate)
    context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    # pyHanko runs an event loop, and so does Playwright in the thread of a browser test.
    with ThreadPoolExecutor(max_workers=1) as thread:
        validated = thread.submit(validate_pdf_signature, signature, signer_validation_context=context)
    status = validated.result()
    assert status.intact
    assert status.valid
    assert status.trusted
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def text_of(pdf: bytes) -> str:
    """The text a reader sees, in reading order, with every run of white space as one space."""
    return re.sub(r"\s+", " ", _run("pdftotext", pdf=pdf, after=("-",)))


def text_in_order(pdf: bytes) -> str:
    """The same in the order of the file, a number in the margin with its heading, broken words made whole."""
    text = re.sub(r"\u2010\s*", "", _run("pdftotext", "-raw", pdf=pdf, after=("-",)))
    return re.sub(r"\s+", " ", text)


def text_of_pages(pdf: bytes) -> list[str]:
    """`text_in_order` page by page."""
    pages = _run("pdftotext", "-raw", pdf=pdf, after=("-",)).split("\f")[:-1]
    return [re.sub(r"\s+", " ", re.sub(r"\u2010\s*", "", page)) for page in pages]


@dataclass(frozen=True)
class Word:
    """A printed word with its left edge and its top, in points from the upper left corner of the page."""

    text: str
    left: float
    top: float


def words_of(pdf: bytes, page: int = 1) -> list[Word]:
    html = _run("pdftotext", "-bbox", "-f", str(page), "-l", str(page), pdf=pdf, after=("-",))
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]+)</word>', html)
    return [Word(unescape(text), float(left), float(top)) for left, top, text in found]


_MARGINS = {
    595: (31, 40),
    842: (25, 25),
}  # mm to the left, where the number of a § may hang, and to the right


def words_outside(pdf: bytes) -> list[str]:
    """The words of any page that reach outside the margins of the paper, by half a point or more."""
    found = []
    for each in _run("pdftotext", "-bbox", pdf=pdf, after=("-",)).split("<page ")[1:]:
        width = float(each.split('"')[1])
        left, right = (mm * 72 / 25.4 for mm in _MARGINS[round(width)])
        for start, end, text in re.findall(
            r'<word xMin="([-\d.]+)"[^>]* xMax="([\d.]+)"[^>]*>([^<]+)<', each
        ):
            if float(start) < left - 0.5 or float(end) > width - right + 0.5:
                found.append(unescape(text))
    return found


def pages_of(pdf: bytes, dpi: int = 60) -> list[str]:
    """A hash of each page's pixels."""
    return [hashlib.sha256(image.tobytes()).hexdigest() for image in images_of(pdf, dpi)]


def images_of(pdf: bytes, dpi: int = 60) -> list[Image.Image]:
    with tempfile.TemporaryDirectory() as folder:
        _run("pdftoppm", "-r", str(dpi), pdf=pdf, after=(f"{folder}/page",))
        images = [Image.open(file) for file in sorted(Path(folder).iterdir())]
        for image in images:
            image.load()
        return images


def embedded_files(pdf: bytes) -> dict[str, bytes]:
    """Name -> bytes of every associated file; each is in the name tree, sorted, and once in /AF."""
    root = PdfFileReader(io.BytesIO(pdf)).root
    names = root["/Names"]["/EmbeddedFiles"]["/Names"]
    keys = [names[at] for at in range(0, len(names), 2)]
    assert keys == sorted(set(keys))
    assert len(root["/AF"]) == len(keys)
    return {names[at]: names[at + 1]["/EF"]["/F"].data for at in range(0, len(names), 2)}


def _run(program: str, *options: str, pdf: bytes, after: tuple[str, ...] = ()) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        done = subprocess.run(
            [program, *options, file.name, *after], capture_output=True, text=True, check=True
        )
        return done.stdout
