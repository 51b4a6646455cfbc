"""Which pack a reader is given, how far it has come, and what waits to be made."""

from dataclasses import dataclass

from django.db.models import QuerySet

from meetings.models import Meeting, ReadingPack, SentAgenda
from meetings.record.reading_pack import PackContent

_MOST_EARLIER = 5
MOST_TRIES = 3  # of workers that ended while they made it


@dataclass(frozen=True)
class PackState:
    """`current` is the pack of what the reader's agenda says now, made or on its way; None before anybody has asked.

    `given` is the one that they may read meanwhile, the current one where it is made.
    """

    current: ReadingPack | None
    given: ReadingPack | None

    @property
    def is_old(self) -> bool:
        """Whether what is given was made before the latest change."""
        return self.given is not None and self.given != self.current

    @property
    def is_under_way(self) -> bool:
        return self.current is not None and not self.current.made_at and not self.current.trouble


def pack_state(meeting: Meeting, content: PackContent) -> PackState:
    """What a reader of the content is shown. An earlier pack is given only where they may read all that is in it."""
    packs = ReadingPack.objects.filter(sent__meeting=meeting).select_related("file", "sent")
    current = packs.filter(sent=latest_sent(meeting), content_sha256=content.key).defer("content").first()
    if current is not None and current.made_at:
        return PackState(current, current)
    earlier = packs.exclude(file=None).order_by("-made_at")[:_MOST_EARLIER]
    given = next((one for one in earlier if one.read_content.may_be_read_by(content)), None)
    return PackState(current, given)


def latest_sent(meeting: Meeting) -> SentAgenda | None:
    return meeting.sent_agendas.last()


def to_make() -> QuerySet[ReadingPack]:
    """What has been asked for and is not made, in the order that it was asked for."""
    rows = ReadingPack.objects.filter(file=None, trouble="")
    return rows.select_related("sent__meeting__body__association").order_by("asked_at", "pk")
