"""Dates of a notice that must be up on several members' boards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .deadlines import earliest_removal, last_appeal_day

Period = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class BoardPosting:
    """One member's board: the times (day up, day taken down or None) the notice has been up there.

    Mandatory are the boards of every member kommun and region (Finsam 19 §); FK and AF get a copy.
    """

    board: str
    mandatory: bool
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeDates:
    """What the notice says. `gaps` names the mandatory boards where it must be put up again."""

    posted: date
    last_appeal_day: date
    earliest_removal: date
    preliminary: bool
    gaps: tuple[str, ...] = ()


def notice_dates(own_posted: date, postings: Iterable[BoardPosting]) -> NoticeDates:
    """The dates of a notice, from our own posting and what the members' boards have answered.

    Final when the notice stands on every mandatory board: counted from the latest of those days up. The law
    does not say which board counts when they differ; for a shared nämnd KL 13:5 waits for all boards,
    and the latest day is the safe choice. Until then, and when there is no mandatory board at all, the dates
    are preliminary and counted from `own_posted`.
    """
    mandatory = [posting for posting in postings if posting.mandatory]
    starts = [_unbroken_start(posting.periods) for posting in mandatory]
    answered = [start for start in starts if start is not None]
    preliminary = not mandatory or len(answered) < len(mandatory)
    posted = own_posted if preliminary else max(answered)
    gaps = tuple(p.board for p, start in zip(mandatory, starts, strict=True) if p.periods and start is None)
    return NoticeDates(posted, last_appeal_day(posted), earliest_removal(posted), preliminary, gaps)


def _unbroken_start(periods: Iterable[Period]) -> date | None:
    """The day up of the first period that lasted its whole appeal period or still stands.

    A notice taken down before that does not let the time run out (KL 13:5 2 st): it starts anew.
    """
    for up, down in sorted(periods, key=lambda period: period[0]):
        if down is None or down >= earliest_removal(up):
            return up
    return None


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
