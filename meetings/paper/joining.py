"""Several PDFs joined to be read: a document of ours, pages before it, and other people's pages after it.

Every page gets a strip below all that it had, so that what is said there hides nothing. The seal and the files
inside the document stay with the original. What comes after it is tagged as one paragraph a page: the text can be
heard, in the order in which its file has it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from meetings.paper.sheets import Sheet, held, name_of, sheet, sheets_of

# What was signed, or is opened or run, and what the document claims to conform to.
_LEFT_BEHIND = ("/AcroForm", "/Perms", "/DSS", "/AF", "/Metadata", "/OutputIntents", "/OpenAction", "/AA")


@dataclass(frozen=True)
class JoinedFile:
    """Pages of another file, with the bookmark that leads to them."""

    title: str
    sheets: Sequence[Sheet]


class Joining:
    """Begun with a finished document of ours, which has `pages`. Others are taken one by one, then all is written."""

    def __init__(self, document: bytes) -> None:
        reader = PdfReader(BytesIO(document))
        root = reader.root_object
        for key in _LEFT_BEHIND:
            root.pop(key, None)
        root.get("/Names", DictionaryObject()).get_object().pop("/EmbeddedFiles", None)
        self.pages = len(reader.pages)
        self._writer = PdfWriter(clone_from=reader)  # only what can still be reached
        self._writer.remove_annotations(subtypes="/Widget")

    def take(self, data: bytes) -> list[Sheet]:
        """The pages of another PDF. Raises UnopenedPdfError when they cannot be read."""
        return sheets_of(data, self._writer)

    def write(
        self, *, title: str, front_title: str, front: bytes, strips: bytes, parts: Iterable[JoinedFile]
    ) -> bytes:
        """`front`, the document and the parts; page n gets page n of `strips`, made as wide as that one is."""
        writer = self._writer
        before = PdfReader(BytesIO(front))
        for at, page in enumerate(before.pages):
            writer.insert_page(page, at)
        self._join_tags(before)
        strip = (sheet(page, writer) for page in PdfReader(BytesIO(strips)).pages)
        for page in list(writer.pages):
            self._stretch(page, next(strip))
        outline = writer.get_outline_root()
        first = outline.raw_get("/First")
        # pypdf puts it before the first, but does not say that it is the first.
        outline[NameObject("/First")] = writer.add_outline_item(
            title=front_title, page_number=0, before=first
        )
        for part in parts:
            pages = [self._draw(each, next(strip)) for each in part.sheets]
            writer.add_outline_item(title=part.title, page_number=pages[0])
            self._tag(part.title, pages)
        writer.metadata = {"/Title": title}
        written = BytesIO()
        writer.write(written)
        return written.getvalue()

    def _stretch(self, page: PageObject, strip: Sheet) -> None:
        """Makes a page of ours higher by the strip."""
        scale = float(page.mediabox.width) / strip.width
        low = float(page.mediabox.bottom) - strip.height * scale
        resources = held(page, "/Resources")
        resources.setdefault(NameObject("/XObject"), DictionaryObject())
        held(resources, "/XObject").update(_by_name(strip))
        before, after = self._content("q"), self._content(f"\nQ\n{_below(strip, scale, low)}")
        contents = held(page, "/Contents")
        own = contents if isinstance(contents, ArrayObject) else [page.raw_get("/Contents")]
        page[NameObject("/Contents")] = ArrayObject([before, *own, after])
        for box in ("/MediaBox", "/CropBox"):
            if box in page:
                left, _, right, top = held(page, box)
                page[NameObject(box)] = RectangleObject((left, low, right, top))

    def _draw(self, drawn: Sheet, strip: Sheet) -> PageObject:
        scale = drawn.width / strip.width
        low = strip.height * scale
        page = self._writer.add_blank_page(drawn.width, drawn.height + low)
        forms = DictionaryObject(_by_name(drawn) | _by_name(strip))
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
        moved = f"q 1 0 0 1 0 {low:.5f} cm\n{drawn.content}\nQ"
        page[NameObject("/Contents")] = self._content(
            f"/P <</MCID 0>> BDC\n{moved}\nEMC\n{_below(strip, scale, 0)}"
        )
        if drawn.links:
            page[NameObject("/Annots")] = ArrayObject(_link(*each, low) for each in drawn.links)
        return page

    def _content(self, words: str) -> IndirectObject:
        stream = DecodedStreamObject()
        stream.set_data(words.encode())
        added: IndirectObject = self._writer._add_object(stream)
        return added

    def _tag(self, title: str, pages: Sequence[PageObject]) -> None:
        """A section of one paragraph a page, after everything else in the document."""
        numbers, document = self._tree()
        section = self._element("/Sect", document, T=TextStringObject(title), K=ArrayObject())
        for page in pages:
            paragraph = self._element("/P", section, Pg=page.indirect_reference, K=NumberObject(0))
            page[NameObject("/StructParents")] = self._next(numbers, ArrayObject([paragraph]))

    def _element(self, kind: str, parent: IndirectObject, **entries: object) -> IndirectObject:
        element = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject(kind),
                NameObject("/P"): parent,
            }
        )
        element.update({NameObject(f"/{key}"): value for key, value in entries.items()})
        reference: IndirectObject = self._writer._add_object(element)
        held(parent.get_object(), "/K").append(reference)
        return reference

    def _tree(self) -> tuple[ArrayObject, IndirectObject]:
        return _tree(held(self._writer.root_object, "/StructTreeRoot"))

    def _next(self, numbers: ArrayObject, element: object) -> NumberObject:
        number = NumberObject(int(numbers[-2]) + 1 if numbers else 0)
        numbers.extend([number, element])
        return number

    def _join_tags(self, front: PdfReader) -> None:
        """The elements of the pages before, first in the document's own tree."""
        numbers, document = self._tree()
        theirs, before = _tree(held(front.root_object, "/StructTreeRoot").clone(self._writer))
        after = int(numbers[-2]) + 1
        for number, element in zip(theirs[::2], theirs[1::2], strict=True):
            numbers.extend([NumberObject(number + after), element])
        # pypdf leaves out the number of a page that it inserts.
        for original, page in zip(front.pages, list(self._writer.pages), strict=False):
            page[NameObject("/StructParents")] = NumberObject(held(original, "/StructParents") + after)
            for each in held(page, "/Annots", ()):
                link = each.get_object()
                link[NameObject("/StructParent")] = NumberObject(link["/StructParent"] + after)
        elements = held(before.get_object(), "/K")
        for each in elements:
            each.get_object()[NameObject("/P")] = document
        held(document.get_object(), "/K")[:0] = elements


def _tree(root: DictionaryObject) -> tuple[ArrayObject, IndirectObject]:
    """The numbers that lead from pages to their elements, and the element of the whole document."""
    return held(held(root, "/ParentTree"), "/Nums"), held(root, "/K")[0].indirect_reference


def _by_name(sheet: Sheet) -> dict[NameObject, IndirectObject]:
    return {NameObject(f"/{name_of(form)}"): form for form in sheet.forms}


def _below(strip: Sheet, scale: float, low: float) -> str:
    """The strip with its lower edge at `low`, outside what is read aloud: it repeats on every page."""
    return f"/Artifact BMC\nq {scale:.5f} 0 0 {scale:.5f} 0 {low:.5f} cm\n{strip.content}\nQ\nEMC"


def _link(box: Sequence[float], address: str, low: float) -> DictionaryObject:
    left, bottom, right, top = box
    action = {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(address)}
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): RectangleObject((left, bottom + low, right, top + low)),
            NameObject("/Border"): ArrayObject([NumberObject(0)] * 3),
            NameObject("/Contents"): TextStringObject(address),
            NameObject("/A"): DictionaryObject(action),
        }
    )
