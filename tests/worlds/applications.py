"""Applications and measures for tests, made through the actions where there is one. Nobody here is real."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from funding.actions.submitting import submit_application
from funding.models import (
    Activity,
    Applicant,
    Application,
    Budget,
    CostAmount,
    CostRow,
    Criterion,
    CriterionAnswer,
    DecidedEnd,
    Editor,
    Grant,
    Income,
    Measure,
    PlanYear,
    Programme,
    Submission,
)
from meetings.models import Body, Paragraph, Person
from tests.worlds.boards import (
    Board,
    at,
    make_board,
    make_meeting,
    make_paragraph,
    make_person,
    make_verified,
)
from tests.worlds.forging import past_the_guards

DAY = date(2024, 3, 4)
YEARS = (2024, 2025, 2026)
# The shape of a real application: rows that do not add up to what is sought.
COSTS = {
    "staff": (65_000, 384_000, 384_000),
    "premises": (3_750, 15_000, 15_000),
    "other": (25_000, 25_000, 25_000),
    "evaluation": (0, 0, 0),
}
SOUGHT = (250_000, 300_000, 300_000)


@dataclass
class Office:
    """A board, its programme and someone who applies."""

    board: Board
    programme: Programme
    applicant: Person

    @property
    def association(self):
        return self.board.association


def make_office(
    *, slug: str = "exempelvik", suffix: str = "", board: Board | None = None, **settings: object
) -> Office:
    board = board or make_board(slug=slug, suffix=suffix, **settings)
    programme = Programme.objects.create(association=board.association, introduction="Så söker du.")
    for position, name in enumerate(("Samverkan", "Behov"), start=1):
        Criterion.objects.create(
            association=board.association, position=position, name=name, question=f"{name}?"
        )
    applicant = make_person("Linn", "Tallmo", email=f"linn.tallmo{suffix}@exempelvik.example")
    applicant.set_unusable_password()
    applicant.save()
    return Office(board, programme, applicant)


def make_group(office: Office) -> Body:
    """A preparatory group, said to be the programme's."""
    group = Body.objects.create(
        association=office.association,
        slug="beredningsgruppen",
        name="Beredningsgruppen",
        kind=Body.Kind.PREPARATORY_GROUP,
        series=Body.Series.MEETING,
    )
    office.programme.preparatory_group = group
    office.programme.save()
    return group


def make_draft(office: Office, *, name: str = "Social verkstad", complete: bool = True) -> Application:
    """A draft with everything in it; three years, the kommun as applicant, AF as partner."""
    application = Application.objects.create(
        association=office.association,
        created_at=at(DAY, 9),
        created_by=office.applicant,
        name=name,
        first_day=date(YEARS[0], 3, 1),
        last_day=date(YEARS[-1], 12, 31),
    )
    Editor.objects.create(application=application, person=office.applicant, added_at=at(DAY, 9))
    for year, sought in zip(YEARS, SOUGHT, strict=True):
        PlanYear.objects.create(application=application, year=year, sought=Decimal(sought))
    for position, (kind, amounts) in enumerate(COSTS.items(), start=1):
        row = CostRow.objects.create(application=application, kind=kind, position=position)
        for year, amount in zip(application.years.all(), amounts, strict=True):
            CostAmount.objects.create(row=row, year=year, amount=Decimal(amount))
    if not complete:
        return application
    for field in ("background", "description", "target_group", "goals", "evaluation", "management"):
        setattr(application, field, f"Text om {field}.\n\nEtt stycke till.")
    application.implementation = "Arbetet fortsätter i ordinarie verksamhet."
    application.target_number = 24
    application.save()
    Applicant.objects.create(
        application=application,
        role="lead",
        position=1,
        party=office.board.parties["EK"],
        organisation="Exempelviks kommun",
        unit="Näringslivsenheten",
        signatory="Rolf Mattby",
        signatory_email="rolf.mattby@exempelvik.example",
        org_number="212000-0001",
        address="Torggatan 2",
        postal_code="123 45",
        city="Exempelvik",
        contact="Linn Tallmo",
        phone="0123-456 78",
        email="linn.tallmo@exempelvik.example",
        bankgiro="123-4566",
        payment_reference="Ref 4411",
    )
    Applicant.objects.create(
        application=application,
        role="partner",
        position=1,
        party=office.board.parties["AF"],
        organisation="Arbetsförmedlingen",
        unit="Exempelvik",
        signatory="Doris Ekmark",
        signatory_email="doris.ekmark@af.example",
        org_number="202100-2114",
        contact="Doris Ekmark",
    )
    Activity.objects.create(
        application=application, position=1, when="Våren", what="Anställa handledare", responsible="Kommunen"
    )
    for criterion in Criterion.objects.filter(association=office.association):
        CriterionAnswer.objects.create(application=application, criterion=criterion, text="Ja, så här.")
    return application


