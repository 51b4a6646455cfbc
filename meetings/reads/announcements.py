"""Public meetings to come, as they are announced."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from meetings.models import Announcement, Association, Meeting, StoredFile, Withholding


@dataclass(frozen=True)
class AnnouncedMeeting:
    """The latest announcement of a public meeting. `is_changed` when the meeting is no longer what it says."""

    announcement: Announcement

    @property
    def meeting(self) -> Meeting:
        return self.announcement.meeting

    @property
    def proposal(self) -> StoredFile | None:
        """The proposal, unless it is withheld since."""
        return None if self.announcement.is_withheld else self.announcement.proposal  # type: ignore[attr-defined]

    @property
    def is_cancelled(self) -> bool:
        return self.meeting.state == Meeting.State.CANCELLED

    @property
    def is_changed(self) -> bool:
        said, meeting = self.announcement, self.meeting
        return (said.date, said.start, said.place) != (meeting.date, meeting.start, meeting.place)


def latest_announcements(association: Association) -> QuerySet[Announcement]:
    """The last one of each public meeting, the next meeting first."""
    withheld = Withholding.objects.filter(meeting=OuterRef("meeting"), attachment__file=OuterRef("proposal"))
    newest = Announcement.objects.filter(meeting=OuterRef("meeting")).order_by("-at", "-id").values("pk")[:1]
    return (
        Announcement.objects.filter(meeting__body__association=association, meeting__is_public=True)
        .filter(pk=Subquery(newest))
        .annotate(is_withheld=Exists(withheld))
        .select_related("meeting__body__association", "proposal")
        .order_by("meeting__date", "meeting__start")
    )


def announced_to_come(association: Association, today: date) -> list[AnnouncedMeeting]:
    """Those whose meeting has not been yet."""
    found = latest_announcements(association).filter(
        Q(meeting__date__gte=today) | Q(meeting__end_date__gte=today)
    )
    return [AnnouncedMeeting(one) for one in found]
