"""What the public may read: verified protocols frozen as «publiceras» and not taken off the web since."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.urls import reverse

from meetings.models import Association, Protocol
from meetings.reads.withheld import marks_everywhere
from meetings.record.protocol import Attachment, ProtocolRecord
from meetings.record.withheld import masked_value
from meetings.swedish import long_date


def published_protocols(association: Association) -> QuerySet[Protocol]:
    """Latest first, a meeting's own before those of §§ verified at once; notes of bodies that only advise among
    them. With `body_name` and `title` as frozen, without the snapshots."""
    return (
        Protocol.objects.filter(
            meeting__body__association=association,
            hidden_at=None,
            verification__public_copy__isnull=False,
            verification__version__snapshot__document__publish=True,
        )
        .select_related("meeting__body", "verification__public_copy", "notice")
        .annotate(
            body_name=frozen_text("body_name", "verification__version"),
            title=frozen_text("title", "verification__version"),
        )
        .order_by("-meeting__date", "-meeting__sequence", "meeting__body__slug", "number")
    )


def frozen_text(key: str, version: str) -> KeyTextTransform:
    """A text of the snapshot's "document" for `annotate`, so that a list need not read whole snapshots."""
    return KeyTextTransform(key, KeyTransform("document", f"{version}__snapshot"))


def is_published(protocol: Protocol) -> bool:
    """Whether the public may read the protocol. A public copy is made exactly when the frozen choice was to publish."""
    return protocol.hidden_at is None and protocol.verification.public_copy_id is not None


def address_of(protocol: Protocol) -> str:
    """The whole address of the protocol's public page, for what is read outside the site."""
    body = protocol.meeting.body
    path = reverse("protocol_detail", args=[body.association.slug, body.slug, protocol.key])
    return settings.SITE_URL.rstrip("/") + path


def published_attachment(document: ProtocolRecord, number: str) -> Attachment | None:
    """The attachment with that number if it is published."""
    return next((each for each in document.attachments if each.number == number and each.published), None)


@dataclass(frozen=True)
class PublishedRow:
    """One of `published_protocols` in a list: «§ 37–45 · justerat 10 juni 2024»."""

    protocol: Protocol
    words: str


def by_year(protocols: Iterable[Protocol]) -> list[tuple[int, list[PublishedRow]]]:
    """Protocols of `published_protocols` grouped by the meeting's year, in their given order."""
    years: dict[int, list[PublishedRow]] = {}
    found = list(protocols)
    marks = marks_everywhere([protocol.meeting_id for protocol in found])
    for protocol in found:
        row = PublishedRow(protocol, masked_value(_in_words(protocol), marks.get(protocol.meeting_id, ())))
        years.setdefault(protocol.meeting.date.year, []).append(row)
    return list(years.items())


def _in_words(protocol: Protocol) -> str:
    notice = getattr(protocol, "notice", None)
    what = notice.paragraphs_text if notice else protocol.title  # type: ignore[attr-defined]
    verb = "omedelbart justerat" if protocol.is_immediate else "justerat"
    if not protocol.meeting.body.under_kl:
        verb = "färdigställda"
    return f"{what} · {verb} {long_date(protocol.verification.day)}"
