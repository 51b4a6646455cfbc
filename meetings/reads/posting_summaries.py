"""The sammanställning av anslag: what it would say now, and whether it is time to make it."""

from collections.abc import Iterator
from datetime import date

from meetings.documents.rendering import letterhead_of
from meetings.models import Association, Notice, Posting, PostingPeriod, PostingSummary, StoredFile
from meetings.paper.embedded import safe_name
from meetings.reads.notices import dates_of, notices_of
from meetings.record.posting_summary import ANSWERED, REGISTERED, Board, Period, Told
from meetings.record.posting_summary import PostingSummary as Content
from meetings.rules.posting import summary_is_due
from meetings.swedish import day_of, long_date

_ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


def summary_of(notice: Notice, *, made: date) -> Content:
    """What is known of the postings; `notice` is one of notices_of."""
    dates = dates_of(notice)
    return Content(
        document=letterhead_of(notice.protocol.meeting.body.association),
        number=max((one.number for one in notice.summaries.all()), default=0) + 1,
        made=made,
        body_genitive=notice.body_genitive,  # type: ignore[attr-defined]
        meeting_date=notice.protocol.meeting.date,
        paragraphs=notice.paragraphs_text,
        verified=notice.verified,
        own_posted=notice.posted,
        common_first=dates.common_start,
        last_appeal_day=dates.last_appeal_day,
        preliminary=dates.preliminary,
        boards=tuple(
            Board(
                name=posting.board,
                mandatory=posting.mandatory,
                periods=tuple(_period(posting, *one) for one in enumerate(posting.periods.all(), start=1)),
            )
            for posting in notice.postings.all()
        ),
    )


def certificates_of(notice: Notice) -> Iterator[tuple[str, StoredFile, str]]:
    """The boards' own bevis: its name in the summary, the file, and whose it is."""
    for posting in notice.postings.all():
        for number, period in enumerate(posting.periods.all(), start=1):
            if period.certificate:
                yield _certificate(posting, number, period), period.certificate, posting.board


def latest_summary(notice: Notice) -> PostingSummary | None:
    return max(notice.summaries.all(), key=lambda one: one.number, default=None)


def says_anything_new(notice: Notice, *, today: date) -> bool:
    """Whether something is known that the latest summary does not say, or there is none."""
    latest = latest_summary(notice)
    return latest is None or Content.from_json(latest.snapshot).said != summary_of(notice, made=today).said


def is_over(notice: Notice, today: date) -> bool:
    """Whether the days of the notice have passed, as far as is known: then a summary can be made."""
    return today >= dates_of(notice).keep_up_until


def due_summaries(association: Association, today: date) -> list[Notice]:
    """The notices whose summary is to be made, or made anew."""
    found = notices_of(association).prefetch_related("summaries", "postings__periods__certificate")
    return [
        notice
        for notice in found
        if summary_is_due(dates_of(notice), today, all_told=_all_told(notice))
        and says_anything_new(notice, today=today)
    ]


def _all_told(notice: Notice) -> bool:
    return all(
        (periods := posting.periods.all()) and all(one.last_day for one in periods)
        for posting in notice.postings.all()
        if posting.mandatory
    )


def _period(posting: Posting, number: int, period: PostingPeriod) -> Period:
    down = None
    if period.last_day and period.down_at:
        down = Told(
            day=period.last_day,
            source=REGISTERED if period.down_registrar_id else ANSWERED,
            by=period.down_by,
            said=day_of(period.down_at),
        )
    accepted = ""
    if period.accepted_by and period.accepted_at:
        why = period.accepted_why.strip().rstrip(".")
        accepted = f"{why}. {period.accepted_by.name}, {long_date(day_of(period.accepted_at))}"
    return Period(
        up=Told(
            day=period.first_day,
            source=REGISTERED if period.up_registrar_id else ANSWERED,
            by=period.up_by,
            said=day_of(period.up_at),
        ),
        down=down,
        certificate=_certificate(posting, number, period) if period.certificate else "",
        accepted=accepted,
    )


def _certificate(posting: Posting, number: int, period: PostingPeriod) -> str:
    kind = period.certificate.media_type if period.certificate else ""
    return f"bevis-{safe_name(posting.party.code)}-{number}.{_ENDINGS.get(kind, 'bin')}"
