"""Votes: who may vote, how, and what they come to (KL 5:53–56, which KL 6:33 and Finsam 19 § make the board's)."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from meetings.swedish import join_names, number_word

from .labelled import Labelled
from .paragraph_kind import ParagraphKind


class Choice(Labelled):
    """Sv: ja, nej, avstår."""

    YES = "yes", "Ja"
    NO = "no", "Nej"
    ABSTAIN = "abstain", "Avstår"


class Majority(Labelled):
    """Sv: enkel majoritet, minst två tredjedelar, minst tre fjärdedelar, mer än hälften av samtliga, enighet.

    More than a simple majority only where the förbundsordning asks for it (Finsam 9 § p. 6), as of the budget.
    """

    SIMPLE = "simple", "Enkel majoritet"
    TWO_THIRDS = "two_thirds", "Minst två tredjedelar"
    THREE_QUARTERS = "three_quarters", "Minst tre fjärdedelar"
    ALL_SEATS = "all_seats", "Mer än hälften av samtliga ledamöter"
    UNANIMITY = "unanimity", "Enighet"


class DecidedBy(StrEnum):
    """Sv: enkel och kvalificerad majoritet, majoritet av samtliga, enighet, ordförandens utslagsröst, lottning."""

    MAJORITY = "majority"
    QUALIFIED = "qualified majority"
    ALL_SEATS = "majority of all seats"
    UNANIMITY = "unanimity"
    CASTING_VOTE = "casting vote"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class CastVotes:
    """The votes as they were cast. Nothing is ever added for the chair's casting vote or a lot."""

    yes: int
    no: int
    abstain: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether yes won, and by what; None and None as long as it is not settled."""

    carried: bool | None
    decided_by: DecidedBy | None


_UNSETTLED = Outcome(None, None)
_REQUIRED = {
    DecidedBy.QUALIFIED: "kvalificerad majoritet",
    DecidedBy.ALL_SEATS: "majoritet av samtliga ledamöter",
    DecidedBy.UNANIMITY: "enighet",
}
_SHARES = {Majority.TWO_THIRDS: (2, 3), Majority.THREE_QUARTERS: (3, 4)}


def outcome(
    tally: CastVotes,
    *,
    majority: Majority = Majority.SIMPLE,
    chair: Choice | None = None,
    by_lot: bool = False,
    lot: Choice | None = None,
    seats: int = 0,
) -> Outcome:
    """What the votes come to.

    More votes than the other side decide (KL 5:55). At a tie the side of the chair wins (KL 5:56), in
    matters of election or employment, `by_lot`, that of the lot; unsettled until that side is known. A
    qualified majority is at least the share of the votes cast, those who abstain left out, and a tie is then a
    no. A majority of all is of the `seats` of the body, vacant ones too. In unanimity everyone who votes says yes, and
    nobody abstains. The law leaves these counts to the förbundsordning: the readings are ours.
    """
    if majority == Majority.ALL_SEATS:
        return Outcome(tally.yes * 2 > seats, DecidedBy.ALL_SEATS)
    if majority == Majority.UNANIMITY:
        return Outcome(tally.yes > 0 and not (tally.no or tally.abstain), DecidedBy.UNANIMITY)
    if share := _SHARES.get(majority):
        part, whole = share
        # In whole numbers: a share as a float can miss its own limit.
        enough = tally.yes * whole >= part * (tally.yes + tally.no)
        # Nothing is carried by nobody, though 0 is two thirds of 0.
        return Outcome(enough and tally.yes > 0, DecidedBy.QUALIFIED)
    if tally.yes != tally.no:
        return Outcome(tally.yes > tally.no, DecidedBy.MAJORITY)
    side = lot if by_lot else chair
    if side not in (Choice.YES, Choice.NO):
        return _UNSETTLED
    return Outcome(side == Choice.YES, DecidedBy.LOT if by_lot else DecidedBy.CASTING_VOTE)


def unsettled(outcome: Outcome, by_lot: bool) -> str:
    """Why nothing is decided by the vote, in a sentence that follows the number of the §; empty when it is."""
    if outcome.decided_by is not None:
        return ""
    if by_lot:
        return "har en omröstning med lika röstetal som lotten inte har avgjort (5 kap. 56 § kommunallagen)"
    return (
        "har en omröstning med lika röstetal där ordföranden inte har röstat "
        "(4 kap. 25 § och 5 kap. 56 § kommunallagen)"
    )


def elected(results: Mapping[str, int], *, lot: str | None = None) -> tuple[str | None, DecidedBy | None]:
    """Who was elected by slips, and by what: the one with most votes, at a tie the `lot` among them (KL 5:56).

    `results` has the votes of each candidate, without blank and invalid slips. (None, None) until it is
    settled. That most votes are enough with three or more candidates is our reading of KL 5:55.
    """
    most = max(results.values(), default=0)
    # Without any votes nobody comes first, rather than everybody.
    first = [name for name, votes in results.items() if votes == most > 0]
    if len(first) == 1:
        return first[0], DecidedBy.MAJORITY
    return (lot, DecidedBy.LOT) if lot in first else (None, None)


def required_hindrance(required: Majority, used: Majority) -> str:
    """Why a vote cannot ask for the majority `used` in a § for which the förbundsordning requires another."""
    if required in (Majority.SIMPLE, used):
        return ""
    return f"Paragrafen kräver {required.label.lower()} enligt förbundsordningen. Välj det som krav i omröstningen."


def candidates_hindrance(majority: Majority) -> str:
    """Why slips with the names of candidates cannot be counted to what is asked for; empty when they can.

    Most votes elect, which is less than any other majority. That of yes and no about one candidate is counted.
    """
    if majority == Majority.SIMPLE:
        return ""
    return (
        f"Här krävs {majority.label.lower()}, och då räcker inte flest röster. Ställ frågan om en kandidat i taget, "
        "med ja och nej."
    )


def without_vote_hindrance(required: Majority, *, deciding: int, seats: int, reserved: int) -> str:
    """Why a decision without a vote is not enough, in words that follow the number of the §; empty when it is.

    Without a vote everyone who takes part agrees, but for those who reserve.
    """
    if required == Majority.UNANIMITY and reserved:
        return "kräver enighet men har en reservation"
    agreeing = CastVotes(deciding - reserved, reserved)
    if required == Majority.SIMPLE or outcome(agreeing, majority=required, seats=seats).carried:
        return ""
    of = f"samtliga {seats} ledamöter" if required == Majority.ALL_SEATS else f"de {deciding} som deltar"
    share = required.label.lower().removesuffix(" av samtliga ledamöter")
    return f"kräver {share} av {of}, men {agreeing.yes} är med på beslutet"


def may_be_open(kind: str, *, employment: bool, under_kl: bool) -> bool:
    """Whether a vote may be open. Under KL one in a matter of election or employment is closed (5:54).

    `kind` is the §'s, a ParagraphKind.
    """
    return not (under_kl and (employment or kind == ParagraphKind.ELECTION))


def vote_hindrance(
    *,
    voter: Hashable,
    deciding: Collection[Hashable],
    recused: Collection[Hashable],
    not_taking_part: Collection[Hashable],
    already: Collection[Hashable],
) -> str:
    """Why `voter` cannot vote in the §, in one sentence; empty when nothing hinders."""
    if voter in recused:
        return "Den som är jävig får inte rösta i paragrafen (6 kap. 30 § kommunallagen)."
    if voter not in deciding:
        return "Bara den som tjänstgör i paragrafen får rösta (4 kap. 24 § kommunallagen)."
    if voter in not_taking_part:
        return "Den som inte deltar i beslutet röstar inte (4 kap. 25 § kommunallagen)."
    if voter in already:
        return "Var och en har en röst, och den är redan antecknad (4 kap. 24 § kommunallagen)."
    return ""


def totals_hindrance(*, yes: int, no: int, abstain: int, invalid: int, serving: int) -> str:
    """Why these totals cannot be, in one sentence; they may be fewer than those who may vote.

    `invalid` counts blank slips too.
    """
    votes = yes + no + abstain + invalid
    if min(yes, no, abstain, invalid) < 0:
        return "Ett antal röster kan inte vara mindre än noll."
    if votes > serving:
        return f"Var och en har en röst: {votes} röster är fler än de {serving} som får rösta."
    return ""


def chair_must_vote(tally_without_chair: CastVotes) -> bool:
    """Whether nothing is settled unless the chair votes, which the chair then must (KL 4:25 2 st).

    Not in matters of election or employment, where lots are drawn, nor for a qualified majority.
    """
    return tally_without_chair.yes == tally_without_chair.no


def result_sentence(tally: CastVotes, outcome: Outcome, *, yes_means: str = "", no_means: str = "") -> str:
    """How it was decided, to stand before «beslutade styrelsen»; empty when it is not settled.

    «Med tre röster mot en», «Med två röster mot två, en som avstod och ordförandens utslagsröst», «Efter
    lottning vid två röster mot två». The winning side comes first, but yes where a qualified majority was
    asked for: «Utan kvalificerad majoritet (fem röster mot fyra)». `yes_means` and `no_means` follow «för».
    """
    sides = [(tally.yes, yes_means), (tally.no, no_means)]
    required = _REQUIRED.get(outcome.decided_by) if outcome.decided_by else None
    if outcome.carried is False and not required:
        sides.reverse()
    (one, one_means), (other, other_means) = sides
    votes = f"{number_word(one)} {'röst' if one == 1 else 'röster'}{_for(one_means)}"
    parts = [f"{votes} mot {number_word(other)}{_for(other_means)}"]
    if tally.abstain:
        parts.append(f"{number_word(tally.abstain)} som avstod")
    match outcome.decided_by:
        case None:
            return ""
        case DecidedBy.CASTING_VOTE:
            return f"Med {join_names([*parts, 'ordförandens utslagsröst'])}"
        case DecidedBy.LOT:
            return f"Efter lottning vid {join_names(parts)}"
        case DecidedBy.QUALIFIED | DecidedBy.ALL_SEATS | DecidedBy.UNANIMITY:
            return f"{'Med' if outcome.carried else 'Utan'} {required} ({join_names(parts)})"
        case DecidedBy.MAJORITY:
            return f"Med {join_names(parts)}"


def _for(means: str) -> str:
    return f" för {means}" if means else ""
