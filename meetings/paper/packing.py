"""Many PDFs joined into one to be read, one at a time and by qpdf: what is held in memory does not grow with them.

Each page is made higher by a strip below all that it had, as paper/joining.py does it. What a page shows comes along,
with its filled-in fields and stamps, and the addresses that it links; what can be run, filled in or opened does not.
A page's own content is copied as it is packed, and nothing of it is read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf, String

from meetings.paper.foreign import TO_PAGE, foreign_pages, keep_layers
from meetings.paper.strips import StripFont, StripText

_FONT = "/FinsamStrip"  # what each page calls the font of its strip
# A part is written when so much of other people's files is open for it.
_MOST_FILES, _MOST_BYTES, _MOST_PAGES = 100, 40_000_000, 1_000


@dataclass(frozen=True)
class Taken:
    """How many pages of another file came along, and how many of them are wider than high."""

    pages: int
    wide: int


@dataclass(frozen=True)
class Bookmark:
    """A bookmark to a page, counted from 1, with those below it."""

    title: str
    page: int
    below: tuple["Bookmark", ...] = ()


@dataclass
class Packing:
    """Parts are put in an empty `folder`, where the whole is then written; the caller removes it."""

    folder: Path
    pages: int = 0
    _part: Pdf = field(default_factory=Pdf.new)
    _open: list[Pdf] = field(default_factory=list)
    _size: int = 0
    _parts: list[Path] = field(default_factory=list)

    def take(self, path: Path) -> Taken:
        """Every page of the PDF, after those before it. Raises UnopenedPdfError when they cannot be read."""
        foreign = foreign_pages(path, self._part)
        self._open.append(foreign.pdf)
        self._size += path.stat().st_size
        _append(self._part, foreign.sheets)
        self.pages += len(foreign.sheets)
        if (
            len(self._open) >= _MOST_FILES
            or self._size >= _MOST_BYTES
            or len(self._part.pages) >= _MOST_PAGES
        ):
            self._close_part()
        return Taken(len(foreign.sheets), foreign.wide)

    def write(
        self, *, title: str, front: Sequence[Path], strips: Sequence[StripText], bookmarks: Iterable[Bookmark]
    ) -> Path:
        """The file: `front`, documents of ours, then everything that was taken; below page n stands number n of
        `strips`."""
        self._close_part()
        whole = Pdf.new()
        opened = []
        for path in front:
            foreign = foreign_pages(path, whole, own=True)
            opened.append(foreign.pdf)
            _append(whole, foreign.sheets)
        for path in self._parts:
            # Not closed: its streams are read when the whole is written. Nothing else of it is held until then.
            part = pikepdf.open(path)
            whole.pages.extend(part.pages)
            keep_layers(part, whole)
            del part
        _finish(whole, strips)
        with whole.open_outline() as outline:
            outline.root.extend(_outline(bookmarks))
        whole.docinfo[Name.Title] = String(title)
        whole.Root.Lang = String("sv")
        whole.Root.PageMode = Name.UseOutlines
        whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        path = self.folder / "whole.pdf"
        _save(whole, path)
        whole.close()
        for each in opened:
            each.close()
        return path

    def _close_part(self) -> None:
        if len(self._part.pages):
            path = self.folder / f"{len(self._parts)}.pdf"
            _save(self._part, path)
            self._parts.append(path)
        self._part.close()
        for each in self._open:
            each.close()
        self._part, self._open, self._size = Pdf.new(), [], 0


def pages_in(path: Path) -> int:
    """Of a document of ours."""
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def _append(pdf: Pdf, sheets: Iterable[Object]) -> None:
    for each in sheets:
        pdf.pages.append(Page(pdf.make_indirect(each)))


def _save(pdf: Pdf, path: Path) -> None:
    """As it is packed: nobody's stream is opened, which may be endless."""
    pdf.save(
        path,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )


def _finish(whole: Pdf, strips: Sequence[StripText]) -> None:
    """Writes the strips, and leads links of ours to their pages."""
    font = StripFont(whole, strips)
    pages = [page.obj for page in whole.pages]
    for page, text in zip(pages, strips, strict=True):
        page.Resources.Font = Dictionary(
            {**dict(page.Resources.get(Name.Font, {}).items()), _FONT: font.object}
        )
        # First on the page, where nothing of its own has moved what comes after.
        page.Contents.insert(0, whole.make_stream(font.drawn(text, float(page.MediaBox[2]), _FONT)))
        for link in page.get(Name.Annots, ()):
            _lead_to_page(link, pages)


def _lead_to_page(link: Object, pages: Sequence[Object]) -> None:
    address = str(link.A.URI)
    if address.startswith(TO_PAGE):
        page = pages[int(address.removeprefix(TO_PAGE)) - 1]
        link.A = Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]))


def _outline(bookmarks: Iterable[Bookmark]) -> Iterator[OutlineItem]:
    for each in bookmarks:
        item = OutlineItem(each.title, each.page - 1)
        item.children.extend(_outline(each.below))
        item.is_closed = True
        yield item
