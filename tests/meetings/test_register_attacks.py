"""Keys of another association's rows, in every field, search and action of the register, by whoever may open it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin import ModelAdmin
from django.db.models import ForeignKey, Model
from django.forms import ModelChoiceField
from django.test import Client
from django.urls import reverse

from meetings.admin import register
from meetings.models import Mandate, Office, Party, Person, Phrase, Role, StandardItem
from tests.worlds.boards import Board, make_board
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.second_step import make_keeper

pytestmark = pytest.mark.django_db

ODD = ["9" * 40, "1 OR 1=1", "-1", "x"]
ROLES = ["secretary", "auditor", "chair"]
WRITTEN = {"association", "party", "role", "person", "mandate", "office", "body", "seat", "phrase"}


@made_once
def board() -> Board:
    board = make_board(standard_agenda=True)
    Phrase.objects.create(association=board.association, name="Öppnande", text="Ordföranden öppnar.")
    return board


@made_once
def other() -> Board:
    board = make_board(slug="granby", suffix=".granby", standard_agenda=True)
    Phrase.objects.create(association=board.association, name="Granbys fras", text="Text.")
    return board


@pytest.fixture
def kansli(board: Board) -> Client:
    return as_person(board.secretary)


def as_person(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def registers() -> Iterator[tuple[str, ModelAdmin]]:
    for model, admin in register._registry.items():
        yield model._meta.model_name or "", admin


def of(board: Board, model: type[Model]) -> list[Any]:
    """The association's rows of a model that a register chooses from."""
    ways = {"Association": "pk", "Person": "associations", "Body": "association", "Party": "association"}
    path = {"Seat": "body__association"}.get(model.__name__) or ways.get(model.__name__)
    return list(model._default_manager.filter(**{path: board.association.pk})) if path else []


def own_row(board: Board, admin: ModelAdmin) -> Any:
    path = getattr(admin, "association_path", "association")
    if admin.model is Person:
        return board.deputy
    if admin.opts.model_name == "association":
        return board.association
    return admin.model._default_manager.filter(**{path: board.association}).first()


def sent_as_it_is(answer: Any) -> dict[str, Any]:
    """What the browser would send of the page, when nothing is changed in it."""
    forms = [answer.context["adminform"].form]
    for one in answer.context["inline_admin_formsets"]:
        forms += [one.formset.management_form, *one.formset.forms]
    sent = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False and not isinstance(value, list):
                sent[bound.html_name] = getattr(value, "pk", value)
    return sent


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_no_row_is_made_to_point_at_another_associations(
    kansli: Client, board: Board, other: Board, name: str
) -> None:
    admin = dict(registers())[name]
    row = own_row(board, admin)
    address = reverse(f"admin:meetings_{name}_change", args=[row.pk])
    page = kansli.get(address)
    form, sent = page.context["adminform"].form, sent_as_it_is(page)
    for field, shown in form.fields.items():
        if not isinstance(shown, ModelChoiceField):
            continue
        was = getattr(row, f"{field}_id", None)
        foreign = of(other, shown.queryset.model)
        assert foreign, (name, field)
        for value in (foreign[0].pk, *ODD[:3]):
            assert kansli.post(address, sent | {field: value}).status_code < 500, (name, field, value)
            row.refresh_from_db()
            assert getattr(row, f"{field}_id", None) == was, (name, field, value)


@pytest.mark.parametrize("name", sorted(WRITTEN - {"association", "person"}))
def test_no_row_is_added_that_points_at_another_associations(
    kansli: Client, board: Board, other: Board, name: str
) -> None:
    admin = dict(registers())[name]
    row = own_row(board, admin)
    sent = sent_as_it_is(kansli.get(reverse(f"admin:meetings_{name}_change", args=[row.pk])))
    add = reverse(f"admin:meetings_{name}_add")
    form = kansli.get(add).context["adminform"].form
    for field, shown in form.fields.items():
        if not isinstance(shown, ModelChoiceField):
            continue
        for one in of(other, shown.queryset.model)[:1]:
            given = {"association": board.association.pk} | sent | {field: one.pk}
            before = admin.model._default_manager.count()
            assert kansli.post(add, given).status_code < 500
            assert admin.model._default_manager.count() == before, (name, field, one)


