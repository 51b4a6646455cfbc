"""A PDF that somebody else has made, opened by qpdf, and its pages made ready to stand in a file of ours."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

from meetings.paper.geometry import Box, around, numbers, shown, upright
from meetings.paper.opening import END_OF_PDF, MOST_PAGES, UnopenedPdfError, Why

logger = logging.getLogger(__name__)

STRIP = 9 / 210  # the strip below a page is so high, of the page's width, as pdf/strips.html lays it out
TO_PAGE = "sida:"  # a link of our own, to a page of the file that it will stand in
_ADDRESSES = ("http://", "https://", "mailto:")
_COMMENTS = {"/Popup", "/Text", "/FileAttachment"}
_RESOURCES = ("/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/Properties")
# What is run or opened, or lies in a file besides what it shows.
_LEFT_BEHIND = ("/AA", "/AF", "/EF", "/JS", "/OPI", "/PieceInfo", "/Metadata")
_MOST_LAYERS = 10_000


@dataclass(frozen=True)
class Foreign:
    """`sheets` belong to the file of ours; their streams are read from `pdf`, to be closed when that is written."""

    pdf: Pdf
    sheets: list[Object]
    wide: int


def foreign_pages(path: Path, target: Pdf, *, own: bool = False) -> Foreign:
    """Every page of the PDF at `path`, as new pages of `target` that stand in no tree yet.

    Each is upright, has room for a strip below, and keeps the addresses it links; from a file of our `own`, links to
    pages too. Raises UnopenedPdfError for one that needs a password, is damaged, or is a portfolio.
    """
    _refuse_cut(path)
    try:
        pdf = pikepdf.open(path, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise UnopenedPdfError(Why.LOCKED) from error
    except Exception as error:  # a damaged or hostile file may fail in any way
        raise UnopenedPdfError(Why.DAMAGED) from error
    try:
        if Name.Collection in pdf.Root:
            raise UnopenedPdfError(Why.PORTFOLIO)
        _refuse_endless(pdf)
        _leave_behind(pdf)
        schemes = (*_ADDRESSES, TO_PAGE) if own else _ADDRESSES
        sheets = [_sheet(page, pdf, target, schemes) for page in pdf.pages]
        wide = sum(float(one.MediaBox[2]) > float(one.MediaBox[3]) * 1.05 for one in sheets)
        keep_layers(pdf, target)
    except UnopenedPdfError:
        pdf.close()
        raise
    except Exception as error:  # as above
        logger.info("A PDF whose pages cannot be read", exc_info=True)
        pdf.close()
        raise UnopenedPdfError(Why.DAMAGED) from error
    return Foreign(pdf, sheets, wide)


def keep_layers(source: Pdf, target: Pdf) -> None:
    """A layer that is off in the file stays off: a viewer shows every layer that no list names (8.11.4)."""
    layers = source.Root.get(Name.OCProperties)
    if layers is None:
        return
    states, every = layers.get(Name.D, Dictionary()), list(layers.OCGs)[:_MOST_LAYERS]
    off = list(states.get(Name.OFF, ()))[:_MOST_LAYERS]
    if states.get(Name.BaseState) == Name.OFF:
        on = {one.objgen for one in states.get(Name.ON, ())}
        off = [one for one in every if one.objgen not in on]
    if Name.OCProperties not in target.Root:
        target.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(OFF=Array()))
    ours = target.Root.OCProperties
    ours.OCGs.extend(target.copy_foreign(one) for one in every if one.is_indirect)
    ours.D.OFF.extend(target.copy_foreign(one) for one in off if one.is_indirect)


def _refuse_cut(path: Path) -> None:
    """One that has not come whole: qpdf would give the pages that did."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - END_OF_PDF))
        if b"%%EOF" not in file.read():
            raise UnopenedPdfError(Why.DAMAGED)


