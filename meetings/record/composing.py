"""From the data of a § to the blocks that are printed of it: the one place that orders and words a §.

It runs when a protocol is frozen or looked at as a draft, never for one that is frozen already.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from meetings.record import blocks
from meetings.record.deferring import as_sentence, put_off
from meetings.record.handling import EarlierParagraph
from meetings.record.paragraph import Deferral, Paragraph, SubItem
from meetings.record.vote import Vote
from meetings.rules.receivers import receivers_sentence
from meetings.swedish import NBSP, join_names, long_date, section

_IMMEDIATELY = "omedelbart justera"
_SAYS_VOTES = re.compile(r"^(?>.*?\bröst(?:er|en)?\b).* mot\b", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Look:
    """What a body has chosen for its §§. `parties` is the code of the party that each name sits for.

    `body` is its name inside a sentence, which leads a decision that was voted on, or that is no sentence where
    decisions have no heading; "" where no decision is led so. `decides`: putting a matter off is a decision like the
    others. `reason_after_colon` is how the first protocols said why a matter was put off.
    """

    heading_numbers: str = "paragraph"
    shows_prepared: bool = False
    decision_heading: str = ""
    decision_style: str = "prose"
    parties: Mapping[str, str] = field(default_factory=dict)
    party_head: str = "Medlem"
    body: str = ""
    decides: bool = False
    reason_after_colon: bool = False


def numbered(number: str, heading_numbers: str) -> str:
    """«§ 43», «7.» or nothing, as the document numbers its headings."""
    match heading_numbers:
        case "none":
            return ""
        case "number":
            return f"{number}."
        case _:
            return section(number)


def compose(paragraph: Paragraph, look: Look) -> tuple[blocks.Block, ...]:
    """Everything that is printed under the heading of the §, in order."""
    if paragraph.immediate:
        return (
            *_notes(_comings_and_goings(paragraph)),
            blocks.NoteBlock(text=_immediately(paragraph), lead=False),
        )
    return tuple(_of_paragraph(paragraph, look))


def _of_paragraph(paragraph: Paragraph, look: Look) -> Iterator[blocks.Block]:
    yield from _notes(
        _particulars(paragraph),
        presented(paragraph.presenters),
        *links(paragraph),
        _comings_and_goings(paragraph),
        f"Ordförande under paragrafen: {paragraph.chair}" if paragraph.chair else "",
    )
    if said := _not_dealt_with(paragraph):
        yield blocks.SentenceBlock(text=said)
    yield from _notes(*(each.sentence for each in paragraph.recusals))
    yield from _prose(paragraph.text)
    for item in paragraph.sub_items:
        yield blocks.ItemBlock(letter=item.letter, heading=item.heading, blocks=tuple(_of_item(item, look)))
    yield from _prepared(paragraph.prepared, look)
    yield from _under("Yrkanden", [each.sentence for each in paragraph.proposals])
    yield from _under("Propositionsordning", paragraph.propositions)
    decided = [each.text for each in paragraph.decisions]
    clause, after = _put_off(paragraph.deferral, look, decided, paragraph.text, paragraph.text_after)
    lead = _lead(paragraph.votes, decided + clause, look)
    told = bool(lead) or _says_votes(decided)
    yield from (_vote(each, look) for each in (*paragraph.votes[:-1], *_told(paragraph.votes[-1:], told)))
    if paragraph.not_taking_part:
        yield blocks.NoteBlock(text=f"Deltar inte i beslutet: {join_names(paragraph.not_taking_part)}.")
    yield from _decided(decided, clause, look, lead)
    yield from after
    yield from _prose(paragraph.text_after)
    for reservation in paragraph.reservations:
        yield blocks.ReservationBlock(
            heading="Reservation", sentence=reservation.sentence, html=reservation.html
        )
    for statement in paragraph.statements:
        yield blocks.StatementBlock(
            heading=statement.kind.capitalize(), sentence=statement.sentence, html=statement.html
        )
    yield from _notes(receivers_sentence(paragraph.receivers))
    if paragraph.immediately_verified and not any(_IMMEDIATELY in text for text in decided):
        yield blocks.NoteBlock(text="Paragrafen justeras omedelbart.", lead=False)


def _of_item(item: SubItem, look: Look) -> Iterator[blocks.SimpleBlock]:
    yield from _prose(item.text)
    yield from _prepared(item.prepared, look)
    clause, after = _put_off(item.deferral, look, item.decisions, item.text)
    yield from _decided(item.decisions, clause, look)
    yield from after


def presented(presenters: Sequence[str]) -> str:
    """«Föredragande: Eva Lindmark och Karl Östman», empty when nobody is named."""
    return f"Föredragande: {join_names(presenters)}" if presenters else ""


def links(paragraph: Paragraph) -> tuple[str, ...]:
    """«Rättar § 41 den 30 maj 2024.», «Fortsätter från § 33 den 19 april 2024.»"""
    corrects = f"Rättar {_place(paragraph.corrects)}." if paragraph.corrects else ""
    origin = f"Fortsätter från {_place(paragraph.origin)}." if paragraph.origin else ""
    return tuple(filter(None, [corrects, origin]))


def _place(earlier: EarlierParagraph) -> str:
    """«§ 41 den 30 maj 2024», «§ 3 i beredningsgruppen den 2 maj 2024»."""
    where = section(earlier.number) if earlier.number else "sammanträdet"
    body = f" i {earlier.body}" if earlier.body else ""
    return f"{where}{body} den {long_date(earlier.date)}"


def _particulars(paragraph: Paragraph) -> str:
    """«Dnr 2024/0012 · Extra ärende», empty when there is nothing to say."""
    number = f"Dnr{NBSP}{paragraph.registry_number}" if paragraph.registry_number else ""
    return " · ".join(filter(None, [number, "Extra ärende" if paragraph.is_extra else ""]))


def _comings_and_goings(paragraph: Paragraph) -> str:
    return " ".join(each.sentence for each in paragraph.movements)


def _not_dealt_with(paragraph: Paragraph) -> str:
    if paragraph.withdrawn:
        return "Utgår."
    return "Inte behandlad." if paragraph.not_handled else ""


def _immediately(paragraph: Paragraph) -> str:
    day = paragraph.immediate.verified if paragraph.immediate else None
    verified = f"är omedelbart justerad den {long_date(day)}" if day else "justeras omedelbart"
    return f"Paragrafen {verified} och har ett eget protokoll."


def _put_off(
    deferral: Deferral | None, look: Look, decided: Iterable[str], *texts: str
) -> tuple[list[str], list[blocks.DeferralBlock]]:
    """The att-sats that goes among the decisions, and the sentence that goes after them."""
    said = put_off(
        deferral, decided=decided, texts=texts, decides=look.decides, after_colon=look.reason_after_colon
    )
    after = [blocks.DeferralBlock(text=said.sentence)] if said.sentence else []
    return ([said.clause] if said.clause else []), after


def _lead(votes: Sequence[Vote], decided: Sequence[str], look: Look) -> str:
    """«Med tre röster mot en beslutar förbundsstyrelsen», which the att-satser go on from.

    The last vote is the one that decides the matter. Empty where the decisions are whole sentences, say the votes
    themselves, or where the vote took no decision.
    """
    how = votes[-1].won if votes and look.body else ""
    goes_on = all(text.lower().startswith("att ") for text in decided)
    if not how or not decided or not goes_on or _says_votes(decided):
        return ""
    return f"{how} beslutar {look.body}"


def _says_votes(decided: Sequence[str]) -> bool:
    return any(_SAYS_VOTES.search(text) for text in decided)


def _told(votes: Sequence[Vote], told: bool) -> Iterator[Vote]:
    """A vote does not say for itself what the decision, or its lead, says."""
    yield from (replace(one, sentence="") if told else one for one in votes)


def _vote(vote: Vote, look: Look) -> blocks.VoteBlock:
    tallies = []
    if vote.names:
        rows = [(each.name, look.parties.get(each.name, ""), each.choice.capitalize()) for each in vote.names]
        tallies.append(blocks.Tally(heads=("Ledamot", look.party_head, "Röst"), rows=tuple(rows)))
    if vote.results:
        counted = [(each.option, str(each.votes)) for each in vote.results]
        tallies.append(blocks.Tally(heads=("Alternativ", "Röster"), rows=tuple(counted), amounts=True))
    return blocks.VoteBlock(
        heading="Omröstning",
        question=vote.question,
        tallies=tuple(tallies),
        account=vote.account,
        sentence=vote.sentence,
    )


def _notes(*texts: str) -> Iterator[blocks.NoteBlock]:
    yield from (blocks.NoteBlock(text=text) for text in texts if text)


def _prose(html: str) -> Iterator[blocks.ProseBlock]:
    if html:
        yield blocks.ProseBlock(html=html)


def _under(heading: str, texts: Sequence[str]) -> Iterator[blocks.HeadingBlock | blocks.SentenceBlock]:
    if texts:
        yield blocks.HeadingBlock(text=heading)
        yield from (blocks.SentenceBlock(text=text) for text in texts)


def _prepared(texts: Sequence[str], look: Look) -> Iterator[blocks.PreparedBlock]:
    if texts and look.shows_prepared:
        yield blocks.PreparedBlock(
            heading="Förslag till beslut", texts=tuple(texts), style=look.decision_style
        )


def _decided(
    texts: Sequence[str], clause: Sequence[str], look: Look, lead: str = ""
) -> Iterator[blocks.DecisionBlock]:
    """`lead` stands where the heading does, and begins the sentence that the texts and the clause go on with.

    Where decisions have no heading they are whole sentences, and so is the clause.
    """
    heading = lead or look.decision_heading
    if not heading:
        clause = [as_sentence(each, look.body) for each in clause]
    if texts or clause:
        yield blocks.DecisionBlock(heading=heading, texts=(*texts, *clause), style=look.decision_style)
