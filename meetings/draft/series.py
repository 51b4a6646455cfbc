"""The series a meeting belongs to: which numbers it and its §§ have, or will have as things stand."""

from django.db.models import Count, Max, Q, QuerySet

from meetings.models import Body, BodyYear, Meeting, Paragraph
from meetings.querysets import held_meetings, meetings_with_state
from meetings.rules import numbering
from meetings.rules.numbering import EarlierMeeting
from meetings.workflow import LOCKED


def earlier_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    """Those of the same body and year that come before, in order; cancelled ones left out."""
    same = held_meetings(Meeting.objects.filter(body=meeting.body, date__year=meeting.date.year))
    return same.filter(
        Q(date__lt=meeting.date) | Q(date=meeting.date, sequence__lt=meeting.sequence)
    ).order_by("date", "sequence")


def later_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    same = held_meetings(Meeting.objects.filter(body=meeting.body, date__year=meeting.date.year))
    return same.filter(
        Q(date__gt=meeting.date) | Q(date=meeting.date, sequence__gt=meeting.sequence)
    ).order_by("date", "sequence")


def is_in_order(body: Body) -> bool:
    """Whether numbers follow from the meetings before: §§ of the year, or a number of the protocol that shows.

    Where neither is so, a meeting may be finished before an earlier one.
    """
    return body.series == Body.Series.YEAR or body.shows_meeting_number


def first_unfrozen_before(meeting: Meeting) -> Meeting | None:
    """The earlier meeting in the series that has to freeze first, if there is one."""
    if not is_in_order(meeting.body):
        return None
    stated = meetings_with_state(earlier_meetings(meeting))
    return stated.exclude(protocol_state__in=LOCKED).first()


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


def first_number(meeting: Meeting) -> int:
    """The number of the meeting's first §: fixed when every earlier meeting is frozen, else provisional."""
    if meeting.body.series == Body.Series.MEETING:
        return 1
    year = BodyYear.objects.filter(body=meeting.body, year=meeting.date.year).first()
    earlier = earlier_meetings(meeting).annotate(
        fixed_last=Max("paragraphs__number"),
        count=Count("paragraphs", filter=Q(paragraphs__removed_at__isnull=True)),
        unfixed=Count(
            "paragraphs", filter=Q(paragraphs__removed_at__isnull=True, paragraphs__number__isnull=True)
        ),
    )
    return numbering.first_number(
        year.first_paragraph if year else 1,
        [EarlierMeeting(None if one.unfixed else one.fixed_last, one.count) for one in earlier],
    )


def numbers_of(meeting: Meeting) -> dict[int, int]:
    """Paragraph key to § number, in the order of the protocol."""
    keys = Paragraph.objects.filter(meeting=meeting, removed_at__isnull=True).order_by("position")
    first = first_number(meeting)
    return {key: first + index for index, key in enumerate(keys.values_list("pk", flat=True))}


def meeting_number(meeting: Meeting) -> int:
    """The number of the meeting in its body's year, provisional until the first freeze: after the last taken.

    Where meetings freeze in order, those that come before take theirs first.
    """
    if meeting.number:
        return meeting.number
    year = BodyYear.objects.filter(body=meeting.body, year=meeting.date.year).first()
    last = Meeting.objects.filter(number_year=year, number__isnull=False).aggregate(last=Max("number"))[
        "last"
    ]
    before = earlier_meetings(meeting).filter(number__isnull=True).count() if is_in_order(meeting.body) else 0
    start = year.first_meeting if year else 1
    return numbering.first_number(start, [EarlierMeeting(last, 0), EarlierMeeting(None, before)])
