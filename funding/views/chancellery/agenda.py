"""A case onto an agenda, changed there, off it again; and an outcome that the § did not say."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from funding.actions.agenda import TAKES_UP, change_placement, place_case, unplace_case
from funding.actions.deciding import set_outcome
from funding.actions.granting import enter_figures
from funding.actions.matters import LESSENING, Terms, terms_of
from funding.actions.memos import opinion_of, prefilled
from funding.models import Application, Measure, Placement, Purpose, Report
from funding.reads.budgets import left_in_frames
from funding.reads.content import latest_content
from funding.reads.flags import flags_for
from funding.reads.measures import rows_of
from funding.reads.placements import figures_in_words, open_placement, undecided_placements, wordings
from funding.reads.reports import begun_unsent
from funding.reads.versions import confirmed_partners
from funding.rules.verdict import CaseOutcome
from funding.views.addresses import case_edited
from meetings.access import can_edit
from meetings.models import Body, Meeting, Office
from meetings.querysets import meetings_with_state
from meetings.views.addresses import association_edited, association_entered, person_of
from meetings.views.refusals import goes_through
from meetings.workflow import ProtocolState

from .forms import (
    ChangeForm,
    FiguresForm,
    OutcomeForm,
    PlacedForm,
    PlaceForm,
    UnplaceForm,
)

Kind = Placement.Kind
KINDS = {
    "tillagg": Kind.SUPPLEMENT,
    "overforing": Kind.CARRY_OVER,
    "minskning": Kind.REDUCTION,
    "avslut": Kind.EARLY_END,
    "forlangning": Kind.PROLONGATION,
}


@require_http_methods(["GET", "HEAD", "POST"])
def case_place(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Puts the case on the agenda of the board or the preparatory group, with the memo's text, amounts and papers."""
    case = case_edited(request, slug, public_id)
    memo = prefilled(case)
    terms = terms_of(case, memo)
    meetings = _meetings(case)
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        initial={
            "conditions": memo.conditions,
            "meeting": _nearest(meetings),
            **{one.name: getattr(terms, one.name) for one in fields(Terms)},
        },
        amounts=memo.amounts,
        time=(terms.first_day or case.first_day, terms.last_day or case.last_day),
    )
    form.fields["purpose"].queryset = Purpose.objects.filter(association=case.association)  # type: ignore[attr-defined]
    return _place(request, case, form, meetings, Placement.Kind.GRANT)


@require_http_methods(["GET", "HEAD", "POST"])
def case_supplement(request: HttpRequest, slug: str, public_id: str, kind: str) -> HttpResponse:
    """Asks the board for what a § alone can change of a measure: its money, when it ends, what it is about.

    With `?ar=` what is left of that year is proposed to be carried to the next.
    """
    case = case_edited(request, slug, public_id)
    measure = Measure.objects.filter(application=case).first()
    if kind not in KINDS or measure is None:
        raise Http404
    meetings = _meetings(case).exclude(body__kind=Body.Kind.PREPARATORY_GROUP)
    [row] = rows_of([measure])
    left = {one: spending.remaining for one, spending in row.years.items()}
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        initial={"meeting": _nearest(meetings)},
        amounts=_proposed(left, KINDS[kind], request.GET.get("ar", "")),
        time=(measure.first_day, measure.last_day),
        kind=KINDS[kind],
        left=left,
    )
    return _place(request, case, form, meetings, KINDS[kind])


def _proposed(left: dict[int, Decimal], kind: Placement.Kind, year: str) -> list[tuple[int, Decimal]]:
    """The years with the kronor that the form begins with: what is left, where a § would take it."""
    years = sorted(left) or [timezone.localdate().year]
    zero = Decimal(0)
    if kind == Kind.EARLY_END:
        return [(one, left.get(one, zero)) for one in years]
    if kind == Kind.CARRY_OVER and year.isdecimal() and (amount := left.get(int(year[:4]), zero)) > 0:
        carried = {int(year[:4]): -amount, int(year[:4]) + 1: amount}
        return [(one, carried.get(one, zero)) for one in sorted({*years, *carried})]
    more = [] if kind == Kind.REDUCTION else [years[-1] + 1]
    return [(one, zero) for one in [*years, *more]]


