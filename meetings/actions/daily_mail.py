"""The day's mail: what a person would have been written about at each event, and what waits, in one letter."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from meetings import letters
from meetings.access import can_enter, works_in_chancellery
from meetings.errors import RuleViolation
from meetings.models import Association, DailyMail, HeldLetter, Person
from meetings.reads.urgency import Waiting
from meetings.reads.waiting import due_for

HOURS = range(5, 21)


@transaction.atomic
def choose_daily_mail(*, person: Person, association: Association, hour: int | None, at: datetime) -> None:
    """The person has one mail a day from the association at `hour`, in Sweden; without one each letter goes at once.

    What has been laid by goes now when the choice is taken back. Raises RuleViolation for an hour outside HOURS.
    """
    if hour is not None and hour not in HOURS:
        raise RuleViolation("Välj ett av klockslagen.", field="hour")
    DailyMail.objects.get_or_create(person=person, association=association)
    row = _locked(DailyMail.objects.filter(person=person, association=association))
    if row is None or row.hour == hour:
        return
    local = timezone.localtime(at)
    # Today's hour has passed when it is chosen: the first mail is tomorrow's.
    if hour is not None and row.hour is None and hour <= local.hour:
        row.last_day = local.date()
    row.hour = hour
    row.save(update_fields=["hour", "last_day"])
    if hour is None:
        _send(row, at)


def send_daily_mails(*, at: datetime) -> int:
    """Send each mail of the day whose hour has come and that has not gone today; how many went, the rest being silent.

    Each goes in a transaction of its own, with the mark that it has: what ends the worker in between neither loses one
    nor sends it twice. A mail whose hour passed while nothing ran is sent when something does.
    """
    return sum(_send_one(key, at) for key in _due(at).values_list("pk", flat=True))


def _due(at: datetime) -> QuerySet[DailyMail]:
    local = timezone.localtime(at)
    not_yet = Q(last_day=None) | Q(last_day__lt=local.date())
    laid_by = Exists(HeldLetter.objects.filter(daily_mail=OuterRef("pk")))
    return DailyMail.objects.filter((Q(hour__lte=local.hour) & not_yet) | (Q(hour=None) & laid_by)).order_by(
        "pk"
    )


@transaction.atomic
def _send_one(key: int, at: datetime) -> bool:
    row = _locked(
        _due(at).filter(pk=key)
    )  # asked again under the lock: another process may just have sent it
    return row is not None and _send(row, at)


def _locked(rows: QuerySet[DailyMail]) -> DailyMail | None:
    return rows.select_for_update(of=("self",)).select_related("person", "association").first()


def _send(row: DailyMail, at: datetime) -> bool:
    """Put the letter in the post with the caller's transaction, and forget what it holds; False when it is silent."""
    person, association, today = row.person, row.association, timezone.localtime(at).date()
    row.last_day = today
    row.save(update_fields=["last_day"])
    held = list(row.held.all())
    waits = person.is_active and row.hour is not None
    waiting = due_for(association, person, today) if waits else None
    parts = [(one.subject, _without_frame(one.body, association)) for one in held]
    late, own = (waiting.late.words, waiting.own.words) if waiting else ([], [])
    if not (parts or late or own) or not person.email:
        return False
    letters.send(
        "daily",
        to=person.email,
        association=association,
        person=person,
        today=today,
        late=late,
        own=own,
        parts=parts,
        page=_page_of(person, association, waiting),
        choice=letters.absolute("own_details"),
    )
    row.held.filter(pk__in=[one.pk for one in held]).delete()
    return True


def _page_of(person: Person, association: Association, waiting: Waiting | None) -> str:
    """Where the person finds what waits: the first page there, or, for one who only applies, the first of it."""
    if works_in_chancellery(person, association):
        return letters.absolute("todo", association.slug)
    if waiting and waiting.lines and not can_enter(person, association):
        return letters.whole(waiting.lines[0].address)
    return letters.absolute("board_home", association.slug)


def _without_frame(body: str, association: Association) -> str:
    """The letter without its greeting and its closing, which the day's mail has once."""
    greeting, _, rest = body.partition("\n\n")
    said = rest if greeting.startswith("Hej") and greeting.endswith("!") else body
    return said.strip().removesuffix(association.name).strip()
