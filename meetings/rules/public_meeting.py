"""The meeting that fixes the budget is public and announced beforehand (Finsam 19 §, KL 8:14 by Finsam 21 §). Pure."""

import re
from collections.abc import Iterable

_BUDGET = re.compile(r"\bbudget(?:en|ar|arna)?\b", re.IGNORECASE)
_FIXES = re.compile(r"\b(?:fastställ|antar?\b)", re.IGNORECASE)
_APPROVES = re.compile(r"\bgodkänn", re.IGNORECASE)


def fixes_budget(heading: str, decisions: Iterable[str]) -> bool:
    """Whether a § seems to fix the budget: a decision fixes or adopts what the heading or it calls the budget, or
    approves what it calls so itself. To approve a report on the budget is not to fix it.

    Both prepared and made decisions are read, as plain text.
    """
    about = _BUDGET.search(heading) is not None
    return any(
        (_FIXES.search(one) and (about or _BUDGET.search(one)))
        or (_APPROVES.search(one) and _BUDGET.search(one))
        for one in decisions
    )


def public_doubt(*, is_public: bool, is_announced: bool, fixes: Iterable[str]) -> str:
    """What is pointed out of a meeting whose §§ `fixes` («§ 41») fix the budget; empty when nothing is."""
    named = next(iter(fixes), "")
    if named and not is_public:
        return (
            f"{named} fastställer budgeten, men sammanträdet är inte offentligt (19 § lagen om finansiell samordning "
            "av rehabiliteringsinsatser)"
        )
    if is_public and not is_announced:
        return "Det offentliga sammanträdet är inte tillkännagivet (19 § lagen om finansiell samordning)"
    return ""
