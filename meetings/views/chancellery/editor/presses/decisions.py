"""Decisions: the chair's own words with one press, and sentences added, moved and removed."""

from collections.abc import Callable
from typing import Any

from meetings.actions.deciding import (
    decide_as_prepared,
    decide_with_changes,
    defer,
    reject_prepared,
    take_back_decision,
)
from meetings.actions.drafting import (
    add_decision,
    add_sub_item,
    move_decision,
    move_sub_item,
    remove_decision,
)
from meetings.errors import RuleViolation
from meetings.models import Decision, Deferral, SubItem

from ..access import writes_draft
from ..editing import Editing, among
from ..response import Done

# By `slag`: what the chair finds, and what is said of it.
FINDS: dict[str, tuple[Callable[..., Any], str]] = {
    "enligt": (decide_as_prepared, "beslutat enligt förslaget"),
    "andring": (decide_with_changes, "beslutat med ändring. Ändra i beslutet"),
    "avslag": (reject_prepared, "avslaget"),
}


@writes_draft
def draft_decide(editing: Editing, paragraph: str) -> Done:
    """POST `slag`: enligt, andring, avslag or bordlagd; `sub_item` for one of the sub-items of the §."""
    row, item = editing.paragraph(paragraph), _posted_sub_item(editing)
    finds = editing.posted.get("slag", "")
    focus = f"m-{item.public_id if item else row.public_id}"
    if finds == "bordlagd":
        defer(row=item or row, kind=Deferral.POSTPONED, **editing.signed)
        said = "bordlagt"
    elif finds in FINDS:
        action, said = FINDS[finds]
        made = action(paragraph=row, sub_item=item, **editing.signed)
        if finds == "andring":
            focus = _text_of(made[0])
    else:
        raise RuleViolation("Välj vad ordföranden finner.")
    undo = editing.undo("draft_decide_undo", row.public_id, sub_item=item.public_id if item else "")
    return Done(f"{editing.number(row)}: {said}.", [row], focus=focus, undo=undo)


@writes_draft
def draft_decide_undo(editing: Editing, paragraph: str) -> Done:
    """What was prepared stands undecided again."""
    row, item = editing.paragraph(paragraph), _posted_sub_item(editing)
    take_back_decision(paragraph=row, sub_item=item, **editing.signed)
    focus = f"g-{item.public_id if item else row.public_id}"
    return Done(f"{editing.number(row)}: beslutet är taget tillbaka.", [row], focus=focus)


@writes_draft
def draft_sub_item_add(editing: Editing, paragraph: str) -> Done:
    """POST `id` when the page has the row in place."""
    row = editing.paragraph(paragraph)
    item = add_sub_item(paragraph=row, public_id=editing.posted.get("id", ""), **editing.signed)
    return Done("Nytt delärende.", [row], focus=f"sub_item-{item.public_id}-heading")


@writes_draft
def draft_sub_item_move(editing: Editing, item: str) -> Done:
    """POST `step` -1 or 1."""
    row = editing.row(SubItem, item)
    order = list(row.paragraph.sub_items.all())
    index = _place(editing, order.index(row), len(order))
    move_sub_item(item=row, index=index, **editing.signed)
    said = f"Delärendet flyttat, nu nummer {index + 1} av {len(order)}."
    return Done(said, [row.paragraph], focus=f"sub_item-{row.public_id}-heading")


@writes_draft
def draft_decision_add(editing: Editing, paragraph: str) -> Done:
    """POST `sub_item` and `after`, public ids or nothing; `prepared` 1 for a förslag till beslut; `id` when the page
    has the row in place."""
    row = editing.paragraph(paragraph)
    prepared = editing.posted.get("prepared") == "1"
    decision = add_decision(
        paragraph=row,
        sub_item=_posted_sub_item(editing),
        after=among(row.decisions.all(), editing.posted.get("after", "")),
        is_prepared=prepared,
        public_id=editing.posted.get("id", ""),
        **editing.signed,
    )
    return Done("Nytt förslag till beslut." if prepared else "Nytt beslut.", [row], focus=_text_of(decision))


@writes_draft
def draft_decision_move(editing: Editing, decision: str) -> Done:
    """POST `step` -1 or 1."""
    row = editing.row(Decision, decision)
    order = _beside(row)
    index = _place(editing, order.index(row), len(order))
    move_decision(decision=row, index=index, **editing.signed)
    return Done(
        f"Beslutet flyttat, nu nummer {index + 1} av {len(order)}.", [row.paragraph], focus=_text_of(row)
    )


@writes_draft
def draft_decision_remove(editing: Editing, decision: str) -> Done:
    """The focus goes to the sentence before, else the one after."""
    row = editing.row(Decision, decision)
    order = _beside(row)
    index = order.index(row)
    left = order[index - 1 : index] or order[1:2]
    remove_decision(decision=row, **editing.signed)
    focus = _text_of(left[0]) if left else f"paragraph-{row.paragraph.public_id}-text"
    which = "Förslaget" if row.is_prepared else "Beslutet"
    return Done(f"{which} är borttaget. Texten finns i historiken.", [row.paragraph], focus=focus)


def _posted_sub_item(editing: Editing) -> SubItem | None:
    public_id = editing.posted.get("sub_item", "")
    return editing.row(SubItem, public_id) if public_id else None


def _beside(row: Decision) -> list[Decision]:
    """The sentences under the same heading."""
    return list(row.paragraph.decisions.filter(sub_item=row.sub_item, is_prepared=row.is_prepared))


def _place(editing: Editing, current: int, count: int) -> int:
    step = -1 if editing.posted.get("step") == "-1" else 1
    return max(0, min(current + step, count - 1))


def _text_of(decision: Decision) -> str:
    return f"decision-{decision.public_id}-text"
