"""Protocols of §§ verified at once (omedelbar justering), beside the meeting's own: which §§ each covers."""

from collections.abc import Iterable

from meetings.models import Protocol, ProtocolParagraph
from meetings.rules.numbering import number_range
from meetings.swedish import sections


def sections_of(protocols: Iterable[Protocol]) -> dict[int, str]:
    """What each protocol of §§ verified at once covers, «§ 41» by its key, in one query; none of a meeting's own."""
    keys = [one.pk for one in protocols if one.is_immediate]
    numbers: dict[int, list[int]] = {}
    rows = ProtocolParagraph.objects.filter(protocol__in=keys, paragraph__number__isnull=False)
    for key, number in rows.values_list("protocol_id", "paragraph__number"):
        if number is not None:  # the query says so too, but not to mypy
            numbers.setdefault(key, []).append(number)
    return {key: sections(number_range(own)) for key, own in numbers.items()}