def test_line_of_another_bodys_agenda_is_not_moved_to_ones_own(
    kansli: Client, board: Board, other: Board
) -> None:
    theirs = StandardItem.objects.get(body=other.body)
    address = reverse("admin:meetings_body_change", args=[board.body.pk])
    sent = sent_as_it_is(kansli.get(address))
    [mine] = [key for key, value in sent.items() if key.endswith("-id") and "standard" in key and value]
    for value in (theirs.pk, *ODD):
        assert kansli.post(address, sent | {mine: value}).status_code < 500
        assert (
            kansli.post(address, sent | {mine: value, mine.replace("-id", "-DELETE"): "on"}).status_code < 500
        )
    theirs.refresh_from_db()
    assert theirs.body == other.body


def searches() -> Iterator[dict[str, str]]:
    for model in (Mandate, Office, Role, Party, Phrase, Person):
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) or field.is_relation:
                yield {
                    "app_label": "meetings",
                    "model_name": str(model._meta.model_name),
                    "field_name": field.name,
                }
    for name in ("meeting", "paragraph", "protocol", "verification", "accountchange", "letter", "sealkey"):
        yield {"app_label": "meetings", "model_name": name, "field_name": "person"}


@pytest.mark.parametrize("role", ROLES)
def test_no_search_finds_anybody_of_another_association(board: Board, other: Board, role: str) -> None:
    client = as_person(getattr(board, role))
    foreign = {str(one.pk) for one in other.association.people.all()}
    asked = list(searches())
    assert len(asked) > 30
    for one in asked:
        is_asked = one["model_name"] in {"mandate", "office", "role"} and one["field_name"] == "person"
        for term in ("", "granby") if is_asked else ("",):
            answer = client.get(reverse("admin:autocomplete"), one | {"term": term})
            assert answer.status_code == (200 if is_asked and role != "chair" else 404), one
            if answer.status_code == 200:
                assert not foreign & {str(each["id"]) for each in answer.json()["results"]}


@pytest.mark.parametrize("role", ROLES)
def test_no_action_of_a_list_reaches_another_associations_rows(board: Board, other: Board, role: str) -> None:
    """Nor does one that the list does not have, or that the role may not do."""
    client = as_person(getattr(board, role))
    Person.objects.filter(pk__in=[other.deputy.pk, board.deputy.pk]).update(password="")
    for name, admin in registers():
        theirs = own_row(other, admin) if name in WRITTEN else None
        rows = [theirs.pk] if theirs else [1]
        address = reverse(f"admin:{admin.opts.app_label}_{name}_changelist")
        for action in ("send_invitation", "delete_selected"):
            sent = {"action": action, "_selected_action": [*rows, *ODD], "select_across": "1", "post": "yes"}
            assert client.post(address, sent).status_code < 500, (name, action)
        if theirs:
            theirs.refresh_from_db()
    assert not [one for one in letters() if one.to in {each.email for each in of(other, Person)}]
    if role != "secretary":
        assert not letters()


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_no_page_is_asked_for_a_row_by_another_column(kansli: Client, board: Board, name: str) -> None:
    """`_to_field` would find a row by any column, and answer with its value."""
    list_of = reverse(f"admin:meetings_{name}_changelist")
    for column in ("password", "email", "id", "person__password", "x"):
        answer = kansli.get(list_of, {"_to_field": column, "_popup": "1"})
        assert answer.status_code == (200 if column == "id" else 400), (name, column)
        assert "pbkdf2" not in answer.content.decode()


@pytest.mark.parametrize("name", ["party", "role", "body", "phrase"])
def test_association_of_an_old_row_is_shown_and_never_written(board: Board, other: Board, name: str) -> None:
    """Not even by whoever keeps both, whose form knows them; a new row is given one."""
    keeper = as_person(make_keeper())
    row = own_row(board, dict(registers())[name])
    address = reverse(f"admin:meetings_{name}_change", args=[row.pk])
    page = keeper.get(address)
    assert page.context["adminform"].form.fields["association"].disabled
    sent = sent_as_it_is(page) | {"association": other.association.pk}
    assert keeper.post(address, sent).status_code == 302  # saved, with the association it had
    row.refresh_from_db()
    assert row.association == board.association
    new = keeper.get(reverse(f"admin:meetings_{name}_add")).context["adminform"].form.fields["association"]
    assert not new.disabled
    assert set(new.queryset) == {board.association, other.association}
