"""Jäv, and not taking part in a decision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from meetings.actions.recusing import register_recusal, remove_recusal, set_not_taking_part
from meetings.draft.rolls import Rolls
from meetings.models import Attendee, Office, Paragraph, Person, Recusal
from meetings.rules.substitution import Deputy, EmptySeat, suggestions

from .answer import answer, ask, settle
from .desk import Desk, asks_draft, known_form, writes_draft
from .room import chosen, deciding, in_the_room, rolls
from .structure import number_of
from .voice_forms import NotTakingPartForm, RecusalForm


def _recusal(desk: Desk, public_id: str) -> Recusal:
    recusals = Recusal.objects.select_related("paragraph__meeting__body__association", "attendee__person")
    return get_object_or_404(recusals, paragraph__meeting=desk.meeting, public_id=known_form(public_id))


@asks_draft
def draft_recusal_add(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    return _form(request, desk, desk.paragraph(paragraph), None)


@asks_draft
def draft_recusal_edit(request: HttpRequest, desk: Desk, recusal: str) -> HttpResponse:
    row = _recusal(desk, recusal)
    return _form(request, desk, row.paragraph, row)


@writes_draft
def draft_recusal_remove(request: HttpRequest, desk: Desk, recusal: str) -> HttpResponse:
    row = _recusal(desk, recusal)
    remove_recusal(recusal=row, by=desk.person, at=timezone.now())
    return answer(
        request,
        desk,
        changed=[row.paragraph],
        focus=f"m-{row.paragraph.public_id}",
        say=f"Jävet för {row.attendee} är borttaget.",
    )


@asks_draft
def draft_not_taking_part(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """Who stays out of the decision; no tick takes it back."""
    row = desk.paragraph(paragraph)
    people = deciding(desk, row)
    form = NotTakingPartForm(
        request.POST if request.method == "POST" else None,
        deciding=people,
        chosen=[str(key) for key in row.abstentions.values_list("attendee_id", flat=True)],
    )
    if settle(
        form,
        lambda values: set_not_taking_part(
            paragraph=row,
            attendees=chosen(people, values["attendees"]),
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        return answer(request, desk, changed=[row], say="Antecknat.")
    return ask(request, title=f"Deltar inte i beslutet, {number_of(desk, row)}", form=form)


def _form(request: HttpRequest, desk: Desk, row: Paragraph, recusal: Recusal | None) -> HttpResponse:
    known = rolls(desk)
    people = in_the_room(known, row)
    form = RecusalForm(
        request.POST if request.method == "POST" else None,
        people=[recusal.attendee] if recusal and recusal.attendee not in people else people,
        deputies=_free(known, row, people),
        fills=_fills(desk, known, row, people),
        initial=_initial(desk, row, recusal),
        fixed=recusal is not None,
    )
    if settle(form, lambda values: _register(desk, row, people, recusal, values)):
        made = row.recusals.last()
        return answer(
            request,
            desk,
            changed=[row],
            focus=f"e-{made.public_id}" if made else "",
            say="Jävet är antecknat.",
        )
    remove = reverse("draft_recusal_remove", args=[*desk.address, recusal.public_id]) if recusal else ""
    return ask(request, title=f"Jäv i {number_of(desk, row)}", form=form, button="Anteckna", remove=remove)


def _register(
    desk: Desk, row: Paragraph, people: list[Attendee], recusal: Recusal | None, values: dict[str, Any]
) -> None:
    attendee = recusal.attendee if recusal else chosen(people, [values["attendee"]])[0]
    is_chair = attendee.person_id in (row.chair_id, desk.meeting.chair_id)
    register_recusal(
        paragraph=row,
        attendee=attendee,
        how=values["how"],
        reason=values["reason"],
        substitute=next(iter(chosen(people, [values["substitute"]])), None),
        chair=_person(desk, values["chair"]) if is_chair else None,
        verified_by=_person(desk, values["verified_by"]),
        by=desk.person,
        at=timezone.now(),
    )


def _person(desk: Desk, public_id: str) -> Person | None:
    return Person.objects.filter(public_id=public_id, pk__in=desk.meeting.attendees.values("person")).first()


def _free(known: Rolls, row: Paragraph, people: list[Attendee]) -> list[Attendee]:
    """Deputies in the room who do not serve in the § as it stands without jäv."""
    serving = known.without_recusals.get(row.pk, known.at_start).serving.values()
    return [one for one in people if one.kind == Attendee.Kind.DEPUTY and one.pk not in serving]


def _fills(desk: Desk, known: Rolls, row: Paragraph, people: list[Attendee]) -> dict[str, dict[str, Any]]:
    """What the choice of each person fills in and asks for, for the dialog's script."""
    verifiers = {one.person_id for one in desk.meeting.verifiers.all() if not one.is_deputy}
    seats = {who: seat for seat, who in known.without_recusals.get(row.pk, known.at_start).serving.items()}
    free = _free(known, row, people)
    found: dict[str, dict[str, Any]] = {}
    for one in people:
        show = ["chair"] if one.person_id in (row.chair_id, desk.meeting.chair_id) else []
        show += ["verified_by"] if one.person_id in verifiers else []
        substitute = _substitute(known, seats.get(one.pk), one, free)
        show += ["substitute"] if one.pk in seats and free else []
        found[str(one.pk)] = {"set": {"substitute": substitute}, "show": show}
    return found


def _substitute(known: Rolls, seat: Any, member: Attendee, free: list[Attendee]) -> str:
    """Key of the deputy whom the common order points out, or ""."""
    own = next((each for each in known.seats if each.pk == seat), None)
    if own is None:
        return ""
    found = suggestions(
        [EmptySeat(seat=own.pk, party=own.party_id, member=member.display_name)],
        [
            Deputy(
                id=one.pk,
                name=one.display_name,
                seat=one.mandate.seat_id,
                party=one.mandate.seat.party_id,
                order=one.mandate.service_order,
            )
            for one in free
            if one.mandate and one != member
        ],
    )
    return str(found[0].deputy) if found else ""


def _initial(desk: Desk, row: Paragraph, recusal: Recusal | None) -> dict[str, Any]:
    if recusal:
        return {
            "attendee": str(recusal.attendee_id),
            "how": recusal.how,
            "reason": recusal.reason,
            "substitute": str(recusal.substitute_id or ""),
            "chair": row.chair.public_id if row.chair else "",
            "verified_by": recusal.verified_by.public_id if recusal.verified_by else "",
        }
    vice = (
        desk.meeting.body.offices.filter(kind=Office.Kind.VICE_CHAIR, first_day__lte=desk.meeting.date)
        .exclude(last_day__lt=desk.meeting.date)
        .select_related("person")
        .order_by("rank")
        .first()
    )
    return {"chair": vice.person.public_id if vice else ""}
