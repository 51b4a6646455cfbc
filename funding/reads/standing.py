"""Where the §§ of cases and grants stand with the courts, and what that stops."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from funding.models import Application, Measure
from funding.rules.standing import Standing, in_words, standing_of, stood_on
from funding.rules.verdict import CaseOutcome
from meetings.models import Appeal, Paragraph
from meetings.reads.notices import dates_of, notices_of
from meetings.swedish import long_date, section

# Of grants. As the database's funding_annulled and funding_stands, which hold money to it.
_OF_SECTION = Appeal.objects.filter(paragraph=OuterRef("paragraph"))
ANNULLED = Exists(_OF_SECTION.filter(outcome=Appeal.Outcome.UPHELD))
STAYED = Exists(_OF_SECTION.filter(closed=None, stayed__isnull=False, stay_lifted=None)) & ~ANNULLED


@dataclass(frozen=True)
class SectionStanding:
    """A § with its appeals, the first to come in first."""

    paragraph: Paragraph
    standing: Standing
    appeals: list[Appeal]
    sentence: str

    @property
    def tone(self) -> str:
        return "stopped" if self.standing.stops_money else {"stands": "done"}.get(self.standing, "waiting")


def standings_of(paragraphs: Iterable[Paragraph], today: date) -> list[SectionStanding]:
    """Where each § of one association stands, in a bounded number of queries; fetch meeting and body with them."""
    found = list(paragraphs)
    if not found:
        return []
    association = found[0].meeting.body.association
    notices = notices_of(association).filter(protocol__paragraphs__in=found)
    notice_of = {
        link.paragraph_id: notice
        for notice in notices.prefetch_related("protocol__paragraph_links")
        for link in notice.protocol.paragraph_links.all()
    }
    appeals: dict[int, list[Appeal]] = {one.pk: [] for one in found}
    for appeal in Appeal.objects.filter(paragraph__in=found).order_by("received", "id"):
        appeals[appeal.paragraph_id].append(appeal)
    result = []
    for one in found:
        dates = dates_of(notice_of[one.pk]) if one.pk in notice_of else None
        last_day = dates.last_appeal_day if dates and not dates.preliminary else None
        standing = standing_of(appeals[one.pk], has_force=last_day is not None and today > last_day)
        sentence = in_words(appeals[one.pk], standing, last_day=last_day)
        result.append(SectionStanding(one, standing, appeals[one.pk], sentence))
    return result


def granting_sections(measure: Measure, year: int | None = None) -> list[Paragraph]:
    """The §§ that have granted money to the measure, for one year or any, the first first."""
    of_year = {} if year is None else {"year": year}
    grants = measure.grants.filter(**of_year).select_related("paragraph__meeting__body__association")
    return list({one.paragraph_id: one.paragraph for one in grants.order_by("at", "id")}.values())


def deciding_sections(measure: Measure) -> list[Paragraph]:
    """The §§ that have granted money to the measure or said when it ends, the first first."""
    ends = measure.ends.select_related("paragraph__meeting__body__association")
    found = [*granting_sections(measure), *(one.paragraph for one in ends)]
    return list({one.pk: one for one in found}.values())


def unsettled(measure: Measure, today: date, year: int | None = None) -> list[SectionStanding]:
    """Those of the §§ that have granted it money, for one year or any, which have not gained legal force."""
    found = standings_of(
        deciding_sections(measure) if year is None else granting_sections(measure, year), today
    )
    return [one for one in found if one.standing != Standing.STANDS]


def is_annulled(paragraph: Paragraph) -> bool:
    return paragraph.appeals.filter(outcome=Appeal.Outcome.UPHELD).exists()


def rejection_is_annulled(application: Application) -> bool:
    """Whether a court has annulled the § that rejected the case last."""
    last = application.decisions.filter(outcome=CaseOutcome.REJECTED).last()
    return last is not None and is_annulled(last.paragraph)


def stopped(measure: Measure, year: int, day: date) -> str:
    """Which § a court keeps from being carried out that day, in one sentence; empty when all of them stand."""
    grants = measure.grants.filter(year=year).select_related("paragraph__meeting")
    for one in grants.prefetch_related("paragraph__appeals").order_by("at", "id"):
        appeals = list(one.paragraph.appeals.all())
        if not stood_on(appeals, day):
            where = f"{section(one.paragraph.number or 0)} den {long_date(one.paragraph.meeting.date)}"
            word = standing_of(appeals, has_force=False)
            return f"{where}: {in_words(appeals, word, last_day=None)}" if word.stops_money else where
    return ""


def granted_on(measure: Measure, year: int, day: date) -> Decimal:
    """What the §§ that stood that day grant of the year; the database asks it as funding_granted_on.

    What a § takes away is away until it is annulled.
    """
    grants = measure.grants.filter(year=year).prefetch_related("paragraph__appeals")
    return sum((one.amount for one in grants if _counts(one.paragraph, one.amount, day)), Decimal(0))


def _counts(paragraph: Paragraph, amount: Decimal, day: date) -> bool:
    appeals = list(paragraph.appeals.all())
    if amount < 0:
        return not any(one.outcome == Appeal.Outcome.UPHELD for one in appeals)
    return stood_on(appeals, day)
