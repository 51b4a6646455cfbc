"""Sv: roller. Who works for the association and who audits it; the board's presidium is told of each change."""

from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import can_edit
from meetings.actions.appointing import appoint, end_role
from meetings.forms.associations import RoleForm
from meetings.models import Role
from meetings.reads.people import name_in
from meetings.reads.registers import roles_of
from meetings.reads.row_history import changes_of
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import goes_through

from .frame import Group, Grouped, form_page
from .people import people_address, person_or_404


class GivenRoleForm(Grouped, RoleForm):
    """A role of one person, who is the page's own."""

    groups: ClassVar = (
        Group(
            "Rollen",
            ("kind",),
            "Sekreterare och förbundschef är kansliet: de skriver protokoll och sköter registren. Revisorn läser allt "
            "och ändrar ingenting. Attestanten bekräftar till vilket konto medel betalas.",
        ),
    )

    class Meta(RoleForm.Meta):
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["kind"].choices = Role.Kind.choices  # type: ignore[attr-defined]


@require_GET
def role_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Each role with who has it, and whether that one's account is in use."""
    association = association_read(request, slug)
    context = {
        "association": association,
        "roles": roles_of(association),
        "can_edit": can_edit(person_of(request), association),
        "changes": changes_of(association, Role.history.filter(association=association)),
    }
    return render(request, "meetings/keeping/role_list.html", context)


@require_http_methods(["GET", "POST"])
def role_add(request: HttpRequest, slug: str, person: str) -> HttpResponse:
    """A role for somebody in the register. The presidium has a letter about it, whoever gives it."""
    association = association_edited(request, slug)
    holder = person_or_404(association, person)
    role = Role(association=association, person=holder)
    form = GivenRoleForm(request.POST if request.method == "POST" else None, instance=role)
    if goes_through(
        request,
        form,
        "Rollen är given. Styrelsens presidium har fått ett mejl.",
        lambda: appoint(role, by=person_of(request), at=timezone.now()),
    ):
        return redirect("role_list", slug)
    return form_page(
        request,
        association,
        form,
        title="Ge en roll",
        back=people_address(association, holder),
        button="Ge rollen",
        summary="Rollen är inte given",
        lead=f"{name_in(association, holder)} får en roll i förbundet. Styrelsens presidium får ett mejl om det.",
    )


@require_http_methods(["GET", "POST"])
def role_end(request: HttpRequest, slug: str, role: int) -> HttpResponse:
    """Asks before the role is taken; one's own is taken by a colleague."""
    association = association_edited(request, slug)
    rows = Role.objects.select_related("person", "association")
    row = get_object_or_404(rows, association=association, pk=role)
    form = forms.Form(request.POST if request.method == "POST" else None)
    name, kind = name_in(association, row.person), row.get_kind_display().lower()
    if goes_through(
        request,
        form,
        f"{name} är inte längre {kind}. Styrelsens presidium har fått ett mejl.",
        lambda: end_role(role=row, by=person_of(request), at=timezone.now()),
    ):
        return redirect("role_list", slug)
    return form_page(
        request,
        association,
        form,
        title="Ta bort rollen",
        back=reverse("role_list", args=[slug]),
        button="Ta bort rollen",
        summary="Rollen är inte borttagen",
        lead=f"{name} är {kind}, och är det inte längre när du har tryckt. Historiken visar att rollen fanns. Den kan "
        "ges igen. Styrelsens presidium får ett mejl.",
    )
