"""Letters to the members' boards about a notice, and to the chancellery about a board."""

from datetime import datetime

from django.db import transaction

from meetings import letters
from meetings.errors import RuleViolation
from meetings.models import Notice, Person, Posting
from meetings.reads.notices import (
    dates_if_up,
    dates_of,
    has_gap,
    latest_period,
    missing_boards,
    notice_text,
    notices_of,
)
from meetings.rules.deadlines import last_appeal_day, posting_deadline
from meetings.rules.link_tokens import hash_token, new_token
from meetings.rules.posting import NoticeDates
from meetings.rules.reminding import too_soon
from meetings.swedish import day_of


@transaction.atomic
def send_posting_again(
    *, posting: Posting, at: datetime, by: Person | None = None, email: str | None = None
) -> Posting:
    """A reminder with a new link; the old link stops working. `email` is the address to use instead.

    Without `email` raises RuleViolation soon after the last letter.
    """
    posting = locked_posting(posting)
    last = posting.reminded_at or posting.sent_at
    if email is not None:
        posting.email = email
    elif sentence := too_soon(posting.board, last, at):
        raise RuleViolation(sentence)
    if not posting.email:
        raise RuleViolation(
            f"{posting.board} saknar e-postadress. Skriv en adress eller registrera anslaget själv.",
            field="email",
        )
    first = posting.sent_at is None
    posting.reminded_at = posting.reminded_at if first else at
    send_posting(posting, "posting" if first else "posting_reminder", at=at)
    return posting


@transaction.atomic
def remind_of_taking_down(*, posting: Posting, at: datetime) -> None:
    """Sv: påminnelse om nedtagning, with a new link: the day from which the board may take the notice down.

    Raises RuleViolation soon after the last letter.
    """
    posting = locked_posting(posting)
    if sentence := too_soon(posting.board, posting.reminded_at or posting.sent_at, at):
        raise RuleViolation(sentence)
    posting.reminded_at = at
    send_posting(posting, "posting_down", at=at)


@transaction.atomic
def post_anew(*, notice: Notice, at: datetime) -> list[Posting]:
    """The boards that miss days of the common period are asked to put the notice up again, so that a new one begins.

    The letters, each with a new link, go to those with an address; the postings they went to are returned. Raises
    RuleViolation when no board misses a day, or none of those that do has an address.
    """
    missing = missing_boards(notices_of(notice.protocol.meeting.body.association).get(pk=notice.pk))
    if not missing:
        raise RuleViolation("Anslaget har suttit uppe hos alla. Ingen behöver sätta upp det igen.")
    asked = [locked_posting(posting) for posting in missing if posting.email]
    if not asked:
        raise RuleViolation(f"{missing[0].board} saknar e-postadress. Ring, och registrera anslaget själv.")
    for posting in asked:
        posting.reminded_at = at
        send_posting(posting, "posting_reminder", at=at)
    return asked


def tell_new_days(
    notice: Notice, before: NoticeDates, *, at: datetime, besides: Posting | None = None
) -> None:
    """Write to whom the change of a board's days, since `before`, concerns, in the transaction of the change.

    The boards where the notice is up, but `besides`, are told the new day they may take it down; the chancellery of
    each board that now misses a day of the common period.
    """
    association = notice.protocol.meeting.body.association
    notice = notices_of(association).get(pk=notice.pk)
    dates = dates_of(notice)
    if dates.keep_up_until != before.keep_up_until:
        for posting in notice.postings.all():
            period = latest_period(posting)
            stands = period is not None and period.last_day is None
            if posting.mandatory and stands and posting != besides:
                send_posting(posting, "posting_days", at=at, fresh_link=False)
    for posting in missing_boards(notice):
        if posting.board not in before.gaps:
            _tell_of_gap(posting, dates)


def send_posting(posting: Posting, template: str, *, at: datetime, fresh_link: bool = True) -> None:
    """Save the posting with a fresh link, and mail it. Without an address there is no link to lose."""
    # Only its hash is kept, so an old link cannot be sent again: a new one goes, and the old one stops.
    token = new_token()
    if fresh_link:
        posting.token_hash = hash_token(token) if posting.email else ""
        if posting.email:
            posting.sent_at = posting.sent_at or at
        posting.save()
    if not posting.email:
        return
    association = posting.party.association
    notice = notices_of(association).get(pk=posting.notice_id)
    day = day_of(at)
    period = latest_period(posting)
    up = period.first_day if period and period.last_day is None else None
    letters.send(
        template,
        to=posting.email,
        posting=posting,
        notice=notice,
        meeting=notice.protocol.meeting,
        association=association,
        dates=(dates := dates_of(notice)),
        common_end=last_appeal_day(dates.common_start) if dates.common_start else None,
        deadline=posting_deadline(notice.verified),
        may_come_down=day >= dates.keep_up_until,
        in_time=day <= posting_deadline(notice.verified),
        up=up,
        gap=period.last_day if period and has_gap(posting) else None,
        keep_until=dates.keep_up_until,
        text=notice_text(notice, dates_if_up(posting, up or day), posted=up),
        address=letters.absolute("posting_answer", token),
        notice_address=letters.absolute("notice_detail", association.slug, notice.public_id),
    )


def locked_posting(posting: Posting) -> Posting:
    """The posting, locked together with its notice, since what one board does changes the days of all."""
    return (
        Posting.objects.select_for_update(of=("self", "notice"))
        .select_related("notice__protocol__meeting__body__association")
        .get(pk=posting.pk)
    )


def _tell_of_gap(posting: Posting, dates: NoticeDates) -> None:
    protocol = posting.notice.protocol
    for person in letters.chancellery_of(protocol.meeting.body.association):
        letters.write_to(
            person,
            "posting_gap",
            posting=posting,
            period=latest_period(posting),
            protocol=protocol,
            first_day=dates.common_start,
            last_day=last_appeal_day(dates.common_start) if dates.common_start else None,
        )
