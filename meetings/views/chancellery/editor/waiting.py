"""«Ärendebalans»: what earlier meetings put off, to be taken up at this one."""

from django.http import HttpResponse
from django.shortcuts import render

from meetings.actions.deferred import take_up
from meetings.errors import RuleViolation
from meetings.reads.deferred import DeferredMatter, deferred_for
from meetings.swedish import long_date, section

from .access import reads_draft, writes_draft
from .editing import Editing
from .response import Done


@reads_draft
def draft_waiting(editing: Editing) -> HttpResponse:
    """Everything that this body's next agenda should take up, the oldest first."""
    found = [(one, _origin(one)) for one in _waiting(editing)]
    return render(editing.request, "meetings/editor/waiting.html", {"waiting": found})


@writes_draft
def draft_take_up(editing: Editing) -> Done:
    """POST `arende`, the public id of a § or sub-item; `after` a § of this meeting or nothing."""
    matter = _matter(editing, editing.posted.get("arende", ""))
    if matter is None:
        raise RuleViolation("Ärendet väntar inte längre. Någon annan kan ha satt det på en dagordning.")
    row = take_up(
        meeting=editing.meeting,
        source=matter.row,
        after=editing.paragraph_or_none(editing.posted.get("after", "")),
        **editing.signed,
    )
    return Done(
        f"«{row.heading}» står nu på dagordningen.", [row], focus=f"paragraph-{row.public_id}-heading"
    )


def _origin(one: DeferredMatter) -> str:
    """«Bordlagd 30 maj 2024, § 41»"""
    number = f", {section(one.paragraph.number)}" if one.paragraph.number else ""
    reason = f": {one.reason}" if one.reason else ""
    return f"{one.word.capitalize()} {long_date(one.meeting.date)}{number}{reason}"


def _waiting(editing: Editing) -> list[DeferredMatter]:
    return deferred_for(editing.meeting.body, before=editing.meeting.date)


def _matter(editing: Editing, public_id: str) -> DeferredMatter | None:
    return next((one for one in _waiting(editing) if one.public_id == public_id), None)
