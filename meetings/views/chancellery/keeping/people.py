"""Sv: personer och uppdrag. Who is in the register, how they are reached and what they hold."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.access import can_edit
from meetings.actions.keeping import keep
from meetings.actions.registering import add_person, invite_person
from meetings.errors import RuleViolation
from meetings.models import Association, Person, Seat
from meetings.reads.accounts import open_changes_of
from meetings.reads.people import people_of
from meetings.reads.registers import people_listed, person_in, written_by_the_office
from meetings.rules.makeup import term_remark
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import goes_through

from .frame import form_page, page_of
from .people_forms import PeopleForm, PersonAddForm, PersonChangeForm


def person_or_404(association: Association, public_id: str) -> Person:
    """Somebody in the association's register."""
    return get_object_or_404(people_of({association.pk}), public_id=public_id)


def people_address(association: Association, person: Person | None = None) -> str:
    """Of the page about everybody, and with `person` of the one about that person."""
    if person:
        return reverse("person_detail", args=[association.slug, person.public_id])
    return reverse("person_list", args=[association.slug])


@require_GET
def person_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody in the register, by name, filtered as the address says."""
    association = association_read(request, slug)
    form = PeopleForm(request.GET, bodies=list(association.bodies.all()))
    found = people_listed(association, form.asked(), timezone.localdate())
    context = {
        "association": association,
        "form": form,
        "page": page_of(request, found),
        "query": form.query(),
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/keeping/person_list.html", context)


@require_GET
def person_detail(request: HttpRequest, slug: str, person: str) -> HttpResponse:
    """One person: how they are reached, their mandates, and what has happened to them here."""
    association = association_read(request, slug)
    shown = person_or_404(association, person)
    found, today = person_in(shown, association), timezone.localdate()
    edits = can_edit(person_of(request), association)
    context = {
        "association": association,
        "person": shown,
        "found": found,
        "mandates": [
            (
                one,
                term_remark(one.first_day, one.last_day, today),
                one.last_day is None or one.last_day >= today,
            )
            for one in found.mandates
        ],
        "today": today,
        "can_edit": edits,
        "may_write": edits and bool(written_by_the_office(shown, frozenset({association.pk}))),
        "waiting": list(open_changes_of(shown)),
    }
    return render(request, "meetings/keeping/person_detail.html", context)


@require_http_methods(["GET", "POST"])
def person_add(request: HttpRequest, slug: str) -> HttpResponse:
    """`?plats=` is the seat that the person is to have: its page comes next."""
    association = association_edited(request, slug)
    form = PersonAddForm(
        request.POST if request.method == "POST" else None, association=association, instance=Person()
    )
    added: list[Person] = []

    def add() -> None:
        given = {name: form.cleaned_data[name] for name in PersonAddForm.Meta.fields}
        at, by = timezone.now(), person_of(request)
        added.append(add_person(association=association, by=by, at=at, **given))
        if form.cleaned_data["invite"] and added[0].email and not added[0].has_usable_password():
            invite_person(person=added[0], association=association, by=by, at=at)

    if goes_through(request, form, "Personen är tillagd.", add):
        if form.known:
            messages.info(request, f"{added[0]} fanns redan i ett annat förbund och är nu tillagd här.")
        return redirect(_next(request, association, added[0]))
    return form_page(
        request,
        association,
        form,
        title="Lägg till en person",
        back=people_address(association),
        button="Spara personen",
        summary="Personen är inte tillagd",
    )


def _next(request: HttpRequest, association: Association, person: Person) -> str:
    """The page that gives the person a mandate: who is added is almost always to have one."""
    wanted = request.GET.get("plats", "")
    seats = Seat.objects.filter(body__association=association)
    seat = seats.filter(pk=int(wanted)).first() if wanted.isascii() and wanted.isdigit() else None
    query = f"?{urlencode({'plats': seat.pk})}" if seat else ""
    page = "mandate_add" if seat else "person_detail"
    return reverse(page, args=[association.slug, person.public_id]) + query


@require_http_methods(["GET", "POST"])
def person_change(request: HttpRequest, slug: str, person: str) -> HttpResponse:
    """What the office writes of the person; 404 for one who writes it all themself."""
    association = association_edited(request, slug)
    row = person_or_404(association, person)
    may = written_by_the_office(row, frozenset({association.pk}))
    if not may:
        raise Http404
    form = PersonChangeForm(request.POST if request.method == "POST" else None, instance=row, may=may)
    if goes_through(
        request,
        form,
        "Uppgifterna är sparade.",
        lambda: keep(row, by=person_of(request), at=timezone.now(), fields=list(form.fields)),
    ):
        return redirect("person_detail", slug, person)
    return form_page(
        request,
        association,
        form,
        title="Ändra uppgifter",
        back=people_address(association, person_or_404(association, person)),
        lead=OWN if "first_name" not in may else "",
        summary="Uppgifterna är inte sparade",
    )


OWN = (
    "Namnet ändrar personen själv under «Mina uppgifter». En ny e-postadress föreslår du på personens sida; den "
    "bekräftas från båda adresserna eller av någon annan än du."
)


@require_POST
def person_invite(request: HttpRequest, slug: str, person: str) -> HttpResponse:
    """A letter with a link to choose a password."""
    association = association_edited(request, slug)
    row = person_or_404(association, person)
    try:
        invite_person(person=row, association=association, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, f"En inbjudan är skickad till {row.email}.")
    return redirect("person_detail", slug, person)
