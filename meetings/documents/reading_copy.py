"""A finished protocol and its attachments in one PDF to be read, with page numbers of the whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from meetings.documents.protocol import Files
from meetings.paper.joining import JoinedFile, Joining
from meetings.paper.opening import IN_WORDS, UnopenedPdfError
from meetings.paper.pdf import render_pdf
from meetings.record.protocol import Attachment, ProtocolRecord
from meetings.record.withheld import HOW_TO_ASK, has_gaps
from meetings.swedish import page_range

PDF = "application/pdf"
# What one worker holds in memory while it joins them, and what anybody opens on a telephone.
MOST_BYTES, MOST_PAGES = 60_000_000, 1_500


@dataclass(frozen=True)
class Included:
    """An attachment whose pages are there, the first and last counted in the whole: «9–12»."""

    name: str
    pages: str


@dataclass(frozen=True)
class LeftOut:
    """An attachment whose pages are not there, and why: «kräver ett lösenord»."""

    name: str
    why: str


def render_reading_copy(
    document: ProtocolRecord, *, pages: bytes, files: Files, address: str, whole: bool
) -> tuple[bytes, int] | None:
    """The PDF and how many pages it has, or None when there is no attachment whose pages can be in it.

    `pages` is the finished protocol; `document` is what may be read of it, and says which attachments it has.
    Only published ones are in it, or with `whole` all. `address` is the protocol's public page, or "".
    Raises LostFileError when a stored file cannot be read.
    """
    joining = Joining(pages)
    parts, missing = _taken(joining, document, files, whole=whole)
    if not parts:
        return None
    head, frozen_at = document.document, document.document.frozen_at
    logo = {"logo": (head.logo_media_type, files(head.logo_sha256))} if head.logo_sha256 else {}
    title = f"Läsexemplar: {head.page_title}"
    context = {
        "content": document,
        "head": head,
        "page_title": title,
        "running": f"Läsexemplar · {document.date}",
        "missing": missing,
        "whole": whole,
        "address": address,
        "how_to_ask": HOW_TO_ASK if has_gaps(document) else "",
    }
    at_front = 1
    while True:  # the front page tells on which pages the others are, and may need one more for that
        shown = [*_numbered(parts, after=at_front + joining.pages)]
        own = page_range(at_front + 1, at_front + joining.pages)
        html = render_to_string("pdf/reading_copy.html", {**context, "own": own, "included": shown})
        front = render_pdf(html, created=frozen_at, assets=logo)
        if front.pages <= at_front:
            break
        at_front = front.pages
    words = [*_strips(document, parts, at_front, joining.pages)]
    strips = render_pdf(render_to_string("pdf/strips.html", {"strips": words}), created=frozen_at)
    joined = joining.write(
        title=title, front_title="Läsexemplar", front=front.pdf, strips=strips.pdf, parts=parts
    )
    return joined, len(words)


def _taken(
    joining: Joining, document: ProtocolRecord, files: Files, *, whole: bool
) -> tuple[list[JoinedFile], list[LeftOut]]:
    parts, missing = [], []
    size = pages = 0
    for each in document.attachments:
        name = _called(each)
        if not (whole or each.published):
            missing.append(LeftOut(name, "publiceras inte. Begär den hos förbundets kansli."))
        elif each.media_type != PDF:
            missing.append(LeftOut(name, f"är ingen PDF. {_at_page(whole)}"))
        elif size + each.size > MOST_BYTES or pages + (each.pages or 0) > MOST_PAGES:
            missing.append(LeftOut(name, f"får inte plats. {_at_page(whole)}"))
        else:
            try:
                part = JoinedFile(name, joining.take(files(each.sha256)))
            except UnopenedPdfError as error:
                missing.append(LeftOut(name, f"{IN_WORDS[error.why]}. {_at_page(whole)}"))
                continue
            parts.append(part)
            size, pages = size + each.size, pages + len(part.sheets)
    return parts, missing


def _called(attachment: Attachment) -> str:
    return f"Bilaga {attachment.number}. {attachment.name}"


def _at_page(whole: bool) -> str:
    return "Filen finns i det stämplade originalet." if whole else "Hämta filen på protokollets sida."


def _numbered(parts: Sequence[JoinedFile], *, after: int) -> Iterator[Included]:
    for part in parts:
        yield Included(part.title, page_range(after + 1, after + len(part.sheets)))
        after += len(part.sheets)


def _strips(document: ProtocolRecord, parts: Sequence[JoinedFile], front: int, own: int) -> Iterator[str]:
    """What each page is, in order: «Bilaga 2. Budget, sida 3 av 5»."""
    yield from [""] * front
    yield from [document.document.running_title] * own  # its pages have numbers of their own
    for part in parts:
        count = len(part.sheets)
        yield from (f"{part.title}, sida {number} av {count}" for number in range(1, count + 1))
