"""Other people's pages in a file of ours: drawn as they are shown, numbered below, with nothing in them that acts."""

import io
import re
import subprocess
from datetime import UTC, datetime
from functools import cache

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link, Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from meetings.paper.joining import JoinedFile, Joining
from meetings.paper.opening import UnopenedPdfError
from meetings.paper.pdf import render_pdf
from tests.worlds.papers import make_locked_pdf, make_portfolio

WORDS = b"BT /F 12 Tf 30 40 Td (Nedre) Tj 60 50 Td (Mitten) Tj ET"
BAND = 9 * 72 / 25.4


def ours(words: str, *, size: str = "A4") -> bytes:
    style = f"@page {{ size: {size}; margin: 0; @top-left {{ content: none }} }} p {{ break-after: page; margin: 0 }}"
    html = f"<html lang=sv><head><title>Vår</title><style>{style}</style></head><body>{words}</body></html>"
    return render_pdf(html, created=datetime(2024, 1, 1, tzinfo=UTC)).pdf


@cache
def front() -> bytes:
    return ours("<h1>Vår</h1><div>Text</div>")


@cache
def strips() -> bytes:
    return ours("".join(f"<p>Sida {number}</p>" for number in range(1, 6)), size="210mm 9mm")


def stream(data: bytes, **entries: object) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    made.update({NameObject(f"/{key}"): value for key, value in entries.items()})
    return made


