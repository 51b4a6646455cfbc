"""One vote of the record from its working rows."""

from meetings.draft.ballots import outcome_of, tally_of
from meetings.draft.reading import Draft
from meetings.draft.recorded_words import CHOICES, WAYS
from meetings.models import Ballot
from meetings.record.vote import NamedVote, OptionResult, Vote
from meetings.rules import voting
from meetings.rules.voting import CastVotes, DecidedBy, Outcome

# What is asked for of the yes side: without it the yes side falls.
REQUIRED = (DecidedBy.QUALIFIED, DecidedBy.ALL_SEATS, DecidedBy.UNANIMITY)


def vote_of(draft: Draft, ballot: Ballot, order: dict[str, int]) -> Vote:
    """`order` is the place of each name in lists.

    Totals are counted from the votes of an open vote, and are None where slips name candidates. What decided is None
    while a tie is not settled.
    """
    is_open = ballot.way == Ballot.Way.OPEN
    candidates = tuple(OptionResult(option=one.name, votes=one.votes) for one in ballot.options.all())
    names = [
        NamedVote(name=draft.name(one.attendee_id), choice=CHOICES[one.choice]) for one in ballot.votes.all()
    ]
    outcome, tally = outcome_of(ballot, len(draft.rolls.seats)), tally_of(ballot)
    return Vote(
        question=_question(ballot),
        open=is_open,
        in_favour=None if candidates else tally.yes,
        against=None if candidates else tally.no,
        abstain=None if candidates else tally.abstain,
        decided_by=str(outcome.decided_by) if outcome.decided_by else None,
        names=tuple(sorted(names, key=lambda one: order.get(one.name, len(order)))) if is_open else (),
        results=candidates,
        settled=outcome.decided_by is not None,
        way=WAYS[ballot.way],
        blank=ballot.blank_slips,
        invalid=ballot.invalid_slips,
        present=_present(draft, ballot) if ballot.way == Ballot.Way.HANDS else None,
        secrecy=ballot.secrecy,
        note=ballot.note,
        lot=CHOICES.get(ballot.lot, ballot.lot),  # else the name of a candidate
        lot_how=ballot.lot_how,
        yes_means=ballot.yes_means,
        no_means=ballot.no_means,
        sentence="" if candidates else _sentence(tally, outcome),
        won="" if candidates or ballot.way == Ballot.Way.HANDS else _won(tally, outcome),
    )


def _question(ballot: Ballot) -> str:
    """«Ja-röst för bifall till förslaget, nej-röst för avslag.»"""
    sides = [("ja", ballot.yes_means), ("nej", ballot.no_means)]
    said = ", ".join(f"{side}-röst för {means.rstrip(' .')}" for side, means in sides if means)
    return f"{said[:1].upper() + said[1:]}." if said else ""


def _sentence(tally: CastVotes, outcome: Outcome) -> str:
    """«Med tre röster mot en blir utfallet ja.»; what the sides are for is said in the question."""
    how = voting.result_sentence(tally, outcome)
    return f"{how} blir utfallet {'ja' if outcome.carried else 'nej'}." if how else ""


def _won(tally: CastVotes, outcome: Outcome) -> str:
    """«Med tre röster mot en»; empty where no side won, as when yes did not get what was required of it."""
    is_lost = outcome.decided_by in REQUIRED and not outcome.carried
    return "" if is_lost else voting.result_sentence(tally, outcome)


def _present(draft: Draft, ballot: Ballot) -> int:
    """How many were in the room."""
    roll = draft.rolls.by_paragraph.get(ballot.paragraph_id, draft.rolls.at_start)
    guests = [one for one in draft.rolls.attendees.values() if one.kind == one.Kind.GUEST and one.is_present]
    return len(roll.modes) + sum(draft.guest_is_at(one.pk, ballot.paragraph_id) for one in guests)
