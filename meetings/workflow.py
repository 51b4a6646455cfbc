"""The states of a meeting and its protocol, derived from rows that are only ever added."""

from django.db.models import TextChoices


class ProtocolState(TextChoices):
    """Sv: protokollets läge."""

    DRAFT = "draft", "Utkast"
    FROZEN = "frozen", "Ute för justering"
    CHANGES_REQUESTED = "changes_requested", "Ändring begärd"
    VERIFIED = "verified", "Justerat"


def state_in_words(state: ProtocolState, *, withdrawn: bool) -> str:
    """Its label; what the secretary has taken back, and nobody has asked for, is «Återtaget»."""
    return "Återtaget" if withdrawn and state == ProtocolState.CHANGES_REQUESTED else state.label


LOCKED = frozenset({ProtocolState.FROZEN, ProtocolState.VERIFIED})

PLANNED, SUMMONED, OPEN, CLOSED, CANCELLED = "planned", "summoned", "open", "closed", "cancelled"

# From a meeting's state to those it may pass to by hand; freezing and verifying are read from the protocol.
MEETING_TRANSITIONS: dict[str, frozenset[str]] = {
    PLANNED: frozenset({SUMMONED, OPEN, CLOSED, CANCELLED}),
    SUMMONED: frozenset({OPEN, CLOSED, CANCELLED}),
    OPEN: frozenset({CLOSED}),
    CLOSED: frozenset({OPEN}),
    CANCELLED: frozenset({PLANNED}),
}
