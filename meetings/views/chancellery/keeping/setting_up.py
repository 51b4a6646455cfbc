"""The pages that make an association: itself, its members, its board. Each can be left and come back to."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.access import can_found
from meetings.actions.setting_up import choose_members, found_association, set_up_board
from meetings.errors import RuleViolation
from meetings.models import Body, Seat
from meetings.models.ordering import swedish
from meetings.reads.setting_up import steps_of
from meetings.rules.first_wordings import AGENDA, END, PHRASES
from meetings.rules.local_government import by_region, local_governments
from meetings.views.addresses import association_edited, person_of
from meetings.views.refusals import goes_through, refuse

from .setting_up_forms import BoardForm, MembersForm, NewAssociationForm


@require_http_methods(["GET", "POST"])
def association_create(request: HttpRequest) -> HttpResponse:
    """For who runs the installation; the maker works in the new association's chancellery from then on."""
    person = person_of(request)
    if not can_found(person):
        raise Http404
    form = NewAssociationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            association = found_association(by=person, at=timezone.now(), **form.cleaned_data)
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            messages.success(request, f"{association.name} är upplagt. Välj nu medlemmarna.")
            return redirect("members_choose", association.slug)
    context = {"form": form, "steps": steps_of(None)}
    return _page(request, "association_create", context)


@require_http_methods(["GET", "POST"])
def members_choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Sweden's regioner and kommuner with a box for each, by region; those that are members are ticked."""
    association = association_edited(request, slug)
    present = {party.name for party in association.parties.all()}
    ticked = [one.code for one in local_governments().values() if one.name in present]
    form = MembersForm(request.POST if request.method == "POST" else None, initial={"codes": ticked})
    if goes_through(
        request,
        form,
        "Medlemmarna är sparade.",
        lambda: choose_members(
            association=association,
            codes=form.cleaned_data["codes"],
            by=person_of(request),
            at=timezone.now(),
        ),
    ):
        return redirect("board_set_up", slug)
    chosen = form.chosen()
    regions = [
        (region, kommuner, sum(one.code in chosen for one in (region, *kommuner)))
        for region, kommuner in by_region()
    ]
    context = {"association": association, "form": form, "regions": regions, "chosen": chosen}
    return _page(request, "members_choose", context | {"steps": steps_of(association)})


@require_http_methods(["GET", "POST"])
def board_set_up(request: HttpRequest, slug: str) -> HttpResponse:
    """The board's name, the seats of each member and where its notices go."""
    association = association_edited(request, slug)
    board = association.bodies.filter(kind=Body.Kind.BOARD).order_by("pk").first()
    parties = list(association.parties.order_by(swedish("name")))
    seats: dict[int, int] = {}
    for key in Seat.objects.filter(body=board).values_list("party_id", flat=True):
        seats[key] = seats.get(key, 0) + 1
    form = BoardForm(
        request.POST if request.method == "POST" else None,
        parties=parties,
        seats=seats,
        is_new=not seats,
        initial={"name": board.name if board else "Förbundsstyrelsen"},
    )
    if goes_through(
        request,
        form,
        "Styrelsen är sparad.",
        lambda: set_up_board(
            association=association,
            name=form.cleaned_data["name"],
            seats=form.seats(),
            emails=form.emails(),
            starts_from_standard=form.cleaned_data.get("starts_from_standard", False),
            by=person_of(request),
            at=timezone.now(),
        ),
    ):
        return redirect("mandate_paste" if not seats else "todo", slug)
    context = {
        "association": association,
        "form": form,
        "agenda": [heading for _, heading, _, _ in (*AGENDA, END)],
        "phrases": [name for name, _, _ in PHRASES],
        "steps": steps_of(association),
    }
    return _page(request, "board_set_up", context)


def _page(request: HttpRequest, name: str, context: dict[str, object]) -> HttpResponse:
    form = context["form"]
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, f"meetings/keeping/{name}.html", context, status=status)
