"""What the public may read: verified protocols frozen as «publiceras» and not taken off the web since."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from meetings.documents.snapshot import Attachment, ProtocolDocument
from meetings.models import Association, Protocol


def published_protocols(association: Association) -> QuerySet[Protocol]:
    """A meeting's own protocols (number 1), latest first, with `body_name` as frozen; without the snapshots."""
    return (
        Protocol.objects.filter(
            meeting__body__association=association,
            number=1,
            hidden_at=None,
            verification__public_copy__isnull=False,
            verification__version__snapshot__document__publish=True,
        )
        .select_related("meeting__body", "verification__public_copy", "notice")
        .annotate(body_name=frozen_text("body_name", "verification__version"))
        .order_by("-meeting__date", "-meeting__sequence", "meeting__body__slug")
    )


def frozen_text(key: str, version: str) -> KeyTextTransform:
    """A text of the snapshot's "document" for `annotate`, so that a list need not read whole snapshots."""
    return KeyTextTransform(key, KeyTransform("document", f"{version}__snapshot"))


def is_published(protocol: Protocol) -> bool:
    """The same for one protocol. A public copy is made exactly when the frozen choice was to publish."""
    return (
        protocol.number == 1
        and protocol.hidden_at is None
        and protocol.verification.public_copy_id is not None
    )


def published_attachment(document: ProtocolDocument, number: str) -> Attachment | None:
    """The attachment with that number if it is published."""
    return next((each for each in document.attachments if each.number == number and each.published), None)


def by_year(protocols: Iterable[Protocol]) -> list[tuple[int, list[Protocol]]]:
    """Protocols grouped by the meeting's year, in their given order."""
    years: dict[int, list[Protocol]] = {}
    for protocol in protocols:
        years.setdefault(protocol.meeting.date.year, []).append(protocol)
    return list(years.items())
