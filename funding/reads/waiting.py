"""What waits among the applications, for the chancellery's first page."""

from datetime import date

from django.db.models import Max
from django.urls import reverse

from funding.models import Application, BoardDecision, Placement
from funding.reads.cases import sent_cases
from funding.reads.placements import undecided_placements, wordings
from funding.workflow import State
from meetings.hooks import WaitingLine
from meetings.models import Association
from meetings.swedish import long_date, section

HEADING = "Ansökningar om medel"
WAITS = {
    State.RECEIVED: ("Ny ansökan", "Börja bereda"),
    State.PREPARING: ("Bereds", "Fortsätt"),
    State.REFERRED_BACK: ("Återremitterad av styrelsen", "Börja bereda"),
    State.POSTPONED: ("Bordlagd av styrelsen", "Börja bereda"),
    State.NOT_HANDLED: ("Hann inte behandlas av styrelsen", "Börja bereda"),
    State.GRANTED: ("Beviljad, avtal ska skrivas", "Skriv avtal"),
    State.FINAL_REPORT: ("Slutrapporten ska granskas", "Granska"),
}


def application_lines(association: Association, today: date) -> list[WaitingLine]:
    """Cases that wait for the chancellery, and completions that are late."""
    cases = sent_cases(association).annotate(due=Max("messages__due"))
    waiting = cases.filter(state__in=[*WAITS, State.COMPLETION_REQUESTED]).order_by("pk")
    waiting = waiting.prefetch_related("placements")
    untold = undecided_placements().filter(application__association=association)
    return [
        *(_outcome(one) for one in untold),
        *(_figures(one) for one in wordings().filter(application__association=association)),
        *(line for case in waiting if (line := _line(case, today))),
    ]


def _figures(decision: BoardDecision) -> WaitingLine:
    case = decision.application
    address = reverse("case_figures", args=[case.association.slug, case.public_id])
    title = f"{section(decision.number)} {case.name}: beloppen behöver anges"
    by = decision.paragraph.placement.wording_by
    text = f"Protokollets lydelse gäller. Någon annan än {by} läser paragrafen"
    return WaitingLine(HEADING, title, text, address, "Ange beloppen", is_late=True)


def _outcome(placement: Placement) -> WaitingLine:
    """A § of a verified protocol whose outcome could not be carried out by itself."""
    case, number = placement.application, placement.paragraph.number
    address = reverse("case_outcome", args=[case.association.slug, case.public_id])
    title = f"{section(number or '')} {case.name}: utfallet behöver registreras"
    text = f"Protokollet från den {long_date(placement.paragraph.meeting.date)} är justerat"
    return WaitingLine(HEADING, title, text, address, "Registrera utfallet", is_late=True)


def _line(case: Application, today: date) -> WaitingLine | None:
    address = reverse("case_detail", args=[case.association.slug, case.public_id])
    title = f"{case.name}, {case.registry_number}"
    put_off = frozenset(one.paragraph_id for one in case.placements.all())
    if case.status == State.COMPLETION_REQUESTED:
        due: date | None = case.due  # type: ignore[attr-defined]
        if due is None or due >= today:
            return None
        text = f"Kompletteringen skulle ha kommit den {long_date(due)}"
        return WaitingLine(HEADING, title, text, address, "Öppna", is_late=True, paragraphs=put_off)
    text, button = WAITS[case.status]
    return WaitingLine(HEADING, title, text, address, button, paragraphs=put_off)
