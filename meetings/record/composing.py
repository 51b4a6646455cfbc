"""From the data of a § to the blocks that are printed of it: the one place that orders and words a §.

It runs when a protocol is frozen or looked at as a draft, never for one that is frozen already.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from meetings.record import blocks
from meetings.record.handling import EarlierParagraph, because
from meetings.record.paragraph import Deferral, Paragraph, SubItem
from meetings.record.vote import Vote
from meetings.swedish import NBSP, join_names, long_date, section

_DEFERRED = {"bordlagd": "bordläggs", "återremitterad": "återremitteras", "hänskjuten": "hänskjuts"}
_IN_A_DECISION = {"bordlagd": "bordlägg", "återremitterad": "återremi", "hänskjuten": "hänskjut"}
_IN_A_TEXT = {
    "bordlagd": r"bord(?:läggs|lades|lagdes)",
    "återremitterad": r"återremittera(?:s|des)",
    "hänskjuten": r"hänskj(?:uts|öts)",
}
# What ties a reason to the sentence before it. Any other reason stands by itself: its words may be in an order that
# no «eftersom» allows.
_TIES = re.compile(
    r"(?:eftersom|då|för att|så att|tills|på grund av|med anledning av|med hänsyn till|i och med att"
    r"|i (?:väntan|avvaktan) på)\b",
    re.IGNORECASE,
)
_IMMEDIATELY = "omedelbart justera"
_SAYS_VOTES = re.compile(r"^(?>.*?\bröst(?:er|en)?\b).* mot\b", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Look:
    """What a body has chosen for its §§. `parties` is the code of the party that each name sits for.

    `body` is its name inside a sentence, which leads a decision that was voted on; "" where no decision is led so.
    `reason_after_colon` is how the first protocols said why a matter was put off.
    """

    heading_numbers: str = "paragraph"
    shows_prepared: bool = False
    decision_heading: str = ""
    decision_style: str = "prose"
    parties: Mapping[str, str] = field(default_factory=dict)
    party_head: str = "Medlem"
    body: str = ""
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
    lead = _lead(paragraph.votes, decided, look)
    yield from (_vote(each, look) for each in (*paragraph.votes[:-1], *_led(paragraph.votes[-1:], lead)))
    if paragraph.not_taking_part:
        yield blocks.NoteBlock(text=f"Deltar inte i beslutet: {join_names(paragraph.not_taking_part)}.")
    yield from _decided(decided, look, lead)
    yield from _deferred(paragraph.deferral, look, decided, paragraph.text, paragraph.text_after)
    yield from _prose(paragraph.text_after)
    for reservation in paragraph.reservations:
        yield blocks.ReservationBlock(
            heading="Reservation", sentence=reservation.sentence, html=reservation.html
        )
    for statement in paragraph.statements:
        yield blocks.StatementBlock(
            heading=statement.kind.capitalize(), sentence=statement.sentence, html=statement.html
        )
    if paragraph.immediately_verified and not any(_IMMEDIATELY in text for text in decided):
        yield blocks.NoteBlock(text="Paragrafen justeras omedelbart.", lead=False)


def _of_item(item: SubItem, look: Look) -> Iterator[blocks.SimpleBlock]:
    yield from _prose(item.text)
    yield from _prepared(item.prepared, look)
    yield from _decided(item.decisions, look)
    yield from _deferred(item.deferral, look, item.decisions, item.text)


def presented(presenters: Sequence[str]) -> str:
    """«Föredragande: Eva Lindmark och Karl Östman», empty when nobody is named."""
    return f"Föredragande: {join_names(presenters)}" if presenters else ""


def links(paragraph: Paragraph) -> tuple[str, ...]:
    """«Rättar § 41 den 30 maj 2024.», «Fortsätter från § 33 den 19 april 2024.»"""
    corrects = f"Rättar {_place(paragraph.corrects)}." if paragraph.corrects else ""
    origin = f"Fortsätter från {_place(paragraph.origin)}." if paragraph.origin else ""
    return tuple(filter(None, [corrects, origin]))


def deferral_sentence(deferral: Deferral, *, after_colon: bool = False) -> str:
    """«Ärendet bordläggs till juni eftersom underlaget kom sent.», «Ärendet bordläggs. Skäl: sent underlag.»"""
    verb = _DEFERRED.get(deferral.kind, f"är {deferral.kind}")
    put_off = f"Ärendet {verb}{f' till {deferral.to}' if deferral.to else ''}"
    reason = deferral.reason.rstrip(" .")
    if after_colon or not reason:
        return f"{put_off}{because(deferral.reason)}."
    if _TIES.match(reason):
        return f"{put_off} {reason[0].lower()}{reason[1:]}."
    return f"{put_off}. Skäl: {reason}."


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


def _deferred(
    deferral: Deferral | None, look: Look, decided: Iterable[str], *texts: str
) -> Iterator[blocks.DeferralBlock]:
    """Nothing when what was written of the matter says the same.

    A decision says it with the word alone; a text, where somebody may only have asked for it, with a whole
    sentence such as «Denna punkt bordlades».
    """
    if deferral is None:
        return
    word, verb = _IN_A_DECISION.get(deferral.kind), _IN_A_TEXT.get(deferral.kind)
    said = [each for each in decided if word and word in each.lower()]
    said += [each for each in texts if verb and re.search(rf"\b[A-ZÅÄÖ]\w+(?: \w+)? {verb}\b", each)]
    whole = " ".join(said)
    added = [each for each in (deferral.to, deferral.reason.rstrip(" .")) if each and each not in whole]
    if added or not whole:
        yield blocks.DeferralBlock(text=deferral_sentence(deferral, after_colon=look.reason_after_colon))


def _lead(votes: Sequence[Vote], decided: Sequence[str], look: Look) -> str:
    """«Med tre röster mot en beslutar förbundsstyrelsen», which the att-satser go on from.

    The last vote is the one that decides the matter. Empty where the decisions are whole sentences, say the votes
    themselves, or where the vote took no decision.
    """
    how = votes[-1].won if votes and look.body else ""
    goes_on = all(text.lower().startswith("att ") for text in decided)
    if not how or not decided or not goes_on or any(_SAYS_VOTES.search(text) for text in decided):
        return ""
    return f"{how} beslutar {look.body}"


def _led(votes: Sequence[Vote], lead: str) -> Iterator[Vote]:
    """A vote does not say for itself what the lead of the decision says."""
    yield from (replace(one, sentence="") if lead else one for one in votes)


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


def _decided(texts: Sequence[str], look: Look, lead: str = "") -> Iterator[blocks.DecisionBlock]:
    """`lead` stands where the heading does, and begins the sentence that the texts go on with."""
    if texts:
        yield blocks.DecisionBlock(
            heading=lead or look.decision_heading, texts=tuple(texts), style=look.decision_style
        )
