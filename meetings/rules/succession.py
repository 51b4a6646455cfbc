"""Who steps in for good when a ledamot leaves the board: the deputy of the same member (Finsam 15 §). Pure."""

from collections.abc import Hashable, Sequence
from datetime import date

from meetings.swedish import long_date

from .substitution import Deputy


def next_in_line(seat: Hashable, party: Hashable, deputies: Sequence[Deputy]) -> list[Deputy]:
    """The deputies that the member of the vacant seat has appointed, who steps in first; others never do.

    The seat's own deputy comes first and then the service order (Finsam 12 § third paragraph). [] when the member has
    none: then it appoints somebody new.
    """
    own = [one for one in deputies if one.party == party]
    return sorted(own, key=lambda one: (one.seat != seat, one.order))


def step_in_hindrance(
    *,
    same_party: bool,
    seat_is_held: bool,
    deputy_from: date,
    deputy_until: date | None,
    first_day: date,
) -> str:
    """Why the deputy cannot take the seat on `first_day`, in a sentence; "" when nothing hinders it."""
    if not same_party:
        return "Bara en ersättare som samma medlem har utsett inträder på platsen (Finsam 15 §)."
    if seat_is_held:
        return f"Platsen har en ledamot den {long_date(first_day)}. Avsluta det uppdraget först."
    if first_day <= deputy_from:
        return f"Välj en dag efter den {long_date(deputy_from)}, då uppdraget som ersättare började."
    if deputy_until and first_day > deputy_until:
        return f"Uppdraget som ersättare slutade den {long_date(deputy_until)}."
    return ""
