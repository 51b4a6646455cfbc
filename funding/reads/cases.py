"""The chancellery's cases, grouped by whom they wait for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Func, JSONField, Q, QuerySet, TextField
from django.db.models.functions import Cast

from funding.models import Application, Message, Submission
from funding.workflow import State
from meetings.models import Association

S = State
GROUPS = (
    (
        "Väntar på kansliet",
        (S.RECEIVED, S.PREPARING, S.REFERRED_BACK, S.POSTPONED, S.NOT_HANDLED, S.GRANTED, S.FINAL_REPORT),
    ),
    (
        "Väntar på andra",
        (S.COMPLETION_REQUESTED, S.AT_PREPARATORY_GROUP, S.SENT_FOR_COMMENTS, S.ON_AGENDA, S.AGREEMENT),
    ),
    ("Pågående insatser", (S.RUNNING,)),
    ("Avslutade", (S.REJECTED, S.CLOSED, S.WITHDRAWN)),
)

ORGANISATIONS = Cast(
    Func(
        F("snapshot"),
        template="jsonb_path_query_array(%(expressions)s, '$.applicants[*].organisation')",
        output_field=JSONField(),
    ),
    TextField(),
)


@dataclass(frozen=True)
class CaseRow:
    """A line of the list: `name`, `applicant` and `sought` are those of the latest version that was sent."""

    case: Application
    name: str
    applicant: str
    sought: Decimal


def sent_cases(association: Association) -> QuerySet[Application]:
    """Every application that has come in, the newest first."""
    cases = Application.objects.filter(association=association).exclude(registry_number="")
    return cases.select_related("association").order_by("-pk")


def found_cases(
    cases: QuerySet[Application], *, words: str = "", year: int | None = None
) -> QuerySet[Application]:
    """Those of `cases` whose name, number or applicant holds `words`, as they were sent, and that came in during
    `year`. What the applicant has written since is the applicant's own until it is sent."""
    if words:
        sent = _latest(cases).values("pk")
        holds = Submission.objects.filter(pk__in=sent).annotate(organisations=ORGANISATIONS)
        holds = holds.filter(Q(snapshot__name__icontains=words) | Q(organisations__icontains=words))
        cases = cases.filter(Q(registry_number__icontains=words) | Q(pk__in=holds.values("application")))
    return cases.filter(submissions__number=1, submissions__at__year=year) if year else cases


def rows_of(cases: Sequence[Application]) -> list[CaseRow]:
    """A row for each case, from the version that was sent last; one query, however many cases there are."""
    contents = {one.application_id: one.content for one in _latest([case.pk for case in cases])}
    rows = []
    for case in cases:
        content = contents.get(case.pk)
        lead = content.lead if content else None
        sought = content.economy.sums.sought if content else Decimal(0)
        name = content.name if content else case.name
        rows.append(CaseRow(case, name, lead.organisation if lead else "", sought))
    return rows


def _latest(cases: QuerySet[Application] | Sequence[int]) -> QuerySet[Submission]:
    """The version of each that was sent last."""
    sent = Submission.objects.filter(application__in=cases)
    return sent.order_by("application_id", "-number").distinct("application_id")


def open_request(case: Application) -> Message | None:
    """The request for completion that the chancellery waits for an answer to; None when there is none."""
    if case.status != State.COMPLETION_REQUESTED:
        return None
    return case.messages.filter(due__isnull=False).last()


def group_states(name: str) -> tuple[State, ...]:
    return dict(GROUPS)[name]
