"""Dates of a notice that must be up on several members' boards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .deadlines import earliest_removal, last_appeal_day

Period = tuple[date, date | None]
# How long the boards have to say when they took the notice down before it is written that they have not.
SUMMARY_WAITS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class BoardPosting:
    """One member's board: the times (day up, day taken down or None) the notice has been up there.

    Mandatory are the boards of every member kommun and region (Finsam 19 §); FK and AF get a copy. `accepted` are
    the first days of the common periods of which the office has accepted that this board misses some days.
    """

    board: str
    mandatory: bool
    periods: tuple[Period, ...] = ()
    accepted: tuple[date, ...] = ()

    def stands_from(self, start: date) -> bool:
        """Whether the notice is up every day of the appeal period that begins on `start`, or it is accepted."""
        # Taken down on the last appeal day it is missing that day: the day after is the first on which it may go.
        end = earliest_removal(start)
        return start in self.accepted or any(
            up <= start and (down is None or down >= end) for up, down in self.periods
        )


@dataclass(frozen=True, slots=True)
class NoticeDates:
    """What the notice says. `gaps` names the mandatory boards where it must be put up again.

    `common_start` is the first day of the period that the gaps are gaps in, None before any board has answered.
    """

    posted: date
    last_appeal_day: date
    earliest_removal: date
    preliminary: bool
    gaps: tuple[str, ...] = ()
    common_start: date | None = None

    @property
    def keep_up_until(self) -> date:
        """The first day that any board may take the notice down, as far as is known."""
        return earliest_removal(max(self.posted, self.common_start or self.posted))


def notice_dates(own_posted: date, postings: Iterable[BoardPosting]) -> NoticeDates:
    """The dates of a notice, from our own posting and what the members' boards have answered.

    There is one appeal period, common to all the boards: the first one, begun when the last of them put the notice
    up, of which no mandatory board misses a day (KL 8:12, 13:5 2 st). The law does not say which board counts when
    they differ; for a shared nämnd KL 13:5 waits for all boards, and the latest day is the safe choice. Until
    there is such a period the dates are preliminary and counted from `own_posted`, as they are when there is no
    mandatory board at all. A board that has answered and misses a day is a gap.
    """
    mandatory = [posting for posting in postings if posting.mandatory]
    answered = [posting for posting in mandatory if posting.periods]
    # A period can only begin on a day when some board put the notice up, so no other day needs to be tried.
    starts = sorted({up for posting in answered for up, _ in posting.periods})
    whole = (day for day in starts if all(posting.stands_from(day) for posting in answered))
    # None is whole: the gaps are told of the latest, which began when the last board put the notice up.
    start = next(whole, starts[-1] if starts else None)
    gaps = tuple(posting.board for posting in answered if start and not posting.stands_from(start))
    preliminary = start is None or bool(gaps) or len(answered) < len(mandatory)
    posted = own_posted if start is None or preliminary else start
    return NoticeDates(
        posted, last_appeal_day(posted), earliest_removal(posted), preliminary, gaps, common_start=start
    )


def is_visible(own_posted: date, earliest_removal: date, today: date, *, preliminary: bool) -> bool:
    """Whether our own page shows the notice: through the last appeal day, and while dates are preliminary.

    KL 8:12: not taken down before the appeal period has ended, which nobody knows while a board has not
    answered.
    """
    return own_posted <= today and (preliminary or today < earliest_removal)


def has_gained_force(last_appeal_day: date, today: date, *, appealed: bool, preliminary: bool) -> bool:
    """Whether the status is «laga kraft»: the day after the last appeal day if no appeal is registered.

    Preliminary dates never give it. Only a status: a decision may be carried out before (KL 13:14).
    """
    return today > last_appeal_day and not appealed and not preliminary


def summary_is_due(dates: NoticeDates, today: date, *, all_told: bool) -> bool:
    """Whether the sammanställning av anslag is made by itself: the days are over, and every board has said all.

    `all_told` is that each mandatory board has said when it put the notice up and took it down. One that has not
    is waited for SUMMARY_WAITS more; then the summary says that it is not confirmed. No law says when (KL 8:10
    third paragraph gives the right to a bevis).
    """
    waits = dates.preliminary or not all_told
    return today >= dates.keep_up_until + (SUMMARY_WAITS if waits else timedelta(0))
