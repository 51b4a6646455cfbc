"""Who was summoned to a meeting, and what of it is still to be posted."""

from django.db.models import F, QuerySet

from meetings.models import Association, Meeting, Summons
from meetings.models.ordering import swedish


def summonses_of(meeting: Meeting) -> QuerySet[Summons]:
    """Those of the latest summons and since, in the order of names; none before one, or from before each had a row."""
    if meeting.summoned_at is None:
        return meeting.summonses.none()
    latest = meeting.summonses.filter(at__gte=meeting.summoned_at)
    return latest.select_related("person", "posted_by", "file").order_by(swedish("person__last_name"), "pk")


def to_post(association: Association) -> QuerySet[Summons]:
    """What lies on paper and nobody says that they have posted, of meetings that are still to be held."""
    waiting = Summons.objects.filter(
        meeting__body__association=association,
        meeting__state__in=[Meeting.State.SUMMONED, Meeting.State.OPEN],
        at__gte=F("meeting__summoned_at"),
        file__isnull=False,
        posted_on=None,
    )
    return waiting.order_by("meeting__date", "meeting__sequence", "pk")
