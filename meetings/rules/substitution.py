"""Which deputy should serve for whom: a suggestion with its reason, for the chair to accept or not."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy:
    """Sv: ersättare who is present and does not serve. `seat` is the one he or she is personal deputy for.

    `order` is the service order that was set at the appointment (Finsam 12 §).
    """

    id: Hashable
    name: str
    seat: Hashable
    party: Hashable
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptySeat:
    """A seat without anyone who decides; `member` is the name of the absent one, "" for a vacant seat."""

    seat: Hashable
    party: Hashable
    member: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """That `deputy`, an id, serves for `seat`, and why."""

    deputy: Hashable
    seat: Hashable
    reason: str


def suggestions(empty: Sequence[EmptySeat], available: Sequence[Deputy]) -> list[Suggestion]:
    """At most one suggestion a seat and a deputy, in the order of the seats.

    The board decides how deputies serve (KL 6:17). Ours is the common order: the seat's own deputy, then one
    appointed by the same member, then the one nearest in the service order. A vacant seat goes to the same
    member's deputy alone, who steps in for good (Finsam 15 §), and so before a seat whose member is away.
    """
    free = {deputy.id: deputy for deputy in sorted(available, key=lambda deputy: deputy.order)}
    found: dict[Hashable, Suggestion] = {}
    vacant_first = sorted(empty, key=lambda seat: seat.member != "")
    # One ground over all the seats before the next ground: else an early seat takes a later one's own deputy.
    for fits in (_is_personal, _is_same_party, _is_next):
        for seat in vacant_first:
            deputy = next((one for one in free.values() if fits(one, seat)), None)
            if deputy and seat.seat not in found:
                found[seat.seat] = Suggestion(deputy.id, seat.seat, _reason(deputy, seat))
                del free[deputy.id]
    order = dict.fromkeys(seat.seat for seat in empty)
    return [found[seat] for seat in order if seat in found]


def _is_personal(deputy: Deputy, seat: EmptySeat) -> bool:
    return deputy.seat == seat.seat and (seat.member != "" or _is_same_party(deputy, seat))


def _is_same_party(deputy: Deputy, seat: EmptySeat) -> bool:
    return deputy.party == seat.party


def _is_next(deputy: Deputy, seat: EmptySeat) -> bool:
    return seat.member != ""


def _reason(deputy: Deputy, seat: EmptySeat) -> str:
    if not seat.member:
        return "ersättare från samma medlem, som inträder på den vakanta platsen (Finsam 15 §)"
    if _is_personal(deputy, seat):
        return f"personlig ersättare för {seat.member}"
    if _is_same_party(deputy, seat):
        return "ersättare från samma medlem"
    return "närmast i tjänstgöringsordningen"
