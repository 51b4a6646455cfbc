"""The figures of the §§ that are cases: what each grants, read for the protocol that freezes them."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from funding.models import Placement
from funding.rules.amounts import money
from meetings.record.paragraph import Figures, YearSum

HAS_FIGURES = Exists(Placement.objects.filter(paragraph=OuterRef("pk")))


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
