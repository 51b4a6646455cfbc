"""The figures of the §§ that are cases: what each grants, read for the protocol that freezes them."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef
from django.urls import reverse

from funding.models import Placement
from funding.rules.amounts import money
from meetings.models import Paragraph
from meetings.record.paragraph import Figures, YearSum

HAS_FIGURES = Exists(Placement.objects.filter(paragraph=OuterRef("pk")))


def figures_address(paragraph: Paragraph) -> str:
    """The page that changes the figures of a § and leads back to its draft; the § is read with its meeting."""
    return reverse("paragraph_figures", args=[paragraph.meeting.body.association.slug, paragraph.public_id])


def figures_of(paragraphs: Collection[int]) -> dict[int, Figures]:
    """By paragraph key, for the cases among `paragraphs` that a board decides; two queries."""
    placements = (
        Placement.objects.filter(paragraph__in=paragraphs)
        .select_related("purpose", "paragraph__meeting__body")
        .prefetch_related("amounts")
    )
    return {
        one.paragraph_id: Figures(
            amounts=tuple(YearSum(each.year, money(each.amount)) for each in one.amounts.all()),
            measure_kind=one.get_measure_kind_display().lower(),
            focus=one.focus,
            method=one.method,
            purpose=one.purpose.name if one.purpose else "",
            first_day=one.first_day,
            last_day=one.last_day,
            conditions=one.conditions,
            wording=one.wording_reason,
        )
        for one in placements
        if one.paragraph.meeting.body.under_kl
    }
