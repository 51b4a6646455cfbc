"""The demo's money: three years of budget, agreements, requisitions, payments and reports."""

from datetime import date, timedelta
from decimal import Decimal

from funding.actions.agreeing import make_agreement, sign_as_association, sign_as_counterpart, terms_of
from funding.actions.budgeting import adjust_frame, adopt_budget, save_budget
from funding.actions.linking import make_link
from funding.actions.measuring import add_grants, close_measure, create_measure, edit_measure
from funding.actions.paying import register_payment
from funding.actions.reporting import approve_report, save_report, send_report
from funding.actions.requisitioning import approve_requisition, send_requisition
from funding.demo.office import DemoOffice, moment
from funding.models import (
    Agreement,
    Application,
    Approval,
    Frame,
    Grant,
    Link,
    Measure,
    ParticipantCount,
    Report,
    ReportCost,
    Requisition,
)
from funding.reads.measures import rows_of, spending_of
from funding.record.application import ApplicantRole
from funding.rules.periods import Period
from meetings.actions.attaching import store_file
from meetings.demo.papers import paper
from meetings.models import Paragraph

Sex, Band = ParticipantCount.Sex, ParticipantCount.Band
INCOMES = {"FK": 2_100_000, "AF": 0, "RVN": 1_050_000, "EK": 1_050_000}
FRAMES = {
    "Insatser för individer": 2_600_000,
    "Strukturövergripande insatser": 500_000,
    "Kansli och styrelse": 1_250_000,
}
RESULTS = (
    "Arbetet följer planen. Grupperna är fulla och samverkan mellan parterna fungerar.",
    "Fyra deltagare av tio har gått vidare till arbete, studier eller arbetsträning.",
)
DAY = timedelta(days=1)


def plan_budgets(office: DemoOffice, first: int, day: date) -> None:
    """Three years from `first`, as planned that day."""
    for number in range(3):
        save_budget(
            association=office.association,
            year=first + number,
            own_capital=Decimal(412_000) if number == 0 else Decimal(0),
            incomes={office.parties[code]: Decimal(amount) for code, amount in INCOMES.items()},
            frames={office.purposes[name]: Decimal(amount) for name, amount in FRAMES.items()},
            by=office.officer,
            at=moment(day),
        )


def adopt(office: DemoOffice, last: int, paragraph: Paragraph, day: date) -> None:
    """The board adopts the budgets up to the year `last`."""
    for budget in office.association.budgets.filter(year__lte=last).order_by("year"):
        adopt_budget(budget=budget, paragraph=paragraph, by=office.officer, at=moment(day))


def own_activities(office: DemoOffice, first: int, budgeted: Paragraph, strengthened: Paragraph) -> None:
    """The office itself, and a conference that was given more by a § of its own."""
    day = strengthened.meeting.date + 21 * DAY
    year = strengthened.meeting.date.year
    by, at = office.officer, moment(day)
    for name, purpose, granted in (
        ("Kansli", "Kansli och styrelse", 1_250_000),
        ("Konferensen Hela vägen", "Strukturövergripande insatser", 100_000),
    ):
        measure = create_measure(
            association=office.association,
            name=name,
            purpose=office.purposes[purpose],
            kind=Measure.Kind.STRUCTURAL,
            first_day=date(year, 1, 1),
            last_day=date(year, 12, 31),
            paragraph=budgeted,
            amounts=[(year, Decimal(granted))],
            by=by,
            at=at,
        )
    amount = Decimal(25_000)
    frame = Frame.objects.get(budget__year=year, purpose=office.purposes["Strukturövergripande insatser"])
    adjust_frame(frame=frame, amount=amount, paragraph=strengthened, note="Konferensen", by=by, at=at)
    add_grants(
        measure=measure,
        amounts=[(year, amount)],
        kind=Grant.Kind.SUPPLEMENT,
        paragraph=strengthened,
        by=by,
        at=at,
    )
    invoice = send_requisition(
        measure=measure,
        period=Period(date(year, 1, 1), date(year, 12, 31)),
        amount=Decimal(48_500),
        supplier="Exempelviks folkhögskola",
        reference="Faktura 2207",
        by=office.strategist,
        at=at,
    )
    approve_requisition(requisition=invoice, step=Approval.Step.REVIEW, by=office.strategist, at=at)


def agree(office: DemoOffice, case: Application, day: date) -> Agreement:
    """The agreement is made and sent to the applicant's signatory."""
    lead = case.applicants.get(role=ApplicantRole.LEAD)
    agreement = make_agreement(
        application=case,
        terms=terms_of(case),
        signatory=lead.signatory,
        email=lead.signatory_email,
        by=office.officer,
        at=moment(day),
    )
    measure = agreement.measure
    edit_measure(
        measure=measure,
        name=measure.name,
        purpose=office.purposes["Insatser för individer"],
        by=office.officer,
        at=moment(day),
    )
    return agreement


