"""What waits among the applications, for the chancellery's first page."""

from datetime import date, timedelta

from django.db.models import Max
from django.urls import reverse

from funding.access import applications_of
from funding.models import Application, BoardDecision, Placement, Report, Requisition
from funding.reads.cases import sent_cases
from funding.reads.measures import RequisitionState, requisition_state, with_payments
from funding.reads.placements import undecided_placements, wordings
from funding.workflow import State
from meetings.hooks import WaitingLine
from meetings.models import Association, Body, Meeting, Person
from meetings.swedish import day_of, kronor, long_date, section

HEADING = "Ansökningar om medel"
MONEY = "Pengar och rapporter"
OWN = "Mina ansökningar"
REPORTED_AHEAD = timedelta(days=14)  # when the first letter about it goes, too
TO_DO = {
    RequisitionState.SENT: "Granska",
    RequisitionState.REVIEWED: "Attestera",
    RequisitionState.ATTESTED: "Betala",
    RequisitionState.PART_PAID: "Betala resten",
}
WAITS = {
    State.RECEIVED: ("Ny ansökan", "Börja bereda"),
    State.PREPARING: ("Bereds", "Fortsätt"),
    State.REFERRED_BACK: ("Återremitterad av styrelsen", "Börja bereda"),
    State.POSTPONED: ("Bordlagd av styrelsen", "Börja bereda"),
    State.NOT_HANDLED: ("Hann inte behandlas av styrelsen", "Börja bereda"),
    State.GRANTED: ("Beviljad, avtal ska skrivas", "Skriv avtal"),
}


def application_lines(association: Association, today: date) -> list[WaitingLine]:
    """Cases that wait for the chancellery, and completions that are late."""
    cases = sent_cases(association).annotate(due=Max("messages__due"))
    waiting = cases.filter(state__in=[*WAITS, State.COMPLETION_REQUESTED]).order_by("pk")
    waiting = waiting.prefetch_related("placements")
    board = _before_the_board(association, today)
    untold = undecided_placements().filter(application__association=association)
    return [
        *(_outcome(one) for one in untold),
        *(_figures(one) for one in wordings().filter(application__association=association)),
        *(line for case in waiting if (line := _line(case, today, board))),
        *_money_lines(association),
    ]


def applicants_lines(association: Association, person: Person, today: date) -> list[WaitingLine]:
    """What waits for one who applies: a completion, and reports within two weeks of their day; two queries.

    A draft waits for nobody: it is sent when the applicant wants to.
    """
    own = applications_of(person, association)
    asked = own.filter(state=State.COMPLETION_REQUESTED).annotate(due=Max("messages__due")).order_by("pk")
    reports = Report.objects.filter(
        measure__application__in=own, measure__closed_at=None, sent_at=None, due__lte=today + REPORTED_AHEAD
    )
    lines = []
    for case in asked:
        address = reverse("application_detail", args=[association.slug, case.public_id])
        lines.append(
            _own_line(
                f"{case.name}, {case.registry_number}", "Komplettering begärd", address, case.due, today
            )
        )
    for one in reports.select_related("measure").order_by("due", "pk"):
        title = f"{one.measure.name}, {one.get_kind_display().lower()}"
        address = reverse("own_report", args=[association.slug, one.measure.public_id, one.public_id])
        lines.append(_own_line(title, "Lämna rapporten", address, one.due, today))
    return lines


def _own_line(title: str, text: str, address: str, due: date | None, today: date) -> WaitingLine:
    is_late = due is not None and due < today
    by = f"{'Skulle ha kommit' if is_late else 'Senast'} den {long_date(due)}." if due else "Ingen sista dag."
    return WaitingLine(OWN, title, text, address, "Öppna", by=by, is_late=is_late, is_own=True)


def _before_the_board(association: Association, today: date) -> str:
    """By when a case is to be prepared: the board's next meeting."""
    coming = Meeting.objects.filter(
        body__association=association,
        body__kind=Body.Kind.BOARD,
        date__gte=today,
        state__in=[Meeting.State.PLANNED, Meeting.State.SUMMONED],
    )
    day = coming.order_by("date").values_list("date", flat=True).first()
    return f"Före styrelsen den {long_date(day)}." if day else "Inget sammanträde med styrelsen är planerat."


