"""A person's name is stored in one form, whichever door it comes through."""

import re
import unicodedata

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from meetings.actions.attending import add_guest
from meetings.actions.own_details import rename
from meetings.actions.registering import pasted_mandates
from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.rules.names import usual_name
from meetings.rules.namesakes import Named, told_apart
from tests.worlds.boards import Board, at, make_person
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db

APART = unicodedata.normalize("NFD", "Åsa")
INLINE = {"mandates-TOTAL_FORMS": "0", "mandates-INITIAL_FORMS": "0"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (APART, "Åsa"),
        ("  Åsa  ", "Åsa"),
        ("Anna\u00a0  Karin", "Anna Karin"),
        ("Anna\tKarin\n", "Anna Karin"),
    ],
)
def test_name_has_one_form(typed: str, stored: str) -> None:
    assert usual_name(typed) == stored


@pytest.mark.parametrize(
    "twin",
    [
        "A\u030asa Holm-Ek",
        "åsa  holm-ek",
        "Åsa\u00a0Holm\u2011Ek",
        "Åsa\u200b Holm\u2013Ek",
        "Å\u00adsa Holm\u2212Ek",
    ],
)
def test_a_name_that_looks_the_same_is_the_same(held: Held, twin: str) -> None:
    """The one who is there already, and two accounts that are told apart."""
    assert told_apart([Named("Åsa Holm-Ek", ("RVN",)), Named(twin, ("EK",))])[0] == "Åsa Holm-Ek (RVN)"
    add_guest(meeting=held.meeting, name="Åsa Holm-Ek", by=held.by, at=at())
    with pytest.raises(RuleViolation, match="är redan med"):
        add_guest(meeting=held.meeting, name=twin, by=held.by, at=at())


def test_every_way_of_saving_stores_it(board: Board) -> None:
    person = make_person(f" {APART}", "von  Ek", email="asa@example.org")
    assert Person.objects.get(pk=person.pk).name == "Åsa von Ek"
    assert person.name == "Åsa von Ek"
    Person.objects.filter(pk=person.pk).update(first_name=f"{APART} ", last_name="Ek")
    assert Person.objects.get(first_name=APART, last_name="Ek ").pk == person.pk
    rename(person=person, first_name=APART, last_name=" Å  Ö", by=person, at=at())
    assert Person.objects.get(pk=person.pk).name == "Åsa Å Ö"


def test_register_and_pasted_table_store_it(client: Client, board: Board) -> None:
    client.force_login(board.secretary)
    sent = {"first_name": APART, "last_name": "Ek  Ö", "email": "asa@example.org"}
    client.post(reverse("admin:meetings_person_add"), sent | INLINE | {"association": board.association.pk})
    assert Person.objects.get(email="asa@example.org").name == "Åsa Ek Ö"
    heads = ("Förnamn", "Efternamn", "E-post", "Medlem", "Uppdrag", "Från")
    row = (APART, "Ek Ö", "asa@example.org", "RVN", "ledamot", "2030-01-01")
    text = "\n".join("\t".join(cells) for cells in (heads, row))
    (line,) = pasted_mandates(body=board.body, text=text, replace=True).lines
    assert line.name == "Åsa Ek Ö"
    assert not any("Namnet ändras inte" in note for note in line.notes)


@pytest.mark.parametrize("typed", [f"{APART} Öberg", "ÅSA  ÖBERG", "Åsa\u00a0Ö\u00adberg"])
def test_a_guest_is_known_again_however_the_name_is_typed(held: Held, typed: str) -> None:
    add_guest(meeting=held.meeting, name="Åsa Öberg", by=held.by, at=at())
    with pytest.raises(RuleViolation, match="Åsa Öberg är redan med"):
        add_guest(meeting=held.meeting, name=typed, by=held.by, at=at())


# Made by us or by a rule of its own; everything else that a person writes on one line has the one form.
MADE = re.compile(
    r"\w+\.(public_id|slug|\w*sha256|\w*token_hash|media_type|message_id|fingerprint|password|session_key|method"
    r"|account|\w+_account|series|bankgiro|iban|bic|org_number)"
    r"|AccountChange.eid_(provider|subject)|Association.(accent|registry_pattern)|AuditEntry.\w+|ChainLink.\w+"
    r"|(Held)?Letter.(subject|trouble)|Signature.user_agent|(ChangeRequest|Assignment).decision_public_id|CalendarFeed.key|Session.browser|Writer.tab"
    r"|OwnNote.item_public_id"
    r"|Notice.(paragraphs_text|storage_place|court)|Disposal.what|Event.what|Seal.holder|Sealing.reason"
    r"|Application.registry_number|Memo.kind|BoardDecision.number"
)


def test_every_name_that_a_person_has_written_is_of_the_one_form() -> None:
    models = [*apps.get_app_config("meetings").get_models(), *apps.get_app_config("funding").get_models()]
    lines = [
        (model, field)
        for model in models
        for field in model._meta.get_fields()
        if type(field).__name__ == "CharField" and not field.choices and not hasattr(model, "history_object")
    ]
    found = [f"{model.__name__}.{one.name}" for model, one in lines]
    assert [name for name in found if not MADE.fullmatch(name)] == []