def _place(
    request: HttpRequest,
    case: Application,
    form: PlaceForm | ChangeForm,
    meetings: QuerySet[Meeting],
    kind: Placement.Kind,
) -> HttpResponse:
    form.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]
    slug, public_id = case.association.slug, case.public_id
    if goes_through(
        request,
        form,
        "Ärendet står på dagordningen.",
        lambda: place_case(
            application=case,
            meeting=form.cleaned_data["meeting"],
            amounts=form.amounts,
            kind=kind,
            conditions=form.cleaned_data["conditions"],
            proposal=form.cleaned_data.get("proposal", ""),
            terms=form.terms,
            content=form.cleaned_data.get("content", ""),
            by=person_of(request),
            at=timezone.now(),
        ),
    ):
        return redirect("case_detail", slug, public_id)
    content = latest_content(case)
    left_years, left = left_in_frames(case.association, form.years)
    bodies = {one.body_id: one for one in meetings}
    flagged = [
        (one.body, found)
        for one in bodies.values()
        if (found := flags_for(case, content, one.body, one.date))
    ]
    context = {
        "association": case.association,
        "case": case,
        "form": form,
        "kind": kind,
        "flagged": flagged,
        "has_meetings": bool(bodies),
        "memo": getattr(case, "memo", None),
        "opinion": opinion_of(case),
        "left": left,
        "left_years": left_years,
        "confirmed": confirmed_partners(case),
        "begun": _begun(case, kind),
    }
    return render(request, "funding/case_place.html", context, status=422 if form.errors else 200)


