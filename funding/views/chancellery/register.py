"""Sv: medel i registret. What the association says to applicants, its calls, criteria, purposes and accounts."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from funding.models import Accounts, Call, Criterion, Programme, Purpose, UnitHead
from funding.reads.calling import next_position
from meetings.access import can_edit
from meetings.actions.keeping import keep
from meetings.forms.rows import RowForm
from meetings.models import Association, Body
from meetings.models.ordering import swedish
from meetings.reads.people import names_of
from meetings.reads.row_history import changes_of
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.chancellery.keeping.frame import Group, Grouped, form_page, page_field, taken_away
from meetings.views.refusals import goes_through

from .unit_heads import UnitHeadForm


class TermsForm(Grouped, RowForm):
    groups: ClassVar = (
        Group(
            "Det sökande läser",
            ("introduction", "eligibility", "is_open"),
            "Står på sidan «Sök medel». Utan villkor kan ingen söka.",
        ),
        Group("Ansökan", ("most_partners", "wants_two_parts", "preparatory_group")),
        Group("Avtal och rapporter", ("agreement_terms", "report_days")),
    )

    class Meta:
        model = Programme
        fields: ClassVar = [
            "introduction",
            "eligibility",
            "is_open",
            "most_partners",
            "wants_two_parts",
            "preparatory_group",
            "agreement_terms",
            "report_days",
        ]
        formfield_callback = page_field

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        groups = Body.objects.filter(
            association=self.instance.association, kind=Body.Kind.PREPARATORY_GROUP
        ).order_by("pk")
        self.fields["preparatory_group"].queryset = groups  # type: ignore[attr-defined]


class CallForm(Grouped, RowForm):
    groups: ClassVar = (Group("Utlysningen", ("name", "text", "opens", "closes")),)

    class Meta:
        model = Call
        fields: ClassVar = ["name", "text", "opens", "closes"]
        formfield_callback = page_field


class CriterionForm(Grouped, RowForm):
    groups: ClassVar = (
        Group("Frågan", ("name", "question", "help_text", "source")),
        Group(
            "Var den står",
            ("position", "is_used"),
            "En fråga som inte används längre står kvar i de ansökningar som har svarat på den.",
        ),
    )

    class Meta:
        model = Criterion
        fields: ClassVar = ["name", "question", "help_text", "source", "position", "is_used"]
        formfield_callback = page_field


class PurposeForm(Grouped, RowForm):
    groups: ClassVar = (Group("Ändamålet", ("name", "account")),)

    class Meta:
        model = Purpose
        fields: ClassVar = ["name", "account"]
        formfield_callback = page_field


class AccountsForm(Grouped, RowForm):
    groups: ClassVar = (
        Group(
            "Bokföringen", ("bank_account", "cost_account", "series"), "Står i filen till bokföringen (SIE)."
        ),
        Group("Banken", ("bankgiro", "iban", "bic"), "Står i filen till banken (pain.001)."),
    )

    class Meta:
        model = Accounts
        fields: ClassVar = ["bank_account", "cost_account", "series", "bankgiro", "iban", "bic"]
        formfield_callback = page_field


# Each kind of row by its name in the address, with what a new one is called, and whether there is one or many.
KINDS: dict[str, tuple[str, type[Grouped], bool]] = {
    "villkor": ("Villkor för medel", TermsForm, False),
    "utlysning": ("Ny utlysning", CallForm, True),
    "kriterium": ("Nytt kriterium", CriterionForm, True),
    "andamal": ("Nytt ändamål", PurposeForm, True),
    "konton": ("Förbundets konton", AccountsForm, False),
    "chef": ("Ny chef för en enhet", UnitHeadForm, True),
}


@require_GET
def funds_register(request: HttpRequest, slug: str) -> HttpResponse:
    """What an application is made of, what the money is booked on, and who heads a unit that may apply."""
    association = association_read(request, slug)
    histories = (Programme, Call, Criterion, Purpose, Accounts, UnitHead)
    heads = list(UnitHead.objects.filter(association=association).select_related("person"))
    called = names_of((one.person for one in heads), association)
    context = {
        "association": association,
        "programme": Programme.objects.filter(association=association)
        .select_related("preparatory_group")
        .first(),
        "calls": Call.objects.filter(association=association).order_by("-opens", "pk"),
        "criteria": Criterion.objects.filter(association=association).order_by("position", "pk"),
        "purposes": Purpose.objects.filter(association=association).order_by(swedish("name")),
        "accounts": Accounts.objects.filter(association=association).first(),
        "heads": [(one, called[one.person_id]) for one in heads],
        "taken_away": taken_away(request),
        "can_edit": can_edit(person_of(request), association),
        "changes": changes_of(
            association,
            *(one.history.filter(association=association) for one in histories),
        ),
    }
    return render(request, "funding/funds_register.html", context)


@require_http_methods(["GET", "POST"])
def funds_keep(request: HttpRequest, slug: str, fund: str, entry: int | None = None) -> HttpResponse:
    """One row: the only one of its kind, a new one, or with `entry` one that is there."""
    association = association_edited(request, slug)
    if fund not in KINDS or (entry is not None and not KINDS[fund][2]):
        raise Http404
    title, made, _ = KINDS[fund]
    form_class: Any = made
    row = _row(association, fund, entry)
    form = form_class(request.POST if request.method == "POST" else None, instance=row)
    fields = list(form.fields) if row.pk else None
    if goes_through(
        request,
        form,
        "Det är sparat.",
        lambda: keep(row, by=person_of(request), at=timezone.now(), fields=fields),
    ):
        return redirect("funds_register", slug)
    return form_page(
        request,
        association,
        form,
        title=_row(association, fund, entry).name if entry else title,
        back=reverse("funds_register", args=[slug]),
        summary="Inget är sparat",
    )


def _row(association: Association, fund: str, entry: int | None) -> Any:
    form_class: Any = KINDS[fund][1]
    model: type[models.Model] = form_class.Meta.model
    rows = model._default_manager.filter(association=association)
    if entry is not None:
        return get_object_or_404(rows, pk=entry)
    there = None if KINDS[fund][2] else rows.first()
    if there is None and model is Criterion:
        return Criterion(association=association, position=next_position(association))
    return there or model(association=association)
