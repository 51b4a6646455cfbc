"""PDFs that nobody's program wrote: each small, and endless to whoever believes what it says."""

import zlib
from collections.abc import Callable, Sequence

MANY = 2**31 - 1
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources 5 0 R >>"
EMPTY = b"<< >>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


CONTENT = stream(b"BT /F 9 Tf (ord) Tj ET")


def file_of(*objects: bytes, trailer: bytes = b"", prev: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first of which is the catalog."""
    parts, places, at = [b"%PDF-1.7\n"], [], 9
    for number, one in enumerate(objects, start=1):
        places.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, one))
        at += len(parts[-1])
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    size = b"trailer << /Size %d /Root 1 0 R %s %s >>\n" % (
        len(objects) + 1,
        prev % at if prev else b"",
        trailer,
    )
    return b"".join([*parts, head, rows, size, b"startxref\n%d\n%%%%EOF\n" % at])


def usual(
    *more: bytes, pages: bytes = PAGES, page: bytes = PAGE, content: bytes = CONTENT, **changes: bytes
) -> bytes:
    """One page of one word; `more` are the objects from number 5 on, of which that is the page's resources."""
    catalog = changes.pop("catalog", CATALOG)
    return file_of(catalog, pages, page, content, *(more or [EMPTY]), **changes)


def inflated(megabytes: int) -> bytes:
    """Zeros, a thousandth of their size."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(bytes(1_000_000)) for _ in range(megabytes)]
    return b"".join([*parts, packer.flush()])


def _twice_as_wide(depth: int) -> bytes:
    """A tree of pages in which each level has the next one ten times over: few objects, 10 ** depth pages."""
    level = [
        b"<< /Type /Pages /Kids [%s] /Count 1 >>" % (b"%d 0 R " % (number + 3) * 10)
        for number in range(depth)
    ]
    levels = [
        one.replace(b"%d 0 R" % (number + 3), b"%d 0 R" % (number + 6)) for number, one in enumerate(level)
    ]
    first = b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>"
    return usual(EMPTY, *levels[1:], PAGE, pages=first)


def _xref_stream(entries: bytes, data: bytes) -> bytes:
    head = (
        b"%PDF-1.7\n1 0 obj\n"
        + CATALOG
        + b"\nendobj\n2 0 obj\n"
        + PAGES
        + b"\nendobj\n3 0 obj\n"
        + PAGE
        + b"\nendobj\n"
    )
    table = stream(data, b"/Type /XRef /Root 1 0 R %s" % entries)
    return head + b"9 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def _object_stream(megabytes: int) -> bytes:
    """The catalog lies in a stream of objects that is much larger than the file."""
    bomb = stream(inflated(megabytes), b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
    head = b"%PDF-1.7\n9 0 obj\n" + bomb + b"\nendobj\n"
    rows = (
        b"\x00\x00\x00\x00\xff"
        + b"\x02\x00\x00\x09\x00" * 4
        + b"\x00\x00\x00\x00\xff" * 4
        + b"\x01\x00\x00\x09\x00"
    )
    table = stream(rows, b"/Type /XRef /Root 1 0 R /Size 10 /W [1 3 1] /Index [0 10]")
    return head + b"8 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def _font(cmap: bytes) -> Sequence[bytes]:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 7 0 R >>"
    return b"<< /Font << /F 6 0 R >> >>", font, stream(cmap)


DRAWS_ITSELF = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
HOSTILE: dict[str, Callable[[], bytes]] = {
    "more pages than there are": lambda: usual(pages=PAGES.replace(b"/Count 1", b"/Count %d" % MANY)),
    "a tree of pages ten to the ninth wide": lambda: _twice_as_wide(9),
    "a tree of pages ten to the twentieth wide": lambda: _twice_as_wide(20),
    "a tree of pages that holds itself": lambda: usual(pages=PAGES.replace(b"3 0 R", b"2 0 R")),
    "two trees of pages that hold each other": lambda: usual(
        EMPTY,
        b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1 >>",
        pages=PAGES.replace(b"3 0 R", b"6 0 R 6 0 R"),
    ),
    "a chain of twenty thousand trees of pages": lambda: usual(
        EMPTY,
        *(b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 7) for number in range(20_000)),
        PAGE,
        pages=PAGES.replace(b"3 0 R", b"6 0 R"),
    ),
    "a parent that is its own": lambda: usual(
        page=b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>", pages=PAGES
    ),
    "arrays in arrays": lambda: usual(b"[" * 200_000 + b"]" * 200_000),
    "dictionaries in dictionaries": lambda: usual(b"<< /A " * 100_000 + b"1 " + b">> " * 100_000),
    "brackets in the trailer": lambda: usual(trailer=b"/Info " + b"[" * 300_000),
    "parentheses in a text": lambda: usual(
        trailer=b"/Info << /Title " + b"(" * 500_000 + b")" * 500_000 + b" >>"
    ),
    "a page much larger than the file": lambda: usual(content=stream(inflated(120), b"/Filter /FlateDecode")),
    "a page packed twice": lambda: usual(
        content=stream(zlib.compress(inflated(120), 9), b"/Filter [/FlateDecode /FlateDecode]")
    ),
    "a page with a hundred filters": lambda: usual(
        content=stream(inflated(10), b"/Filter [%s]" % (b"/FlateDecode " * 100))
    ),
    "a page of run lengths": lambda: usual(
        content=stream(b"\x81\x00" * 2_000_000, b"/Filter /RunLengthDecode")
    ),
    "a page with a predictor": lambda: usual(
        content=stream(
            inflated(200), b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1 /Colors 1 >>"
        )
    ),
    "a stream as long as another says": lambda: usual(content=b"<< /Length 4 0 R >>\nstream\nq Q\nendstream"),
    "objects in a stream much larger than the file": lambda: _object_stream(300),
    "a table of objects much larger than the file": lambda: _xref_stream(
        b"/Size 9 /W [1 8 8] /Filter /FlateDecode", inflated(120)
    ),
    "a table of more objects than there are": lambda: _xref_stream(
        b"/Size %d /W [0 0 0] /Index [0 %d]" % (MANY, MANY), b"0"
    ),
    "a table with very wide columns": lambda: _xref_stream(b"/Size 9 /W [%d 1 1]" % MANY, b"0" * 99),
    "a table before which it is itself": lambda: usual(prev=b"/Prev %d"),
    "a table of ten million rows": lambda: usual().replace(b"xref\n0 6\n", b"xref\n0 10000000\n"),
    "no table and many objects": lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 200_000 + b"%%EOF",
    "no table and many beginnings": lambda: b"%PDF-1.7\n" + b"1 0 obj << /Type /XRef " * 100_000 + b"%%EOF",
    "an object that is a reference to itself": lambda: usual(b"5 0 R"),
    "a catalog that is a reference to another": lambda: usual(EMPTY, b"1 0 R", catalog=b"6 0 R"),
    "a great many notes on a page": lambda: usual(
        page=PAGE.replace(b"/Contents", b"/Annots [%s] /Contents" % (b"6 0 R " * 200_000)),
    ),
    "a form that draws itself": lambda: usual(
        b"<< /XObject << /X 6 0 R >> >>", stream(b"/X Do " * 99, DRAWS_ITSELF), content=stream(b"/X Do")
    ),
    "fields that hold each other": lambda: usual(
        EMPTY,
        b"<< /T (a) /FT /Tx /V (b) /Kids [6 0 R 6 0 R] /Parent 6 0 R >>",
        catalog=CATALOG.replace(b"/Pages", b"/AcroForm << /Fields [6 0 R 6 0 R] >> /Pages"),
    ),
    "names that hold each other": lambda: usual(
        EMPTY,
        b"<< /Kids [6 0 R 6 0 R] >>",
        catalog=CATALOG.replace(b"/Pages", b"/Names << /EmbeddedFiles 6 0 R >> /Pages"),
    ),
    "bookmarks that follow themselves": lambda: usual(
        EMPTY,
        b"<< /First 6 0 R /Next 6 0 R /Title (a) /Parent 6 0 R >>",
        catalog=CATALOG.replace(b"/Pages", b"/Outlines 6 0 R /Pages"),
    ),
    "layers that hold each other": lambda: usual(
        EMPTY,
        b"[6 0 R 6 0 R]",
        catalog=CATALOG.replace(
            b"/Pages", b"/OCProperties << /OCGs 6 0 R /D << /Order 6 0 R /OFF 6 0 R >> >> /Pages"
        ),
    ),
    "a font of four billion letters": lambda: usual(
        *_font(b"1 beginbfrange\n<00000000> <FFFFFFFF> <0000>\nendbfrange")
    ),
    "a font of many letters many times": lambda: usual(
        *_font(b"100 beginbfrange\n" + b"<0000> <FFFF> <0000>\n" * 2_000 + b"endbfrange")
    ),
    "widths of four billion letters": lambda: usual(
        b"<< /Font << /F 6 0 R >> >>",
        b"<< /Type /Font /Subtype /TrueType /BaseFont /A /FirstChar 0 /LastChar %d /Widths [1] >>" % MANY,
    ),
    "a picture of a terapixel": lambda: usual(
        b"<< /XObject << /X 6 0 R >> >>",
        stream(
            inflated(100),
            b"/Type /XObject /Subtype /Image /Width 1000000 /Height 1000000 /BitsPerComponent 8"
            b" /ColorSpace /DeviceRGB /Filter /FlateDecode",
        ),
        content=stream(b"/X Do"),
    ),
    "an endless number": lambda: usual(page=PAGE.replace(b"99 99", b"9" * 200_000 + b" 99")),
    "a page that is turned an endless number of times": lambda: usual(
        page=PAGE.replace(b"/Contents", b"/Rotate %s /Contents" % (b"9" * 4_000))
    ),
    "a very long name": lambda: usual(b"<< /" + b"#41" * 500_000 + b" 1 >>"),
    "only comments": lambda: b"%PDF-1.7\n" + b"%\n" * 500_000 + b"%%EOF",
    "only blanks": lambda: b"%PDF-1.7\n" + b" " * 2_000_000 + b"startxref\n0\n%%EOF",
    "a locked file whose key takes for ever": lambda: usual(
        trailer=b"/ID [(a) (a)] /Encrypt << /Filter /Standard /V 5 /R 6 /Length %d /O (%s) /U (%s) /OE (%s) /UE (%s)"
        b" /Perms (%s) /P -1 /CF << >> >>" % (MANY, b"o" * 48, b"u" * 48, b"e" * 32, b"e" * 32, b"p" * 16)
    ),
    "a locked file of two billion rounds": lambda: usual(
        trailer=b"/ID [(a) (a)] /Encrypt << /Filter /Standard /V 2 /R %d /Length %d /O (%s) /U (%s) /P -1 >>"
        % (MANY, MANY, b"o" * 32, b"u" * 32)
    ),
}
