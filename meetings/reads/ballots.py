"""How a vote came out: counted from its rows, decided by rules.voting."""

from meetings.models import Ballot, Choice, Paragraph
from meetings.rules import voting
from meetings.rules.voting import Outcome, Tally


def tally_of(ballot: Ballot) -> Tally:
    """Prefetch `votes` for many."""
    if ballot.way == Ballot.Way.OPEN:
        choices = [vote.choice for vote in ballot.votes.all()]
        return Tally(*(choices.count(each) for each in Choice.values))
    return Tally(ballot.in_favour or 0, ballot.against or 0, ballot.abstaining or 0)


def is_by_lot(ballot: Ballot) -> bool:
    """A tie in a matter of election or employment (KL 5:56)."""
    return ballot.employment or ballot.paragraph.kind == Paragraph.Kind.ELECTION


def outcome_of(ballot: Ballot) -> Outcome:
    """Who won and what decided it. With candidates `carried` is True as soon as one is elected.

    Prefetch `votes__attendee` and `options`, and select `paragraph__meeting`, for many.
    """
    options = {option.name: option.votes for option in ballot.options.all()}
    if options:
        winner, decided_by = voting.elected(options, lot=ballot.lot or None)
        return Outcome(True if winner else None, decided_by)
    return voting.outcome(
        tally_of(ballot),
        majority=voting.Majority(ballot.majority),
        chair=_chair_choice(ballot),
        by_lot=is_by_lot(ballot),
        lot=voting.Choice(ballot.lot) if ballot.lot in Choice.values else None,
    )


def elected_in(ballot: Ballot) -> str | None:
    """The candidate who won, or None."""
    options = {option.name: option.votes for option in ballot.options.all()}
    return voting.elected(options, lot=ballot.lot or None)[0] if options else None


def _chair_choice(ballot: Ballot) -> voting.Choice | None:
    chair = ballot.paragraph.chair_id or ballot.paragraph.meeting.chair_id
    for vote in ballot.votes.all():
        if vote.attendee.person_id == chair:
            return voting.Choice(vote.choice)
    return None
