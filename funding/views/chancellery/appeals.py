"""Appeals of a case's decisions: what the court does is entered step by step, and all of it stays."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.models import Application, BoardDecision
from funding.reads.standing import SectionStanding, standings_of
from funding.rules.verdict import CaseOutcome
from funding.views.addresses import case_edited
from meetings.actions.appealing import close_appeal, lift_stay, register_appeal, stay_decision
from meetings.models import Appeal, Person
from meetings.views.addresses import person_of
from meetings.views.refusals import goes_through

from .forms import AppealStepForm


@dataclass(frozen=True)
class DecisionStanding:
    """A decision of the case that can be appealed, and where its § stands."""

    decision: BoardDecision
    section: SectionStanding


def standings_in(case: Application) -> list[DecisionStanding]:
    """Of the decisions that settle something, the first first."""
    settling = [one for one in CaseOutcome if one.may_be_appealed]
    decisions = list(
        case.decisions.filter(outcome__in=settling, letter__isnull=False).select_related(
            "paragraph__meeting__body__association", "verification__protocol"
        )
    )
    sections = standings_of([one.paragraph for one in decisions], timezone.localdate())
    return [DecisionStanding(*pair) for pair in zip(decisions, sections, strict=True)]


@require_http_methods(["GET", "HEAD", "POST"])
def case_appeal(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Asks what has happened, and which day; the history is above."""
    case = case_edited(request, slug, public_id)
    standings = standings_in(case)
    if not standings:
        raise Http404
    choices = _choices(standings)
    form = AppealStepForm(
        request.POST if request.method == "POST" else None,
        initial={"day": timezone.localdate()},
        choices=[(key, label) for key, (label, _, _) in choices.items()],
    )
    if goes_through(
        request,
        form,
        "Det är registrerat, och den sökande har fått ett mejl.",
        lambda: _enter(form.cleaned_data, *choices[form.cleaned_data["step"]][1:], by=person_of(request)),
    ):
        return redirect("case_detail", slug, public_id)
    context = {"association": case.association, "case": case, "form": form, "standings": standings}
    return render(request, "funding/case_appeal.html", context, status=422 if form.errors else 200)


type Choices = dict[str, tuple[str, BoardDecision, Appeal | None]]


def _choices(standings: list[DecisionStanding]) -> Choices:
    """What can have happened: by key the words, the decision, and the appeal unless it is new."""
    found: Choices = {}
    for number, one in enumerate(standings, start=1):
        decision, where = one.decision, f"§ {one.decision.number}"
        found[f"{number}-received"] = (f"{where}: ett överklagande kom in", decision, None)
        for place, appeal in enumerate(one.section.appeals, start=1):
            if appeal.closed:
                continue
            of = f"{where}, överklagandet som kom in {appeal.received:%Y-%m-%d}"
            key = f"{number}-{place}"
            if not appeal.stayed:
                found[f"{key}-stayed"] = (f"{of}: domstolen beslutade om inhibition", decision, appeal)
            elif not appeal.stay_lifted:
                found[f"{key}-lifted"] = (f"{of}: inhibitionen upphävdes", decision, appeal)
            for outcome in Appeal.Outcome:
                label = outcome.label[:1].lower() + outcome.label[1:]
                found[f"{key}-{outcome.value}"] = (f"{of}: {label}", decision, appeal)
    return found


def _enter(given: dict[str, Any], decision: BoardDecision, appeal: Appeal | None, *, by: Person) -> None:
    said: dict[str, Any] = {"by": by, "at": timezone.now()}
    step, day = given["step"].rpartition("-")[2], given["day"]
    if appeal is None:
        register_appeal(
            protocol=decision.verification.protocol,
            paragraph=decision.paragraph,
            received=day,
            case_number=given["case_number"],
            note=given["note"],
            **said,
        )
    elif step == "stayed":
        stay_decision(appeal=appeal, day=day, **said)
    elif step == "lifted":
        lift_stay(appeal=appeal, day=day, **said)
    else:
        close_appeal(appeal=appeal, day=day, outcome=step, **said)
