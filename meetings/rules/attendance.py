"""Who is in the room between two events, and who decides for each seat (KL 4:24, 6:17).

Every verb lets something happen and answers "", or answers in one sentence why it cannot and changes nothing. So
nobody decides for two seats and no seat has two who decide, whatever is tried.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from copy import copy
from typing import Self

from .distance import Mode


class Attendance:
    """Empty at first. `seats` in order, `members` each with the own seat, `deputies` who may serve for them."""

    def __init__(
        self,
        *,
        seats: Iterable[Hashable],
        members: Mapping[Hashable, Hashable | None],
        deputies: Collection[Hashable],
    ) -> None:
        self.seats = list(dict.fromkeys(seats))
        self.modes: dict[Hashable, str] = {}
        self._members = members
        self._deputies = deputies
        self._serving: dict[Hashable, Hashable] = {}

    @property
    def serving(self) -> dict[Hashable, Hashable]:
        """Who decides for each seat that has somebody, in the order of the seats."""
        return {seat: self._serving[seat] for seat in self.seats if seat in self._serving}

    def copy(self) -> Self:
        """A copy to try events in."""
        other = copy(self)
        # copy() alone would let both write in the same two dicts.
        other.modes, other._serving = dict(self.modes), dict(self._serving)
        return other

    def arrive(self, who: Hashable, mode: str) -> str:
        """Lets a person in; a member takes the own seat, also from a deputy who has served there."""
        if who not in self._members and who not in self._deputies:
            return "Personen har inget uppdrag i organet."
        if who in self.modes:
            return "Personen är redan närvarande."
        if mode == Mode.ABSENT:
            return "Välj på plats eller på distans."
        self.modes[who] = mode or Mode.ON_SITE
        seat = self._members.get(who)
        # A deputy gives the seat up to its ledamot (KL 6:17 leaves the order to the board; this is the common one).
        if seat in self.seats and self._serving.get(seat) not in self._members:
            self._serving[seat] = who
        return ""

    def leave(self, who: Hashable) -> str:
        """Takes the person out of the room; who leaves stops serving."""
        if who not in self.modes:
            return "Personen är inte närvarande och kan inte gå."
        del self.modes[who]
        self._stop_serving(who)
        return ""

    def serve(self, deputy: Hashable, seat: Hashable) -> str:
        """A deputy who does not serve already takes a seat whose member is not in the room."""
        if deputy not in self._deputies:
            return "Bara en ersättare kan tjänstgöra för någon annan."
        if deputy not in self.modes:
            return "Ersättaren är inte närvarande och kan inte tjänstgöra."
        if seat not in self.seats:
            return "Platsen finns inte i organet."
        if deputy in self._serving.values():
            return "Ersättaren tjänstgör redan. Var och en har en röst (4 kap. 24 § kommunallagen)."
        if any(own == seat and member in self.modes for member, own in self._members.items()):
            return "Ledamoten är närvarande och behöver ingen ersättare."
        if seat in self._serving:
            return "En annan ersättare tjänstgör redan på platsen. Varje plats har en röst."
        self._serving[seat] = deputy
        return ""

    def relieve(self, deputy: Hashable) -> str:
        """Lets a deputy stop serving and stay in the room."""
        if deputy in self._members:
            return "En närvarande ledamot beslutar för sin egen plats och kan bara gå."
        if deputy not in self._serving.values():
            return "Personen tjänstgör inte."
        self._stop_serving(deputy)
        return ""

    def _stop_serving(self, who: Hashable) -> None:
        self._serving = {seat: one for seat, one in self._serving.items() if one != who}
