"""What a pack holds of an agenda, as its reader sees it."""

from collections.abc import Mapping, Sequence

from meetings.record.reading_pack import PackContent, PackedItem, PackedPaper

from .agenda import AgendaItem

_OWN_JAV = "Handlingar som du inte får för ditt jäv är inte med."


def pack_content(agenda: Sequence[AgendaItem], left_out: Mapping[str, str] | None = None) -> PackContent:
    """Of the papers that `agenda` has, which is the reader's own: one that they may not know of is not in it.

    `left_out` are those that they know of and are not given: by the SHA-256 of each, why, such as «du har anmält jäv».
    """
    kept_back = left_out or {}
    return PackContent(
        items=tuple(
            PackedItem(
                key=one.key,
                label=one.matter.label,
                heading=one.matter.heading,
                to_come=" ".join(filter(None, [_OWN_JAV if one.left_out else "", one.to_come])),
                papers=tuple(
                    PackedPaper(
                        number=paper.number,
                        name=paper.name,
                        sha256=paper.sha256,
                        media_type=paper.media_type,
                        size=paper.size,
                        why=kept_back.get(paper.sha256, ""),
                    )
                    for paper in one.papers
                ),
            )
            for one in agenda
        )
    )
