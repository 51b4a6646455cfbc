"""A document as lines of plain text, § by §: every word that is printed of it, for comparing two versions."""

from collections.abc import Iterator

from meetings.record.paragraph import SubItem
from meetings.record.protocol import Paragraph, ProtocolDocument
from meetings.record.vote import Vote
from meetings.rules.difference import PrintedParagraph
from meetings.rules.plain_text import plain
from meetings.swedish import join_names


def printed_paragraphs(document: ProtocolDocument) -> list[PrintedParagraph]:
    """Every § in order."""
    return [
        PrintedParagraph(
            number=each.number,
            heading=each.heading,
            text="\n".join(filter(None, _lines(each))),
            files={file.name: file.sha256 for file in each.attachments},
        )
        for each in document.paragraphs
    ]


def _lines(paragraph: Paragraph) -> Iterator[str]:
    """The words and the order are those of pdf/paragraph.html, and last the attachments."""
    yield paragraph.tag
    if paragraph.is_stub:
        yield paragraph.comings_and_goings
        yield paragraph.immediately
        return
    yield from (paragraph.particulars, paragraph.presented, *paragraph.links, paragraph.comings_and_goings)
    yield f"Ordförande under paragrafen: {paragraph.chair}" if paragraph.chair else ""
    yield paragraph.not_dealt_with
    yield from (each.sentence for each in paragraph.recusals)
    yield plain(paragraph.text)
    for item in paragraph.sub_items:
        yield from _of_item(item, shows_prepared=paragraph.shows_prepared)
    yield from _proposed(paragraph.prepared if paragraph.shows_prepared else ())
    yield from (each.sentence for each in paragraph.proposals)
    yield from paragraph.propositions
    for vote in paragraph.votes:
        yield from _of_vote(vote)
    absent = paragraph.not_taking_part
    yield f"Deltar inte i beslutet: {join_names(absent)}." if absent else ""
    yield from (*paragraph.decision_texts, paragraph.deferred, plain(paragraph.text_after))
    for reservation in paragraph.reservations:
        yield from (reservation.sentence, plain(reservation.html))
    for statement in paragraph.statements:
        yield from (statement.kind.capitalize(), statement.sentence, plain(statement.html))
    yield paragraph.immediately
    yield from (f"Bilaga {each.number} {each.name}" for each in paragraph.attachments)


def _of_item(item: SubItem, *, shows_prepared: bool) -> Iterator[str]:
    yield f"{item.letter}) {item.heading}" if item.letter else item.heading
    yield plain(item.text)
    yield from _proposed(item.prepared if shows_prepared else ())
    yield from (*item.decisions, item.deferred)


def _of_vote(vote: Vote) -> Iterator[str]:
    yield vote.question
    yield from (f"{each.name}: {each.choice}" for each in vote.names)
    yield from (f"{each.option}: {each.votes}" for each in vote.results)
    yield from (vote.account, vote.sentence)


def _proposed(texts: tuple[str, ...]) -> Iterator[str]:
    yield from (f"Förslag till beslut: {text}" for text in texts)
