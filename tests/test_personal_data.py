"""The page about personal data says what the models keep: each table that knows of a person, with why and how long."""

import re

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from finsam.personal_data import KEPT
from meetings.models import Person
from tests.worlds.boards import Board

# A field of one of these names holds what is said of a person. The rest of a person is reached by a key to `Person`.
OF_PEOPLE = re.compile(
    r"^(first_name|last_name|.*email(_address)?|phone|mobile|postal_address|contact|signatory|receiver|ip_address|user_agent"
    r"|up_registrar|down_registrar|ledger_name)$"
)
# What the association says of itself; and what is not of this site.
OF_NOBODY = {"meetings.Association"}
OTHERS = {"admin", "auth", "contenttypes", "procrastinate", "sessions", "pgtrigger"}


def reaches_person(field: models.Field) -> bool:
    of_person = field.is_relation and field.related_model in (Person, "self")
    return of_person or isinstance(field, models.EmailField) or bool(OF_PEOPLE.match(field.name))


def tables_of_people() -> set[str]:
    """History of a table is the table's own, and goes with it."""
    found = {model for model in apps.get_models() if any(map(reaches_person, model._meta.concrete_fields))}
    return {
        model._meta.label
        for model in found
        if model._meta.app_label not in OTHERS and not model.__name__.startswith("Historical")
    } - OF_NOBODY


def test_each_table_that_knows_of_a_person_is_told_of_once() -> None:
    listed = [label for one in KEPT for label in one.models]
    assert len(listed) == len(set(listed))
    assert tables_of_people() - set(listed) == set()
    assert set(listed) <= {model._meta.label for model in apps.get_models()}
    for one in KEPT:
        assert all((one.what, one.why, one.basis, one.how_long)), one


@pytest.mark.django_db
def test_both_pages_say_it_and_whom_to_ask_and_where_to_complain(client: Client, board: Board) -> None:
    for path in (reverse("association_privacy", args=["exempelvik"]), reverse("privacy")):
        html = client.get(path).content.decode()
        for one in KEPT:
            assert one.how_long in html, path
        assert "Integritetsskyddsmyndigheten" in html
        assert "ip-adressen och webbläsaren" in html
        assert "kansli" in html