def theirs(
    content: bytes = WORDS, *, box=(0, 0, 200, 150), crop=None, turned=0, unit=None, add=None
) -> bytes:
    """A page of somebody else's; `add` changes writer and page before it is written."""
    writer = PdfWriter()
    page = writer.add_blank_page(1, 1)
    page.mediabox = RectangleObject(box)
    if crop:
        page.cropbox = RectangleObject(crop)
    if turned:
        page[NameObject("/Rotate")] = NumberObject(turned)
    if unit:
        page[NameObject("/UserUnit")] = FloatObject(unit)
    face = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in face.items()})
    fonts = DictionaryObject({NameObject("/F"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream(content))
    if add:
        add(writer, page)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def joined(*others: bytes) -> bytes:
    joining = Joining(front())
    parts = [
        JoinedFile(f"Bilaga {number}", joining.take(data)) for number, data in enumerate(others, start=1)
    ]
    return joining.write(title="Allt", front_title="Först", front=front(), strips=strips(), parts=parts)


def words_of(pdf: bytes, page: int) -> dict[str, list[float]]:
    """Each word and its box from the upper left corner of the page, as it is shown."""
    run = ["pdftotext", "-bbox", "-cropbox", "-f", str(page), "-l", str(page), "-", "-"]
    said = subprocess.run(run, input=pdf, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', said)
    return {word: [float(each) for each in box] for *box, word in found}


BOXES = [((0, 0, 200, 150), None), ((-20, -10, 200, 150), None), ((0, 0, 300, 250), (20, 30, 220, 180))]


@pytest.mark.parametrize("unit", [None, 2])
@pytest.mark.parametrize("boxes", BOXES)
@pytest.mark.parametrize("turned", [0, 90, 180, 270, -90])
def test_page_stands_where_it_did_above_the_strip(turned, boxes, unit):
    """Oracle: where poppler finds the words in the file alone, turned, cut and enlarged as that says."""
    alone = theirs(box=boxes[0], crop=boxes[1], turned=turned, unit=unit)
    found = words_of(joined(alone), 3)
    for word, box in words_of(alone, 1).items():
        # poppler leaves UserUnit to whoever shows the page.
        assert found[word] == pytest.approx([each * (unit or 1) for each in box], abs=0.2)


def test_every_page_is_higher_by_its_strip_and_loses_nothing():
    pdf = PdfReader(io.BytesIO(joined(theirs(), theirs())))
    assert len(pdf.pages) == 4
    assert float(pdf.pages[1].mediabox.bottom) == pytest.approx(-BAND, abs=0.1)
    assert float(pdf.pages[2].mediabox.height) == pytest.approx(150 + BAND * 200 / 595.28, abs=0.1)
    for number, page in enumerate(pdf.pages, start=1):
        assert f"Sida {number}" in page.extract_text()
    assert "Nedre" in pdf.pages[3].extract_text()


def test_what_was_outside_the_page_is_not_in_the_strip():
    below = b"BT /F 12 Tf 1 0 0 1 30 -14 Tm (Utanfor) Tj ET"
    run = ["pdftoppm", "-f", "3", "-l", "3", "-r", "72", "-gray"]
    clean, drawn = (
        subprocess.run(run, input=joined(theirs(words)), capture_output=True, check=True).stdout
        for words in (b"", below)
    )
    assert clean == drawn


def test_bookmarks_are_the_front_ours_and_one_for_each_file():
    pdf = PdfReader(io.BytesIO(joined(theirs(), theirs())))
    places = [
        (one.title, pdf.get_destination_page_number(one)) for one in pdf.outline if not isinstance(one, list)
    ]
    assert places == [("Först", 0), ("Vår", 1), ("Bilaga 1", 2), ("Bilaga 2", 3)]


def test_every_page_can_be_read_aloud_in_order():
    """Each page's number leads to its elements, which stand in the order of the pages in one document."""
    pdf = PdfReader(io.BytesIO(joined(theirs(), theirs())))
    root = pdf.root_object["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    assert numbers[::2] == sorted(set(numbers[::2]))
    by_number = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in pdf.pages:
        heard = [each for each in by_number[page["/StructParents"]] if isinstance(each, IndirectObject)]
        assert heard
        for element in heard:
            assert element.get_object()["/Pg"].indirect_reference == page.indirect_reference
    [document] = root["/K"]
    kinds = [each.get_object()["/S"] for each in document.get_object()["/K"]]
    assert kinds == ["/H1", "/Div", "/H1", "/Div", "/Sect", "/Sect"]
    assert all(each.get_object()["/P"].indirect_reference == document for each in document.get_object()["/K"])


def appearance(words: str, **entries: object) -> DecodedStreamObject:
    face = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts = DictionaryObject(
        {NameObject("/F"): DictionaryObject({NameObject(k): NameObject(v) for k, v in face.items()})}
    )
    return stream(
        f"BT /F 10 Tf 2 3 Td ({words}) Tj ET".encode(),
        Subtype=NameObject("/Form"),
        BBox=ArrayObject([NumberObject(each) for each in (0, 0, 100, 20)]),
        Resources=DictionaryObject({NameObject("/Font"): fonts}),
        **entries,
    )


def widget(writer: PdfWriter, page, looks: DictionaryObject, *, state: str = "", flags: int = 4) -> None:
    entries = {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/Widget"),
        "/FT": NameObject("/Tx"),
        "/T": TextStringObject("belopp"),
        "/Rect": RectangleObject((20, 100, 120, 120)),
        "/F": NumberObject(flags),
        "/AP": DictionaryObject({NameObject("/N"): looks}),
        "/AA": DictionaryObject({NameObject("/K"): script()}),
    } | ({"/AS": NameObject(state)} if state else {})
    made = DictionaryObject({NameObject(key): value for key, value in entries.items()})
    page.setdefault(NameObject("/Annots"), ArrayObject()).append(writer._add_object(made))


def script() -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('Hej')")}
    )


def test_filled_in_field_is_drawn_and_is_no_field():
    def add(writer, page):
        widget(writer, page, writer._add_object(appearance("Ifyllt")))

    alone = theirs(add=add)
    pdf = joined(alone)
    assert words_of(pdf, 3)["Ifyllt"] == pytest.approx(words_of(alone, 1)["Ifyllt"], abs=0.2)
    page = PdfReader(io.BytesIO(pdf)).pages[2]
    assert "/Annots" not in page


def test_box_is_drawn_as_it_is_ticked():
    def add(writer, page):
        looks = {"/On": appearance("Ja"), "/Off": appearance("Nej")}
        states = {NameObject(key): writer._add_object(value) for key, value in looks.items()}
        widget(writer, page, DictionaryObject(states), state="/On")

    found = words_of(joined(theirs(add=add)), 3)
    assert "Ja" in found
    assert "Nej" not in found


@pytest.mark.parametrize("flags", [2, 32])
def test_what_was_hidden_stays_hidden(flags):
    def add(writer, page):
        widget(writer, page, writer._add_object(appearance("Dolt")), flags=flags)

    assert "Dolt" not in words_of(joined(theirs(add=add)), 3)


def test_nothing_that_acts_and_no_comment_comes_along():
    def add(writer, page):
        writer.root_object[NameObject("/OpenAction")] = script()
        page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script()})
        writer.add_annotation(0, Text(rect=(50, 50, 70, 70), text="Bara mellan oss"))
        writer.add_annotation(0, Link(rect=(10, 10, 50, 20), url="javascript:alert(1)"))
        writer.add_attachment("dold.txt", b"Inuti")
        writer.metadata = {"/Author": "Nina Kvist"}

    pdf = joined(theirs(add=add))
    for word in (b"JavaScript", b"app.alert", b"javascript:", b"Bara mellan oss", b"Inuti", b"Kvist"):
        assert word not in pdf
        assert word.decode().encode("utf-16-be") not in pdf


def test_link_to_the_web_leads_there_from_where_it_stood():
    def add(writer, page):
        writer.add_annotation(0, Link(rect=(10, 20, 50, 40), url="https://exempel.example/plan"))

    page = PdfReader(io.BytesIO(joined(theirs(add=add)))).pages[2]
    [link] = [each.get_object() for each in page["/Annots"]]
    band = BAND * 200 / 595.28
    assert link["/A"]["/URI"] == "https://exempel.example/plan"
    assert [float(each) for each in link["/Rect"]] == pytest.approx([10, 20 + band, 50, 40 + band], abs=0.1)


@pytest.mark.parametrize("base", [None, "/OFF"])
def test_layer_that_is_off_stays_off(base):
    def add(writer, page):
        layers = [
            writer._add_object(
                DictionaryObject(
                    {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject(name)}
                )
            )
            for name in ("Synligt", "Dolt")
        ]
        names = DictionaryObject(
            {NameObject(f"/L{at}"): one for at, one in enumerate(layers)},
        )
        page["/Resources"][NameObject("/Properties")] = names
        states = {NameObject("/OFF"): ArrayObject(layers[1:])}
        if base:
            states = {NameObject("/BaseState"): NameObject(base), NameObject("/ON"): ArrayObject(layers[:1])}
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject(layers), NameObject("/D"): DictionaryObject(states)}
        )

    content = b"/OC /L0 BDC 0 0 20 20 re f EMC /OC /L1 BDC 60 60 20 20 re f EMC"
    pdf = PdfReader(io.BytesIO(joined(theirs(content, add=add), theirs(content, add=add))))
    kept = pdf.root_object["/OCProperties"]
    assert [each.get_object()["/Name"] for each in kept["/OCGs"]] == ["Synligt", "Dolt"] * 2
    assert [each.get_object()["/Name"] for each in kept["/D"]["/OFF"]] == ["Dolt"] * 2


@pytest.mark.parametrize(
    "data", [make_locked_pdf(), make_portfolio(), b"%PDF-1.7\n%%EOF", theirs(box=(0, 0, 0, 0))]
)
def test_what_cannot_be_read_is_refused_and_the_others_are_joined(data):
    joining = Joining(front())
    with pytest.raises(UnopenedPdfError):
        joining.take(data)
    parts = [JoinedFile("Bilaga", joining.take(theirs()))]
    pdf = joining.write(title="Allt", front_title="Först", front=front(), strips=strips(), parts=parts)
    assert "Nedre" in words_of(pdf, 3)
