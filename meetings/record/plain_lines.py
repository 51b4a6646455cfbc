"""A protocol as lines of plain text, § by §, for comparing two versions."""

from collections.abc import Iterator, Sequence

from meetings.record import blocks
from meetings.record.paragraph import AttachmentReference
from meetings.record.protocol import ProtocolRecord
from meetings.rules.difference import PrintedParagraph
from meetings.rules.plain_text import plain


def printed_paragraphs(record: ProtocolRecord) -> list[PrintedParagraph]:
    """Every § in order: its mark, the words of its blocks, and its attachments."""
    return [
        PrintedParagraph(
            number=each.number,
            heading=each.heading,
            text="\n".join(filter(None, [each.tag, *lines_of(each.blocks), *_attached(each.attachments)])),
            files={file.name: file.sha256 for file in each.attachments},
        )
        for each in record.paragraphs
    ]


def lines_of(many: Sequence[blocks.Block]) -> Iterator[str]:
    """Each sentence and text of the blocks; of their headings only those that say something more than the kind."""
    for block in many:
        match block:
            case blocks.NoteBlock() | blocks.SentenceBlock() | blocks.DeferralBlock():
                yield block.text
            case blocks.ProseBlock():
                yield plain(block.html)
            case blocks.PreparedBlock():
                yield from (f"{block.heading}: {text}" for text in block.texts)
            case blocks.DecisionBlock():
                yield from block.texts
            case blocks.VoteBlock():
                yield from _voted(block)
            case blocks.ReservationBlock():
                yield from (block.sentence, plain(block.html))
            case blocks.StatementBlock():
                yield from (block.heading, block.sentence, plain(block.html))
            case blocks.ItemBlock():
                yield f"{block.letter}) {block.heading}" if block.letter else block.heading
                yield from lines_of(block.blocks)


def _voted(vote: blocks.VoteBlock) -> Iterator[str]:
    yield vote.question
    for tally in vote.tallies:
        yield from (f"{row[0]}: {row[-1].lower()}" for row in tally.rows)
    yield from (vote.account, vote.sentence)


def _attached(files: Sequence[AttachmentReference]) -> Iterator[str]:
    yield from (f"Bilaga {each.number} {each.name}" for each in files)