def _money_lines(association: Association) -> list[WaitingLine]:
    """Requisitions and invoices to approve or pay, reports to read, and measures that can be ended; four queries."""
    asked = Requisition.objects.filter(measure__association=association, refused_at=None)
    reports = Report.objects.filter(measure__association=association, approved_at=None)
    ended = Report.objects.filter(measure__association=association, measure__closed_at=None)
    return [
        *(
            line
            for one in with_payments(asked.select_related("measure")).order_by("pk")
            if (line := _requisition(one, association))
        ),
        *(
            _report(one, association)
            for one in reports.filter(sent_at__isnull=False).select_related("measure").order_by("pk")
        ),
        *(
            _final(one, association)
            for one in ended.filter(kind=Report.Kind.FINAL, approved_at__isnull=False)
            .select_related("measure")
            .order_by("pk")
        ),
    ]


def _requisition(one: Requisition, association: Association) -> WaitingLine | None:
    state = requisition_state(one)
    if state not in TO_DO:
        return None
    address = reverse("requisition_detail", args=[association.slug, one.public_id])
    title = f"{one.measure.name}, {one.get_kind_display().lower()} {one.number}, {kronor(one.amount)}"
    by = f"Kom in den {long_date(day_of(one.sent_at))}."
    return WaitingLine(MONEY, title, state.label, address, TO_DO[state], by=by)


def _report(one: Report, association: Association) -> WaitingLine:
    address = reverse("report_detail", args=[association.slug, one.public_id])
    return WaitingLine(MONEY, _title(one), "Inskickad", address, "Granska")


def _final(one: Report, association: Association) -> WaitingLine:
    measure = [association.slug, one.measure.public_id]
    close, about = reverse("measure_close", args=measure), reverse("measure_detail", args=measure)
    return WaitingLine(MONEY, _title(one), "Godkänd", close, "Avsluta insatsen", about=about)


def _title(one: Report) -> str:
    return f"{one.measure.name}, {one.get_kind_display().lower()} till och med den {long_date(one.last_day)}"


def _about(case: Application) -> str:
    return reverse("case_detail", args=[case.association.slug, case.public_id])


def _figures(decision: BoardDecision) -> WaitingLine:
    case = decision.application
    address = reverse("case_figures", args=[case.association.slug, case.public_id])
    title = f"{section(decision.number)} {case.name}: beloppen behöver anges"
    by = decision.paragraph.placement.wording_by
    text = f"Protokollets lydelse gäller. Någon annan än {by} läser paragrafen"
    return WaitingLine(
        HEADING, title, text, address, "Ange beloppen", by="Ska göras nu.", is_late=True, about=_about(case)
    )


def _outcome(placement: Placement) -> WaitingLine:
    """A § of a verified protocol whose outcome could not be carried out by itself."""
    case, number = placement.application, placement.paragraph.number
    address = reverse("case_outcome", args=[case.association.slug, case.public_id])
    title = f"{section(number or '')} {case.name}: utfallet behöver registreras"
    text = f"Protokollet från den {long_date(placement.paragraph.meeting.date)} är justerat"
    return WaitingLine(
        HEADING,
        title,
        text,
        address,
        "Registrera utfallet",
        by="Ska göras nu.",
        is_late=True,
        about=_about(case),
    )


def _line(case: Application, today: date, before_the_board: str) -> WaitingLine | None:
    about = _about(case)
    title = f"{case.name}, {case.registry_number}"
    put_off = frozenset(one.paragraph_id for one in case.placements.all())
    if case.status == State.COMPLETION_REQUESTED:
        due: date | None = case.due  # type: ignore[attr-defined]
        if due is None or due >= today:
            return None
        by = f"Skulle ha kommit den {long_date(due)}."
        return WaitingLine(
            HEADING, title, "Komplettering begärd", about, "Öppna", by=by, is_late=True, paragraphs=put_off
        )
    text, button = WAITS[case.status]
    if case.status == State.GRANTED:
        address = reverse("agreement_draft", args=[case.association.slug, case.public_id])
        starts = f"Insatsen börjar den {long_date(case.first_day)}." if case.first_day else ""
        by = starts or "Ingen sista dag."
        return WaitingLine(HEADING, title, text, address, button, by=by, paragraphs=put_off, about=about)
    return WaitingLine(HEADING, title, text, about, button, by=before_the_board, paragraphs=put_off)
