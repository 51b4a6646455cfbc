"""The line of text below each page of a long file: written straight into its page, with one font for the whole file.

Thousands of them laid out as HTML take minutes, and each would be an object of its own in memory.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf

from meetings.paper.fonts import face
from meetings.paper.foreign import STRIP

_FACE = "SourceSans3-Regular.ttf"
_SIZE, _MARGIN, _GAP = 8, 34, 14  # points on a page as wide as A4
_A4 = 595.276
_MORE = "…"


@dataclass(frozen=True)
class StripText:
    """What stands to the left, cut where there is no room for it, and to the right."""

    what: str
    where: str


class StripFont:
    """The font of the file `pdf`, with the characters that `texts` has and no others."""

    def __init__(self, pdf: Pdf, texts: Iterable[StripText]) -> None:
        characters = {_MORE, "0"}.union(*({*one.what, *one.where} for one in texts))
        self._glyphs, self._widths, data, box = _subset(characters)
        stream = pdf.make_stream(data)
        stream.Length1 = len(data)
        described = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/FINSAM+SourceSans3"),
            Flags=4,
            FontBBox=Array(box),
            ItalicAngle=0,
            Ascent=box[3],
            Descent=box[1],
            CapHeight=660,
            StemV=80,
            FontFile2=stream,
        )
        widths = [each for glyph, width in sorted(self._widths.items()) for each in (glyph, Array([width]))]
        below = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/FINSAM+SourceSans3"),
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(described),
            CIDToGIDMap=Name.Identity,
            DW=0,
            W=Array(widths),
        )
        self.object: Object = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name("/FINSAM+SourceSans3"),
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(below)]),
                ToUnicode=pdf.make_stream(_to_unicode(self._glyphs)),
            )
        )

    def drawn(self, text: StripText, width: float, font: str) -> bytes:
        """The content that writes `text` below a page that is `width` points wide, with the font by that name."""
        scale = width / _A4
        right = _A4 - _MARGIN - self._length(text.where)
        what = self._cut(text.what, right - _GAP - _MARGIN)
        base = _A4 * STRIP * 0.42
        return (
            f"q {scale:.5f} 0 0 {scale:.5f} 0 0 cm 0.2 g BT {font} {_SIZE} Tf "
            f"1 0 0 1 {_MARGIN} {base:.2f} Tm <{self._coded(what)}> Tj "
            f"1 0 0 1 {right:.2f} {base:.2f} Tm <{self._coded(text.where)}> Tj ET Q\n"
        ).encode()

    def _cut(self, text: str, room: float) -> str:
        if self._length(text) <= room:
            return text
        while text and self._length(text + _MORE) > room:
            text = text[:-1]
        return text.rstrip() + _MORE

    def _length(self, text: str) -> float:
        return sum(self._widths[self._glyph(one)] for one in text) * _SIZE / 1000

    def _coded(self, text: str) -> str:
        return "".join(f"{self._glyph(one):04X}" for one in text)

    def _glyph(self, character: str) -> int:
        return self._glyphs.get(character, 0)


def _subset(characters: set[str]) -> tuple[dict[str, int], dict[int, int], bytes, list[int]]:
    """Glyphs by character, widths by glyph in thousandths, the font's bytes, and its box."""
    from fontTools.subset import Options, Subsetter  # only who makes a pack waits for it
    from fontTools.ttLib import TTFont

    options = Options(layout_features=[], hinting=False, notdef_outline=True, drop_tables=["GSUB", "GPOS"])
    with TTFont(face(_FACE), recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(one) for one in characters])
        subsetter.subset(font)
        thousandth = 1000 / font["head"].unitsPerEm
        order = {name: number for number, name in enumerate(font.getGlyphOrder())}
        glyphs = {chr(point): order[name] for point, name in font.getBestCmap().items()}
        widths = {order[name]: round(width * thousandth) for name, (width, _) in font["hmtx"].metrics.items()}
        head = font["head"]
        box = [round(each * thousandth) for each in (head.xMin, head.yMin, head.xMax, head.yMax)]
        written = BytesIO()
        font.save(written)
    return glyphs, widths, written.getvalue(), box


def _to_unicode(glyphs: dict[str, int]) -> bytes:
    """So that what is written can be searched, copied and heard (ISO 32000-2 9.10.3)."""
    rows = [
        f"<{glyph:04X}> <{one.encode('utf-16-be').hex().upper()}>" for one, glyph in sorted(glyphs.items())
    ]
    parts = "".join(
        f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar\n"
        for some in (rows[at : at + 100] for at in range(0, len(rows), 100))
    )
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    )
    return f"{head}{parts}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend".encode()
