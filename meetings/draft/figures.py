"""The figures of a § that another app keeps: filled in its AppConfig.ready, and read with the draft."""

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Exists, Q, QuerySet

from meetings.models import Paragraph
from meetings.record.paragraph import Figures
from meetings.rules.sums import difference, says_no_sum
from meetings.swedish import long_date

# By the keys of §§: the figures of each that has some; a constant number of queries.
readers: list[Callable[[Collection[int]], Mapping[int, Figures]]] = []
# Whether a § has figures, asked in the same question as the § itself: most meetings have none, and no reader is called.
marks: list[Exists] = []

# Where the figures of a § are changed: an address, built without asking the database.
addresses: list[Callable[[Paragraph], str]] = []

type Doubt = tuple[str, str, bool]


def marked(paragraphs: QuerySet[Paragraph]) -> QuerySet[Paragraph]:
    """The §§ with `has_figures`."""
    return paragraphs.annotate(has_figures=reduce(or_, map(Q, marks), Q(pk=None)))


def read_figures(paragraphs: Iterable[Paragraph]) -> dict[int, Figures]:
    """The figures of those of the `marked` §§ that have some, by key."""
    keys = [one.pk for one in paragraphs if one.has_figures]  # type: ignore[attr-defined]
    return {key: one for read in readers for key, one in read(keys).items()} if keys else {}


def address_of(paragraph: Paragraph) -> str:
    """Where the figures of the § are changed; empty where no other app keeps figures."""
    return next((address(paragraph) for address in addresses), "")


def doubts_of(paragraph: Paragraph, figures: Figures | None) -> list[Doubt]:
    """How the decisions of a § differ from its figures: sentence, code and whether the freeze waits for an answer.

    A § that decides nothing, or rejects, grants nothing to differ about.
    """
    decided = [one for one in paragraph.decisions.all() if one.text and not one.is_prepared]
    grants = any(one.outcome != one.Outcome.REJECTED for one in decided)
    if figures is None or paragraph.deferral or not grants:
        return []
    if figures.wording:
        sentence = (
            f"gäller som den lyder i protokollet ({figures.wording.rstrip('.')}). Inga medel kan rekvireras förrän "
            "någon annan har angett beloppen"
        )
        return [(sentence, "wording", False)]
    texts = [one.text for one in decided]
    amounts = [(one.year, Decimal(one.amount)) for one in figures.amounts]
    if found := difference(texts, amounts):
        return [
            (
                f"{found}. Ändra det ena, eller låt protokollets lydelse gälla, på ärendets sida",
                "figures",
                True,
            )
        ]
    # A § with a last day that starts nothing of a kind changes when something ends: it is about that day, and says it.
    day = long_date(figures.last_day) if figures.last_day and not figures.measure_kind else ""
    if day not in " ".join(" ".join(texts).split()):
        return [
            (f"säger inte slutdagen, som uppgifterna har till {day}. Ändra det ena", "figures", True),
        ]
    if says_no_sum(texts, amounts):
        return [("säger inget belopp. Uppgifternas belopp gäller", "unsaid_sum", False)]
    return []
