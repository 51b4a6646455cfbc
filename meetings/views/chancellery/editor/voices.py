"""Reservations, statements and elections in a §."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from meetings.actions.dissenting import add_reservation, add_statement, edit_reservation, remove_dissent
from meetings.actions.electing import add_election, remove_election
from meetings.models import Election, Meeting, Person, Reservation, Statement

from .answer import answer, ask, settle
from .desk import Desk, asks_draft, known_form, writes_draft
from .room import chosen, deciding, in_the_room, rolls
from .structure import number_of
from .voice_forms import ElectionForm, KnownForm, ReservationForm, StatementForm, election_in_words


def _in_meeting[Row: (Reservation, Statement, Election)](desk: Desk, model: type[Row], public_id: str) -> Row:
    rows = model.objects.select_related("paragraph__meeting__body__association")  # type: ignore[attr-defined]
    found: Row = get_object_or_404(rows, paragraph__meeting=desk.meeting, public_id=known_form(public_id))
    return found


@asks_draft
def draft_reservation_add(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """Its motivation is written in place afterwards, at once or later."""
    row = desk.paragraph(paragraph)
    out = set(row.abstentions.values_list("attendee_id", flat=True))
    people = [one for one in deciding(desk, row) if one.pk not in out]
    form = ReservationForm(
        request.POST if request.method == "POST" else None,
        people=people,
        closed=desk.meeting.state == Meeting.State.CLOSED,
    )
    if settle(
        form,
        lambda values: add_reservation(
            paragraph=row,
            attendee=chosen(people, [values["attendee"]])[0],
            lead=values["lead"],
            announced_in_time=values.get("announced_in_time", False),
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        made = row.reservations.last()
        focus = f"reservation-{made.public_id}-text" if made else ""
        return answer(request, desk, changed=[row], focus=focus, say="Reservationen är antecknad.")
    return ask(request, title=f"Reservation i {number_of(desk, row)}", form=form, button="Anteckna")


@asks_draft
def draft_reservation_edit(request: HttpRequest, desk: Desk, reservation: str) -> HttpResponse:
    row = _in_meeting(desk, Reservation, reservation)
    form = ReservationForm(request.POST if request.method == "POST" else None, people=[], reservation=row)
    if settle(
        form,
        lambda values: edit_reservation(
            reservation=row,
            lead=values["lead"],
            without_text=values["without_text"],
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        return answer(request, desk, changed=[row.paragraph], say="Sparat.")
    remove = reverse("draft_reservation_remove", args=[*desk.address, row.public_id])
    return ask(request, title=f"{row}", form=form, remove=remove)


@writes_draft
def draft_reservation_remove(request: HttpRequest, desk: Desk, reservation: str) -> HttpResponse:
    return _remove(request, desk, _in_meeting(desk, Reservation, reservation))


@asks_draft
def draft_statement_add(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    row = desk.paragraph(paragraph)
    known = rolls(desk)
    present = [one for one in known.attendees.values() if one.kind == one.Kind.GUEST and one.is_present]
    people = [*in_the_room(known, row), *present]
    form = StatementForm(request.POST if request.method == "POST" else None, people=people)
    if settle(
        form,
        lambda values: add_statement(
            paragraph=row,
            attendee=chosen(people, [values["attendee"]])[0],
            kind=values["kind"],
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        made = row.statements.last()
        focus = f"statement-{made.public_id}-text" if made else ""
        return answer(request, desk, changed=[row], focus=focus, say="Skriv texten.")
    title = f"Yttrande eller anteckning i {number_of(desk, row)}"
    return ask(request, title=title, form=form, button="Anteckna")


@asks_draft
def draft_statement_edit(request: HttpRequest, desk: Desk, statement: str) -> HttpResponse:
    """The text is written in place: here it can be taken out."""
    row = _in_meeting(desk, Statement, statement)
    form = KnownForm(request.POST if request.method == "POST" else None)
    if settle(form, lambda values: None):
        return answer(request, desk, changed=[row.paragraph])
    remove = reverse("draft_statement_remove", args=[*desk.address, row.public_id])
    return ask(request, title=f"{row}", form=form, button="Behåll", remove=remove)


@writes_draft
def draft_statement_remove(request: HttpRequest, desk: Desk, statement: str) -> HttpResponse:
    return _remove(request, desk, _in_meeting(desk, Statement, statement))


@asks_draft
def draft_election_add(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """The decision is written with it."""
    row = desk.paragraph(paragraph)
    people = Person.objects.filter(pk__in=desk.meeting.attendees.filter(kind="MEMBER").values("person"))
    form = ElectionForm(
        request.POST if request.method == "POST" else None,
        members=people.order_by("last_name", "first_name"),
        first_day=desk.meeting.date,
    )
    if settle(
        form,
        lambda values: add_election(paragraph=row, by=desk.person, at=timezone.now(), **form.values()),
    ):
        return answer(request, desk, changed=[row], say="Valet och beslutet är skrivna.")
    return ask(request, title=f"Val i {number_of(desk, row)}", form=form, button="Anteckna")


@asks_draft
def draft_election_edit(request: HttpRequest, desk: Desk, election: str) -> HttpResponse:
    """An election is taken out and made anew."""
    row = _in_meeting(desk, Election, election)
    form = KnownForm(request.POST if request.method == "POST" else None)
    if settle(form, lambda values: None):
        return answer(request, desk, changed=[row.paragraph])
    remove = reverse("draft_election_remove", args=[*desk.address, row.public_id])
    lead = "Tas valet bort följer beslutet som skrevs av det med."
    return ask(request, title=election_in_words(row), form=form, button="Behåll", lead=lead, remove=remove)


@writes_draft
def draft_election_remove(request: HttpRequest, desk: Desk, election: str) -> HttpResponse:
    row = _in_meeting(desk, Election, election)
    remove_election(election=row, by=desk.person, at=timezone.now())
    focus = f"m-{row.paragraph.public_id}"
    return answer(request, desk, changed=[row.paragraph], focus=focus, say="Valet är borttaget.")


def _remove(request: HttpRequest, desk: Desk, row: Reservation | Statement) -> HttpResponse:
    remove_dissent(row=row, by=desk.person, at=timezone.now())
    focus = f"m-{row.paragraph.public_id}"
    return answer(request, desk, changed=[row.paragraph], focus=focus, say=f"{row}: borttagen.")
