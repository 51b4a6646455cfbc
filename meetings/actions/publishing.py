"""A verified protocol on the web, or off it. The notice and the original stand whatever is chosen."""

import logging
from datetime import datetime

from django.db import transaction

from meetings.errors import RuleViolation
from meetings.models import Person, Protocol, Verification

logger = logging.getLogger(__name__)


@transaction.atomic
def hide_protocol(*, protocol: Protocol, by: Person, at: datetime) -> Protocol:
    """Takes the protocol off the web; the notice stands, and the chancellery hands the protocol out."""
    return _set_hidden(protocol, at, by)


@transaction.atomic
def show_protocol(*, protocol: Protocol, by: Person, at: datetime) -> Protocol:
    """Puts the protocol on the web again. Raises RuleViolation for one that was frozen as not to be published."""
    if not Verification.objects.filter(protocol=protocol, public_copy__isnull=False).exists():
        raise RuleViolation("Protokollet låstes med valet «publiceras inte» och har ingen offentlig kopia.")
    return _set_hidden(protocol, None, by)


def _set_hidden(protocol: Protocol, hidden_at: datetime | None, by: Person) -> Protocol:
    protocol.hidden_at = hidden_at
    protocol.save(update_fields=["hidden_at"])
    logger.info("%s %s by %s", protocol.public_id, "hidden" if hidden_at else "shown", by.public_id)
    return protocol
