"""Sub-items and decisions within a §."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meetings.actions.deciding import defer
from meetings.actions.drafting import (
    add_decision,
    add_sub_item,
    edit_decision,
    move_decision,
    move_sub_item,
    remove_decision,
    remove_sub_item,
)
from meetings.errors import RuleViolation
from meetings.models import Decision, SubItem

from .answer import answer, ask, settle
from .desk import Desk, asks_draft, known_form, writes_draft
from .forms import DecisionForm
from .gavel_forms import DeferralForm


def sub_item_of(desk: Desk, public_id: str) -> SubItem:
    items = SubItem.objects.select_related("paragraph__meeting__body__association")
    return get_object_or_404(items, paragraph__meeting=desk.meeting, public_id=known_form(public_id))


def _decision(desk: Desk, public_id: str) -> Decision:
    decisions = Decision.objects.select_related("paragraph__meeting__body__association", "sub_item")
    return get_object_or_404(decisions, paragraph__meeting=desk.meeting, public_id=known_form(public_id))


def _step(request: HttpRequest) -> int:
    return -1 if request.POST.get("step") == "-1" else 1


@writes_draft
def draft_sub_item_add(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    row = desk.paragraph(paragraph)
    item = add_sub_item(paragraph=row, by=desk.person, at=timezone.now())
    return answer(
        request, desk, changed=[row], focus=f"sub_item-{item.public_id}-heading", say="Nytt delärende."
    )


@writes_draft
def draft_sub_item_move(request: HttpRequest, desk: Desk, item: str) -> HttpResponse:
    """POST `step` -1 or 1."""
    row = sub_item_of(desk, item)
    order = list(row.paragraph.sub_items.all())
    index = order.index(row) + _step(request)
    move_sub_item(item=row, index=max(0, index), by=desk.person, at=timezone.now())
    return answer(
        request,
        desk,
        changed=[row.paragraph],
        focus=f"sub_item-{row.public_id}-heading",
        say=f"Delärendet flyttat, nu nummer {max(0, min(index, len(order) - 1)) + 1} av {len(order)}.",
    )


@writes_draft
def draft_sub_item_remove(request: HttpRequest, desk: Desk, item: str) -> HttpResponse:
    row = sub_item_of(desk, item)
    remove_sub_item(item=row, by=desk.person, at=timezone.now())
    return answer(
        request,
        desk,
        changed=[row.paragraph],
        focus=f"paragraph-{row.paragraph.public_id}-text",
        say="Delärendet är borttaget. Texten finns i historiken.",
    )


@asks_draft
def draft_sub_item_edit(request: HttpRequest, desk: Desk, item: str) -> HttpResponse:
    """The deferral of a sub-item; `slag` in the query says which to begin with."""
    row = sub_item_of(desk, item)
    form = DeferralForm(
        request.POST if request.method == "POST" else None, row=row, kind=request.GET.get("slag", "")
    )
    if settle(form, lambda values: defer(row=row, by=desk.person, at=timezone.now(), **values)):
        return answer(request, desk, changed=[row.paragraph], say="Sparat.")
    return ask(request, title=row.heading or "Delärende", form=form)


@writes_draft
def draft_decision_add(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """POST `sub_item` and `after`, public ids or nothing; `prepared` 1 for a förslag till beslut."""
    row = desk.paragraph(paragraph)
    sub_item, after = request.POST.get("sub_item", ""), request.POST.get("after", "")
    prepared = request.POST.get("prepared") == "1"
    decision = add_decision(
        paragraph=row,
        sub_item=sub_item_of(desk, sub_item) if sub_item else None,
        after=_decision(desk, after) if after else None,
        is_prepared=prepared,
        by=desk.person,
        at=timezone.now(),
    )
    return answer(
        request,
        desk,
        changed=[row],
        focus=f"decision-{decision.public_id}-text",
        say="Nytt förslag till beslut." if prepared else "Nytt beslut.",
    )


@writes_draft
def draft_decision_move(request: HttpRequest, desk: Desk, decision: str) -> HttpResponse:
    """POST `step` -1 or 1."""
    row = _decision(desk, decision)
    order = list(row.paragraph.decisions.filter(sub_item=row.sub_item, is_prepared=row.is_prepared))
    index = order.index(row) + _step(request)
    move_decision(decision=row, index=max(0, index), by=desk.person, at=timezone.now())
    return answer(
        request,
        desk,
        changed=[row.paragraph],
        focus=f"decision-{row.public_id}-text",
        say=f"Beslutet flyttat, nu nummer {max(0, min(index, len(order) - 1)) + 1} av {len(order)}.",
    )


@writes_draft
def draft_decision_remove(request: HttpRequest, desk: Desk, decision: str) -> HttpResponse:
    row = _decision(desk, decision)
    order = list(row.paragraph.decisions.filter(sub_item=row.sub_item, is_prepared=row.is_prepared))
    index = order.index(row)
    neighbour = order[index - 1] if index else (order[1] if len(order) > 1 else None)
    remove_decision(decision=row, by=desk.person, at=timezone.now())
    return answer(
        request,
        desk,
        changed=[row.paragraph],
        focus=f"decision-{neighbour.public_id}-text"
        if neighbour
        else f"paragraph-{row.paragraph.public_id}-text",
        say=f"{'Förslaget' if row.is_prepared else 'Beslutet'} är borttaget. Texten finns i historiken.",
    )


@asks_draft
def draft_decision_edit(request: HttpRequest, desk: Desk, decision: str) -> HttpResponse:
    """Outcome, responsible and last day."""
    row = _decision(desk, decision)
    form = DecisionForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_bound and form.is_valid():
        try:
            edit_decision(decision=row, by=desk.person, at=timezone.now(), **form.cleaned_data)
        except RuleViolation as error:
            form.add_error(None, error.sentence)
        else:
            return answer(request, desk, changed=[row.paragraph], say="Sparat.")
    return ask(request, title="Om beslutet", form=form, lead=row.text)
