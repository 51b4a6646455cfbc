"""Sv: arvoden, i registren. What the association pays, from which day, and who pays for whom."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.access import can_edit
from meetings.actions.fees import remove_fee_rule, set_payees
from meetings.actions.keeping import keep, put_back
from meetings.errors import RuleViolation
from meetings.models import Association, FeePayee, FeeRule
from meetings.reads.fee_people import next_period, payees_of
from meetings.reads.row_history import changes_of
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import goes_through

from .fee_forms import FeeRuleForm, PayeesForm
from .frame import form_page, taken_away


@require_GET
def fee_rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Every row of amounts, the latest first, and where one says who pays for whom."""
    association = association_read(request, slug)
    version = taken_away(request)
    context = {
        "association": association,
        "rules": association.fee_rules.select_related("body").order_by("-first_day", "pk"),
        "today": timezone.localdate(),
        "can_edit": can_edit(person_of(request), association),
        "restore": reverse("fee_rule_restore", args=[slug, version]) if version else "",
        "changes": changes_of(association, FeeRule.history.filter(association=association)),
    }
    return render(request, "meetings/keeping/fee_rules.html", context)


@require_http_methods(["GET", "POST"])
def fee_rule_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Begins from the latest amounts: most new rules are the old ones, a little higher."""
    association = association_edited(request, slug)
    row = association.fee_rules.order_by("-first_day").first() or FeeRule(association=association)
    row.pk, row.decided_in = None, ""
    row._state.adding = True
    return _written(request, association, row, title="Nya regler", said="Reglerna är tillagda.")


@require_http_methods(["GET", "POST"])
def fee_rule_change(request: HttpRequest, slug: str, fee_rule: int) -> HttpResponse:
    association = association_edited(request, slug)
    row = rule_or_404(association, fee_rule)
    return _written(request, association, row, title="Rätta reglerna", said="Reglerna är sparade.")


def rule_or_404(association: Association, key: int) -> FeeRule:
    return get_object_or_404(FeeRule.objects.select_related("association"), association=association, pk=key)


def _written(
    request: HttpRequest, association: Association, row: FeeRule, *, title: str, said: str
) -> HttpResponse:
    is_new = row.pk is None
    form = FeeRuleForm(
        request.POST if request.method == "POST" else None, association=association, instance=row
    )
    if goes_through(
        request,
        form,
        said,
        lambda: keep(
            row, by=person_of(request), at=timezone.now(), fields=None if is_new else list(form.fields)
        ),
    ):
        return redirect("fee_rules", association.slug)
    lead = (
        "Det som står här är de senaste beloppen. Ändra dem som är nya, och från vilken dag de gäller."
        if is_new and request.method == "GET" and association.fee_rules.exists()
        else ""
        if is_new
        else "Är en period redan räknad med reglerna blir skillnaden en rättelse i nästa period."
    )
    return form_page(
        request,
        association,
        form,
        title=title,
        lead=lead,
        back=reverse("fee_rules", args=[association.slug]),
        summary="Reglerna är inte sparade",
        changes=[] if is_new else changes_of(association, FeeRule.history.filter(id=row.pk)),
    )


@require_POST
def fee_rule_remove(request: HttpRequest, slug: str, fee_rule: int) -> HttpResponse:
    """Takes rules away that nothing is reckoned by; the next page puts them back with one press."""
    row = rule_or_404(association_edited(request, slug), fee_rule)
    try:
        version = remove_fee_rule(rule=row, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
        return redirect("fee_rules", slug)
    return redirect(f"{reverse('fee_rules', args=[slug])}?borttaget={version}")


@require_POST
def fee_rule_restore(request: HttpRequest, slug: str, fee_version: int) -> HttpResponse:
    association = association_edited(request, slug)
    history = FeeRule.history.filter(association=association, history_type="-")
    taken = get_object_or_404(history, history_id=fee_version)
    try:
        put_back(taken.instance, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, "Reglerna är tillbaka som de var.")
    return redirect("fee_rules", slug)


@require_http_methods(["GET", "POST"])
def fee_payees(request: HttpRequest, slug: str) -> HttpResponse:
    """Who pays for everybody who sits in a body that is paid. The auditor reads it."""
    association = association_read(request, slug)
    if request.method == "POST":
        association = association_edited(request, slug)
    today = timezone.localdate()
    first, _ = next_period(association, today)
    form = PayeesForm(
        request.POST if request.method == "POST" else None,
        rows=payees_of(association, today),
        first_day=first,
    )
    if goes_through(
        request,
        form,
        "Sparat.",
        lambda: set_payees(
            association=association,
            first_day=form.cleaned_data["first_day"],
            answers=form.answers(),
            by=person_of(request),
            at=timezone.now(),
        ),
    ):
        return redirect("fee_payees", slug)
    context = {
        "association": association,
        "form": form,
        "can_edit": can_edit(person_of(request), association),
        "changes": changes_of(association, FeePayee.history.filter(association=association)),
    }
    status = 422 if form.errors else 200
    return render(request, "meetings/keeping/fee_payees.html", context, status=status)