def _refuse_endless(pdf: Pdf) -> None:
    """Each part of the tree of pages stands in it once: to count a hostile tree can take for ever."""
    seen, waiting, pages = set(), [pdf.Root.Pages], 0
    while waiting:
        one = waiting.pop()
        if one.objgen in seen and one.is_indirect:
            raise UnopenedPdfError(Why.DAMAGED)
        seen.add(one.objgen)
        below = one.get(Name.Kids)
        if below is None:
            pages += 1
        elif len(below) > MOST_PAGES:
            raise UnopenedPdfError(Why.DAMAGED)
        else:
            waiting.extend(below)
        if pages > MOST_PAGES:
            raise UnopenedPdfError(Why.DAMAGED)
    if not pages:
        raise UnopenedPdfError(Why.DAMAGED)


def _leave_behind(pdf: Pdf) -> None:
    """Comments go, and what is filled in becomes part of its page."""
    has_drawn = False
    for page in pdf.pages:
        kept = [one for one in _annotations(page) if str(one.get(Name.Subtype)) not in _COMMENTS]
        has_drawn = has_drawn or any(one.get(Name.Subtype) != Name.Link for one in kept)
        if Name.Annots in page.obj:
            page.obj.Annots = Array(kept)
    if has_drawn:
        form = pdf.Root.get(Name.AcroForm)
        if form is not None and form.get(Name.NeedAppearances, False):
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")
    for one in pdf.objects:
        if isinstance(one, Dictionary | Stream):
            for key in _LEFT_BEHIND:
                if key in one:
                    del one[key]


def _sheet(page: Page, pdf: Pdf, target: Pdf, schemes: Sequence[str]) -> Object:
    """What the page shows, cut and upright, above a strip."""
    box = shown(_floats(page.mediabox), _floats(page.cropbox))
    matrix = upright(box, page.rotation, float(page.obj.get(Name.UserUnit, 1)))
    left, bottom, right, top = box
    _, _, width, height = around(box, matrix)
    low = width * STRIP
    placed = (*matrix[:5], matrix[5] + low)
    cut = f"q {numbers(placed)} cm {numbers([left, bottom, right - left, top - bottom])} re W n\n"
    contents = page.obj.get(Name.Contents, Array())
    own = [contents] if isinstance(contents, Stream) else [one for one in contents if isinstance(one, Stream)]
    drawn = [
        target.make_stream(cut.encode()),
        *(target.copy_foreign(one) for one in own),
        target.make_stream(b"\nQ\n"),
    ]
    sheet = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, width, height + low]),
        Resources=_resources(page, pdf, target),
        Contents=Array(drawn),
    )
    if Name.Group in page.obj:
        sheet.Group = target.copy_foreign(pdf.make_indirect(page.obj.Group))
    links = [_link(around(box, placed), address) for box, address in _links(page, schemes)]
    if links:
        sheet.Annots = Array(links)
    return sheet


def _resources(page: Page, pdf: Pdf, target: Pdf) -> Object:
    """Its own dictionary for the page, of the kinds that a page can draw with."""
    given = page.resources
    kept = pdf.make_indirect(Dictionary({key: given[key] for key in _RESOURCES if key in given}))
    copied = target.copy_foreign(kept)
    return Dictionary(dict(copied.items()))


def _annotations(page: Page) -> Iterator[Object]:
    return (one for one in page.obj.get(Name.Annots, ()) if isinstance(one, Dictionary))


def _links(page: Page, schemes: Sequence[str]) -> Iterator[tuple[Sequence[float], str]]:
    for one in _annotations(page):
        action = one.get(Name.A)
        if one.get(Name.Subtype) != Name.Link or not isinstance(action, Dictionary) or Name.Rect not in one:
            continue
        address = str(action.get(Name.URI, ""))
        if address.startswith(tuple(schemes)):
            yield _floats(one.Rect), address


def _link(box: Box, address: str) -> Object:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array(list(box)),
        Border=Array([0, 0, 0]),
        Contents=String(address),
        A=Dictionary(S=Name.URI, URI=String(address)),
    )


def _floats(many: Any) -> list[float]:
    return [float(each) for each in many]
