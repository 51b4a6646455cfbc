"""The preparatory group's opinion, from its meeting."""

from datetime import datetime

from django.db import transaction

from funding.actions.stepping import add_event, lock_case, take_step
from funding.models import Application, Opinion
from funding.workflow import UNDECIDED, State
from meetings.errors import RuleViolation
from meetings.models import Body, Meeting, Person
from meetings.swedish import long_date


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
    """Records what the group advised: «åter» sends the case back to the chancellery, any other opinion lets it go on.

    Raises RuleViolation for another kind of body, and when the board has decided.
    """
    case = lock_case(application)
    if meeting.body.kind != Body.Kind.PREPARATORY_GROUP or meeting.body.association_id != case.association_id:
        raise RuleViolation("Välj ett sammanträde med beredningsgruppen.", field="meeting")
    if case.status not in UNDECIDED:
        raise RuleViolation("Styrelsen har redan beslutat.")
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
    what = f"Beredningsgruppen den {long_date(meeting.date)}: {opinion.get_outcome_display().lower()}."
    if case.status == State.AT_PREPARATORY_GROUP:
        take_step(application, State.PREPARING, by=by, at=at, what=what)
    else:
        add_event(case, by=by, at=at, what=what)
    return opinion
