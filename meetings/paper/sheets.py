"""Other people's pages, ready to be drawn on pages of ours.

What a page shows comes along, with its filled-in fields and stamps, and the addresses it links. What can be run,
filled in or opened stays behind, and so do comments and layers that were hidden.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from meetings.paper.geometry import Box, Matrix, around, numbers, shown, upright
from meetings.paper.opening import UnopenedPdfError, Why, open_pdf

logger = logging.getLogger(__name__)

_UNSEEN = 0b100010  # an annotation that is hidden, or not shown on the screen (ISO 32000-2 12.5.3)
_ADDRESSES = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Sheet:
    """A page upright: its size in points, its content, the forms that it draws, each by `name_of`, and its links."""

    width: float
    height: float
    content: str
    forms: tuple[IndirectObject, ...]
    links: tuple[tuple[Box, str], ...] = ()


def sheets_of(data: bytes, writer: PdfWriter) -> list[Sheet]:
    """The pages of a PDF, as forms of `writer`. Raises UnopenedPdfError when they cannot be read."""
    reader = open_pdf(data)
    try:
        found = [sheet(page, writer) for page in reader.pages]
        _keep_layers(reader, writer)
    except Exception as error:  # a damaged or hostile file may fail in any way
        logger.info("A PDF whose pages cannot be read", exc_info=True)
        raise UnopenedPdfError(Why.DAMAGED) from error
    return found


def sheet(page: PageObject, writer: PdfWriter) -> Sheet:
    """One page, cut as it is shown."""
    left, bottom, right, top = box = _shown(page)
    matrix = _upright(page, box)
    contents = page.get_contents()
    data = b"" if contents is None else contents.get_data()  # it may be a dictionary without keys
    forms = [_form(writer, data, box, held(page, "/Resources"), held(page, "/Group"))]
    content = [f"/{name_of(forms[0])} Do"]
    links = []
    for annotation in _seen(page):
        rectangle = [float(each) for each in held(annotation, "/Rect")]
        if address := _address(annotation):
            links.append((around(rectangle, matrix), address))
        elif stream := _appearance(annotation):
            forms.append(_reference(stream.clone(writer)))
            placed = numbers(_fitted(stream, rectangle))
            content.append(f"q {placed} cm /{name_of(forms[-1])} Do Q")
    cut = f"{numbers([left, bottom, right - left, top - bottom])} re W n"
    whole = "\n".join(["q", f"{numbers(matrix)} cm", cut, *content, "Q"])
    size = around(box, matrix)
    return Sheet(size[2], size[3], whole, tuple(forms), tuple(links))


def held(owner: Any, key: str, otherwise: Any = None) -> Any:
    """What a dictionary of a PDF has under the key: the thing itself, where it holds a reference to it."""
    found = owner.get(key)
    found = found.get_object() if isinstance(found, PdfObject) else found
    return otherwise if found is None or isinstance(found, NullObject) else found


def _shown(page: PageObject) -> Box:
    return shown([float(each) for each in page.mediabox], [float(each) for each in page.cropbox])


def _upright(page: PageObject, box: Box) -> Matrix:
    return upright(box, page.rotation, float(page.get("/UserUnit", 1)))


def _form(
    writer: PdfWriter, data: bytes, box: Box, resources: PdfObject | None, group: PdfObject | None
) -> IndirectObject:
    stream = StreamObject()
    stream.set_data(data)
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(each) for each in box),
            NameObject("/Resources"): (resources or DictionaryObject()).clone(writer),
        }
    )
    if group is not None:
        stream[NameObject("/Group")] = group.clone(writer)
    return _reference(writer._add_object(stream.flate_encode()))


def _reference(thing: PdfObject) -> IndirectObject:
    found = thing if isinstance(thing, IndirectObject) else thing.indirect_reference
    if found is None:
        raise ValueError("a stream that nothing can refer to")
    return found


def name_of(form: IndirectObject) -> str:
    """What a page calls the form, like no other in the file."""
    return f"F{form.idnum}"


def _seen(page: PageObject) -> Iterator[DictionaryObject]:
    """Annotations that a reader sees on the page. Those that comment on it are not part of it."""
    for each in held(page, "/Annots", ()):
        one = each.get_object()
        is_part = isinstance(one, DictionaryObject) and held(one, "/Subtype") not in {"/Popup", "/Text"}
        if is_part and "/Rect" in one and not int(held(one, "/F", 0)) & _UNSEEN:
            yield one


def _address(annotation: DictionaryObject) -> str:
    """The address that a link leads to outside the file; "" for everything else."""
    action = held(annotation, "/A", {})
    address = str(action.get("/URI", "")) if held(annotation, "/Subtype") == "/Link" else ""
    return address if address.startswith(_ADDRESSES) else ""


def _appearance(annotation: DictionaryObject) -> StreamObject | None:
    """What is drawn for an annotation now: of a box to tick, the picture of its state."""
    normal = held(held(annotation, "/AP", DictionaryObject()), "/N")
    if isinstance(normal, DictionaryObject) and not isinstance(normal, StreamObject):
        normal = held(normal, held(annotation, "/AS", ""))
    return normal if isinstance(normal, StreamObject) and "/BBox" in normal else None


def _fitted(stream: StreamObject, rectangle: Sequence[float]) -> Matrix:
    """Puts an appearance in its rectangle (ISO 32000-2 12.5.5)."""
    own = [float(each) for each in held(stream, "/Matrix", (1, 0, 0, 1, 0, 0))]
    left, bottom, right, top = around([float(each) for each in held(stream, "/BBox")], own)
    to_left, to_right = sorted(rectangle[::2])
    to_bottom, to_top = sorted(rectangle[1::2])
    across = (to_right - to_left) / (right - left) if right > left else 1
    up = (to_top - to_bottom) / (top - bottom) if top > bottom else 1
    return (across, 0, 0, up, to_left - left * across, to_bottom - bottom * up)


def _keep_layers(reader: PdfReader, writer: PdfWriter) -> None:
    """A layer that is off in the file stays off: a viewer shows every layer that no list names (8.11.4)."""
    layers = held(reader.root_object, "/OCProperties")
    if layers is None:
        return
    states, every = held(layers, "/D"), held(layers, "/OCGs")
    off = held(states, "/OFF", ArrayObject())
    if held(states, "/BaseState") == "/OFF":
        on = held(states, "/ON", ())
        off = ArrayObject(each for each in every if each not in on)
    if "/OCProperties" not in writer.root_object:
        off_at_first = DictionaryObject({NameObject("/OFF"): ArrayObject()})
        kept = {NameObject("/OCGs"): ArrayObject(), NameObject("/D"): off_at_first}
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(kept)
    ours = held(writer.root_object, "/OCProperties")
    ours["/OCGs"].extend(every.clone(writer))
    ours["/D"]["/OFF"].extend(off.clone(writer))
