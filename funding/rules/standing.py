"""Whether a decision stands: what the court has said of the appeals of its § (KL 13 kap. by Finsam 28 §).

A decision may be carried out before it has gained legal force (KL 13:14). It is not in force from the day of an
inhibition until that is lifted or the court has decided (28 § förvaltningsprocesslagen), nor from the day of a
judgment that annuls it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from meetings.rules.labelled import Labelled
from meetings.swedish import long_date

UPHELD = "upheld"


class Standing(Labelled):
    MAY_BE_APPEALED = "may_be_appealed", "Kan överklagas"
    APPEALED = "appealed", "Överklagat"
    STAYED = "stayed", "Inhibition"
    ANNULLED = "annulled", "Upphävt"
    STANDS = "stands", "Står fast"

    @property
    def stops_money(self) -> bool:
        return self in (Standing.STAYED, Standing.ANNULLED)


class Appealed(Protocol):
    """An appeal with its days; `outcome` is how it ended, «upheld» when the decision is annulled."""

    received: date
    stayed: date | None
    stay_lifted: date | None
    closed: date | None
    outcome: str


def standing_of(appeals: Iterable[Appealed], *, has_force: bool) -> Standing:
    """Where a § stands now; `has_force` is whether the time for appeals is over."""
    found = list(appeals)
    going = [one for one in found if one.closed is None]
    if any(one.outcome == UPHELD for one in found):
        return Standing.ANNULLED
    if any(one.stayed and not one.stay_lifted for one in going):
        return Standing.STAYED
    if going:
        return Standing.APPEALED
    return Standing.STANDS if has_force else Standing.MAY_BE_APPEALED


def stood_on(appeals: Iterable[Appealed], day: date) -> bool:
    """Whether nothing kept the decision from being carried out that day; the database asks it as funding_stood."""
    return not any(
        (one.outcome == UPHELD and one.closed and one.closed <= day)
        or (
            one.stayed
            and one.stayed <= day
            and not (one.stay_lifted and one.stay_lifted <= day)
            and not (one.closed and one.closed <= day)
        )
        for one in appeals
    )


def in_words(appeals: Iterable[Appealed], standing: Standing, *, last_day: date | None) -> str:
    """What it means, with the court's day; `last_day` is the last to appeal, None while it is not settled."""
    found = list(appeals)
    going = [one for one in found if one.closed is None]
    if standing == Standing.ANNULLED:
        day = max(one.closed for one in found if one.outcome == UPHELD and one.closed)
        return f"Domstol upphävde beslutet den {long_date(day)}. Inget rekvireras eller betalas ut med stöd av det."
    if standing == Standing.STAYED:
        day = min(one.stayed for one in going if one.stayed and not one.stay_lifted)
        return (
            f"Domstol beslutade om inhibition den {long_date(day)}: beslutet gäller inte tills vidare, och inget "
            "rekvireras eller betalas ut."
        )
    if standing == Standing.APPEALED:
        day = min(one.received for one in going)
        return f"Överklagat den {long_date(day)}. Beslutet gäller tills domstolen bestämmer annat."
    if standing == Standing.STANDS:
        return "Beslutet har fått laga kraft."
    if last_day is None:
        return "Beslutet har inte fått laga kraft: sista dagen att överklaga är inte fastställd än."
    return f"Beslutet har inte fått laga kraft: det kan överklagas till och med den {long_date(last_day)}."


def last_step(appeal: Appealed) -> str:
    """What happened last with an appeal, as the time line and the applicant get it; without a full stop."""
    if appeal.closed:
        how = {
            UPHELD: "domstol upphävde beslutet",
            "rejected": "överklagandet avslogs: beslutet står fast",
            "too_late": "överklagandet avvisades, eftersom det kom in för sent: beslutet står fast",
            "dismissed": "överklagandet avvisades: beslutet står fast",
            "struck_out": "målet avskrevs: beslutet står fast",
            "withdrawn": "överklagandet återkallades: beslutet står fast",
        }[appeal.outcome]
        return f"{how}, {long_date(appeal.closed)}"
    if appeal.stay_lifted:
        return f"inhibitionen upphävdes den {long_date(appeal.stay_lifted)}: beslutet gäller"
    if appeal.stayed:
        return (
            f"domstol beslutade om inhibition den {long_date(appeal.stayed)}: beslutet gäller inte tills vidare, och "
            "inget kan rekvireras eller betalas ut"
        )
    return f"överklagandet kom in den {long_date(appeal.received)}: beslutet gäller tills domstolen bestämmer annat"
