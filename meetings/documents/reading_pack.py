"""Sv: handlingarna i en fil. The summons and its papers in one PDF to be read, with page numbers of the whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.template.loader import render_to_string

from meetings.paper.foreign import TO_PAGE
from meetings.paper.opening import IN_WORDS, UnopenedPdfError
from meetings.paper.packing import Bookmark, Packing, Taken, pages_in
from meetings.paper.pdf import Assets, render_pdf
from meetings.paper.storage import LostFileError, checked_path, stored_bytes
from meetings.paper.strips import StripText
from meetings.record.reading_pack import PackContent, PackedItem, PackedPaper
from meetings.record.summons import Summons
from meetings.rules.reading_time import in_hours, reading_minutes
from meetings.swedish import long_date, page_range

PDF = "application/pdf"
MOST_BYTES = 1_000_000_000  # of papers: what a disk and a telephone bear
_LINES_AT_A_TIME = 150  # of the contents: a table of thousands of rows is laid out slowly
_LINES_ON_A_PAGE = 40


@dataclass(frozen=True)
class Packed:
    """A paper in the file: its pages «9–12», the first of them, and how many there are."""

    title: str
    first: int
    count: int
    wide: int

    @property
    def pages(self) -> str:
        return page_range(self.first, self.first + self.count - 1)

    @property
    def link(self) -> str:
        return f"{TO_PAGE}{self.first}"


@dataclass(frozen=True)
class LeftOutPaper:
    """A paper whose pages are not there, and why."""

    title: str
    why: str
    address: str


@dataclass(frozen=True)
class PackedMatter:
    """A matter of the agenda with what there is of it."""

    title: str
    to_come: str
    papers: Sequence[Packed]
    missing: Sequence[LeftOutPaper]

    @property
    def minutes(self) -> str:
        return time_to_read(self.papers)

    @property
    def is_bare(self) -> bool:
        return not (self.papers or self.missing or self.to_come)

    @property
    def lines(self) -> int:
        return 1 + len(self.papers) + len(self.missing) + bool(self.to_come)


@dataclass(frozen=True)
class WrittenPack:
    """Where the file lies, and how many pages it has."""

    path: Path
    pages: int


def render_reading_pack(
    content: PackContent,
    summons: Summons,
    *,
    summons_pdf: str,
    folder: Path,
    address: str,
    at: datetime,
    paper_address: Callable[[PackedPaper], str],
    progress: Callable[[int], None],
) -> WrittenPack:
    """The file, written in `folder`, which is empty: a front page with the contents, the summons, and the papers.

    `summons_pdf` is the SHA-256 of the summons, `address` that of the agenda's page and `paper_address` that of a
    paper there. `progress` is told how many of the papers have been taken. A paper that cannot be read is listed with
    why, and stops no other. Raises LostFileError for a summons that cannot be read.
    """
    packing = Packing(folder)
    matters = _taken(packing, content, progress, paper_address)
    sent = checked_path(summons_pdf)
    with TemporaryDirectory(dir=folder) as inner:
        at_front, fronts, own = _front(matters, summons, packing, sent, Path(inner), address=address, at=at)
        placed = _placed(matters, at_front + own)
        total = at_front + own + packing.pages
        path = packing.write(
            title=_title(summons),
            front=[*fronts, sent],
            strips=[*_strips(placed, at_front, own, total)],
            bookmarks=[*_bookmarks(placed, at_front)],
        )
    return WrittenPack(path, total)


def time_to_read(papers: Sequence[Packed]) -> str:
    """«35 min», "" for none."""
    return in_hours(reading_minutes(sum(one.count for one in papers), sum(one.wide for one in papers)))


def _taken(
    packing: Packing,
    content: PackContent,
    progress: Callable[[int], None],
    paper_address: Callable[[PackedPaper], str],
) -> list[PackedMatter]:
    """Each matter, its papers counted from the first page of the first paper, which is 1."""
    found, done, size = [], 0, 0
    for item in content.items:
        papers, missing = [], []
        for paper in item.papers:
            first, title = packing.pages + 1, _called(paper)
            taken = _take(packing, paper, size)
            if isinstance(taken, Taken):
                papers.append(Packed(title, first, taken.pages, taken.wide))
                size += paper.size
            else:
                missing.append(LeftOutPaper(title, taken, "" if paper.why else paper_address(paper)))
            done += 1
            progress(done)
        found.append(PackedMatter(_headed(item), item.to_come, papers, missing))
    return found


def _take(packing: Packing, paper: PackedPaper, size: int) -> Taken | str:
    """Or why not, to stand after its name."""
    if paper.why:
        return f"är inte med: {paper.why}"
    if paper.media_type != PDF:
        return "är ingen PDF"
    if size + paper.size > MOST_BYTES:
        return "får inte plats"
    try:
        return packing.take(checked_path(paper.sha256))
    except UnopenedPdfError as error:
        return IN_WORDS[error.why]
    except LostFileError:
        return "kan inte läsas på servern"


def _front(
    matters: Sequence[PackedMatter],
    summons: Summons,
    packing: Packing,
    sent: Path,
    folder: Path,
    *,
    address: str,
    at: datetime,
) -> tuple[int, list[Path], int]:
    """How many pages it has, its files, and how many the summons has. It tells on which pages all is, and may need
    another one for that."""
    head = summons.document
    logo: Assets = (
        {"logo": (head.logo_media_type, stored_bytes(head.logo_sha256))} if head.logo_sha256 else {}
    )
    own = pages_in(sent)
    guess = max(1, sum(one.lines for one in matters) // _LINES_ON_A_PAGE)
    title = _title(summons)
    while True:
        placed = _placed(matters, guess + own)
        parts = [*_groups(placed)]
        shared = {
            "head": head,
            "content": summons,
            "page_title": title,
            "running": title,
            "address": address,
            "pages": guess + own + packing.pages,
            "minutes": time_to_read([paper for one in matters for paper in one.papers]),
            "summons": Packed("Kallelse med dagordning", guess + 1, own, 0),
            "has_missing": any(one.missing for one in matters),
        }
        count, files = 0, []
        for number, group in enumerate(parts):
            html = render_to_string(
                "pdf/reading_pack.html", {**shared, "matters": group, "is_first": number == 0}
            )
            made = render_pdf(html, created=at, assets=logo)
            files.append(folder / f"{number}.pdf")
            files[-1].write_bytes(made.pdf)
            count += made.pages
        if count == guess:
            return count, files, own
        guess = count


def _groups(matters: Sequence[PackedMatter]) -> Iterator[list[PackedMatter]]:
    group: list[PackedMatter] = []
    lines = 0
    for one in matters:
        if group and lines + one.lines > _LINES_AT_A_TIME:
            yield group
            group, lines = [], 0
        group.append(one)
        lines += one.lines
    yield group


def _placed(matters: Sequence[PackedMatter], before: int) -> list[PackedMatter]:
    return [
        PackedMatter(
            one.title,
            one.to_come,
            [Packed(each.title, each.first + before, each.count, each.wide) for each in one.papers],
            one.missing,
        )
        for one in matters
    ]


def _strips(matters: Sequence[PackedMatter], front: int, own: int, total: int) -> Iterator[StripText]:
    """What each page is, in order: «Bilaga 2. Budget, sida 3 av 5», «Sida 12 av 96»."""
    for number, what in enumerate(_each_page(matters, front, own), start=1):
        yield StripText(what, f"Sida {number} av {total}")


def _each_page(matters: Sequence[PackedMatter], front: int, own: int) -> Iterator[str]:
    yield from ["Handlingarna i en fil"] * front
    parts = [("Kallelse", own), *((each.title, each.count) for one in matters for each in one.papers)]
    for title, count in parts:
        yield from (f"{title}, sida {number} av {count}" for number in range(1, count + 1))


def _bookmarks(matters: Sequence[PackedMatter], front: int) -> Iterator[Bookmark]:
    yield Bookmark("Innehåll", 1)
    yield Bookmark("Kallelse med dagordning", front + 1)
    for one in matters:
        if one.papers:
            below = tuple(Bookmark(each.title, each.first) for each in one.papers)
            yield Bookmark(one.title, one.papers[0].first, below)


def _title(summons: Summons) -> str:
    return (
        f"Handlingar till sammanträdet {long_date(summons.meeting_day)} – {summons.document.association_name}"
    )


def _headed(item: PackedItem) -> str:
    return f"{item.label} {item.heading}".strip()


def _called(paper: PackedPaper) -> str:
    return f"Bilaga {paper.number}. {paper.name}"
