"""How a vote came out, counted from its rows and decided by rules.voting, and what no longer agrees with the room."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from meetings.draft.rolls import Rolls
from meetings.models import Abstention, Ballot, Choice, Meeting, Paragraph, Proposal, Reservation
from meetings.rules import voting
from meetings.rules.participation import Recorded, contradictions
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


def slips_of(ballot: Ballot) -> int:
    """Every slip of a closed vote, or hand of a show of hands, those that do not count too."""
    tally = tally_of(ballot)
    votes = sum(option.votes for option in ballot.options.all()) + tally.yes + tally.no + tally.abstain
    return votes + (ballot.blank_slips or 0) + (ballot.invalid_slips or 0)


@dataclass(frozen=True)
class Handled:
    """What was recorded in the §§ of a meeting: how each vote came out, and what is not, or no longer, true.

    `contradictions` are sentences that follow the number of the §, by its key; `outcomes` by key of the ballot.
    """

    contradictions: dict[int, list[str]] = field(default_factory=dict)
    outcomes: dict[int, Outcome] = field(default_factory=dict)


def handled_in(meeting: Meeting, rolls: Rolls) -> Handled:
    """Against who is in the room, in a constant number of queries. Nothing is asked of a body that only advises."""
    found = Handled()
    if not meeting.body.under_kl:
        return found
    ballots: dict[int, list[Ballot]] = {}
    votes = Ballot.objects.filter(paragraph__meeting=meeting).prefetch_related("votes__attendee", "options")
    for ballot in votes.select_related("paragraph__meeting"):
        found.outcomes[ballot.pk] = outcome_of(ballot)
        ballots.setdefault(ballot.paragraph_id, []).append(ballot)
    out = _by_paragraph(Abstention.objects.filter(paragraph__meeting=meeting), "attendee")
    reserved = _by_paragraph(Reservation.objects.filter(paragraph__meeting=meeting), "attendee")
    proposed = _by_paragraph(Proposal.objects.filter(paragraph__meeting=meeting), "movers")
    for key, roll in rolls.by_paragraph.items():
        own = ballots.get(key, [])
        open_ones = [one for one in own if one.way == Ballot.Way.OPEN]
        recorded = Recorded(
            votes=[[vote.attendee_id for vote in one.votes.all()] for one in open_ones],
            slips=[slips_of(one) for one in own if one.way == Ballot.Way.CLOSED],
            not_taking_part=out.get(key, []),
            reserved=reserved.get(key, []),
            proposed=proposed.get(key, []),
        )
        sentences = contradictions(recorded, roll.deciding, lambda one: str(rolls.attendees[one]))  # type: ignore[index]
        sentences += [
            sentence for one in own if (sentence := voting.unsettled(found.outcomes[one.pk], is_by_lot(one)))
        ]
        if sentences:
            found.contradictions[key] = sentences
    return found


def _by_paragraph(rows: QuerySet, attendee: str) -> dict[int, list[int]]:  # type: ignore[type-arg]
    found: dict[int, list[int]] = {}
    for paragraph, who in rows.order_by("pk").values_list("paragraph_id", attendee):
        if who is not None:
            found.setdefault(paragraph, []).append(who)
    return found


def _chair_choice(ballot: Ballot) -> voting.Choice | None:
    chair = ballot.paragraph.chair_id or ballot.paragraph.meeting.chair_id
    for vote in ballot.votes.all():
        if vote.attendee.person_id == chair:
            return voting.Choice(vote.choice)
    return None
