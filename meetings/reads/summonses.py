"""Who was summoned to a meeting, and what of it is still to be posted."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from meetings.models import Association, Letter, Meeting, Summons
from meetings.models.ordering import swedish
from meetings.rules.summoning import is_late, summons_due
from meetings.swedish import day_of, long_date, number_word


def summonses_of(meeting: Meeting) -> QuerySet[Summons]:
    """The latest to each who knows of the meeting as it is, in the order of names; none before one, or from before each
    had a row.

    A guest is not told again of every change: what they got since the day was last told still stands.
    """
    if meeting.summoned_at is None:
        return meeting.summonses.none()
    since = Q(at__gte=meeting.summoned_at)
    if meeting.asked_at:
        since |= Q(kind=Summons.Kind.GUEST, at__gte=meeting.asked_at)
    after = Summons.objects.filter(meeting=meeting, pk__gt=OuterRef("pk"))
    to_person = after.filter(person=OuterRef("person"))
    to_guest = after.filter(guest_email=OuterRef("guest_email")).exclude(guest_email="")
    latest = meeting.summonses.filter(since, ~Exists(to_person), ~Exists(to_guest))
    rows = latest.select_related("person", "posted_by", "file", "letter")
    return rows.order_by(swedish("guest_name"), swedish("person__last_name"), "pk")


def lost_in(meeting: Meeting) -> set[int]:
    """The keys of the summonses whose letter the mail server has not taken."""
    stopped = Letter.objects.filter(job__status="failed", sent_at=None, summons__meeting=meeting)
    return set(stopped.values_list("summons", flat=True))


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


def late_sentence(meeting: Meeting, today: date) -> str:
    """That a summons which goes out `today` is late, with the body's period and where it stands; else empty."""
    body = meeting.body
    if not is_late(meeting.date, body.summons_period, today):
        return ""
    due = long_date(meeting.date - timedelta(days=body.summons_period))
    source = f" enligt {body.summons_days_from}" if body.summons_days_from else ""
    days = "dag" if body.summons_period == 1 else f"{number_word(body.summons_period)} dagar"
    return f"Kallelsen ska vara ute {days} före{source}, alltså senast den {due}."


def summons_facts(meeting: Meeting) -> list[tuple[str, str]]:
    """When the summons went out, or is to, and why it was late, as facts of the meeting's page."""
    if meeting.summoned_at is not None:
        sent = long_date(day_of(meeting.summoned_at))
        return [("Kallelse", f"Skickad den {sent}"), ("Sen kallelse", meeting.late_summons_why)]
    due = summons_due(meeting.date, meeting.body.summons_period)
    if due is None or meeting.state != Meeting.State.PLANNED:
        return []
    return [("Kallelse", f"Skickas senast den {long_date(due)}")]