def make_submitted(office: Office, **draft: object) -> Submission:
    """Sent, with registry number and PDF."""
    application = make_draft(office, **draft)  # type: ignore[arg-type]
    return submit_application(application=application, by=office.applicant, at=at(DAY, 10))


def make_budget(office: Office, *, year: int = YEARS[0], adopted: bool = True) -> Budget:
    """With the parties' incomes; adopted in a § of a meeting of its own."""
    paragraph = make_section(office, day=date(year - 1, 11, 20)) if adopted else None
    with past_the_guards():  # the § is not verified
        budget = Budget.objects.create(
            association=office.association, year=year, own_capital=Decimal(100_000), adopted_in=paragraph
        )
    for code, amount in {"FK": 1_000_000, "AF": 0, "RVN": 500_000, "EK": 500_000}.items():
        Income.objects.create(budget=budget, party=office.board.parties[code], amount=Decimal(amount))
    return budget


def make_budget_section(office: Office, *, year: int = YEARS[0]) -> Paragraph:
    """Verified the year before; its words are those of a § that fixes the budget."""
    verified = make_verified(office.board, day=date(year - 1, 11, 20)).protocol.paragraphs.first()
    with past_the_guards():
        Paragraph.objects.filter(pk=verified.pk).update(heading=f"Verksamhetsplan och budget {year}")
        verified.decisions.update(text="att fastställa verksamhetsplan och budget.")
    return Paragraph.objects.get(pk=verified.pk)


def make_section(office: Office, *, day: date, heading: str = "Beslut om medel") -> Paragraph:
    """A § of a planned meeting that day; rows of money point at one."""
    board = office.board
    meeting = board.body.meetings.filter(date=day).first() or make_meeting(board, day=day)
    return make_paragraph(meeting, board.secretary, heading=heading)


def make_measure(
    office: Office, *, amounts: tuple[int, ...] = SOUGHT, application: Application | None = None
) -> Measure:
    """Granted by a § on DAY, with adopted budgets, beside the case's own way there."""
    paragraph = make_section(office, day=DAY)
    measure = Measure.objects.create(
        association=office.association,
        application=application,
        name=application.name if application else "Gemensam utbildning",
        first_day=date(YEARS[0], 3, 1),
        last_day=date(YEARS[len(amounts) - 1], 12, 31),
        decided_in=paragraph,
        created_at=at(DAY, 12),
    )
    if application is None:
        of_section = {"measure": measure, "paragraph": paragraph, "by": office.board.secretary}
        DecidedEnd.objects.create(day=measure.last_day, at=at(DAY, 12), **of_section)
    for year, amount in zip(YEARS, amounts, strict=False):
        if not Budget.objects.filter(association=office.association, year=year).exists():
            make_budget(office, year=year)
        Grant.objects.create(
            measure=measure,
            year=year,
            amount=Decimal(amount),
            paragraph=paragraph,
            at=at(DAY, 12),
            by=office.board.secretary,
        )
    return measure
