"""Mandates: given, set right, ended, and a vacant seat that asks for its deputy."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.access import can_edit
from meetings.actions.appointing import appoint, end_mandate, step_in
from meetings.models import Association, Body, Mandate, Seat
from meetings.reads.people import name_in
from meetings.reads.registers import in_line_for, lineup_of, vacant_from
from meetings.rules.makeup import eligibility_question, term_remark
from meetings.swedish import long_date
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import goes_through

from .bodies import bodies_address
from .frame import form_page
from .people import people_address, person_or_404
from .people_forms import EndForm, PersonMandateForm, StepInForm


def mandate_or_404(association: Association, key: int) -> Mandate:
    rows = Mandate.objects.select_related("seat__party", "person", "body__association")
    return get_object_or_404(rows, body__association=association, pk=key)


@require_http_methods(["GET", "POST"])
def mandate_add(request: HttpRequest, slug: str, person: str) -> HttpResponse:
    """A new mandate of one person; `?plats=` is the seat it is for."""
    association = association_edited(request, slug)
    holder = person_or_404(association, person)
    row = Mandate(person=holder)
    initial = {"seat": request.GET.get("plats"), "first_day": timezone.localdate()}
    form = PersonMandateForm(
        request.POST if request.method == "POST" else None,
        association=association,
        instance=row,
        initial=initial,
    )
    if goes_through(
        request, form, "Uppdraget är inlagt.", lambda: appoint(row, by=person_of(request), at=timezone.now())
    ):
        _remark(request, row)
        return redirect("person_detail", slug, person)
    return form_page(
        request,
        association,
        form,
        title="Nytt uppdrag",
        back=people_address(association, holder),
        button="Spara uppdraget",
        summary="Uppdraget är inte inlagt",
        lead=f"{name_in(association, holder)} får ett uppdrag på en plats i ett organ.",
    )


@require_http_methods(["GET", "POST"])
def mandate_change(request: HttpRequest, slug: str, mandate: int) -> HttpResponse:
    """Sets right what was written wrong; one that is over is ended instead, and stays."""
    association = association_edited(request, slug)
    row = mandate_or_404(association, mandate)
    form = PersonMandateForm(
        request.POST if request.method == "POST" else None, association=association, instance=row
    )
    if goes_through(
        request, form, "Uppdraget är rättat.", lambda: appoint(row, by=person_of(request), at=timezone.now())
    ):
        return redirect("person_detail", slug, row.person.public_id)
    return form_page(
        request,
        association,
        form,
        title="Rätta uppdraget",
        back=people_address(association, row.person),
        button="Spara rättelsen",
        summary="Uppdraget är inte rättat",
        lead="Rätta det som blev fel när uppdraget skrevs in. Den som slutar får en sista dag med «Avsluta».",
    )


@require_http_methods(["GET", "POST"])
def mandate_end(request: HttpRequest, slug: str, mandate: int) -> HttpResponse:
    """The last day; a seat in the board that becomes vacant then leads on to who steps in."""
    association = association_edited(request, slug)
    row = mandate_or_404(association, mandate)
    form = EndForm(
        request.POST if request.method == "POST" else None, initial={"last_day": timezone.localdate()}
    )

    def end() -> None:
        day = form.cleaned_data["last_day"]
        end_mandate(mandate=row, last_day=day, by=person_of(request), at=timezone.now())

    if goes_through(request, form, "Uppdraget är avslutat. Det står kvar i historiken.", end):
        if row.kind == Mandate.Kind.MEMBER and row.body.kind == Body.Kind.BOARD:
            return redirect("seat_detail", slug, row.body.slug, row.seat.number)
        return redirect("person_detail", slug, row.person.public_id)
    return form_page(
        request,
        association,
        form,
        title="Avsluta uppdraget",
        back=people_address(association, row.person),
        button="Avsluta uppdraget",
        summary="Uppdraget är inte avslutat",
        lead=f"{name_in(association, row.person)} är {row.get_kind_display().lower()} på plats {row.seat.number} för "
        f"{row.seat.party.name} sedan den {long_date(row.first_day)}. Ett uppdrag i presidiet slutar samma dag.",
    )


def seat_or_404(association: Association, body: str, number: int) -> Seat:
    rows = Seat.objects.select_related("body__association", "party")
    return get_object_or_404(rows, body__association=association, body__slug=body, number=number)


@require_http_methods(["GET", "POST"])
def seat_detail(request: HttpRequest, slug: str, body: str, number: int) -> HttpResponse:
    """Who has held a seat. A vacant one in the board asks which deputy of the same member steps in (Finsam 15 §)."""
    association = association_read(request, slug)
    if request.method == "POST":
        association = association_edited(request, slug)
    seat = seat_or_404(association, body, number)
    today = timezone.localdate()
    from_day = vacant_from(seat, today)
    deputies = in_line_for(seat, from_day) if seat.body.kind == Body.Kind.BOARD else []
    form = StepInForm(
        request.POST if request.method == "POST" else None, deputies=deputies, initial={"first_day": from_day}
    )
    if goes_through(request, form, "Ersättaren är nu ledamot.", lambda: _steps_in(request, seat, form)):
        return redirect("seat_detail", slug, body, number)
    return form_page(
        request,
        association,
        form,
        template="seat_detail",
        title=f"Plats {seat.number}, {seat.party.name}",
        back=bodies_address(association, seat.body),
        **_seat_context(request, association, seat, today, deputies),
        deputies=deputies,
        from_day=from_day,
    )


def _steps_in(request: HttpRequest, seat: Seat, form: StepInForm) -> None:
    given = form.cleaned_data
    step_in(
        seat=seat,
        deputy=given["deputy"],
        first_day=given["first_day"],
        by=person_of(request),
        at=timezone.now(),
    )


def _seat_context(
    request: HttpRequest, association: Association, seat: Seat, today: date, deputies: list[Mandate]
) -> dict[str, Any]:
    held = list(seat.mandates.select_related("person").order_by("-first_day", "kind"))
    members = [one for one in held if one.kind == Mandate.Kind.MEMBER]
    until = (
        None
        if any(one.last_day is None for one in members)
        else max((one.last_day for one in members if one.last_day), default=None)
    )
    is_open = not members or until is not None
    # What is decided already counts: a mandate that ends in a week, and one that begins then.
    days = [today, *(one.first_day for one in members)]
    day = max([*days, until + timedelta(days=1)] if until else days)
    lines = lineup_of(seat.body, day).members
    remarks = next((one.remarks for one in lines if one.party.pk == seat.party_id), [])
    return {
        "seat": seat,
        "held": held,
        "is_vacant": is_open and (until is None or until < today),
        # Where the deputies' time ends with it, a term is over, and nobody steps in.
        "becomes_vacant": until if is_open and until and until >= today and deputies else None,
        "remarks": remarks,
        "is_board": seat.body.kind == Body.Kind.BOARD,
        "can_edit": can_edit(person_of(request), association),
        "today": today,
    }


def _remark(request: HttpRequest, mandate: Mandate) -> None:
    """What the law asks of who was appointed: remarks that hinder nothing (Finsam 12 and 13 §§)."""
    if mandate.body.kind != Body.Kind.BOARD:
        return
    if remark := term_remark(mandate.first_day, mandate.last_day, timezone.localdate()):
        messages.warning(request, remark)
    party = mandate.seat.party
    messages.info(
        request,
        eligibility_question(
            name_in(party.association, mandate.person), party.name, is_of_state=not party.must_post
        ),
    )
