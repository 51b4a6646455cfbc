"""A picture file into one that every document may carry."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from meetings.errors import RuleViolation

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_SIDE = 1600
ON_PAGES = (560, 112)  # twice the pixels of the header's line, for sharp screens
MOST_PIXELS = 50_000_000


def logo_from(data: bytes) -> bytes:
    """`data`, a PNG or JPEG, as a plain PNG of at most 1600 px a side, without metadata.

    Written anew so that whatever the file held (CMYK, a colour profile, 16 bits, a place) cannot make
    a document invalid under PDF/A-3 (ISO 19005-3, 6.2.4). Raises RuleViolation for anything else.
    """
    if len(data) > LARGEST_FILE:
        raise RuleViolation("Logotypen är för stor. Högst 5 MB.")
    try:
        with Image.open(BytesIO(data), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise RuleViolation("Logotypen har för många bildpunkter. Förminska den först.")
            plain = picture.convert(
                "RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB"
            )
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RuleViolation("Logotypen måste vara en hel bild i PNG eller JPEG.") from error
    return _png(plain, (LARGEST_SIDE, LARGEST_SIDE))


def logo_on_pages(data: bytes) -> bytes:
    """A logo made by logo_from, small enough for a web page. Raises ValueError or OSError for anything else."""
    with Image.open(BytesIO(data), formats=["PNG"]) as picture:
        return _png(picture, ON_PAGES)


def _png(picture: Image.Image, largest: tuple[int, int]) -> bytes:
    picture.thumbnail(largest)
    out = BytesIO()
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()
