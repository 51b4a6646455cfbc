"""The preparatory group's opinion, from its meeting."""

from datetime import datetime

from django.db import transaction
from django.utils.html import escape

from funding.actions.memos import opinion_in_words
from funding.actions.stepping import add_event, lock_case, take_step
from funding.models import Application, Opinion
from funding.reads.placements import open_placement
from funding.rules.memo import opinion_doubt
from funding.workflow import UNDECIDED, State
from meetings.actions.locking import lock_meeting, lock_paragraph
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Body, Meeting, Paragraph, Person
from meetings.swedish import day_of, long_date


@transaction.atomic
def record_opinion(
    *,
    application: Application,
    meeting: Meeting,
    outcome: str,
    by: Person,
    at: datetime,
    in_favour: int | None = None,
    against: int | None = None,
    abstaining: int | None = None,
    applicants: str = "",
    text: str = "",
) -> Opinion:
    """Records what the group advised; it stands in the memo, and in the § that the board has before it.

    Raises RuleViolation for another kind of body and for a meeting that has not been held, when the figures say another
    opinion, and when the board has decided.
    """
    placed = open_placement(application)
    if placed:
        lock_meeting(placed.paragraph.meeting)  # before the case, as everywhere
    case = lock_case(application)
    if meeting.body.kind != Body.Kind.PREPARATORY_GROUP or meeting.body.association_id != case.association_id:
        raise RuleViolation("Välj ett sammanträde med beredningsgruppen.", field="meeting")
    if case.status not in UNDECIDED:
        raise RuleViolation("Styrelsen har redan beslutat.")
    if meeting.date > day_of(at):
        raise RuleViolation(f"Sammanträdet hålls först den {long_date(meeting.date)}.", field="meeting")
    if sentence := opinion_doubt(outcome, in_favour=in_favour, against=against):
        raise RuleViolation(sentence, field="outcome")
    opinion = Opinion.objects.create(
        application=case,
        meeting=meeting,
        in_favour=in_favour,
        against=against,
        abstaining=abstaining,
        applicants=applicants.strip(),
        outcome=outcome,
        text=text.strip(),
        at=at,
        by=by,
    )
    if placed:
        _tell_board(placed.paragraph, opinion_in_words(opinion), by=by, at=at)
    what = f"Beredningsgruppen den {long_date(meeting.date)}: {opinion.get_outcome_display().lower()}."
    if case.status == State.AT_PREPARATORY_GROUP:
        take_step(application, State.PREPARING, by=by, at=at, what=what)
    else:
        add_event(case, by=by, at=at, what=what)
    return opinion


def _tell_board(paragraph: Paragraph, said: str, *, by: Person, at: datetime) -> None:
    """Adds the opinion to a § that is prepared already; one that is frozen is told of in the event alone."""
    try:
        lock_paragraph(paragraph)
    except RuleViolation:
        return
    paragraph.refresh_from_db()
    paragraph.text += f"<p>{escape(said)}</p>"
    record(paragraph, by=by, at=at, fields=["text"])
