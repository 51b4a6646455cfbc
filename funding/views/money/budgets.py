"""The association's budget, year by year."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from funding.actions.budgeting import adjust_frame, adopt_budget, reopen_budget, save_budget
from funding.actions.closing_years import close_year, hindrance
from funding.models import Budget, Frame, Purpose
from funding.reads.budgets import adopting_sections, year_of_money, years_of_money
from funding.reads.closed_years import carry_overs, changed_since
from funding.rules.contributions import proposed
from meetings.access import can_edit
from meetings.errors import RuleViolation
from meetings.models import Association
from meetings.querysets import verified_sections
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import goes_through, refuse

from .addresses import budget_of
from .forms import AdjustForm, AdoptForm, BudgetForm, ReopenForm, YearForm


@require_http_methods(["GET", "HEAD", "POST"])
def budget_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Lists the years there are; a post goes on to the year it names."""
    association = association_read(request, slug)
    may_edit = can_edit(person_of(request), association)
    if request.method == "POST" and not may_edit:
        raise Http404
    budgets = Budget.objects.filter(association=association).select_related("adopted_in__meeting")
    following = max((one.year for one in budgets), default=timezone.localdate().year - 1) + 1
    form = YearForm(request.POST if request.method == "POST" else None, initial={"year": following})
    if request.method == "POST" and form.is_valid():
        return redirect("budget_edit", slug, form.cleaned_data["year"])
    years = years_of_money(association, sorted(one.year for one in budgets))
    context = {
        "association": association,
        "budgets": budgets,
        "years": years,
        "form": form,
        "can_edit": may_edit,
    }
    return render(request, "funding/budget_list.html", context, status=422 if form.errors else 200)


@require_safe
def budget_detail(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Income, frames of three years and measures, as a picture and as figures."""
    association = association_read(request, slug)
    budget_of(association, year)
    years = years_of_money(association, range(year, year + 3))
    money, budget = years[0], years[0].budget
    context = {
        "association": association,
        "budget": budget,
        "money": money,
        "years": years,
        "closed": getattr(budget, "closed", None),
        "is_changed": changed_since(budget, money),
        "today": timezone.localdate(),
        "most": max((spending.granted for _, spending in money.measures), default=0) or 1,
        "can_edit": (may_edit := can_edit(person_of(request), association)),
        "can_reopen": may_edit
        and budget.adopted_in
        and not hasattr(budget, "closed")
        and not money.total.requisitioned,
    }
    return render(request, "funding/budget_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def budget_edit(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Makes or changes a planned budget; «Föreslå» divides a total by the shares of the law."""
    association = association_edited(request, slug)
    if not 2004 <= year <= 2100:
        raise Http404
    budget = Budget.objects.filter(association=association, year=year).first()
    parties = list(association.parties.all())
    purposes = list(Purpose.objects.filter(association=association))
    initial = _initial(budget)
    data = request.POST.copy() if request.method == "POST" else None
    form = BudgetForm(data, initial=initial, parties=parties, purposes=purposes)
    if data is not None and form.is_valid():
        if "propose" in data:
            shares = proposed(
                form.cleaned_data["total"],
                {str(one.pk): one.kind for one in parties},
                {str(one.pk): one.inhabitants for one in parties},
            )
            for key, amount in shares.items():
                data[f"party_{key}"] = str(amount)
            form = BudgetForm(data, initial=initial, parties=parties, purposes=purposes)
        else:
            try:
                save_budget(
                    association=association,
                    year=year,
                    own_capital=form.cleaned_data["own_capital"],
                    incomes=form.incomes,
                    frames=form.frames,
                    by=person_of(request),
                    at=timezone.now(),
                )
            except RuleViolation as violation:
                refuse(form, violation)
            else:
                messages.success(request, f"Budgeten för {year} är sparad.")
                return redirect("budget_detail", slug, year)
    context = {"association": association, "year": year, "budget": budget, "form": form}
    return render(request, "funding/budget_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def budget_adopt(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Registers the § that adopts the budget."""
    association = association_edited(request, slug)
    budget = budget_of(association, year)
    form = AdoptForm(request.POST if request.method == "POST" else None)
    sections = adopting_sections(association, year)
    keys = [one.pk for one in sections]
    form.fields["paragraph"].queryset = verified_sections(association).filter(pk__in=keys)  # type: ignore[attr-defined]
    if goes_through(
        request,
        form,
        f"Budgeten för {year} är fastställd. Medel kan rekvireras.",
        lambda: adopt_budget(
            budget=budget,
            paragraph=form.cleaned_data["paragraph"],
            by=person_of(request),
            at=timezone.now(),
        ),
    ):
        return redirect("budget_detail", slug, year)
    context = {"association": association, "budget": budget, "form": form, "sections": sections}
    return render(request, "funding/budget_adopt.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def budget_reopen(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Undoes an adoption that was registered by mistake, after asking why."""
    association = association_edited(request, slug)
    budget = budget_of(association, year)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if goes_through(
        request,
        form,
        f"Budgeten för {year} är planerad igen. Inget kan rekvireras.",
        lambda: reopen_budget(budget=budget, by=person_of(request), at=timezone.now(), **form.cleaned_data),
    ):
        return redirect("budget_detail", slug, year)
    context = {"association": association, "budget": budget, "form": form}
    return render(request, "funding/budget_reopen.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def budget_adjust(request: HttpRequest, slug: str, year: int, frame: int) -> HttpResponse:
    """Registers a decision that changes a frame; `frame` is its place on the page, from 1."""
    association = association_edited(request, slug)
    budget = budget_of(association, year)
    frames = list(Frame.objects.filter(budget=budget).select_related("purpose"))
    if not 1 <= frame <= len(frames):
        raise Http404
    chosen = frames[frame - 1]
    form = AdjustForm(request.POST if request.method == "POST" else None)
    _offer(form, association, year)
    if goes_through(
        request,
        form,
        f"Ramen för {chosen.purpose} är ändrad.",
        lambda: adjust_frame(frame=chosen, by=person_of(request), at=timezone.now(), **form.cleaned_data),
    ):
        return redirect("budget_detail", slug, year)
    context = {"association": association, "budget": budget, "frame": chosen, "form": form}
    return render(request, "funding/budget_adjust.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def budget_close(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Shows what is unused and proposes what to carry over; a post locks the table of the year."""
    association = association_edited(request, slug)
    budget = budget_of(association, year)
    money = year_of_money(budget)
    if request.method == "POST":
        try:
            close_year(budget=budget, by=person_of(request), at=timezone.now())
        except RuleViolation as violation:
            messages.error(request, violation.sentence)
        else:
            messages.success(request, f"Tabellen för {year} är låst.")
        return redirect("budget_detail", slug, year)
    context = {
        "association": association,
        "budget": budget,
        "money": money,
        "carried": [(one, one.sentence(year)) for one in carry_overs(money)],
        "hindrance": hindrance(budget, timezone.localdate()),
    }
    return render(request, "funding/budget_close.html", context)


def _offer(form: Any, association: Association, year: int) -> None:
    form.fields["paragraph"].queryset = verified_sections(association, year - 1, year)


def _initial(budget: Budget | None) -> dict[str, Any]:
    if budget is None:
        return {}
    initial: dict[str, Any] = {"own_capital": budget.own_capital}
    incomes = list(budget.incomes.all())
    initial |= {f"party_{one.party_id}": one.amount for one in incomes}
    initial |= {f"purpose_{one.purpose_id}": one.amount for one in budget.frames.all()}
    return initial | {"total": sum(one.amount for one in incomes)}
