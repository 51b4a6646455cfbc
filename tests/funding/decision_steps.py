"""What boards and courts decide of money, as steps of a sequence; each also tells the book what came of it."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.db import DatabaseError, transaction

from funding.actions.agenda import change_placement, place_case
from funding.actions.budgeting import adjust_frame, adopt_budget, reopen_budget
from funding.actions.closing_years import close_year
from funding.actions.granting import enter_figures, grant_decided
from funding.actions.matters import Terms
from funding.actions.measuring import add_grants, create_measure
from funding.models import BoardDecision, DecidedAmount, Frame, Grant, Measure, Placement
from funding.reads.placements import wordings
from funding.rules.verdict import CaseOutcome
from meetings.actions.appealing import close_appeal, lift_stay, register_appeal, stay_decision
from meetings.errors import RuleViolation
from meetings.models import Appeal, Paragraph
from tests.funding.money_book import Step, Till, one_of
from tests.worlds.applications import YEARS
from tests.worlds.boards import at

Kind = Placement.Kind
Amounts = list[tuple[int, Decimal]]
CHANGES = (Kind.SUPPLEMENT, Kind.CARRY_OVER, Kind.REDUCTION, Kind.EARLY_END, Kind.PROLONGATION)
OWN_CHANGES = (Kind.SUPPLEMENT, Kind.CARRY_OVER, Kind.REDUCTION, Kind.EARLY_END)


def _amounts(till: Till, step: Step, measure: Measure, kind: str, last: date) -> Amounts:
    """What a § of the kind gives and takes of a measure that runs to `last`: what there is, most of the time."""
    if kind == Kind.EARLY_END:
        left = [(year, -till.book.left((measure.pk, year))) for year in YEARS if year > last.year]
        return [*left, (last.year, -till.fitting(step, measure, last.year) if step.which % 2 else Decimal(0))]
    within = [one for one in YEARS if one <= last.year]
    if kind in (Kind.SUPPLEMENT, Kind.PROLONGATION):
        is_more = kind == Kind.SUPPLEMENT or step.which % 2
        return [(within[step.other % len(within)], step.amount)] if is_more else []
    year = till.left_year(step, measure)
    amount = till.fitting(step, measure, year)
    if kind == Kind.REDUCTION:
        return [(year, -amount)]
    others = [one for one in within if one != year] or within
    return [(year, -amount), (others[step.which % len(others)], amount)]


def _last_day(till: Till, step: Step, measure: Measure, kind: str) -> date | None:
    last = till.book.last_day(measure)
    if kind == Kind.EARLY_END:
        return min(date(YEARS[step.other % len(YEARS)], 4 + step.which, 30), last - timedelta(days=1))
    is_later = kind == Kind.PROLONGATION or (kind == Kind.SUPPLEMENT and step.which == 4)
    return last + timedelta(days=60 * (1 + step.other)) if is_later else None


def decide(till: Till, step: Step, kind: Placement.Kind) -> None:
    """The board changes a granted case. Its protocol is as good as verified: what that does with money is done."""
    measure = till.granted()
    case, last_day = measure.application, _last_day(till, step, measure, kind)
    amounts = _amounts(till, step, measure, kind, last_day or till.book.last_day(measure))
    said = {"conditions": "", **till.said}
    placement = place_case(
        application=case,
        meeting=till.meeting,
        kind=kind,
        amounts=amounts,
        terms=Terms(last_day=last_day),
        **said,
    )
    if step.ore % 2 and not last_day:  # the protocol's own words hold, and somebody else reads them later
        change_placement(placement=placement, amounts=amounts, wording_reason="Så sa de.", **said)
        amounts = []
    decision = BoardDecision.objects.create(
        application=case,
        paragraph=placement.paragraph,
        verification=till.sections[0].protocols.get().verification,
        kind=kind,
        number="1",
        meeting_date=till.meeting.date,
        outcome=CaseOutcome.GRANTED,
        letter=till.file,
        at=at(till.day),
    )
    for year, amount in amounts:
        if amount:
            DecidedAmount.objects.create(decision=decision, year=year, amount=amount)
    grant_decided(decision=decision, placement=placement, **till.said)
    till.book.give(measure, amounts, placement.paragraph)
    if last_day:
        till.book.ends[measure.pk].append((placement.paragraph_id, last_day))


def read_figures(till: Till, step: Step) -> None:
    """What a § grants by its own words is entered by another than the one who let them hold."""
    decision = one_of(list(wordings().order_by("pk")), step)
    measure = till.granted()
    amounts = _amounts(till, step, measure, decision.kind, till.book.last_day(measure))
    enter_figures(decision=decision, amounts=amounts, by=till.office.board.manager, at=at(till.day))
    till.book.give(measure, amounts, decision.paragraph)


def start_own(till: Till, step: Step) -> None:
    year, section = till.year(step), till.section(step)
    amounts = [(year, step.amount)]
    measure = create_measure(
        association=till.office.association,
        name=f"Egen verksamhet {len(till.measures)}",
        purpose=till.purpose if step.ore % 2 else None,
        kind=Measure.Kind.STRUCTURAL,
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        paragraph=section,
        amounts=amounts,
        **till.said,
    )
    till.measures.append(measure)
    till.book.give(measure, amounts, section)
    till.book.ends[measure.pk].append((section.pk, date(year, 12, 31)))


def change_own(till: Till, step: Step, kind: Placement.Kind) -> None:
    """A § changes an activity of the association's own; an early end is a lessening with a day."""
    measure, section = till.own(step), till.section(step)
    last_day = _last_day(till, step, measure, kind)
    amounts = _amounts(till, step, measure, kind, last_day or till.book.last_day(measure))
    taken = Grant.Kind.REDUCTION if any(amount for _, amount in amounts) else Grant.Kind.SUPPLEMENT
    given = taken if kind == Kind.EARLY_END else Grant.Kind(kind)
    add_grants(
        measure=measure, amounts=amounts, kind=given, paragraph=section, last_day=last_day, **till.said
    )
    till.book.give(measure, amounts, section)
    if last_day:
        till.book.ends[measure.pk].append((section.pk, last_day))


