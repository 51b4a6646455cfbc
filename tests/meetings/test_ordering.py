"""Words are ordered as Swedish orders them, by the database and by Python alike, in every list and register."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.admin.views.main import ChangeList
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from meetings.admin.site import register
from meetings.models import Association, Person
from meetings.models.ordering import swedish
from meetings.swedish import sort_key
from tests.worlds.boards import Board, make_person

# As in Svenska Akademiens ordlista: w is a letter of its own after v, and é is e.
IN_ORDER = (
    "Abrahamsson, Édouard, Eriksson, Lukasz, Müller, Myr, Vallnäs, Weiss, Wik, Zetterlund, Åberg, ångström, Æbelø, "
    "Ärlig, Öberg, Ørsted"
).split(", ")
LETTERS = st.characters(categories=["L", "M", "N", "P", "Zs"], max_codepoint=0x24F) | st.sampled_from(
    "åäöÅÄÖéÉüßŁłΣςДжﬁ½"
)


def test_order_is_that_of_the_dictionary():
    backwards = IN_ORDER[::-1]
    assert sorted(backwards, key=sort_key) == IN_ORDER


@pytest.mark.django_db
def test_people_come_in_the_same_order():
    for number, name in enumerate(reversed(IN_ORDER)):
        make_person("Eva", name, email=f"{number}@exempelvik.example")
    found = Person.objects.filter(first_name="Eva")
    assert [one.last_name for one in found] == IN_ORDER
    assert [one.last_name for one in found.reverse()] == IN_ORDER[::-1]
    assert found.last().last_name == IN_ORDER[-1]


@pytest.mark.django_db
def test_order_through_a_relation_is_swedish_too():
    for name in reversed(IN_ORDER):
        association = Association.objects.create(name=name, slug=f"a{IN_ORDER.index(name)}")
        association.parties.create(kind="region", name="Region", code="R")
    parties = apps.get_model("meetings", "Party").objects.select_related("association")
    assert [one.association.name for one in parties] == IN_ORDER


@pytest.mark.django_db
@given(st.lists(st.text(LETTERS, max_size=12), min_size=20, max_size=60))
def test_database_orders_as_python_does(words):
    """Oracle: `sort_key`, compared with what one question says of all the words."""
    asked = (
        "SELECT n FROM unnest(%s::text[]) WITH ORDINALITY AS w(word, n) "
        'ORDER BY meetings_swedish_key(word) COLLATE "C", n'
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [words])
        found = [number - 1 for (number,) in cursor]
    assert found == sorted(range(len(words)), key=lambda number: sort_key(words[number]))


def is_words(field: object) -> bool:
    """Whether a field holds what people read: no key, code, address or choice."""
    return (
        isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not isinstance(field, models.SlugField | models.EmailField)
        and field.name not in CODES
    )


CODES = {"public_id", "sha256", "fingerprint", "code", "registry_number", "table", "key"}
FIELDS = [
    field
    for app in ("meetings", "funding")
    for model in apps.get_app_config(app).get_models()
    for field in model._meta.fields
]
# What is a number in one model and a text in another, such as the number of an attachment, is no name.
NAMES = {field.name for field in FIELDS} - {field.name for field in FIELDS if not is_words(field)}


def last_of(key: str) -> str:
    return key.lstrip("-").split("__")[-1]


def test_no_model_is_ordered_by_words_as_the_database_has_them():
    plain = [
        (model.__name__, key)
        for app in ("meetings", "funding")
        for model in apps.get_app_config(app).get_models()
        for key in model._meta.ordering
        if isinstance(key, str) and last_of(key) in NAMES
    ]
    assert plain == []


@cache
def nodes() -> list[tuple[str, ast.AST]]:
    """Everything in our modules, with the name of its file."""
    paths = [
        path
        for app in ("meetings", "funding", "finsam")
        for path in Path(settings.BASE_DIR, app).rglob("*.py")
    ]
    return [
        (path.name, node)
        for path in paths
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call | ast.Assign)
    ]


def said() -> Iterator[tuple[str, str]]:
    """Each text that is given to `order_by` or stands in an `ordering`, with its file."""
    for file, node in nodes():
        keys: list[ast.expr] = []
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "order_by":
            keys = node.args
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ordering":
            keys = getattr(node.value, "elts", [])
        yield from ((file, str(key.value)) for key in keys if isinstance(key, ast.Constant))


def test_no_list_is_ordered_by_words_as_the_database_has_them():
    found = list(said())
    assert len(found) > 200
    assert [(path, key) for path, key in found if last_of(key) in NAMES] == []


def test_no_names_are_sorted_by_python_without_the_key():
    plain = []
    for file, node in nodes():
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sorted":
            read = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
            if read & {"last_name", "board", "heading", "parties"} and "sort_key" not in ast.unparse(node):
                plain.append((file, ast.unparse(node)))
    assert plain == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", [*register._registry], ids=lambda model: model.__name__)
def test_every_column_of_every_register_is_swedish_when_its_heading_is_pressed(
    board: Board, client: Client, model: type[models.Model], monkeypatch: pytest.MonkeyPatch
):
    admin = register._registry[model]
    orders = []
    ordering = ChangeList.get_ordering

    def remember(self, request, queryset):
        orders.append(ordering(self, request, queryset))
        return orders[-1]

    monkeypatch.setattr(ChangeList, "get_ordering", remember)
    client.force_login(board.secretary)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    columns = range(len(admin.list_display) + 1)
    assert client.get(address).status_code == 200
    assert client.get(address, {"o": ".".join(f"-{one}" for one in columns)}).status_code == 200
    plain = [key for order in orders for key in order if isinstance(key, str) and last_of(key) in NAMES]
    assert plain == []


@pytest.mark.django_db
def test_register_of_phrases_is_in_order_both_ways(board: Board, client: Client):
    phrases = board.association.phrases
    phrases.all().delete()
    for name in ("Öppnande", "Ändring", "Åter", "Avslut"):
        phrases.create(name=name, text="Text.")
    client.force_login(board.secretary)
    address = reverse("admin:meetings_phrase_changelist")
    column = client.get(address).context["cl"].list_display.index("name")
    for pressed in (f"{column}", f"-{column}"):
        rows = client.get(address, {"o": pressed}).context["cl"].result_list
        in_order = ["Avslut", "Åter", "Ändring", "Öppnande"]
        assert [one.name for one in rows] == (in_order if pressed[0] != "-" else in_order[::-1])


@pytest.mark.django_db
def test_key_is_the_one_that_the_function_gives():
    one = make_person("Zoé", "Ångström", email="z@exempelvik.example")
    found = Person.objects.filter(pk=one.pk).annotate(key=swedish("last_name")).get()
    assert found.key == sort_key("Ångström") == "{ngstrom".replace("o", "}", 1)
