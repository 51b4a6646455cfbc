"""What other apps want to hear: filled in their AppConfig.ready, called inside the transaction."""

from collections.abc import Callable

from meetings.models import Verification

after_verification: list[Callable[[Verification], None]] = []