def take_away(till: Till, step: Step) -> None:
    """A row that lessens a grant, past the actions: what is requisitioned stands, whoever writes it."""
    measure, section = till.measure(step), till.section(step)
    year = till.left_year(step, measure)
    amount = till.fitting(step, measure, year)
    row = {"measure": measure, "year": year, "amount": -amount, "paragraph": section}
    try:
        with transaction.atomic():
            Grant.objects.create(kind="reduction", **row, **till.said)
    except DatabaseError as refused:
        raise RuleViolation(str(refused)) from refused
    till.book.give(measure, [(year, -amount)], section)


def appeal(till: Till, step: Step) -> None:
    """Somebody appeals a § that grants or takes; the court stays it, most of the time."""
    keys = sorted({one.section for one in till.book.given})
    section = Paragraph.objects.get(pk=keys[step.ore % len(keys)])
    came = register_appeal(
        protocol=section.protocols.get(), paragraph=section, received=till.day, **till.said
    )
    if step.other:
        stay_decision(appeal=came, day=till.day, **till.said)
        till.book.stayed[came.pk] = section.pk


def judge(till: Till, step: Step) -> None:
    """The stay is lifted, or the court decides: now and then it annuls the decision."""
    found = one_of(list(Appeal.objects.filter(closed=None).order_by("pk")), step)
    if step.other == 0:
        lift_stay(appeal=found, day=till.day, **till.said)
    else:
        outcome = "upheld" if step.other < 3 else "rejected"
        close_appeal(appeal=found, day=till.day, outcome=outcome, **till.said)
        if outcome == "upheld":
            till.book.annulled.add(found.paragraph_id)
    till.book.stayed.pop(found.pk, None)


def reopen(till: Till, step: Step) -> None:
    budget = till.office.association.budgets.get(year=till.year(step))
    reopen_budget(budget=budget, reason="Fel paragraf.", **till.said)
    assert budget.year not in till.book.closed
    assert not any(year == budget.year for one, (_, year) in till.book.of.items() if one in till.book.asked)
    till.book.adopted.remove(budget.year)


def adopt(till: Till, step: Step) -> None:
    """By the § that fixes the budget of the year, of one that was opened again where there is one."""
    opened = [year for year in YEARS if year not in till.book.adopted]
    year = opened[step.other % len(opened)] if opened else till.year(step)
    budget = till.office.association.budgets.get(year=year)
    section = till.section(step) if step.which == 5 else till.adopting[budget.year]
    adopt_budget(budget=budget, paragraph=section, **till.said)
    assert section == till.adopting[budget.year]
    till.book.adopted.add(budget.year)


def change_frame(till: Till, step: Step) -> None:
    frame = Frame.objects.get(budget__year=till.year(step))
    amount = step.amount if step.which % 2 else -step.amount
    adjust_frame(frame=frame, amount=amount, paragraph=till.section(step), note="", **till.said)
    till.book.frames[till.year(step)] += amount


def year_end(till: Till, step: Step) -> None:
    budget = till.office.association.budgets.get(year=till.year(step))
    close_year(budget=budget, by=till.office.board.secretary, at=at(date(budget.year + 1, 1, 15)))
    till.book.closed[budget.year] = till.book.year(budget.year)


STEPS = {
    one.__name__: one
    for one in (
        read_figures,
        start_own,
        take_away,
        appeal,
        judge,
        reopen,
        adopt,
        change_frame,
        year_end,
    )
}
STEPS |= {f"decide_{kind}": partial(decide, kind=kind) for kind in CHANGES}
STEPS |= {f"own_{kind}": partial(change_own, kind=kind) for kind in OWN_CHANGES}
