"""A measure that a § changes, and the § that changes it."""

from datetime import date
from decimal import Decimal

from funding.actions.agenda import place_case
from funding.actions.matters import Terms
from funding.documents.agreement import agreement_content
from funding.models import Agreement, Measure, Placement, Purpose
from funding.reads.measures import granted_amounts
from funding.record.agreement import Counterpart
from meetings.actions.attending import choose_verifiers, set_all_present
from meetings.actions.deciding import decide_as_prepared
from meetings.models import Meeting
from tests.funding.test_deciding import verify
from tests.worlds.agreements import make_reporting
from tests.worlds.applications import Office
from tests.worlds.boards import MEETING_DAY, at, make_meeting
from tests.worlds.forging import past_the_guards

Kind = Placement.Kind
SIGNATORY = {
    "organisation": "Exempelviks kommun",
    "signatory": "Rolf Mattby",
    "signatory_email": "rolf.mattby@exempelvik.example",
}
AUGUST = date(2025, 8, 31)


def make_changing(office: Office) -> Measure:
    """Runs to the end of 2026, with a frame of its purpose."""
    measure = make_reporting(office)
    measure.purpose = Purpose.objects.create(association=office.association, name="Insatser")
    measure.save()
    content = agreement_content(
        measure,
        number=1,
        counterpart=Counterpart(**dict.fromkeys(Counterpart.__struct_fields__, "") | SIGNATORY),
        amounts=granted_amounts(measure),
        terms=["Så här gäller det."],
        conditions="",
    )
    with (
        past_the_guards()
    ):  # of the §§ before no protocol of this file waits, and the agreement has no words yet
        Meeting.objects.update(state="cancelled")
        Agreement.objects.update(snapshot=content.to_json())
    return measure


def place(office: Office, measure: Measure, kind: Kind, **fields: object) -> Placement:
    board = office.board
    meeting = board.body.meetings.filter(date=MEETING_DAY).first() or make_meeting(board, day=MEETING_DAY)
    return place_case(
        application=measure.application,
        meeting=meeting,
        kind=kind,
        amounts=fields.get("amounts", [(2024, Decimal(0))]),
        terms=Terms(last_day=fields.get("last_day")),
        content="Så här är det.",
        by=board.secretary,
        at=at(),
    )


def decided(office: Office, placement: Placement) -> None:
    board, meeting = office.board, placement.paragraph.meeting
    set_all_present(meeting=meeting, by=board.secretary, at=at())
    choose_verifiers(meeting=meeting, verifiers=[board.verifier], deputies=[], by=board.secretary, at=at())
    decide_as_prepared(paragraph=placement.paragraph, by=board.secretary, at=at())
    verify(office, placement.paragraph)


def periods(measure: Measure) -> list[tuple[str, date]]:
    return [(one.kind, one.last_day) for one in measure.reports.order_by("last_day", "kind")]