@require_safe
def paragraph_figures(request: HttpRequest, slug: str, paragraph: str) -> HttpResponse:
    """From a § that is written to the figures of its case, which lead back to the draft."""
    association = association_edited(request, slug)
    found = Placement.objects.filter(application__association=association, paragraph__public_id=paragraph)
    placement = get_object_or_404(found.select_related("application"))
    answer = redirect("case_placed", slug, placement.application.public_id)
    answer["Location"] += "?utkast=1"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def case_placed(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Changes amounts and conditions before the protocol is out for verification."""
    case, placement = _placed(request, slug, public_id)
    saved = {one.year: one.amount for one in placement.amounts.all()}
    years = sorted({year for year, _ in prefilled(case).amounts} | set(saved))
    form = PlacedForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(placement, name) for name in ("conditions", "wording_reason", "last_day")},
        amounts=[(year, saved.get(year, Decimal(0))) for year in years],
        time=_time(case, placement),
        kind=Kind(placement.kind),
    )
    if goes_through(
        request,
        form,
        "Beloppen och villkoren är ändrade.",
        lambda: change_placement(
            placement=placement,
            amounts=form.amounts,
            conditions=form.cleaned_data["conditions"],
            wording_reason=form.cleaned_data["wording_reason"],
            last_day=form.cleaned_data.get("last_day"),
            seen=request.POST.get("seen"),
            by=person_of(request),
            at=timezone.now(),
        ),
    ):
        if "utkast" in request.GET:
            meeting = placement.paragraph.meeting
            return redirect("draft_edit", slug, meeting.body.slug, meeting.key)
        return redirect("case_detail", slug, public_id)
    said = placement.paragraph.decisions.exclude(text="")
    context = {
        "association": case.association,
        "case": case,
        "form": form,
        "placement": placement,
        # The decisions of the § once there are some; until then what is proposed.
        "decisions": said.filter(is_prepared=False) or said,
        "begun": _begun(case, Kind(placement.kind)),
        "seen": figures_in_words(placement),
    }
    return render(request, "funding/case_placed.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def case_unplace(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Takes the case off the agenda, after asking, since the § goes too."""
    case, placement = _placed(request, slug, public_id)
    form = UnplaceForm(request.POST if request.method == "POST" else None)
    if goes_through(
        request,
        form,
        "Ärendet är borttaget från dagordningen.",
        lambda: unplace_case(
            placement=placement, by=person_of(request), at=timezone.now(), **form.cleaned_data
        ),
    ):
        return redirect("case_detail", slug, public_id)
    context = {"association": case.association, "case": case, "form": form, "placement": placement}
    return render(request, "funding/case_unplace.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def case_outcome(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Registers what a verified § decided, where its words do not say it."""
    case = case_edited(request, slug, public_id)
    placement = undecided_placements().filter(application=case).first()
    if placement is None:
        raise Http404
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if goes_through(
        request,
        form,
        "Utfallet är registrerat.",
        lambda: set_outcome(
            placement=placement,
            outcome=CaseOutcome(form.cleaned_data["outcome"]),
            reason=form.cleaned_data["reason"],
            measure_kind=form.cleaned_data["measure_kind"],
            without_effect=form.cleaned_data["without_effect"],
            by=person_of(request),
            at=timezone.now(),
        ),
    ):
        return redirect("case_detail", slug, public_id)
    context = {"association": case.association, "case": case, "form": form, "placement": placement}
    return render(request, "funding/case_outcome.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def case_figures(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Enters the figures of a verified § whose own words hold: by another officer, or the chair."""
    association = association_entered(request, slug)
    person = person_of(request)
    decision = (
        wordings().filter(application__association=association, application__public_id=public_id).first()
    )
    chairs = Office.objects.filter(body__association=association, kind=Office.Kind.CHAIR, person=person)
    is_chair = any(one.holds_on(timezone.localdate()) for one in chairs)
    if decision is None or not (can_edit(person, association) or is_chair):
        raise Http404
    placement = decision.paragraph.placement
    years = sorted({one.year for one in placement.amounts.all()} | {decision.meeting_date.year})
    form = FiguresForm(
        request.POST if request.method == "POST" else None,
        amounts=[(year, Decimal(0)) for year in range(years[0], years[-1] + 2)],
        time=_time(decision.application, placement),
    )
    if goes_through(
        request,
        form,
        "Beloppen är angivna.",
        lambda: enter_figures(decision=decision, amounts=form.amounts, by=person, at=timezone.now()),
    ):
        if not can_edit(person, association):
            return redirect("home")
        return redirect("case_detail", slug, public_id)
    context = {"association": association, "case": decision.application, "form": form, "decision": decision}
    return render(request, "funding/case_figures.html", context, status=422 if form.errors else 200)


def _begun(case: Application, kind: Placement.Kind) -> list[Report]:
    """The reports that somebody writes, where the § lessens what they are of."""
    return begun_unsent(case.measure) if kind in LESSENING else []


def _time(case: Application, placement: Placement) -> tuple[date | None, date | None]:
    """The measure's first and last day, as the § says or as they are without it."""
    known = Measure.objects.filter(application=case).first() or case
    return placement.first_day or known.first_day, placement.last_day or known.last_day


def _placed(request: HttpRequest, slug: str, public_id: str) -> tuple[Application, Placement]:
    case = case_edited(request, slug, public_id)
    placement = open_placement(case)
    if placement is None:
        raise Http404
    return case, placement


def _meetings(case: Application) -> QuerySet[Meeting]:
    """The meetings that still take something up, the nearest first."""
    return (
        meetings_with_state(Meeting.objects.filter(body__association=case.association, state__in=TAKES_UP))
        .filter(protocol_state=ProtocolState.DRAFT)
        .exclude(body__kind=Body.Kind.CONSULTATION)
        .select_related("body")
        .order_by("date", "sequence")
    )


def _nearest(meetings: QuerySet[Meeting]) -> Meeting | None:
    """The board's first meeting that has not been held; without one, the nearest of any body."""
    coming = meetings.filter(date__gte=timezone.localdate())
    return coming.filter(body__kind=Body.Kind.BOARD).first() or coming.first() or meetings.last()
