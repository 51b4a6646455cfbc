"""Who should serve for whom, by the common order of rules.substitution."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from meetings.models import Attendee, Seat
from meetings.rules.substitution import Deputy, EmptySeat, suggestions


@dataclass(frozen=True)
class Substitute:
    deputy: Attendee
    seat: Seat
    reason: str


def substitutes(empty: Sequence[tuple[Seat, str]], free: Iterable[Attendee]) -> list[Substitute]:
    """At most one of the `free` for each seat, which comes with the name of the one who is away, or ""."""
    seats: dict[Hashable, Seat] = {seat.pk: seat for seat, _ in empty}
    deputies: dict[Hashable, Attendee] = {one.pk: one for one in free}
    found = suggestions(
        [EmptySeat(seat=seat.pk, party=seat.party_id, member=member) for seat, member in empty],
        [
            Deputy(
                id=one.pk,
                name=one.display_name,
                seat=one.mandate.seat_id,
                party=one.mandate.seat.party_id,
                order=one.mandate.service_order,
            )
            for one in deputies.values()
            if one.mandate
        ],
    )
    return [Substitute(deputies[one.deputy], seats[one.seat], one.reason) for one in found]
