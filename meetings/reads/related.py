"""How §§ of different meetings belong together: corrections, and deferred matters that came back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Prefetch, QuerySet

from meetings.models import Association, Paragraph, Protocol, ProtocolParagraph
from meetings.reads.published import published_protocols
from meetings.swedish import long_date, section


@dataclass(frozen=True)
class Related:
    """«Rättar § 41 den 30 maj 2024», said in the § `own` of the § `other`. `is_earlier`: the § itself says so
    when it is frozen. `protocol` covers the other, where it is published."""

    own: Paragraph
    verb: str
    other: Paragraph
    is_earlier: bool = False
    protocol: Protocol | None = None

    @property
    def words(self) -> str:
        return f"{self.verb} {self.place}"

    @property
    def way(self) -> str:
        """The words of a link under the §, which has already said what the relation is."""
        return f"Läs {self.place}" if self.is_earlier else self.words

    @property
    def place(self) -> str:
        """«§ 41 den 30 maj 2024», «§ 3 i Beredningsgruppen den 2 maj 2024»; the heading before it has a number."""
        meeting = self.other.meeting
        what = section(self.other.number) if self.other.number else f"«{self.other}»"
        body = f" i {meeting.body.name}" if meeting.body_id != self.own.meeting.body_id else ""
        return f"{what}{body} den {long_date(meeting.date)}"


def related_to(paragraphs: QuerySet[Paragraph]) -> list[Related]:
    """Everything that these §§ correct, are corrected by, continue, or came back as; six queries at most."""
    found: list[Related] = []
    for own in _with_others(paragraphs):
        items = list(own.sub_items.all())
        earlier = own.origin or (own.origin_item.paragraph if own.origin_item else None)
        found += [Related(own, "Rättar", own.corrects, True)] if own.corrects else []
        found += [Related(own, "Rättad genom", one) for one in own.corrections.all()]
        found += [Related(own, "Fortsätter från", earlier, True)] if earlier else []
        found += [
            Related(own, "Togs upp igen i", one)
            for one in [*own.followers.all(), *(each for item in items for each in item.followers.all())]
        ]
    return found


def later_of(paragraph: Paragraph) -> list[str]:
    """«Rättad genom § 52 den 14 juni 2024.», for each verified § that corrects it or took it up again."""
    found = related_to(Paragraph.objects.filter(pk=paragraph.pk))
    verified = set(
        ProtocolParagraph.objects.filter(
            paragraph__in=[one.other.pk for one in found], protocol__verification__isnull=False
        ).values_list("paragraph", flat=True)
    )
    return [f"{one.words}." for one in found if not one.is_earlier and one.other.pk in verified]


def published_related(association: Association, paragraphs: QuerySet[Paragraph]) -> list[Related]:
    """Those whose other § the public can read."""
    found = related_to(paragraphs)
    covered = ProtocolParagraph.objects.filter(
        paragraph__in=[one.other.pk for one in found], protocol__in=published_protocols(association)
    ).select_related("protocol__meeting__body")
    protocols = {link.paragraph_id: link.protocol for link in covered}
    return [replace(one, protocol=protocols[one.other.pk]) for one in found if one.other.pk in protocols]


def by_number(related: Iterable[Related]) -> dict[str, list[Related]]:
    """The relations by the number of the § that says them, as snapshots write it."""
    found: dict[str, list[Related]] = {}
    for one in related:
        found.setdefault(str(one.own.number), []).append(one)
    return found


def _with_others(paragraphs: QuerySet[Paragraph]) -> QuerySet[Paragraph]:
    later = (
        Paragraph.objects.filter(removed_at__isnull=True)
        .select_related("meeting__body")
        .order_by("meeting__date", "meeting__sequence", "position")
    )
    return (
        paragraphs.select_related(
            "meeting",
            "corrects__meeting__body",
            "origin__meeting__body",
            "origin_item__paragraph__meeting__body",
        )
        .prefetch_related(
            Prefetch("corrections", later),
            Prefetch("followers", later),
            Prefetch("sub_items__followers", later),
        )
        .order_by("position")
    )