def sign_both(office: DemoOffice, agreement: Agreement, day: date) -> Measure:
    """The counterpart signs by a link, the association the day after."""
    counterpart = agreement.content.counterpart
    token = make_link(
        purpose=Link.Purpose.SIGN,
        association=office.association,
        email=counterpart.signatory_email,
        application=agreement.measure.application,
        agreement=agreement,
        at=moment(day),
    )
    sign_as_counterpart(token=token, name=counterpart.signatory, at=moment(day, 11))
    sign_as_association(agreement=agreement, method="Lösenord", by=office.officer, at=moment(day + DAY))
    return Measure.objects.select_related("association", "application").get(pk=agreement.measure_id)


def run(office: DemoOffice, measure: Measure, until: date) -> None:
    """Half-year by half-year: money is requisitioned and paid, and the report is approved."""
    reports = list(measure.reports.filter(kind=Report.Kind.PERIODIC).order_by("first_day"))
    for number, report in enumerate(reports):
        period, year = Period(report.first_day, report.last_day), report.first_day.year
        rest = [one for one in reports[number:] if one.first_day.year == year]
        amount = round(spending_of(measure, year).remaining / len(rest), -3)
        if period.last >= until:
            _ask_for_a_part(office, measure, Period(period.first, until), amount)
            return
        pay(office, requisition(office, measure, period, amount), period.last + 12 * DAY)
        hand_in(office, report, period.last + 14 * DAY)
        approve_report(report=report, by=office.officer, at=moment(period.last + 18 * DAY))


def _ask_for_a_part(office: DemoOffice, measure: Measure, period: Period, amount: Decimal) -> None:
    """A requisition of a half-year that goes on is sent and not looked at yet."""
    if period.first + 30 * DAY < period.last:
        requisition(office, measure, period, round(amount / 2, -3))


def requisition(office: DemoOffice, measure: Measure, period: Period, amount: Decimal) -> Requisition:
    """A requisition is sent five days after the period, with a page from the ledger."""
    at = moment(period.last + 5 * DAY)
    ledger = store_file(data=paper("Huvudbok", created=at), media_type="application/pdf", at=at)
    return send_requisition(
        measure=measure,
        period=period,
        amount=amount,
        ledger=ledger,
        ledger_name="huvudbok.pdf",
        by=office.applicant,
        at=at,
    )


def pay(office: DemoOffice, requisition: Requisition, day: date) -> None:
    """The requisition is reviewed, attested by another, and paid."""
    approve_requisition(
        requisition=requisition, step=Approval.Step.REVIEW, by=office.strategist, at=moment(day)
    )
    approve_requisition(
        requisition=requisition, step=Approval.Step.ATTEST, by=office.officer, at=moment(day, 14)
    )
    register_payment(
        requisition=requisition,
        day=day + DAY,
        reference=f"LB {requisition.measure_id}-{requisition.number}",
        by=office.officer,
        at=moment(day + DAY),
    )


def hand_in(office: DemoOffice, report: Report, day: date) -> None:
    """The report is filled in and sent."""
    activities, results = RESULTS
    save_report(
        report=report,
        texts={"activities": activities, "results": results, "deviations": ""},
        outcomes=_outcomes(report),
        participants={
            (Sex.WOMEN, Band.YOUNG): 6,
            (Sex.MEN, Band.YOUNG): 7,
            (Sex.WOMEN, Band.MIDDLE): 5,
        },
        by=office.applicant,
        at=moment(day),
    )
    send_report(report=report, by=office.applicant, at=moment(day))


def _outcomes(report: Report) -> list[tuple[ReportCost, Decimal]]:
    """A little less than the budget; and in the final report all that was paid, the rest of it on the first row."""
    costs = list(report.costs.all())
    outcomes = {one.pk: (one.budgeted * Decimal("0.95")).quantize(Decimal(1)) for one in costs}
    if costs and report.kind == Report.Kind.FINAL:
        [row] = rows_of([report.measure])
        outcomes[costs[0].pk] += row.whole.used - sum(outcomes.values())
    return [(one, outcomes[one.pk]) for one in costs]


def close(office: DemoOffice, measure: Measure, day: date) -> None:
    """The final report is approved and the case is over."""
    report = measure.reports.get(kind=Report.Kind.FINAL)
    hand_in(office, report, day)
    approve_report(report=report, by=office.officer, at=moment(day + 5 * DAY))
    close_measure(measure=measure, by=office.officer, at=moment(day + 6 * DAY))
