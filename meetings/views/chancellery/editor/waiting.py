"""«Väntande ärenden»: what earlier meetings put off is taken up here, or dismissed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meetings.actions.deferred import dismiss, take_up
from meetings.errors import RuleViolation
from meetings.reads.deferred import Waiting, waiting_for
from meetings.swedish import long_date, section

from .answer import answer, ask, settle
from .course_forms import DismissForm
from .desk import Desk, asks_draft, reads_draft, writes_draft


@reads_draft
def draft_waiting(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everything that this body's next agenda should take up, the oldest first."""
    found = [(one, _where(one)) for one in _waiting(desk)]
    return render(request, "meetings/editor/waiting.html", {"waiting": found})


@writes_draft
def draft_take_up(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST `arende`, the public id of a § or sub-item; `after` a § of this meeting or nothing."""
    matter = _one(desk, request.POST.get("arende", ""))
    if matter is None:
        raise RuleViolation("Ärendet väntar inte längre. Någon annan kan ha tagit upp det.")
    after = request.POST.get("after", "")
    row = take_up(
        meeting=desk.meeting,
        source=matter.row,
        after=desk.paragraph(after) if after else None,
        by=desk.person,
        at=timezone.now(),
    )
    focus = f"paragraph-{row.public_id}-heading"
    return answer(request, desk, changed=[row], focus=focus, say=f"«{row.heading}» är upptaget.")


@asks_draft
def draft_dismiss(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`arende` in the query; the reason stays on record."""
    matter = _one(desk, request.GET.get("arende", ""))
    if matter is None:
        raise Http404
    form = DismissForm(request.POST if request.method == "POST" else None)
    if settle(
        form,
        lambda values: dismiss(source=matter.row, reason=values["reason"], by=desk.person, at=timezone.now()),
    ):
        return answer(request, desk, say=f"«{matter.heading}» är avfört.")
    return ask(request, title=f"Avför «{matter.heading}»", form=form, button="Avför", lead=_where(matter))


def _waiting(desk: Desk) -> list[Waiting]:
    return waiting_for(desk.meeting.body, before=desk.meeting.date)


def _one(desk: Desk, public_id: str) -> Waiting | None:
    return next((one for one in _waiting(desk) if one.public_id == public_id), None)


def _where(one: Waiting) -> str:
    """«Bordlagd 30 maj 2024, § 41»"""
    number = f", {section(one.paragraph.number)}" if one.paragraph.number else ""
    reason = f": {one.reason}" if one.reason else ""
    return f"{one.kind.capitalize()} {long_date(one.meeting.date)}{number}{reason}"
