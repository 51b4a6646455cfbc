"""Who comes, goes and serves from the § that is being written in."""

from datetime import time

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from meetings.actions.moving import (
    edit_movement,
    register_arrival,
    register_departure,
    remove_movement,
    start_serving,
    stop_serving,
)
from meetings.errors import RuleViolation
from meetings.models import Attendee, Meeting, Movement

from .answer import answer, ask, settle
from .course_forms import MovementForm
from .desk import Desk, asks_draft, writes_draft
from .people import SOUND_LEAD, attendee_of, seat_of
from .people_forms import ReasonForm
from .structure import number_of


@writes_draft
def draft_move(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST `attendee`, `paragraph`, and `kind`: kom (with `mode`), gick, tjänstgör (with `seat`), slutade
    tjänstgöra; `cause` if there is one. The time is now while the meeting runs."""
    attendee = attendee_of(desk, request.POST.get("attendee", ""))
    row = desk.paragraph(request.POST.get("paragraph", ""))
    kind, cause = request.POST.get("kind", ""), request.POST.get("cause", "")[:200]
    common = {"paragraph": row, "by": desk.person, "at": timezone.now(), "time": now_at(desk)}
    match kind:
        case Movement.Kind.ARRIVED:
            mode = request.POST.get("mode", "")
            made = register_arrival(attendee=attendee, mode=mode, cause=cause, **common)  # type: ignore[arg-type]
        case Movement.Kind.LEFT:
            made = register_departure(attendee=attendee, cause=cause, **common)  # type: ignore[arg-type]
        case Movement.Kind.SERVING:
            seat = seat_of(desk, request.POST.get("seat", ""))
            made = start_serving(deputy=attendee, seat=seat, **common)  # type: ignore[arg-type]
        case Movement.Kind.RELIEVED:
            made = stop_serving(deputy=attendee, **common)  # type: ignore[arg-type]
        case _:
            raise RuleViolation("Välj kommer, går eller tjänstgör.")
    return answer(
        request,
        desk,
        changed=[row],
        say=f"{attendee} {made.get_kind_display().lower()}, från och med {number_of(desk, row)}.",
        undo={
            "label": "Ångra",
            "url": reverse("draft_movement_remove", args=desk.address),
            "data": {"handelse": made.pk},
        },
    )


@asks_draft
def draft_arrival_by_sound(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Somebody who comes by sound only, and why (Finsam 19 a §); `attendee` and `paragraph` in the query."""
    attendee = attendee_of(desk, request.GET.get("attendee", ""))
    row = desk.paragraph(request.GET.get("paragraph", ""))
    form = ReasonForm(request.POST if request.method == "POST" else None, reason=attendee.mode_reason)
    if settle(
        form,
        lambda values: register_arrival(
            attendee=attendee,
            paragraph=row,
            mode=Attendee.Presence.REMOTE_AUDIO,
            mode_reason=values["reason"],
            time=now_at(desk),
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        said = f"{attendee} kom, enbart ljud, från och med {number_of(desk, row)}."
        return answer(request, desk, changed=[row], say=said)
    title = f"{attendee} kommer till {number_of(desk, row)} med enbart ljud"
    return ask(request, title=title, form=form, lead=SOUND_LEAD)


@asks_draft
def draft_movement_edit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`handelse` in the query names the movement."""
    row = _movement(desk, request.GET.get("handelse", ""))
    form = MovementForm(request.POST if request.method == "POST" else None, movement=row)
    if settle(
        form,
        lambda values: edit_movement(movement=row, by=desk.person, at=timezone.now(), **values),
    ):
        return answer(request, desk, changed=[row.paragraph], say="Sparat.")
    remove = f"{reverse('draft_movement_remove', args=desk.address)}?handelse={row.pk}"
    return ask(request, title=f"{row}, {number_of(desk, row.paragraph)}", form=form, remove=remove)


@writes_draft
def draft_movement_remove(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST or query `handelse`."""
    row = _movement(desk, request.POST.get("handelse", "") or request.GET.get("handelse", ""))
    remove_movement(movement=row, by=desk.person, at=timezone.now())
    focus = f"m-{row.paragraph.public_id}"
    return answer(request, desk, changed=[row.paragraph], focus=focus, say=f"{row}: borttaget.")


def now_at(desk: Desk) -> time | None:
    """The time of the day while the meeting runs; None when the protocol is written at another time."""
    local = timezone.localtime()
    runs = (
        desk.meeting.state == Meeting.State.OPEN
        and desk.meeting.date <= local.date() <= desk.meeting.last_day
    )
    return local.time().replace(second=0, microsecond=0) if runs else None


def _movement(desk: Desk, key: str) -> Movement:
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        raise Http404
    movements = desk.meeting.movements.select_related(
        "attendee__person", "paragraph__meeting__body__association"
    )
    row = movements.filter(pk=int(key)).first()
    if row is None:
        raise Http404
    return row
