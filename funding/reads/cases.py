"""The chancellery's cases, grouped by whom they wait for."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Q, QuerySet, Subquery

from funding.models import Application, Message, Submission
from funding.workflow import State
from meetings.models import Association

S = State
GROUPS = (
    (
        "Väntar på kansliet",
        (S.RECEIVED, S.PREPARING, S.REFERRED_BACK, S.POSTPONED, S.GRANTED, S.FINAL_REPORT),
    ),
    (
        "Väntar på andra",
        (S.COMPLETION_REQUESTED, S.AT_PREPARATORY_GROUP, S.SENT_FOR_COMMENTS, S.ON_AGENDA, S.AGREEMENT),
    ),
    ("Pågående insatser", (S.RUNNING,)),
    ("Avslutade", (S.REJECTED, S.CLOSED, S.WITHDRAWN)),
)
TONES = {
    S.GRANTED: "done",
    S.RUNNING: "done",
    S.CLOSED: "done",
    S.REJECTED: "stopped",
    S.WITHDRAWN: "stopped",
}


@dataclass(frozen=True)
class CaseRow:
    """A line of the list: `applicant` and `sought` are those of the latest version that was sent."""

    case: Application
    applicant: str
    sought: Decimal
    tone: str


def sent_cases(association: Association) -> QuerySet[Application]:
    """Everything that has come in, the newest first."""
    cases = Application.objects.filter(association=association).exclude(registry_number="")
    return cases.select_related("association").order_by("-pk")


def found_cases(
    cases: QuerySet[Application], *, words: str = "", year: int | None = None
) -> QuerySet[Application]:
    """Those whose name, number or applicant holds `words`; that came in during `year`."""
    if words:
        cases = cases.filter(
            Q(name__icontains=words)
            | Q(registry_number__icontains=words)
            | Q(applicants__organisation__icontains=words)
        ).distinct()
    return cases.filter(submissions__number=1, submissions__at__year=year) if year else cases


def rows_of(cases: QuerySet[Application]) -> list[CaseRow]:
    """In two queries, however many."""
    latest = Submission.objects.filter(application=OuterRef("pk")).order_by("-number")
    found = list(cases.annotate(latest=Subquery(latest.values("pk")[:1])))
    contents = Submission.objects.in_bulk([one.latest for one in found if one.latest])  # type: ignore[attr-defined]
    rows = []
    for case in found:
        sent = contents.get(case.latest)  # type: ignore[attr-defined]  # annotated above
        content = sent.content if sent else None
        lead = content.lead if content else None
        sought = content.economy.sums.sought if content else Decimal(0)
        tone = TONES.get(case.status, "waiting")
        rows.append(CaseRow(case, lead.organisation if lead else "", sought, tone))
    return rows


def open_request(case: Application) -> Message | None:
    """The completion that the chancellery waits for."""
    if case.status != State.COMPLETION_REQUESTED:
        return None
    return case.messages.filter(due__isnull=False).last()


def group_states(name: str) -> tuple[State, ...]:
    return dict(GROUPS)[name]
