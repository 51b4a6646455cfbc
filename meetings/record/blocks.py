"""A § as it is printed: blocks with finished words, in their order.

The blocks are made once, when a protocol is frozen (composing.py), and lie in the snapshot. Print, page, plain
text and comparison each know how a kind of block looks, and nothing of what it says.
"""

from meetings.record.shape import Frozen, Html


class _AnyBlock(Frozen, frozen=True, tag_field="block"):
    @property
    def kind(self) -> str:
        """The word for the kind of block, as in the JSON; templates choose by it."""
        return str(self.__struct_config__.tag)


class NoteBlock(_AnyBlock, frozen=True, tag="note"):
    """A small line about the §: who came, who presented, what it corrects. `lead`: before the text."""

    text: str
    lead: bool = True


class SentenceBlock(_AnyBlock, frozen=True, tag="sentence"):
    """A line of its own in the running text, such as a yrkande."""

    text: str


class ProseBlock(_AnyBlock, frozen=True, tag="prose"):
    """What somebody wrote."""

    html: Html


class HeadingBlock(_AnyBlock, frozen=True, tag="heading"):
    """Over the blocks that follow: «Yrkanden»."""

    text: str


class PreparedBlock(_AnyBlock, frozen=True, tag="prepared"):
    """Sv: förslag till beslut. `style` is lines, bullets or prose."""

    heading: str
    texts: tuple[str, ...]
    style: str = "prose"


class DecisionBlock(_AnyBlock, frozen=True, tag="decision"):
    """Sv: beslut, one text an att-sats. `heading` may be empty."""

    heading: str
    texts: tuple[str, ...]
    style: str = "prose"


class DeferralBlock(_AnyBlock, frozen=True, tag="deferral"):
    """Sv: bordlagd, återremitterad or hänskjuten, where no decision says it."""

    text: str


class Tally(Frozen, frozen=True):
    """A table of votes; the first cell of a row is its head. `amounts`: the last column holds numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    amounts: bool = False


class VoteBlock(_AnyBlock, frozen=True, tag="vote"):
    """Sv: omröstning."""

    heading: str
    question: str = ""
    tallies: tuple[Tally, ...] = ()
    account: str = ""
    sentence: str = ""


class ReservationBlock(_AnyBlock, frozen=True, tag="reservation"):
    """`html` is the motivation, empty where there is none."""

    heading: str
    sentence: str
    html: Html = ""


class StatementBlock(_AnyBlock, frozen=True, tag="statement"):
    """Sv: särskilt yttrande, protokollsanteckning."""

    heading: str
    sentence: str
    html: Html = ""


type SimpleBlock = (
    NoteBlock
    | SentenceBlock
    | ProseBlock
    | HeadingBlock
    | PreparedBlock
    | DecisionBlock
    | DeferralBlock
    | VoteBlock
    | ReservationBlock
    | StatementBlock
)


class ItemBlock(_AnyBlock, frozen=True, tag="item"):
    """Sv: delärende, with blocks of its own. `letter` is «a», or empty where the body has none."""

    letter: str
    heading: str
    blocks: tuple[SimpleBlock, ...] = ()


type Block = SimpleBlock | ItemBlock
