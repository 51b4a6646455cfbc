"""The meeting is opened, adjourned, closed; what was not reached is said."""

from datetime import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from meetings.actions.pausing import (
    adjourn,
    close_meeting,
    open_meeting,
    remove_adjournment,
    reopen_meeting,
    resume,
)
from meetings.draft.series import numbers_of
from meetings.models import Paragraph
from meetings.swedish import clock, section

from .answer import answer, ask, settle
from .course_forms import CloseForm, TimeForm
from .desk import Desk, asks_draft, writes_draft

FOCUS = "course"


@writes_draft
def draft_open(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The meeting begins."""
    open_meeting(meeting=desk.meeting, by=desk.person, at=timezone.now())
    return answer(request, desk, focus=FOCUS, say="Mötet är öppnat. En ny paragraf blir ett extra ärende.")


@asks_draft
def draft_adjourn(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = TimeForm(request.POST if request.method == "POST" else None, now=_now())
    if settle(
        form,
        lambda values: adjourn(meeting=desk.meeting, start=values["time"], by=desk.person, at=timezone.now()),
    ):
        said = f"Ajournerat kl. {clock(form.cleaned_data['time'])}."
        return answer(request, desk, focus=FOCUS, say=said)
    return ask(request, title="Ajournera mötet", form=form, button="Ajournera")


@asks_draft
def draft_resume(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = TimeForm(request.POST if request.method == "POST" else None, now=_now())
    if settle(
        form,
        lambda values: resume(meeting=desk.meeting, end=values["time"], by=desk.person, at=timezone.now()),
    ):
        return answer(request, desk, focus=FOCUS, say="Mötet är återupptaget.")
    return ask(request, title="Återuppta mötet", form=form, button="Återuppta")


@writes_draft
def draft_adjournment_remove(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST `ajournering`, its key."""
    key = request.POST.get("ajournering", "")
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        raise Http404
    row = desk.meeting.adjournments.filter(pk=int(key)).first()
    if row is None:
        raise Http404
    remove_adjournment(adjournment=row, by=desk.person, at=timezone.now())
    return answer(request, desk, focus=FOCUS, say="Ajourneringen är borttagen.")


@asks_draft
def draft_close(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The end, and §§ without text and decision are proposed as not reached."""
    rows = _undecided(desk)
    form = CloseForm(
        request.POST if request.method == "POST" else None,
        now=desk.meeting.end or _now(),
        paragraphs=[(one.public_id, words) for one, words in rows],
        ticked=[one.public_id for one, _ in rows if not one.text and not one.text_after],
    )

    def close(values: dict[str, Any]) -> None:
        wanted = values.get("not_handled", [])
        close_meeting(
            meeting=desk.meeting,
            end=values["end"],
            not_handled=[one for one, _ in rows if one.public_id in wanted],
            by=desk.person,
            at=timezone.now(),
        )

    if settle(form, close):
        changed = [one for one, _ in rows]
        return answer(request, desk, changed=changed, focus=FOCUS, say="Mötet är avslutat.")
    return ask(request, title="Avsluta mötet", form=form, button="Avsluta")


@writes_draft
def draft_reopen(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Closed by mistake."""
    reopen_meeting(meeting=desk.meeting, by=desk.person, at=timezone.now())
    return answer(request, desk, focus=FOCUS, say="Mötet pågår igen.")


def _now() -> time:
    return timezone.localtime().time().replace(second=0, microsecond=0)


def _undecided(desk: Desk) -> list[tuple[Paragraph, str]]:
    """§§ that may be said not to have been reached: no decision, not put off, and nothing written or a matter
    for decision."""
    numbers = numbers_of(desk.meeting)
    rows = desk.meeting.paragraphs.filter(
        pk__in=list(numbers), withdrawn=False, deferral="", not_handled=False, protocols__number=1
    )
    decided = rows.filter(decisions__is_prepared=False).exclude(decisions__text="")
    decided_keys = set(decided.values_list("pk", flat=True))
    found = []
    for row in rows.prefetch_related("sub_items").order_by("position"):
        for_decision = row.kind in (Paragraph.Kind.DECISION, Paragraph.Kind.ELECTION)
        has_parts = any(item.text or item.deferral for item in row.sub_items.all())
        if row.pk not in decided_keys and (for_decision or not row.text) and not has_parts:
            found.append((row, f"{section(numbers[row.pk])} {row.heading}".strip()))
    return found
