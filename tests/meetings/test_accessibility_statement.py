"""The accessibility statement says what the association has found, and nothing else (lag 2018:1937, MDFFS 2019:2)."""

from datetime import date
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from meetings.actions.stating import STATEMENT
from meetings.models import Association
from meetings.reads.setting_up import lacking
from meetings.swedish import long_date
from tests.worlds.boards import Board

pytestmark = pytest.mark.django_db
PAGE, FORM = "/exempelvik/tillganglighet/", "/exempelvik/kansli/tillganglighet/"
SENT = {
    "accessibility": "partly",
    "accessibility_assessed_on": "2026-10-01",
    "accessibility_method": "external",
    "accessibility_statement": "Kartan <saknar> text. Ring oss.\nFilmen saknar syntolkning.",
    "accessibility_burden": "Protokoll från 1998, för de är skrivna för hand.",
    "accessibility_exempt": "Bilagor från andra.",
    "accessibility_answered_within": "fem arbetsdagar",
    "accessibility_supervisor": "Tillsynsmyndigheten",
    "accessibility_complaints": "https://tillsyn.example/anmal",
}


@pytest.fixture
def office(board: Board) -> Client:
    client = Client()
    client.force_login(board.secretary)
    return client


def statement(client: Client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


def test_association_that_has_not_looked_says_so_and_is_told_to(client: Client, board: Board) -> None:
    said = statement(client)
    assert "Förbundet har inte bedömt webbplatsen än." in said
    assert "förenlig" not in said
    assert "inte till några brister" not in said
    lack = lacking(board.association)[-1]
    assert (lack.sentence, lack.url) == ("Förbundet har inte bedömt webbplatsens tillgänglighet.", FORM)


def test_statement_is_made_of_what_the_chancellery_filled_in(client: Client, office: Client) -> None:
    assert office.post(FORM, SENT).status_code == HTTPStatus.FOUND
    said = statement(client)
    for sentence in (
        "Webbplatsen är delvis förenlig med kraven i lagen",
        "<li>Kartan &lt;saknar&gt; text. Ring oss.</li>",
        "<li>Filmen saknar syntolkning.</li>",
        "Oskäligt betungande att anpassa (12 §)",
        "Protokoll från 1998, för de är skrivna för hand.",
        "Innehåll som lagen inte gäller (9 §)",
        "Bilagor från andra.",
        "Vi svarar inom fem arbetsdagar.",
        "Tillsynsmyndigheten har tillsyn över lagen.",
        'href="https://tillsyn.example/anmal"',
        "Bedömningen gjordes den 1 oktober 2026 av en utomstående granskare.",
        f"Redogörelsen uppdaterades den {long_date(timezone.localdate())}.",
    ):
        assert sentence in said


def test_every_field_that_is_filled_in_stands_in_the_statement(client: Client, board: Board) -> None:
    """Held to the model: a new field must be shown, and have a value here."""
    names = {f.name for f in Association._meta.get_fields() if f.name.startswith("accessibility")}
    assert names == {*STATEMENT, "accessibility_updated_on"}
    assert set(SENT) == set(STATEMENT)


@pytest.mark.parametrize("word", Association.Accessibility.values)
def test_one_of_the_three_words_of_the_regulation_is_said(client: Client, office: Client, word: str) -> None:
    faults = "" if word == "fully" else "Kartan saknar text."
    office.post(FORM, SENT | {"accessibility": word, "accessibility_statement": faults})
    label = Association.Accessibility(word).label.lower()
    assert f"Webbplatsen är {label} med kraven" in statement(client)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"accessibility": "fully"}, "när det finns brister"),
        ({"accessibility_statement": " "}, "Skriv vilka delar som inte är tillgängliga, och varför."),
        ({"accessibility_assessed_on": "2999-01-01"}, "Dagen har inte varit än."),
        ({"accessibility_assessed_on": ""}, "Redogörelsen är inte sparad"),
        ({"accessibility_method": ""}, "Redogörelsen är inte sparad"),
    ],
)
def test_statement_that_contradicts_itself_is_not_saved(
    client: Client, office: Client, changed: dict[str, str], sentence: str
) -> None:
    answer = office.post(FORM, SENT | changed)
    assert sentence in " ".join(answer.content.decode().split())
    assert "inte bedömt webbplatsen än" in statement(client)


def test_database_takes_no_assessment_without_its_day_and_method(board: Board) -> None:
    for values in ({"accessibility": "partly"}, {"accessibility_assessed_on": date(2026, 10, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Association.objects.filter(pk=board.association.pk).update(**values)
