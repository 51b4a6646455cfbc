"""Who is there and who serves, from the start of the meeting or from a §; and whether the protocol is published."""

from meetings.actions.attending import set_all_present, set_presence, set_serving
from meetings.actions.moving import register_arrival, register_departure, start_serving, stop_serving
from meetings.actions.planning import edit_meeting
from meetings.errors import RuleViolation
from meetings.models import Movement, Seat

from ..access import writes_draft
from ..editing import Editing, by_key
from ..response import Done


@writes_draft
def draft_presence(editing: Editing) -> Done:
    """POST `attendee` and `presence`; or `everyone` for all whose presence is not said."""
    if editing.posted.get("everyone"):
        set_all_present(meeting=editing.meeting, **editing.signed)
        return Done("Alla övriga är närvarande.")
    attendee = set_presence(
        attendee=editing.attendee(editing.posted.get("attendee", "")),
        presence=editing.posted.get("presence", ""),
        **editing.signed,
    )
    said = f"{attendee}: {attendee.get_presence_display().lower()}."
    return Done(said, focus=f"person-{attendee.pk}")


@writes_draft
def draft_serving(editing: Editing) -> Done:
    """POST `attendee` (a deputy) and `seat`, empty for none: from the start of the meeting."""
    key = editing.posted.get("seat", "")
    deputy = set_serving(
        deputy=editing.attendee(editing.posted.get("attendee", "")),
        seat=_seat(editing, key) if key else None,
        **editing.signed,
    )
    return Done(f"{deputy} {'tjänstgör' if deputy.serving_seat else 'tjänstgör inte'}.")


@writes_draft
def draft_move(editing: Editing) -> Done:
    """POST `attendee`, `paragraph`, and `kind`: kom (with `mode`), gick, tjänstgör (with `seat`), slutade
    tjänstgöra; `cause` if there is one. The time is now while the meeting runs."""
    posted, signed, time = editing.posted, editing.signed, editing.time_of_day
    attendee = editing.attendee(posted.get("attendee", ""))
    row = editing.paragraph(posted.get("paragraph", ""))
    cause = posted.get("cause", "")[:200]
    match posted.get("kind", ""):
        case Movement.Kind.ARRIVED:
            mode = posted.get("mode", "")
            made = register_arrival(
                attendee=attendee, paragraph=row, mode=mode, cause=cause, time=time, **signed
            )
        case Movement.Kind.LEFT:
            made = register_departure(attendee=attendee, paragraph=row, cause=cause, time=time, **signed)
        case Movement.Kind.SERVING:
            seat = _seat(editing, posted.get("seat", ""))
            made = start_serving(deputy=attendee, seat=seat, paragraph=row, time=time, **signed)
        case Movement.Kind.RELIEVED:
            made = stop_serving(deputy=attendee, paragraph=row, time=time, **signed)
        case _:
            raise RuleViolation("Välj kommer, går eller tjänstgör.")
    said = f"{attendee} {made.get_kind_display().lower()}, från och med {editing.number(row)}."
    return Done(said, [row], undo=editing.undo("draft_movement_remove", handelse=made.pk))


@writes_draft
def draft_publish(editing: Editing) -> Done:
    """POST `publish` 1 or 0: nobody but a person chooses it."""
    publish = editing.posted.get("publish")
    if publish not in ("0", "1"):
        raise RuleViolation("Välj om protokollet ska publiceras.")
    edit_meeting(meeting=editing.meeting, publish=publish == "1", **editing.signed)
    return Done(f"Protokollet {'publiceras' if publish == '1' else 'publiceras inte'}.")


def _seat(editing: Editing, key: str) -> Seat:
    return by_key(Seat.objects.filter(body=editing.meeting.body), key)
