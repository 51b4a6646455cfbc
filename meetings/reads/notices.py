"""What a notice says today: its dates follow from the members' boards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from meetings.models import Appeal, Association, Notice, Posting, PostingPeriod
from meetings.reads.published import address_of, frozen_text, is_published
from meetings.rules.deadlines import last_appeal_day
from meetings.rules.numbering import number_range
from meetings.rules.posting import (
    BoardPosting,
    NoticeDates,
    has_gained_force,
    is_visible,
    notice_dates,
)
from meetings.swedish import join_names, long_date, on_one_line, sections

# A board's link works this long after the notice may come down, so that a late certificate can be left.
ANSWER_PERIOD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class NoticeStatus:
    """Where a notice stands. `word` is short, `sentence` explains, `tone` is the status component's."""

    word: str
    sentence: str
    tone: str


def notices_of(association: Association) -> QuerySet[Notice]:
    """The association's notices with all that dates_of, status_of and the pages read, in four queries.

    `body_genitive` and `body_name` are the frozen ones, «Förbundsstyrelsens».
    """
    version = "protocol__verification__version"
    return (
        Notice.objects.filter(protocol__meeting__body__association=association)
        .select_related("protocol__meeting__body__association", "protocol__verification__public_copy")
        .prefetch_related("postings__periods__accepted_by", "postings__party", "protocol__appeals__paragraph")
        .annotate(
            body_genitive=frozen_text("body_genitive", version), body_name=frozen_text("body_name", version)
        )
    )


def dates_of(notice: Notice) -> NoticeDates:
    """The notice's dates as the postings stand. Prefetch `postings__periods` for many."""
    return notice_dates(notice.posted, [_as_rule(posting) for posting in notice.postings.all()])


def dates_if_up(posting: Posting, day: date) -> NoticeDates:
    """The dates of the notice if `posting` goes up on `day` and stays up."""
    postings = [
        BoardPosting(each.board, each.mandatory, ((day, None),)) if each.pk == posting.pk else _as_rule(each)
        for each in posting.notice.postings.all()
    ]
    # A copy for information moves no day: only the boards of kommuner and regioner count (Finsam 19 §).
    own = max(posting.notice.posted, day) if posting.mandatory else posting.notice.posted
    return notice_dates(own, postings)


def keep_up_until(posting: Posting) -> date:
    """The first day this board may take the notice down: the same for every board of the notice."""
    return dates_of(posting.notice).keep_up_until


def latest_period(posting: Posting) -> PostingPeriod | None:
    return max(posting.periods.all(), key=lambda period: (period.first_day, period.pk), default=None)


def common_period(dates: NoticeDates) -> tuple[date, date] | None:
    """The first and the last day of the appeal period that the boards' days are held to; None before any answer."""
    start = dates.common_start
    return (start, last_appeal_day(start)) if start else None


def missing_boards(notice: Notice) -> list[Posting]:
    """The boards that miss a day of the common appeal period, and must put the notice up again (KL 13:5 2 st)."""
    dates = dates_of(notice)
    start = dates.common_start
    return [
        posting
        for posting in notice.postings.all()
        if dates.gaps and start and posting.mandatory and posting.periods.all()
        if not _as_rule(posting).stands_from(start)
    ]


def has_gap(posting: Posting) -> bool:
    """Whether this board is one of the missing_boards; never one that only gets a copy."""
    return posting in missing_boards(posting.notice)


def can_answer(posting: Posting, today: date) -> bool:
    """Whether the link to the board still works: until its notice is long over."""
    dates = dates_of(posting.notice)
    return dates.preliminary or today <= dates.earliest_removal + ANSWER_PERIOD


def is_up(notice: Notice, today: date) -> bool:
    """Whether our own notice board shows it."""
    dates = dates_of(notice)
    return is_visible(notice.posted, dates.earliest_removal, today, preliminary=dates.preliminary)


def current_notices(association: Association, today: date) -> list[Notice]:
    """The notices on our own board today, the latest first."""
    return [notice for notice in notices_of(association) if is_up(notice, today)]


def has_force(notice: Notice, today: date) -> bool:
    """Sv: laga kraft, for some decision of the protocol: an appeal keeps only its own § from it."""
    dates = dates_of(notice)
    appealed = {one.paragraph_id for one in _open_appeals(notice)}
    others = notice.protocol.paragraphs.exclude(pk__in=appealed)
    return has_gained_force(
        dates.last_appeal_day, today, appealed=not others.exists(), preliminary=dates.preliminary
    )


def appealed_sections(notice: Notice) -> str:
    """«§ 43» or «§ 43, 45»: those with an appeal that the court has not decided. Empty for none."""
    return _sections_of(_open_appeals(notice))


def unanswered(notice: Notice) -> list[str]:
    """The mandatory boards where the notice does not stand as far as we know, in the order of the register."""
    missing = missing_boards(notice)
    return [
        posting.board
        for posting in notice.postings.all()
        if posting.mandatory and (not posting.periods.all() or posting in missing)
    ]


