"""Sv: dagordning och fraser. What every new meeting starts from, and the ready wordings of the editor."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.access import can_edit
from meetings.actions.keeping import keep, put_back, take_away
from meetings.actions.wording import move_item
from meetings.errors import RuleViolation
from meetings.forms.wordings import PhraseForm, StandardItemForm
from meetings.models import Association, Body, Phrase, StandardItem
from meetings.models.ordering import swedish
from meetings.reads.registers import next_position
from meetings.reads.row_history import changes_of
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import goes_through

from .frame import Group, Grouped, form_page, page_field, taken_away


class ItemForm(Grouped, StandardItemForm):
    groups: ClassVar = (
        Group("Punkten", ("heading", "kind", "tag", "is_closing")),
        Group(
            "Vad som står från början",
            ("fills", "text", "decisions"),
            "Det skrivs in i varje nytt möte och kan ändras där.",
            example="meetings/keeping/example_item.html",
        ),
    )

    class Meta(StandardItemForm.Meta):
        fields = ["heading", "kind", "tag", "is_closing", "fills", "text", "decisions"]
        formfield_callback = page_field


class WordsForm(Grouped, PhraseForm):
    groups: ClassVar = (
        Group("Frasen", ("name",)),
        Group("Orden", ("text", "decision"), example="meetings/keeping/example_phrase.html"),
    )

    class Meta(PhraseForm.Meta):
        formfield_callback = page_field


@require_GET
def wordings(request: HttpRequest, slug: str) -> HttpResponse:
    """The standard agenda of each body, in its order, and the phrases by name."""
    association = association_read(request, slug)
    bodies = association.bodies.prefetch_related("standard_items").order_by("pk")
    context = {
        "association": association,
        "bodies": [(body, _in_order(body)) for body in bodies],
        "phrases": association.phrases.order_by(swedish("name")),
        "can_edit": can_edit(person_of(request), association),
        "taken_away": _taken_away(request),
    }
    return render(request, "meetings/keeping/wordings.html", context)


def _in_order(body: Body) -> list[tuple[StandardItem, bool, bool]]:
    """Each item, and whether it is the first and the last of those it changes places with."""
    every = list(body.standard_items.all())
    groups = ([one for one in every if one.is_closing is closing] for closing in (False, True))
    return [
        (one, one is group[0], one is group[-1])
        for group in (sorted(each, key=lambda item: (item.position, item.pk)) for each in groups)
        for one in group
    ]


def _taken_away(request: HttpRequest) -> dict[str, Any] | None:
    """What was taken away on the page before, to be put back with one press."""
    version, kind = taken_away(request), request.GET.get("slag", "")
    return {"version": version, "kind": kind} if version and kind in KINDS else None


def body_or_404(association: Association, slug: str) -> Body:
    return get_object_or_404(Body.objects.select_related("association"), association=association, slug=slug)


@require_http_methods(["GET", "POST"])
def standard_item_add(request: HttpRequest, slug: str, body: str) -> HttpResponse:
    association = association_edited(request, slug)
    of_body = body_or_404(association, body)
    row = StandardItem(body=of_body, position=next_position(of_body))
    return _written(
        request, association, ItemForm, row, title=f"Ny punkt, {of_body.name}", said="Punkten är tillagd."
    )


@require_http_methods(["GET", "POST"])
def standard_item_change(request: HttpRequest, slug: str, standard_item: int) -> HttpResponse:
    association = association_edited(request, slug)
    row = item_or_404(association, standard_item)
    return _written(request, association, ItemForm, row, title=row.heading, said="Punkten är sparad.")


@require_http_methods(["GET", "POST"])
def phrase_add(request: HttpRequest, slug: str) -> HttpResponse:
    association = association_edited(request, slug)
    row = Phrase(association=association)
    return _written(request, association, WordsForm, row, title="Ny fras", said="Frasen är tillagd.")


@require_http_methods(["GET", "POST"])
def phrase_change(request: HttpRequest, slug: str, phrase: int) -> HttpResponse:
    association = association_edited(request, slug)
    row = get_object_or_404(association.phrases, pk=phrase)
    return _written(request, association, WordsForm, row, title=row.name, said="Frasen är sparad.")


def item_or_404(association: Association, key: int) -> StandardItem:
    rows = StandardItem.objects.select_related("body__association")
    return get_object_or_404(rows, body__association=association, pk=key)


def _written(
    request: HttpRequest,
    association: Association,
    form_class: type[forms.ModelForm],  # type: ignore[type-arg]
    row: StandardItem | Phrase,
    *,
    title: str,
    said: str,
) -> HttpResponse:
    form = form_class(request.POST if request.method == "POST" else None, instance=row)
    fields = list(form.fields) if row.pk else None
    if goes_through(
        request, form, said, lambda: keep(row, by=person_of(request), at=timezone.now(), fields=fields)
    ):
        return redirect("wordings", association.slug)
    return form_page(
        request,
        association,
        form,
        title=title,
        back=reverse("wordings", args=[association.slug]),
        summary="Inget är sparat",
        is_wide=True,
        row=row,
        changes=changes_of(association, type(row).history.filter(id=row.pk)) if row.pk else [],
    )


@require_POST
def standard_item_move(request: HttpRequest, slug: str, standard_item: int) -> HttpResponse:
    """One step up or down in its agenda."""
    row = item_or_404(association_edited(request, slug), standard_item)
    move_item(item=row, up="up" in request.POST, by=person_of(request), at=timezone.now())
    return redirect(reverse("wordings", args=[slug]) + f"#punkt-{row.pk}")


KINDS: dict[str, Any] = {"punkt": StandardItem, "fras": Phrase}


@require_POST
def wording_remove(request: HttpRequest, slug: str, wording: str, row: int) -> HttpResponse:
    """Takes an item or a phrase away; the next page puts it back with one press."""
    taken = _wording(association_edited(request, slug), wording, row)
    version = take_away(taken, by=person_of(request), at=timezone.now())
    return redirect(reverse("wordings", args=[slug]) + f"?slag={wording}&borttaget={version}")


@require_POST
def wording_restore(request: HttpRequest, slug: str, wording: str, version: int) -> HttpResponse:
    """Puts back what was taken away, as it was in its last version."""
    association = association_edited(request, slug)
    if wording not in KINDS:
        raise Http404
    history = KINDS[wording].history.filter(history_type="-", history_id=version)
    where = {"association": association} if wording == "fras" else {"body__association": association}
    taken = get_object_or_404(history.filter(**where))
    try:
        put_back(taken.instance, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, "Det är tillbaka som det var.")
    return redirect("wordings", slug)


def _wording(association: Association, wording: str, key: int) -> StandardItem | Phrase:
    if wording == "punkt":
        return item_or_404(association, key)
    if wording == "fras":
        phrase: Phrase = get_object_or_404(association.phrases, pk=key)
        return phrase
    raise Http404
