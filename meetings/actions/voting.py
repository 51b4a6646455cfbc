"""Votes: open with each one's choice, closed with slips, or a show of hands in a body that only advises."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from meetings.actions.deciding import decide_as_prepared, reject_prepared, require_quorum
from meetings.actions.locking import lock_paragraph
from meetings.actions.recording import record, record_all, record_deletion
from meetings.draft.ballots import REMOTE_MODES, outcome_of
from meetings.draft.rolls import Rolls
from meetings.errors import RuleViolation
from meetings.models import Attendee, Ballot, BallotOption, Meeting, Paragraph, Person, Vote
from meetings.rules import participation, voting
from meetings.rules.voting import Choice
from meetings.text.richtext import clean_line


@dataclass(frozen=True, kw_only=True)
class Slips:
    """A closed vote: slips for each candidate, or yes, no and abstaining; and those that do not count."""

    options: Sequence[tuple[str, int]] = ()
    yes: int | None = None
    no: int | None = None
    abstaining: int | None = None
    blank: int = 0
    invalid: int = 0


@transaction.atomic
def vote_openly(
    *,
    paragraph: Paragraph,
    choices: Mapping[Attendee, str],
    by: Person,
    at: datetime,
    ballot: Ballot | None = None,
    yes_means: str = "",
    no_means: str = "",
    majority: str = "",
    decides: bool = False,
    approves: str = Choice.YES,
) -> Ballot:
    """Everyone who serves in the § votes ja, nej or avstår (KL 5:54); replaces `ballot` when given.

    With `decides` what was prepared is decided, or rejected, as the vote came out: `approves` is the choice, ja or
    nej, that stands for it. Raises RuleViolation in a
    matter of election or employment, for a vote by somebody who may not, for a vote that is missing, and for
    a tie in which the chair has not voted.
    """
    meeting = lock_paragraph(paragraph)
    rolls = require_quorum(paragraph, meeting)
    employment = ballot is not None and ballot.employment
    if not voting.may_be_open(paragraph.kind, employment=employment, under_kl=meeting.body.under_kl):
        raise RuleViolation(
            "En omröstning om val eller anställning är sluten (5 kap. 54 § kommunallagen). "
            "Registrera antalet röstsedlar."
        )
    _refuse_choices(paragraph, rolls, choices)
    ballot = _ballot(paragraph, ballot, Ballot.Way.OPEN, yes_means, no_means, majority or paragraph.majority)
    if decides and approves != Choice.YES and ballot.majority != Ballot.Majority.SIMPLE:
        # That yes does not reach what is required says nothing of how many said no.
        raise RuleViolation(
            "Ställ frågan så att ja-röst är för förslaget: det är ja-rösterna som ska räcka till den majoritet "
            "som krävs.",
            field="approves",
        )
    record(ballot, by=by, at=at)
    seats: dict[Hashable, Any] = {who: seat for seat, who in rolls.by_paragraph[paragraph.pk].serving.items()}
    _write_votes(ballot, choices, seats, by=by, at=at)
    outcome = outcome_of(ballot, len(rolls.seats))
    # Refused when it is written already: it is counted from its own rows, and the transaction takes them back.
    if outcome.carried is None:
        raise RuleViolation(_without_the_chair(meeting, paragraph, choices))
    if decides:
        approved = outcome.carried == (approves == Choice.YES)
        (decide_as_prepared if approved else reject_prepared)(paragraph=paragraph, by=by, at=at)
    return ballot


@transaction.atomic
def vote_by_slips(
    *,
    paragraph: Paragraph,
    slips: Slips,
    by: Person,
    at: datetime,
    ballot: Ballot | None = None,
    yes_means: str = "",
    no_means: str = "",
    employment: bool = False,
    majority: str = "",
    lot: str = "",
    lot_how: str = "",
    secrecy: str = "",
) -> Ballot:
    """A closed vote, for election and employment (KL 5:54). At a tie the lot decides, and how it was drawn is
    written, and how the slips of those at a distance were secret (Finsam 19 a §). Raises RuleViolation when it is not,
    when there are more slips than those serving, and for a tie without a lot."""
    meeting = lock_paragraph(paragraph)
    rolls = require_quorum(paragraph, meeting)
    if meeting.body.under_kl and voting.may_be_open(paragraph.kind, employment=employment, under_kl=True):
        raise RuleViolation("Bara omröstning om val eller anställning är sluten (5 kap. 54 § kommunallagen).")
    options = [(clean_line(name), votes) for name, votes in slips.options if clean_line(name)]
    if options and slips.yes is not None:
        raise RuleViolation("Ange antingen kandidater eller ja och nej, inte båda.")
    ballot = _ballot(
        paragraph, ballot, Ballot.Way.CLOSED, yes_means, no_means, majority or paragraph.majority
    )
    if options and (sentence := voting.candidates_hindrance(voting.Majority(ballot.majority))):
        raise RuleViolation(sentence, field="name_1")
    ballot.employment = employment
    _count(ballot, slips, options)
    ballot.lot, ballot.lot_how = clean_line(lot), clean_line(lot_how)
    ballot.secrecy = clean_line(secrecy)[:300]
    _refuse_slips(ballot, slips, options, rolls)
    record(ballot, by=by, at=at)
    ballot.options.all().delete()
    for position, (name, votes) in enumerate(options, start=1):
        BallotOption.objects.create(ballot=ballot, position=position, name=name, votes=votes)
    _refuse_tie(ballot, rolls)
    return ballot


@transaction.atomic
def vote_by_hands(
    *,
    paragraph: Paragraph,
    yes: int,
    no: int,
    abstaining: int,
    by: Person,
    at: datetime,
    ballot: Ballot | None = None,
    yes_means: str = "",
    no_means: str = "",
    note: str = "",
) -> Ballot:
    """Records the totals of a show of hands in a body that only advises; they may be fewer than those present."""
    meeting = lock_paragraph(paragraph)
    if meeting.body.under_kl:
        raise RuleViolation("Styrelsens öppna omröstningar redovisas med namn (5 kap. 67 § kommunallagen).")
    present = sum(one.is_present for one in meeting.attendees.all())
    if hindrance := voting.totals_hindrance(yes=yes, no=no, abstain=abstaining, invalid=0, serving=present):
        raise RuleViolation(hindrance)
    ballot = _ballot(paragraph, ballot, Ballot.Way.HANDS, yes_means, no_means, paragraph.majority)
    ballot.in_favour, ballot.against, ballot.abstaining = yes, no, abstaining
    ballot.note = clean_line(note)
    record(ballot, by=by, at=at)
    return ballot


@transaction.atomic
def remove_ballot(*, ballot: Ballot, by: Person, at: datetime) -> None:
    lock_paragraph(ballot.paragraph)
    record_deletion(ballot, by=by, at=at)


def _count(ballot: Ballot, slips: Slips, options: Sequence[tuple[str, int]]) -> None:
    ballot.in_favour, ballot.against, ballot.abstaining = (
        (None, None, None) if options else (slips.yes or 0, slips.no or 0, slips.abstaining or 0)
    )
    ballot.blank_slips, ballot.invalid_slips = slips.blank, slips.invalid


def _refuse_slips(ballot: Ballot, slips: Slips, options: Sequence[tuple[str, int]], rolls: Rolls) -> None:
    """More slips than serve in the §, or a vote at a distance without a word on its secrecy."""
    paragraph = ballot.paragraph
    roll = rolls.by_paragraph[paragraph.pk]
    if not ballot.secrecy and any(roll.modes.get(one) in REMOTE_MODES for one in roll.deciding):
        raise RuleViolation(
            "Någon deltar på distans. Skriv hur rösterna lämnades hemligt (5 kap. 54 § kommunallagen och 19 a § lagen "
            "om finansiell samordning av rehabiliteringsinsatser).",
            field="secrecy",
        )
    if hindrance := voting.totals_hindrance(
        yes=sum(votes for _, votes in options) if options else ballot.in_favour or 0,
        no=ballot.against or 0,
        abstain=ballot.abstaining or 0,
        invalid=slips.blank + slips.invalid,
        serving=len(rolls.deciding(paragraph)) - paragraph.abstentions.count(),
    ):
        raise RuleViolation(hindrance)


def _refuse_tie(ballot: Ballot, rolls: Rolls) -> None:
    """A tie needs its lot (KL 5:56), and the lot a word on how it was drawn."""
    outcome = outcome_of(ballot, len(rolls.seats))
    if outcome.decided_by is None:
        raise RuleViolation(
            "Rösterna är lika många. I val och ärenden om anställning avgör lotten "
            "(5 kap. 56 § kommunallagen): ange vad lotten gav och hur den drogs."
        )
    if ballot.lot and not ballot.lot_how and outcome.decided_by == voting.DecidedBy.LOT:
        raise RuleViolation("Skriv hur lottningen gick till.")


def _ballot(
    paragraph: Paragraph, ballot: Ballot | None, way: str, yes_means: str, no_means: str, majority: str
) -> Ballot:
    if ballot is None:
        last = paragraph.ballots.aggregate(last=Max("position"))["last"] or 0
        ballot = Ballot(paragraph=paragraph, position=last + 1)
    elif ballot.paragraph_id != paragraph.pk:
        raise RuleViolation("Omröstningen hör till en annan paragraf.")
    elif ballot.way != way:
        raise RuleViolation("Omröstningen har en annan form. Ta bort den och registrera en ny.")
    if majority not in Ballot.Majority:
        raise RuleViolation("Välj vilken majoritet som krävs.")
    required = voting.Majority(paragraph.majority)
    if sentence := voting.required_hindrance(required, voting.Majority(majority)):
        raise RuleViolation(sentence, field="majority")
    ballot.way, ballot.majority = way, majority
    ballot.yes_means, ballot.no_means = clean_line(yes_means)[:300], clean_line(no_means)[:300]
    return ballot


def _write_votes(
    ballot: Ballot,
    choices: Mapping[Attendee, str],
    seats: Mapping[Hashable, Any],
    *,
    by: Person,
    at: datetime,
) -> None:
    """Leaves every vote that is as it was, and asks the database as much for fifty as for five."""
    before = {(one.attendee_id, one.seat_id): one for one in ballot.votes.all()}
    new, changed = [], []
    for attendee, choice in choices.items():
        seat = seats.get(attendee.pk)
        vote = before.pop((attendee.pk, seat), None)
        if vote is None:
            new.append(Vote(ballot=ballot, attendee=attendee, seat_id=seat, choice=choice))
        elif vote.choice != choice:
            vote.choice = choice
            changed.append(vote)
    for gone in before.values():
        record_deletion(gone, by=by, at=at)
    record_all(changed, by=by, at=at, fields=["choice"])
    record_all(new, by=by, at=at)


def _without_the_chair(meeting: Meeting, paragraph: Paragraph, choices: Mapping[Attendee, str]) -> str:
    """Why a tie is not settled, and what to do."""
    chair = paragraph.chair or meeting.chair
    if chair and any(one.person_id == chair.pk for one in choices):
        return (
            "Rösterna är lika många. Ordföranden måste rösta: då avgör ordförandens röst "
            "(4 kap. 25 § och 5 kap. 56 § kommunallagen)."
        )
    who = f"{chair} röstar inte i paragrafen" if chair else "sammanträdet saknar ordförande"
    return (
        f"Rösterna är lika många, och {who}. Ordföranden avgör "
        "(5 kap. 56 § kommunallagen): ange vem som leder paragrafen, eller låt ordföranden rösta."
    )


def _refuse_choices(paragraph: Paragraph, rolls: Rolls, choices: Mapping[Attendee, str]) -> None:
    roll = rolls.by_paragraph[paragraph.pk]
    not_taking_part = set(paragraph.abstentions.values_list("attendee_id", flat=True))
    for attendee, choice in choices.items():
        if choice not in Choice:
            raise RuleViolation("Välj ja, nej eller avstår.")
        if hindrance := voting.vote_hindrance(
            voter=attendee.pk,
            deciding=roll.deciding,
            recused=roll.recused,
            not_taking_part=not_taking_part,
            already=(),
        ):
            raise RuleViolation(f"{attendee}: {hindrance}")
    chosen = [{one.pk for one, choice in choices.items() if choice == each} for each in Choice]
    if hindrance := participation.split(roll.deciding, chosen[0], chosen[1], chosen[2], not_taking_part):
        raise RuleViolation(hindrance)
