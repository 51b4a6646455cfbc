"""The steps of a case that ask for a word or two: one table, one view."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.actions import preparing
from funding.actions.matters import CHANGED_IN
from funding.actions.uploading import add_paper
from funding.models import Application, Placement
from funding.reads.standing import rejection_is_annulled
from funding.views.addresses import case_edited
from funding.workflow import TRANSITIONS, UNDECIDED, State
from meetings.models import Person
from meetings.views.addresses import person_of
from meetings.views.refusals import goes_through

from .forms import CasePaperForm, CommentsForm, CompletionForm, EmptyForm, StepReasonForm, TextForm

Given = dict[str, Any]
Do = Callable[[Application, Given, Person], object]


@dataclass(frozen=True)
class Step:
    """`to` is the state it leads to, or None when it changes none; `said` is what the page tells afterwards."""

    title: str
    lead: str
    form: type[forms.Form]
    do: Do
    button: str
    said: str
    to: State | None = None


def _prepare(case: Application, given: Given, by: Person) -> None:
    preparing.prepare(application=case, by=by, at=timezone.now())


def _ask(case: Application, given: Given, by: Person) -> None:
    today = timezone.localdate()
    preparing.ask_for_completion(application=case, by=by, at=timezone.now(), today=today, **given)


def _write(case: Application, given: Given, by: Person) -> None:
    preparing.write_to_applicant(application=case, by=by, at=timezone.now(), **given)


def _to_group(case: Application, given: Given, by: Person) -> None:
    preparing.send_to_group(application=case, by=by, at=timezone.now())


def _comments(case: Application, given: Given, by: Person) -> None:
    preparing.send_for_comments(application=case, by=by, at=timezone.now(), **given)


def _withdraw(case: Application, given: Given, by: Person) -> None:
    preparing.withdraw(application=case, by=by, at=timezone.now(), **given)


def _paper(case: Application, given: Given, by: Person) -> None:
    file = given["file"]
    add_paper(
        application=case,
        file_name=file.name,
        data=file.read(),
        name=given["name"],
        by=by,
        at=timezone.now(),
        from_applicant=False,
    )


STEPS = {
    "bered": Step(
        "Börja bereda",
        "Ärendet får läget «Bereds av kansliet».",
        EmptyForm,
        _prepare,
        "Börja bereda",
        "Ärendet bereds.",
        State.PREPARING,
    ),
    "komplettera": Step(
        "Begär komplettering",
        "Den sökande får ett mejl och kan ändra i ansökan tills den skickas in igen.",
        CompletionForm,
        _ask,
        "Skicka begäran",
        "Begäran är skickad.",
        State.COMPLETION_REQUESTED,
    ),
    "skriv": Step(
        "Skriv till den sökande",
        "Alla som skriver på ansökan får meddelandet som mejl. Det är en allmän handling.",
        TextForm,
        _write,
        "Skicka",
        "Meddelandet är skickat.",
    ),
    "beredningsgruppen": Step(
        "Lämna till beredningsgruppen",
        "Ärendet väntar på beredningsgruppens yttrande. Sätt det på dagordningen när mötet är planerat.",
        EmptyForm,
        _to_group,
        "Lämna",
        "Ärendet är hos beredningsgruppen.",
        State.AT_PREPARATORY_GROUP,
    ),
    "remiss": Step(
        "Skicka på remiss",
        "Skicka handlingarna själv; här antecknas till vem och när svaret väntas.",
        CommentsForm,
        _comments,
        "Anteckna remissen",
        "Remissen är antecknad.",
        State.SENT_FOR_COMMENTS,
    ),
    "aterkalla": Step(
        "Registrera återkallelse",
        "Ärendet avslutas. Det går inte att ångra.",
        StepReasonForm,
        _withdraw,
        "Registrera",
        "Ansökan är återkallad.",
        State.WITHDRAWN,
    ),
    "handling": Step(
        "Lägg till en handling",
        "Till exempel ett remissvar. PDF, Word, Excel, PowerPoint, PNG eller JPEG.",
        CasePaperForm,
        _paper,
        "Lägg till",
        "Handlingen är inlagd.",
    ),
}
MAIN = {
    State.RECEIVED: "bered",
    State.REFERRED_BACK: "bered",
    State.POSTPONED: "bered",
    State.NOT_HANDLED: "bered",
    State.SENT_FOR_COMMENTS: "bered",
}


# What the board alone can change of a measure, by the last part of its address.
CHANGES = {
    "tillagg": "Tilläggsbeslut",
    "overforing": "För över medel",
    "minskning": "Minska eller återkalla medel",
    "avslut": "Avsluta i förtid",
    "forlangning": "Förläng tiden",
}


@dataclass(frozen=True)
class Doing:
    """A button on the case's page: the main one is what usually comes next; `at_once` is one that asks nothing."""

    name: str
    step: str
    label: str
    is_main: bool = False
    at_once: bool = False


def doings_of(case: Application, placement: Placement | None) -> list[Doing]:
    """What can be done now, the usual next thing first."""
    state, may = case.status, TRANSITIONS[case.status]
    if state == State.REJECTED and rejection_is_annulled(case):
        may |= {State.PREPARING}
    found = []
    if State.ON_AGENDA in may:
        found.append(Doing("case_place", "", "Sätt på dagordning", state == State.PREPARING))
    if state in CHANGED_IN and not placement:
        found += [Doing("case_supplement", step, label) for step, label in CHANGES.items()]
    if placement:
        found.append(Doing("case_placed", "", "Ändra belopp och villkor"))
        found.append(Doing("case_unplace", "", "Ta bort från dagordningen"))
    if state in UNDECIDED:
        found.append(Doing("case_memo", "", "Tjänsteskrivelse"))
        found.append(Doing("case_review", "", "Bedöm mot kriterierna"))
        is_main = state == State.AT_PREPARATORY_GROUP
        found.append(Doing("case_opinion", "", "Beredningsgruppens yttrande", is_main))
    if state == State.GRANTED:
        found.append(Doing("agreement_draft", "", "Upprätta avtal", is_main=True))
    if state == State.AGREEMENT:
        found.append(Doing("agreement_detail", "", "Avtal", is_main=True))
    for name, one in STEPS.items():
        open_to = one.to in may if one.to else state != State.WITHDRAWN
        # What stands on an agenda is taken off it first, which is a step of its own.
        open_to = open_to and not (one.to and placement and state == State.ON_AGENDA)
        if open_to and not (name == "aterkalla" and (placement or state not in UNDECIDED)):
            at_once = one.form is EmptyForm
            found.append(Doing("case_step", name, one.title, MAIN.get(state) == name, at_once))
    return sorted(found, key=lambda doing: not doing.is_main)


@require_http_methods(["GET", "HEAD", "POST"])
def case_step(request: HttpRequest, slug: str, public_id: str, step: str) -> HttpResponse:
    """Asks for what the step needs, takes it, and goes back to the case."""
    case = case_edited(request, slug, public_id)
    one = STEPS.get(step)
    if one is None:
        raise Http404
    posted = request.method == "POST"
    form = one.form(request.POST if posted else None, request.FILES if posted else None)
    if goes_through(request, form, one.said, lambda: one.do(case, form.cleaned_data, person_of(request))):
        return redirect("case_detail", slug, public_id)
    context = {"association": case.association, "case": case, "form": form, "step": one}
    return render(request, "funding/case_step.html", context, status=422 if form.errors else 200)
