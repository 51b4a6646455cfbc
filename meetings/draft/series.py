"""The series a meeting belongs to: which numbers it and its §§ have, or will have as things stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from meetings.models import Body, BodyYear, Meeting, Paragraph
from meetings.querysets import held_meetings, meetings_with_state
from meetings.rules import numbering
from meetings.rules.numbering import EarlierMeeting
from meetings.workflow import LOCKED


@dataclass(frozen=True)
class Place:
    """A meeting among those of its body and year, read once. `earlier` are those before it, in order, each with its
    state and its count of §§; `last_taken` is the highest meeting number that is taken in the year."""

    meeting: Meeting
    year: BodyYear | None
    earlier: tuple[Meeting, ...]
    last_taken: int | None

    @property
    def first_unfrozen(self) -> Meeting | None:
        """The earlier meeting that has to freeze first, if there is one."""
        if not is_in_order(self.meeting.body):
            return None
        return next((one for one in self.earlier if one.protocol_state not in LOCKED), None)  # type: ignore[attr-defined]

    @property
    def first_paragraph(self) -> int:
        """The number of the meeting's first §: fixed when every earlier meeting is frozen, else provisional."""
        if self.meeting.body.series == Body.Series.MEETING:
            return 1
        return numbering.first_number(
            self.year.first_paragraph if self.year else 1,
            [
                EarlierMeeting(None if one.unfixed else one.fixed_last, one.count)  # type: ignore[attr-defined]
                for one in self.earlier
            ],
        )

    @property
    def number(self) -> int:
        """The number of the meeting, provisional until the first freeze: after the last taken.

        Where meetings freeze in order, those that come before take theirs first.
        """
        if self.meeting.number:
            return self.meeting.number
        in_order = is_in_order(self.meeting.body)
        before = sum(one.number is None for one in self.earlier) if in_order else 0
        start = self.year.first_meeting if self.year else 1
        return numbering.first_number(
            start, [EarlierMeeting(self.last_taken, 0), EarlierMeeting(None, before)]
        )

    def numbers(self, keys: Iterable[int]) -> dict[int, int]:
        """Paragraph key to § number; `keys` in the order of the protocol."""
        return {key: number for number, key in enumerate(keys, start=self.first_paragraph)}


def read_place(meeting: Meeting) -> Place:
    """Reads the place of a meeting among those of its year, in three queries whatever the year holds."""
    live = Q(paragraphs__removed_at__isnull=True)
    earlier = meetings_with_state(earlier_meetings(meeting)).annotate(
        fixed_last=Max("paragraphs__number"),
        count=Count("paragraphs", filter=live),
        unfixed=Count("paragraphs", filter=live & Q(paragraphs__number__isnull=True)),
    )
    year = BodyYear.objects.filter(body=meeting.body, year=meeting.date.year).first()
    taken = Meeting.objects.filter(number_year=year, number__isnull=False) if year else Meeting.objects.none()
    return Place(meeting, year, tuple(earlier), taken.aggregate(last=Max("number"))["last"])


def earlier_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    """Those of the same body and year that come before, in order; cancelled ones left out."""
    same = held_meetings(Meeting.objects.filter(body=meeting.body, date__year=meeting.date.year))
    return same.filter(
        Q(date__lt=meeting.date) | Q(date=meeting.date, sequence__lt=meeting.sequence)
    ).order_by("date", "sequence")


def later_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    """Those of the same body and year that come after, in order; cancelled ones left out."""
    same = held_meetings(Meeting.objects.filter(body=meeting.body, date__year=meeting.date.year))
    return same.filter(
        Q(date__gt=meeting.date) | Q(date=meeting.date, sequence__gt=meeting.sequence)
    ).order_by("date", "sequence")


def is_in_order(body: Body) -> bool:
    """Whether numbers follow from the meetings before: §§ of the year, or a number of the protocol that shows.

    Where neither is so, a meeting may be finished before an earlier one.
    """
    return body.series == Body.Series.YEAR or body.shows_meeting_number


def has_later_frozen(meeting: Meeting) -> bool:
    """Whether a later meeting has taken its numbers, so that these §§ can no longer be renumbered."""
    if meeting.body.series == Body.Series.MEETING:
        return False
    return later_meetings(meeting).filter(paragraphs__number__isnull=False).exists()


def has_later_numbered(meeting: Meeting) -> bool:
    """Whether a later meeting has taken a number that would be this one's, so that it cannot come before."""
    return is_in_order(meeting.body) and later_meetings(meeting).filter(number__isnull=False).exists()


def fixed_by_immediate(meeting: Meeting) -> set[int]:
    """Keys of the §§ whose numbers an immediate verification has fixed: those up to the last of its own."""
    last = Paragraph.objects.filter(meeting=meeting, protocols__number__gt=1, number__isnull=False).aggregate(
        last=Max("number")
    )["last"]
    if last is None:
        return set()
    fixed = Paragraph.objects.filter(meeting=meeting, removed_at__isnull=True, number__lte=last)
    return set(fixed.values_list("pk", flat=True))


def numbers_of(meeting: Meeting) -> dict[int, int]:
    """Paragraph key to § number, in the order of the protocol, for a caller that has not read the draft."""
    keys = Paragraph.objects.filter(meeting=meeting, removed_at__isnull=True).order_by("position")
    return read_place(meeting).numbers(keys.values_list("pk", flat=True))
