"""What other apps want to hear, and what they want said: filled in their AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from meetings.models import Association, Verification

# Called inside the transaction of the verification.
after_verification: list[Callable[[Verification], None]] = []


@dataclass(frozen=True)
class WaitingLine:
    """A line of «Att göra» from another app, under its own heading; `address` is a path."""

    heading: str
    title: str
    text: str
    address: str
    button: str
    is_late: bool = False


waiting_lines: list[Callable[[Association, date], list[WaitingLine]]] = []
