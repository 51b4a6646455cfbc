"""How a vote came out, counted from its rows and decided by rules.voting, and what no longer agrees with the room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch

from meetings.draft.rolls import Rolls
from meetings.models import Ballot, Body, Decision, Meeting, Paragraph, Vote
from meetings.rules import participation, voting
from meetings.rules.distance import Mode
from meetings.rules.participation import Recorded, contradictions
from meetings.rules.presence import Roll
from meetings.rules.verification import IMMEDIATE
from meetings.rules.voting import CastVotes, Choice, Outcome

REMOTE_MODES = (Mode.REMOTE, Mode.REMOTE_AUDIO)
_APPROVING = (Decision.Outcome.APPROVED, Decision.Outcome.PARTLY, Decision.Outcome.ELECTED)


def tally_of(ballot: Ballot) -> CastVotes:
    """The votes as they were cast. Prefetch `votes` for many."""
    if ballot.way == Ballot.Way.OPEN:
        choices = [vote.choice for vote in ballot.votes.all()]
        return CastVotes(*(choices.count(each) for each in Choice))
    return CastVotes(ballot.in_favour or 0, ballot.against or 0, ballot.abstaining or 0)


def is_by_lot(ballot: Ballot) -> bool:
    """Whether a tie would be decided by lot: in a matter of election or employment (KL 5:56)."""
    return ballot.employment or ballot.paragraph.kind == Paragraph.Kind.ELECTION


def outcome_of(ballot: Ballot, seats: int) -> Outcome:
    """Who won and what decided it. With candidates `carried` is True as soon as one is elected.

    `seats` is the number of seats in the body. Prefetch `votes__attendee` and `options`, and select
    `paragraph__meeting`, for many.
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
        lot=voting.Choice(ballot.lot) if ballot.lot in Choice else None,
        seats=seats,
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


def handled_in(paragraphs: Iterable[Paragraph], rolls: Rolls, *, body: Body) -> Handled:
    """Against who is in the room; no query for §§ read as `recorded_paragraphs` does.

    Nothing is asked of a body that only advises.
    """
    found = Handled()
    for paragraph in paragraphs if body.under_kl else ():
        own = list(paragraph.ballots.all())
        roll = rolls.by_paragraph[paragraph.pk]
        speakers = [one.attendee_id for one in paragraph.statements.all()]
        noted = speakers if body.deputies_noted_in else roll.deciding
        found.outcomes.update({one.pk: outcome_of(one, len(rolls.seats)) for one in own})
        recorded = Recorded(
            votes=[
                [vote.attendee_id for vote in one.votes.all()] for one in own if one.way == Ballot.Way.OPEN
            ],
            slips=[slips_of(one) for one in own if one.way == Ballot.Way.CLOSED],
            not_taking_part=[one.attendee_id for one in paragraph.abstentions.all()],
            reserved=[one.attendee_id for one in paragraph.reservations.all()],
            absent_speakers=[one for one in speakers if one not in roll.modes],
            unheard_speakers=[one for one in speakers if one in roll.modes and one not in noted],
            proposed=[
                mover.attendee_id for one in paragraph.proposals.all() for mover in one.mover_links.all()
            ],
        )
        sentences = contradictions(recorded, roll.deciding, lambda one: rolls.name(rolls.attendees[one]))  # type: ignore[index]
        unsettled = (voting.unsettled(found.outcomes[one.pk], is_by_lot(one)) for one in own)
        sentences += [*filter(None, unsettled), *_required(paragraph, own, roll), *_unsecret(own, roll)]
        if paragraph.not_handled and (done := done_in(paragraph)):
            sentences.append(f"är «inte behandlad» men har {done}")
        if sentences:
            found.contradictions[paragraph.pk] = sentences
    return found


def done_in(paragraph: Paragraph) -> str:
    """What was done in the § as rules.participation.done_in says it; no query for one of `recorded_paragraphs`."""
    return participation.done_in(
        decided=any(one.text and not one.is_prepared for one in paragraph.decisions.all())
        or bool(paragraph.deferral)
        or any(one.deferral for one in paragraph.sub_items.all()),
        voted=bool(paragraph.ballots.all()),
        reserved=bool(paragraph.reservations.all()),
    )


def _required(paragraph: Paragraph, ballots: Sequence[Ballot], roll: Roll) -> list[str]:
    """What the § lacks of the majority that the förbundsordning requires of it."""
    required = voting.Majority(paragraph.majority)
    if required == voting.Majority.SIMPLE:
        return []
    if ballots:
        lacking = [voting.required_hindrance(required, voting.Majority(one.majority)) for one in ballots]
        if any(lacking):
            return ["har en omröstning med ett annat krav än paragrafens"]
        if outcome_of(ballots[-1], roll.seats).carried is False and (approval := _approval(paragraph)):
            return [f"{approval} fast omröstningen inte gav det som krävs: {required.label.lower()}"]
        return []
    if not _approval(paragraph):
        return []
    taking_part = set(roll.deciding) - {one.attendee_id for one in paragraph.abstentions.all()}
    reserved = sum(one.attendee_id in taking_part for one in paragraph.reservations.all())
    sentence = voting.without_vote_hindrance(
        required, deciding=len(taking_part), seats=roll.seats, reserved=reserved
    )
    return [sentence] if sentence else []


def _approval(paragraph: Paragraph) -> str:
    """What the § has that needs the majority, in words that follow its number; empty when it has nothing such.

    A decision that does not say how it came out may be an approval: somebody must say.
    """
    decided = [one for one in paragraph.decisions.all() if not one.is_prepared]
    if any(one.outcome in _APPROVING for one in decided):
        return "har ett bifall"
    unsaid = (one for one in decided if one.outcome == Decision.Outcome.UNSAID)
    return "har ett beslut utan utfall" if any(one.text not in ("", IMMEDIATE) for one in unsaid) else ""


def _unsecret(ballots: Iterable[Ballot], roll: Roll) -> list[str]:
    """Closed votes where somebody at a distance voted and nothing is said of how it was secret (KL 5:54)."""
    remote = any(roll.modes.get(one) in REMOTE_MODES for one in roll.deciding)
    if remote and any(one.way == Ballot.Way.CLOSED and not one.secrecy for one in ballots):
        return [
            "har en sluten omröstning där någon deltog på distans, men säger inte hur rösterna lämnades hemligt "
            "(5 kap. 54 § kommunallagen, 19 a § lagen 2003:1210)"
        ]
    return []


def recorded_paragraphs(meeting: Meeting) -> list[Paragraph]:
    """The §§ of a meeting with what is recorded in them, in a constant number of queries, for `handled_in`."""
    live = Paragraph.objects.filter(meeting=meeting, removed_at__isnull=True).order_by("position")
    votes = Prefetch("ballots__votes", Vote.objects.select_related("attendee"))
    paragraphs = list(
        live.prefetch_related(
            "ballots__options",
            votes,
            "abstentions",
            "decisions",
            "reservations",
            "statements",
            "sub_items",
            "proposals__mover_links",
        )
    )
    for paragraph in paragraphs:
        paragraph.meeting = meeting
    return paragraphs


def _chair_choice(ballot: Ballot) -> voting.Choice | None:
    chair = ballot.paragraph.chair_id or ballot.paragraph.meeting.chair_id
    for vote in ballot.votes.all():
        if vote.attendee.person_id == chair:
            return voting.Choice(vote.choice)
    return None