def status_of(notice: Notice, today: date) -> NoticeStatus:
    """The notice in words, as of `today`."""
    dates = dates_of(notice)
    # Before all else: an appeal that is not decided keeps its § from legal force, whatever day it is.
    if appealed := appealed_sections(notice):
        others = (
            ""
            if dates.preliminary or today <= dates.last_appeal_day
            else " Övriga beslut har fått laga kraft."
        )
        return NoticeStatus(
            "Överklagat", f"Överklagat och inte slutligt avgjort: {appealed}.{others}", "stopped"
        )
    if dates.preliminary:
        return NoticeStatus("Preliminära dagar", _preliminary(notice), "waiting")
    if today <= dates.last_appeal_day:
        return NoticeStatus(
            "Anslaget", f"Kan överklagas till och med den {long_date(dates.last_appeal_day)}.", ""
        )
    annulled = _sections_of(
        one for one in notice.protocol.appeals.all() if one.outcome == Appeal.Outcome.UPHELD
    )
    but = f", utom {annulled} som domstol har upphävt" if annulled else ""
    return NoticeStatus(
        "Laga kraft", f"Tiden för att överklaga har gått ut. Besluten har fått laga kraft{but}.", "done"
    )


def days_left(dates: NoticeDates, today: date) -> str:
    """«11 dagar», «1 dag», «Sista dagen är i dag»; «Inte fastställt» when preliminary dates have passed."""
    left = (dates.last_appeal_day - today).days
    if left < 0:
        return "Inte fastställt" if dates.preliminary else "0 dagar"
    return {0: "Sista dagen är i dag", 1: "1 dag"}.get(left, f"{left} dagar")


def notice_rows(notice: Notice, dates: NoticeDates, *, posted: date | None) -> list[tuple[str, str]]:
    """What a board's notice says, label by label; without `posted` the day is left to be written in.

    KL 8:12 requires the day of the announcement and where the minutes are available. The notice is one of
    `notices_of`.
    """
    mark = " (preliminärt)" if dates.preliminary else ""
    if_up = "" if posted else f", om anslaget sätts upp den {long_date(dates.posted)}"
    association = notice.protocol.meeting.body.association
    return [
        ("Organ", notice.body_name),  # type: ignore[attr-defined]
        ("Sammanträdesdag", long_date(notice.protocol.meeting.date)),
        ("Paragrafer", notice.paragraphs_text),
        ("Protokollet justerat", long_date(notice.verified)),
        ("Anslaget uppsatt", long_date(posted) if posted else "____________________"),
        ("Sista dag att överklaga", long_date(dates.last_appeal_day) + mark + if_up),
        ("Anslaget tas ner tidigast", long_date(dates.earliest_removal) + mark + if_up),
        ("Protokollet förvaras hos", on_one_line("\n".join(_where_kept(notice)))),
        (
            ("Protokollet på webben", address_of(notice.protocol))
            if is_published(notice.protocol)
            else ("Protokollet lämnas ut av", ", ".join(filter(None, ["kansliet", *_contact(association)])))
        ),
    ]


def how_to_appeal(notice: Notice, dates: NoticeDates) -> str:
    """To which court an appeal goes, and by which day it must have come in there (KL 13:4–5)."""
    day = long_date(dates.last_appeal_day) + (" (preliminärt)" if dates.preliminary else "")
    return (
        f"Beslut överklagas skriftligt till {notice.court}. Överklagandet ska ha kommit in till {notice.court} "
        f"senast den {day}."
    )


def notice_text(notice: Notice, dates: NoticeDates, *, posted: date | None) -> str:
    """notice_rows as plain lines, ready for an e-mail and a board."""
    rows = [f"{label}: {value}" for label, value in notice_rows(notice, dates, posted=posted)]
    head = ["TILLKÄNNAGIVANDE AV JUSTERAT PROTOKOLL", "", notice.protocol.meeting.body.association.name, ""]
    return "\n".join([*head, *rows, "", how_to_appeal(notice, dates), ""])


def _where_kept(notice: Notice) -> list[str]:
    """Whose, the place and its address; what one of them says within itself is not said once more."""
    association = notice.protocol.meeting.body.association
    parts = filter(None, [association.name, notice.storage_place, *association.address.splitlines()])
    said = list(dict.fromkeys(parts))
    return [one for one in said if not any(one in other for other in said if other != one)]


def _contact(association: Association) -> list[str]:
    return [*filter(None, [association.email, association.phone])]


def _preliminary(notice: Notice) -> str:
    gaps = [posting.board for posting in missing_boards(notice)]
    missing = [board for board in unanswered(notice) if board not in gaps]
    waiting = f" Bekräftelse väntas från {join_names(missing)}." if missing else ""
    waiting += f" Anslaget har inte suttit uppe hela tiden hos {join_names(gaps)}." if gaps else ""
    return (
        "De slutliga dagarna räknas från den dag då anslaget finns på alla medlemskommuners och regioners "
        f"anslagstavlor, och kan bli senare.{waiting}"
    )


def _sections_of(appeals: Iterable[Appeal]) -> str:
    numbers = {appeal.paragraph.number for appeal in appeals if appeal.paragraph.number}
    return sections(number_range(sorted(numbers))) if numbers else ""


def _open_appeals(notice: Notice) -> list:  # type: ignore[type-arg]
    return [appeal for appeal in notice.protocol.appeals.all() if appeal.closed is None]


def _as_rule(posting: Posting) -> BoardPosting:
    periods: list[PostingPeriod] = list(posting.periods.all())
    return BoardPosting(
        posting.board,
        posting.mandatory,
        tuple((one.first_day, one.last_day) for one in periods),
        tuple(one.accepted_from for one in periods if one.accepted_from),
    )
