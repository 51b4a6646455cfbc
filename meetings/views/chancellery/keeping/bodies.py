"""Sv: organ och platser. What a body is called, how its documents look, its seats and its presidium."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.access import can_edit
from meetings.actions.appointing import appoint, end_office
from meetings.actions.keeping import keep
from meetings.actions.setting_up import add_body, set_seats
from meetings.models import Association, Body, Office, Party
from meetings.models.ordering import swedish
from meetings.reads.examples import example_paragraph
from meetings.reads.people import name_in
from meetings.reads.registers import lineup_of
from meetings.reads.row_history import changes_of
from meetings.swedish import term
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.calendar_feeds import change_feed, feed_address
from meetings.views.refusals import goes_through

from .body_forms import PARTS, BodyAddForm, SeatsForm, seats_by_party
from .frame import form_page
from .people_forms import BodyOfficeForm, EndForm


def bodies_address(association: Association, body: Body | None = None) -> str:
    """Of the page about all bodies, and with `body` of the one about that body."""
    if body:
        return reverse("body_detail", args=[association.slug, body.slug])
    return reverse("body_list", args=[association.slug])


def body_or_404(association: Association, slug: str) -> Body:
    rows = Body.objects.select_related("association")
    return get_object_or_404(rows, association=association, slug=slug)


@require_GET
def body_list(request: HttpRequest, slug: str) -> HttpResponse:
    association = association_read(request, slug)
    context = {
        "association": association,
        "bodies": association.bodies.order_by("pk").prefetch_related("seats"),
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/keeping/body_list.html", context)


@require_GET
def body_detail(request: HttpRequest, slug: str, body: str) -> HttpResponse:
    """Who sits where today, what the law asks of the members still, the presidium, and the parts to change."""
    association = association_read(request, slug)
    row, today = body_or_404(association, body), timezone.localdate()
    offices = row.offices.select_related("person").exclude(last_day__lt=today).order_by("kind", "rank")
    context = {
        "association": association,
        "body": row,
        "lineup": lineup_of(row, today),
        "offices": list(offices),
        "parts": [(name, title) for name, (title, _) in PARTS.items()],
        "years": [today.year, today.year + 1],
        "can_edit": can_edit(person_of(request), association),
        "feed": feed_address(body=row),
        "changes": changes_of(association, Body.history.filter(id=row.pk)),
    }
    return render(request, "meetings/keeping/body_detail.html", context)


@require_POST
def body_calendar(request: HttpRequest, slug: str, body: str) -> HttpResponse:
    """A secret address for all meetings of the body: a new one, or none."""
    association = association_edited(request, slug)
    change_feed(request, body=body_or_404(association, body))
    return redirect(f"{reverse('body_detail', args=[slug, body])}#kalender")


@require_http_methods(["GET", "POST"])
def body_add(request: HttpRequest, slug: str) -> HttpResponse:
    association = association_edited(request, slug)
    row = Body(association=association, kind=Body.Kind.PREPARATORY_GROUP)
    form = BodyAddForm(request.POST if request.method == "POST" else None, instance=row)
    if goes_through(
        request,
        form,
        "Organet är tillagt.",
        lambda: add_body(body=row, by=person_of(request), at=timezone.now()),
    ):
        return redirect("body_seats", slug, row.slug)
    return form_page(
        request,
        association,
        form,
        title="Lägg till ett organ",
        back=bodies_address(association),
        button="Spara organet",
        summary="Organet är inte tillagt",
    )


@require_http_methods(["GET", "POST"])
def body_change(request: HttpRequest, slug: str, body: str, part: str) -> HttpResponse:
    """One part of the body beside a piece of the protocol; `look` shows what it would be, and saves nothing."""
    association = association_edited(request, slug)
    row = body_or_404(association, body)
    if part not in PARTS:
        raise Http404
    title, form_class = PARTS[part]
    form = form_class(request.POST if request.method == "POST" else None, instance=row)
    if "look" in request.POST:
        form.is_valid()  # and the row then says what was sent
    elif goes_through(
        request,
        form,
        "Organet är sparat.",
        lambda: keep(row, by=person_of(request), at=timezone.now(), fields=list(form.fields)),
    ):
        return redirect("body_detail", slug, body)
    return form_page(
        request,
        association,
        form,
        title=title,
        back=bodies_address(association, body_or_404(association, body)),
        summary="Organet är inte sparat",
        is_wide=True,
        looks=True,
        body=row,
        example=example_paragraph(row),
        numbered=row.meeting_number_pattern.replace("{nr}", "3").replace(
            "{år}", str(timezone.localdate().year)
        ),
    )


@require_http_methods(["GET", "POST"])
def body_seats(request: HttpRequest, slug: str, body: str) -> HttpResponse:
    """How many seats each member has; one that has been held stays."""
    association = association_edited(request, slug)
    row = body_or_404(association, body)
    parties = list(Party.objects.filter(association=association).order_by(swedish("name")))
    is_board = row.kind == Body.Kind.BOARD
    form = SeatsForm(
        request.POST if request.method == "POST" else None,
        parties=parties,
        seats=seats_by_party(row),
        least=1 if is_board else 0,
    )
    if goes_through(
        request,
        form,
        "Platserna är sparade.",
        lambda: set_seats(body=row, seats=form.numbers(), by=person_of(request), at=timezone.now()),
    ):
        return redirect("body_detail", slug, body)
    return form_page(
        request,
        association,
        form,
        title="Platser",
        back=bodies_address(association, row),
        button="Spara platserna",
        summary="Platserna är inte sparade",
        lead="Hur många platser varje medlem har, enligt förbundsordningen. "
        + ("Varje medlem har minst en (10 § lagen 2003:1210)." if is_board else ""),
    )


@require_http_methods(["GET", "POST"])
def office_add(request: HttpRequest, slug: str, body: str) -> HttpResponse:
    """For an election that no protocol here carries out; one in a § does it by itself when it is verified."""
    association = association_edited(request, slug)
    row, today = body_or_404(association, body), timezone.localdate()
    office = Office(body=row)
    form = BodyOfficeForm(
        request.POST if request.method == "POST" else None,
        body=row,
        today=today,
        instance=office,
        initial={"first_day": today},
    )
    if goes_through(
        request,
        form,
        "Uppdraget i presidiet är inlagt.",
        lambda: appoint(office, by=person_of(request), at=timezone.now()),
    ):
        return redirect("body_detail", slug, body)
    return form_page(
        request,
        association,
        form,
        title="Nytt uppdrag i presidiet",
        back=bodies_address(association, row),
        button="Spara uppdraget",
        summary="Uppdraget är inte inlagt",
        lead="Styrelsen väljer själv en ordförande och en eller två vice ordförande (Finsam 17 §). Ett val i en § förs "
        "hit av sig självt när protokollet är justerat.",
    )


@require_http_methods(["GET", "POST"])
def office_end(request: HttpRequest, slug: str, office: int) -> HttpResponse:
    association = association_edited(request, slug)
    rows = Office.objects.select_related("person", "body__association")
    row = get_object_or_404(rows, body__association=association, pk=office)
    form = EndForm(
        request.POST if request.method == "POST" else None, initial={"last_day": timezone.localdate()}
    )

    def end() -> None:
        day = form.cleaned_data["last_day"]
        end_office(office=row, last_day=day, by=person_of(request), at=timezone.now())

    if goes_through(request, form, "Uppdraget i presidiet är avslutat.", end):
        return redirect("body_detail", slug, row.body.slug)
    return form_page(
        request,
        association,
        form,
        title="Avsluta uppdraget i presidiet",
        back=bodies_address(association, row.body),
        button="Avsluta uppdraget",
        summary="Uppdraget är inte avslutat",
        lead=f"{name_in(association, row.person)}, {row.get_kind_display().lower()}, "
        f"{term(row.first_day, row.last_day)}.",
    )
