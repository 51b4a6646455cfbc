"""A new association in steps: who may, what each step makes, and that it can be left and taken again."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from meetings.actions.setting_up import choose_members, found_association, set_up_board, slug_of
from meetings.errors import RuleViolation
from meetings.models import Association, Body, Mandate, Party, Person, Phrase, Role, StandardItem
from meetings.reads.setting_up import lacking, steps_of
from tests.worlds.boards import ELECTED, at, make_person
from tests.worlds.once import made_once
from tests.worlds.second_step import make_keeper

pytestmark = pytest.mark.django_db
CREATE = "/konto/nytt-forbund/"
SENT = {
    "name": "Samordningsförbundet i Vallnäs",
    "org_number": "2220000000",
    "address": "Storgatan 1\n123 45 Vallnäs",
    "email": "kansli@vallnas.example",
    "court": "Förvaltningsrätten i Falun",
    "slug": "",
    "role": Role.Kind.MANAGER,
}
DALARNA = {"20", "2062", "2034", "2023"}


@made_once
def keeper() -> Person:
    return make_keeper()


@made_once
def association(keeper: Person) -> Association:
    return found_association(by=keeper, at=at(), **SENT | {"org_number": "222000-0000"})


@pytest.fixture
def signed_in(client: Client, keeper: Person) -> Client:
    client.force_login(keeper)
    return client


def seats_of(association: Association) -> dict[str, int]:
    found: dict[str, int] = {}
    for code in Body.objects.get(association=association).seats.values_list("party__code", flat=True):
        found[code] = found.get(code, 0) + 1
    return found


def seat_all(association: Association, keeper: Person, number: int = 1, **options: object) -> Body:
    given = {"name": "Förbundsstyrelsen", "emails": {}, "starts_from_standard": True} | options
    seats = {party.pk: number for party in association.parties.all()}
    return set_up_board(association=association, seats=seats, by=keeper, at=at(), **given)


def test_an_empty_site_leads_who_runs_it_to_the_first_step(signed_in: Client) -> None:
    assert signed_in.get("/").url == CREATE
    page = signed_in.get(CREATE)
    assert page.status_code == HTTPStatus.OK
    answer = signed_in.post(CREATE, SENT)
    assert answer.url == "/vallnas/register/medlemmar/valj/"
    made = Association.objects.get()
    assert (made.slug, made.org_number) == ("vallnas", "222000-0000")
    assert made.appeal_court == "Kammarrätten i Sundsvall"
    assert {party.kind for party in made.parties.all()} == {Party.Kind.FK, Party.Kind.AF}
    assert Role.objects.get().kind == Role.Kind.MANAGER
    assert signed_in.get("/", follow=True).redirect_chain[-1][0] == "/vallnas/kansli/"


def test_another_association_is_offered_where_there_are_some(
    signed_in: Client, association: Association, keeper: Person
) -> None:
    Role.objects.all().delete()
    assert CREATE in signed_in.get("/").content.decode()


def test_nobody_else_makes_an_association(client: Client, association: Association) -> None:
    client.force_login(make_person("Vera", "Holm"))
    assert client.get(CREATE).status_code == HTTPStatus.NOT_FOUND
    assert client.post(CREATE, SENT | {"slug": "annat"}).status_code == HTTPStatus.NOT_FOUND
    assert CREATE not in client.get("/").content.decode()
    assert Association.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("slug", "vallnas", "används redan"),
        ("slug", "konto", "används redan"),
        ("org_number", "222000-0001", "stämmer inte"),
        ("court", "Tingsrätten", "Välj en i listan."),
        ("name", "", "Skriv förbundets namn."),
    ],
)
def test_an_error_of_the_first_step_names_its_field(
    signed_in: Client, association: Association, field: str, value: str, said: str
) -> None:
    answer = signed_in.post(CREATE, SENT | {field: value})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f"#id_{field}" in answer.content.decode()
    assert said in " ".join(answer.content.decode().split())
    assert Association.objects.count() == 1


def test_the_address_is_made_of_the_name() -> None:
    assert slug_of("Samordningsförbundet i Vallnäs") == "vallnas"
    assert slug_of("Finsam Östra Ådalen") == "ostra-adalen"
    assert slug_of("Samordningsförbundet") == "samordningsforbundet"


def test_members_are_chosen_from_the_list_and_chosen_again(
    signed_in: Client, association: Association
) -> None:
    page = reverse("members_choose", args=[association.slug])
    assert signed_in.post(page, {"codes": ["20", "2062", "2034"]}).url == reverse(
        "board_set_up", args=[association.slug]
    )
    names = {party.code: party.name for party in association.parties.all()}
    assert names == {
        "FK": "Försäkringskassan",
        "AF": "Arbetsförmedlingen",
        "RD": "Region Dalarna",
        "Mora": "Mora kommun",
        "Orsa": "Orsa kommun",
    }
    html = signed_in.get(page).content.decode()
    assert html.count("checked") == 3
    mora = association.parties.get(code="Mora")
    signed_in.post(page, {"codes": ["20", "2062", "2039"]})
    assert set(association.parties.values_list("code", flat=True)) == {"FK", "AF", "RD", "Mora", "Älvdalen"}
    assert association.parties.get(code="Mora") == mora
    assert signed_in.post(page, {"codes": ["9999"]}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert signed_in.post(page, {}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_member_with_a_seat_stays(association: Association, keeper: Person) -> None:
    choose_members(association=association, codes=DALARNA, by=keeper, at=at())
    seat_all(association, keeper)
    with pytest.raises(RuleViolation, match="Orsa kommun har en plats"):
        choose_members(association=association, codes=DALARNA - {"2034"}, by=keeper, at=at())
    assert association.parties.filter(code="Malung-S").exists()


def test_the_board_gets_its_seats_addresses_agenda_and_phrases(
    signed_in: Client, association: Association, keeper: Person
) -> None:
    choose_members(association=association, codes=DALARNA, by=keeper, at=at())
    page = reverse("board_set_up", args=[association.slug])
    sent = {f"seats_{code}": 1 for code in ("FK", "AF", "RD", "Orsa", "Malung-S")}
    sent |= {"name": "Förbundsstyrelsen", "seats_Mora": 2, "email_Mora": "anslag@mora.example"}
    answer = signed_in.post(page, sent | {"starts_from_standard": "on"})
    assert answer.url == reverse("mandate_paste", args=[association.slug])
    assert seats_of(association) == {"FK": 1, "AF": 1, "RD": 1, "Mora": 2, "Orsa": 1, "Malung-S": 1}
    assert association.parties.get(code="Mora").board_email == "anslag@mora.example"
    board = Body.objects.get()
    assert board.document_rows.exists()
    assert board.standard_items.filter(is_closing=False).last().heading == "Sammanträdet avslutas"
    assert Phrase.objects.filter(association=association).exists()
    # Again: one seat fewer where nobody sits, nothing twice.
    signed_in.post(page, sent | {"seats_Mora": 1, "email_Mora": "anslag@mora.example"})
    assert seats_of(association)["Mora"] == 1
    assert Body.objects.count() == 1
    before = StandardItem.objects.count()
    seat_all(association, keeper)
    assert StandardItem.objects.count() == before


def test_a_seat_that_was_held_and_the_last_one_stay(association: Association, keeper: Person) -> None:
    choose_members(association=association, codes=DALARNA, by=keeper, at=at())
    board = seat_all(association, keeper, 2)
    held = board.seats.filter(party__code="Mora").last()
    Mandate.objects.create(body=board, seat=held, person=keeper, kind="member", first_day=ELECTED)
    with pytest.raises(RuleViolation, match="har haft uppdrag"):
        seat_all(association, keeper, 1)
    with pytest.raises(RuleViolation, match="minst en plats"):
        seat_all(association, keeper, 0)
    assert board.seats.count() == 12


def test_what_is_left_leads_through_the_steps(
    signed_in: Client, association: Association, keeper: Person
) -> None:
    assert [step.is_done for step in steps_of(association)] == [True, False, False, False, False]
    assert not any(step.is_done or step.url for step in steps_of(None))
    choose_members(association=association, codes=DALARNA, by=keeper, at=at())
    seat_all(association, keeper)
    assert [step.is_done for step in steps_of(association)] == [True, True, True, False, False]
    assert [one.label for one in lacking(association)] == [
        "Klistra in uppdragen",
        "Skriv adresserna",
        "Ta in en stämpel",
        "Skriv redogörelsen",
    ]
    page = " ".join(signed_in.get(f"/{association.slug}/kansli/").content.decode().split())
    assert page.count("Förbundet har ingen elektronisk stämpel.") == 1
    assert "Malung-Sälens kommun, Mora kommun, Orsa kommun och Region Dalarna har ingen e-postadress" in page
    for step in steps_of(association):
        assert signed_in.get(step.url).status_code == HTTPStatus.OK, step
