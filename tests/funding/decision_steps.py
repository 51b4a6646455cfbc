"""What boards and courts decide of money, as steps of a sequence; each also tells the book what came of it."""

from datetime import date
from decimal import Decimal

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
OWN_CHANGES = (Grant.Kind.SUPPLEMENT, Grant.Kind.CARRY_OVER, Grant.Kind.REDUCTION)


def _amounts(till: Till, step: Step, kind: str) -> Amounts:
    year, amount = till.year(step), step.amount
    if kind == "carry_over":
        return [(year, -amount), (YEARS[(step.other + 1) % len(YEARS)], amount)]
    return [(year, -amount if kind in ("reduction", "early_end") else amount)]


def _last_day(step: Step, kind: str) -> date | None:
    if kind == Kind.EARLY_END:
        return date(YEARS[step.other % len(YEARS)], 4 + step.which, 30)
    return date(2027 + step.other, 6, 30) if kind == Kind.PROLONGATION else None


def decide(till: Till, step: Step) -> None:
    """The board changes a granted case. Its protocol is as good as verified: what that does with money is done."""
    case = till.granted().application
    kind = CHANGES[(step.which + step.other) % len(CHANGES)]
    amounts, last_day = _amounts(till, step, kind), _last_day(step, kind)
    said = {"conditions": "", **till.said}
    placement = place_case(
        application=case,
        meeting=till.meeting,
        kind=kind,
        amounts=amounts,
        terms=Terms(last_day=last_day),
        **said,
    )
    if step.ore % 2:  # the protocol's own words hold, and somebody else reads them later
        change_placement(
            placement=placement, amounts=amounts, last_day=last_day, wording_reason="Så sa de.", **said
        )
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
        DecidedAmount.objects.create(decision=decision, year=year, amount=amount)
    measure = grant_decided(decision=decision, placement=placement, **till.said)
    till.book.give(measure, amounts, placement.paragraph)
    if last_day:
        till.book.ends[measure.pk].append((placement.paragraph_id, last_day))


def read_figures(till: Till, step: Step) -> None:
    """What a § grants by its own words is entered by another than the one who let them hold."""
    decision = one_of(list(wordings().order_by("pk")), step)
    amounts = _amounts(till, step, decision.kind)
    enter_figures(decision=decision, amounts=amounts, by=till.office.board.manager, at=at(till.day))
    till.book.give(decision.application.measure, amounts, decision.paragraph)


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


def change_own(till: Till, step: Step) -> None:
    measure, section = till.own(step), till.section(step)
    kind = OWN_CHANGES[(step.which + step.other) % len(OWN_CHANGES)]
    amounts = _amounts(till, step, kind)
    last_day = date(till.year(step), 4 + step.which, 30) if step.ore % 4 == 3 else None
    add_grants(measure=measure, amounts=amounts, kind=kind, paragraph=section, last_day=last_day, **till.said)
    till.book.give(measure, amounts, section)
    if last_day:
        till.book.ends[measure.pk].append((section.pk, last_day))


def take_away(till: Till, step: Step) -> None:
    """A row that lessens a grant, past the actions: what is requisitioned stands, whoever writes it."""
    measure, section, year = till.measure(step), till.section(step), till.year(step)
    row = {"measure": measure, "year": year, "amount": -step.amount, "paragraph": section}
    try:
        with transaction.atomic():
            Grant.objects.create(kind="reduction", **row, **till.said)
    except DatabaseError as refused:
        raise RuleViolation(str(refused)) from refused
    till.book.give(measure, [(year, -step.amount)], section)


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
    """By the § that fixes the budget of the year, most of the time."""
    budget = till.office.association.budgets.get(year=till.year(step))
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
        decide,
        read_figures,
        start_own,
        change_own,
        take_away,
        appeal,
        judge,
        reopen,
        adopt,
        change_frame,
        year_end,
    )
}
