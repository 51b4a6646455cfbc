"""A public meeting is announced, with the budget that is proposed."""

from datetime import datetime

from django.db import transaction

from meetings.actions.locking import lock_meeting
from meetings.actions.withholding import refuse_withheld_file
from meetings.errors import RuleViolation
from meetings.models import Announcement, Attachment, Meeting, Person
from meetings.swedish import day_of


@transaction.atomic
def announce_meeting(
    *,
    meeting: Meeting,
    by: Person,
    at: datetime,
    proposal: Attachment | None = None,
    how_to_attend: str = "",
) -> Announcement:
    """Sv: tillkännage ett offentligt sammanträde, on our own page from now on; once more when something is changed.

    `proposal` is the attachment with the budget, which must be on the web from then (KL 8:14 by Finsam 21 §). Raises
    RuleViolation for a meeting that is not public, is cancelled or has been, and for an attachment of another
    meeting or that is withheld.
    """
    meeting = lock_meeting(meeting)
    if not meeting.is_public:
        raise RuleViolation("Sammanträdet är inte offentligt. Ändra det i uppgifterna först.")
    if meeting.state == Meeting.State.CANCELLED:
        raise RuleViolation("Sammanträdet är inställt.")
    if meeting.last_day < day_of(at):
        raise RuleViolation("Sammanträdet har redan hållits.")
    if proposal and proposal.meeting_id != meeting.pk:
        raise RuleViolation("Bilagan hör till ett annat sammanträde.", field="proposal")
    if proposal:
        refuse_withheld_file(proposal)
    return Announcement.objects.create(
        meeting=meeting,
        date=meeting.date,
        start=meeting.start,
        place=meeting.place,
        how_to_attend=how_to_attend.strip(),
        proposal=proposal.file if proposal else None,
        proposal_name=proposal.file_name if proposal else "",
        at=at,
        by=by,
    )
