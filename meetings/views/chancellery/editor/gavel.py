"""The chair's gavel: one press for what was prepared, and a dialog where a reason is asked for."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from meetings.actions.deciding import (
    decide_as_prepared,
    decide_with_changes,
    defer,
    reject_prepared,
    take_back_decision,
)
from meetings.actions.pausing import set_not_handled
from meetings.errors import RuleViolation
from meetings.models import Deferral, SubItem

from .answer import answer, ask, settle
from .desk import Desk, asks_draft, writes_draft
from .gavel_forms import DeferralForm
from .parts import sub_item_of
from .structure import number_of

# What each press does, and what is said of it.
BLOWS: dict[str, tuple[Callable[..., Any], str]] = {
    "enligt": (decide_as_prepared, "beslutat enligt förslaget"),
    "andring": (decide_with_changes, "beslutat med ändring. Ändra i beslutet"),
    "avslag": (reject_prepared, "avslaget"),
}


@writes_draft
def draft_gavel(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """POST `slag`: enligt, andring, avslag or bordlagd; `sub_item` for one of its sub-items."""
    row = desk.paragraph(paragraph)
    blow, key = request.POST.get("slag", ""), request.POST.get("sub_item", "")
    item = sub_item_of(desk, key) if key else None
    focus = f"m-{item.public_id if item else row.public_id}"
    if blow == Deferral.POSTPONED:
        defer(row=item or row, kind=Deferral.POSTPONED, by=desk.person, at=timezone.now())
        said = "bordlagt"
    elif blow in BLOWS:
        action, said = BLOWS[blow]
        made = action(paragraph=row, sub_item=item, by=desk.person, at=timezone.now())
        if blow == "andring":
            focus = f"decision-{made[0].public_id}-text"
    else:
        raise RuleViolation("Välj vad ordföranden finner.")
    return answer(
        request,
        desk,
        changed=[row],
        focus=focus,
        say=f"{number_of(desk, row)}: {said}.",
        undo=_undo(desk, row.public_id, item),
    )


@writes_draft
def draft_gavel_undo(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """What was prepared stands undecided again."""
    row = desk.paragraph(paragraph)
    key = request.POST.get("sub_item", "")
    item = sub_item_of(desk, key) if key else None
    take_back_decision(paragraph=row, sub_item=item, by=desk.person, at=timezone.now())
    return answer(
        request,
        desk,
        changed=[row],
        focus=f"g-{item.public_id if item else row.public_id}",
        say=f"{number_of(desk, row)}: beslutet är taget tillbaka.",
    )


@asks_draft
def draft_deferral(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """Bordlägg, återremittera, hänskjut; `slag` in the query says which to begin with."""
    row = desk.paragraph(paragraph)
    form = DeferralForm(
        request.POST if request.method == "POST" else None, row=row, kind=request.GET.get("slag", "")
    )
    if settle(form, lambda values: defer(row=row, by=desk.person, at=timezone.now(), **values)):
        decided = row.decisions.filter(is_prepared=False).exclude(text="").exists()
        undo = _undo(desk, row.public_id, None) if row.deferral and not decided else None
        return answer(request, desk, changed=[row], say="Sparat.", undo=undo)
    return ask(request, title=f"{number_of(desk, row)} bordläggs, återremitteras eller hänskjuts", form=form)


@writes_draft
def draft_not_handled(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """POST `not_handled` 1 or 0: not reached, which is no bordläggning."""
    row = desk.paragraph(paragraph)
    not_handled = request.POST.get("not_handled") == "1"
    set_not_handled(paragraph=row, not_handled=not_handled, by=desk.person, at=timezone.now())
    said = "inte behandlad; den väntar till ett annat möte" if not_handled else "behandlad"
    return answer(request, desk, changed=[row], say=f"{number_of(desk, row)} är {said}.")


def _undo(desk: Desk, paragraph: str, item: SubItem | None) -> dict[str, Any]:
    return {
        "label": "Ångra",
        "url": reverse("draft_gavel_undo", args=[*desk.address, paragraph]),
        "data": {"sub_item": item.public_id if item else ""},
    }
