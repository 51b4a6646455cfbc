"""Personer och uppdrag: what is saved, refused in words, told to the presidium and kept in the history."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Mandate, Office, Person, Seat
from meetings.rules.makeup import Appointed, eligibility_question, member_remarks, term_remark
from meetings.rules.substitution import Deputy
from meetings.rules.succession import next_in_line, step_in_hindrance
from tests.worlds.boards import Board, make_board
from tests.worlds.letters import letters
from tests.worlds.registers import answer, history, post, said

db = pytest.mark.django_db
NEW = {"email": "nils.ekman@example.org", "first_name": "Nils", "last_name": "Ekman"}


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def mandate_of(person: Person) -> Mandate:
    return Mandate.objects.get(person=person)


def test_a_member_is_told_what_it_is_to_appoint() -> None:
    assert member_remarks(Appointed("Ek", seats=1, members=1, deputies=1)) == []
    assert "vakant (15 §" in member_remarks(Appointed("Ek", seats=1, members=0, deputies=1))[0]
    assert "har ingen ersättare (10 §" in member_remarks(Appointed("Ek", seats=1, members=1, deputies=0))[0]
    assert "har 1 ersättare och ska ha 2" in member_remarks(Appointed("Ek", 2, 2, 1))[0]
    assert "anställd vid FK" in eligibility_question("Ada", "FK", is_of_state=True)
    assert "i fullmäktige hos Ek" in eligibility_question("Ada", "Ek", is_of_state=False)


@pytest.mark.parametrize(
    ("last_day", "part"),
    [
        (date(2026, 12, 31), ""),
        (date(2027, 1, 1), "längre än fyra år (13 §"),
        (None, "ingen sista dag (13 §"),
    ],
)
def test_a_mandate_longer_than_four_years_is_remarked(last_day: date | None, part: str) -> None:
    remark = term_remark(date(2023, 1, 1), last_day, date(2028, 1, 1))
    assert part in remark
    assert bool(remark) == bool(part)


def test_only_the_same_members_deputies_step_in_and_the_seats_own_first() -> None:
    deputies = [
        Deputy(id=one, name="", seat=seat, party=party, order=order)
        for one, seat, party, order in ((1, 7, "EK", 1), (2, 3, "EK", 2), (3, 3, "RVN", 1))
    ]
    assert [one.id for one in next_in_line(3, "EK", deputies)] == [2, 1]
    assert next_in_line(3, "FK", deputies) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, ""),
        ({"same_party": False}, "samma medlem"),
        ({"seat_is_held": True}, "har en ledamot"),
        ({"first_day": date(2023, 1, 1)}, "efter den 1 januari 2023"),
        ({"deputy_until": date(2024, 1, 1)}, "slutade den 1 januari 2024"),
    ],
)
def test_who_cannot_step_in_is_told_why(changes: dict[str, object], sentence: str) -> None:
    asked = {"same_party": True, "seat_is_held": False, "deputy_from": date(2023, 1, 1), "deputy_until": None}
    hindrance = step_in_hindrance(**asked | {"first_day": date(2024, 6, 1)} | changes)  # type: ignore[arg-type]
    assert sentence in hindrance
    assert bool(hindrance) == bool(sentence)


@db
def test_a_person_is_added_and_invited(kansli: Client, board: Board) -> None:
    page = reverse("person_add", args=["exempelvik"])
    sent = kansli.post(page, NEW | {"invite": "on"})
    nils = Person.objects.get(email=NEW["email"])
    assert sent.url == reverse("person_detail", args=["exempelvik", nils.public_id])
    assert nils in board.association.people.all()
    assert [one for one in letters(nils.email) if "Välj ett lösenord" in one.body]
    assert history(nils)[0] == ("+", board.secretary)


@db
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "ASTRID.norling@example.org"}, "Det finns redan en person"),
        ({"email": ""}, "Skriv e-postadressen, eller postadressen"),
        ({"by_post": "on"}, "Skriv postadressen"),
        ({"last_name": ""}, "Detta fält måste fyllas i."),
    ],
)
def test_a_person_who_cannot_be_is_refused_beside_the_field(
    kansli: Client, board: Board, changes: dict[str, str], sentence: str
) -> None:
    assert sentence in said(post(kansli, "person_add", NEW | changes))
    assert not Person.objects.filter(last_name="Ekman").exists()


@db
def test_a_known_address_is_the_same_person(kansli: Client, board: Board) -> None:
    other = make_board(slug="granby", suffix=".granby")
    kansli.post(reverse("person_add", args=["exempelvik"]), NEW | {"email": other.member.email.upper()})
    other.member.refresh_from_db()
    assert other.member.name == "Petra Sandell"
    assert board.association in other.member.associations.all()
    page = reverse("person_change", args=["exempelvik", other.member.public_id])
    assert kansli.get(page).status_code == HTTPStatus.NOT_FOUND


@db
def test_an_address_is_changed_and_a_name_in_use_is_not(kansli: Client, board: Board) -> None:
    sent = {
        "first_name": "Annan",
        "title": "ekonom",
        "postal_address": "Byvägen 2\n123 45 By",
        "by_post": "on",
    }
    post(kansli, "person_change", sent, board.deputy.public_id)
    board.deputy.refresh_from_db()
    assert (board.deputy.first_name, board.deputy.title) == ("Gunnar", "ekonom")
    assert board.deputy.postal_address.startswith("Byvägen 2")
    assert history(board.deputy) == [("~", board.secretary)]
    page = answer(kansli, "person_detail", board.deputy.public_id)
    assert "Titel: ekonom" in " ".join(page.split())


VALUES = {"kind": "member", "service_order": "1", "first_day": "2027-04-01", "last_day": "2031-03-31"}


@db
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Platsen har redan en ledamot"),
        ({"kind": "deputy"}, "Platsen har redan en ersättare"),
        ({"last_day": "2026-01-01"}, "Sista dagen ligger före"),
        ({"first_day": "snart"}, "Dagen finns inte."),
        ({"seat": "0"}, "Välj ett giltigt alternativ"),
    ],
)
def test_a_mandate_that_cannot_be_is_refused(
    kansli: Client, board: Board, changes: dict[str, str], sentence: str
) -> None:
    sent = VALUES | {"seat": board.seats["RVN"].pk} | changes
    assert sentence in said(post(kansli, "mandate_add", sent, board.manager.public_id))


@db
def test_a_person_has_one_mandate_in_a_body(kansli: Client, board: Board) -> None:
    Mandate.objects.filter(person__in=[board.deputy, board.chair]).delete()
    sent = VALUES | {"seat": board.seats["RVN"].pk}
    assert "har redan ett uppdrag i organet" in said(
        post(kansli, "mandate_add", sent, board.member.public_id)
    )


@db
def test_a_mandate_is_given_and_the_presidium_told(kansli: Client, board: Board) -> None:
    sent = VALUES | {"seat": board.seats["EK"].pk, "kind": "deputy", "first_day": "2026-01-01"}
    page = kansli.post(
        reverse("mandate_add", args=["exempelvik", board.manager.public_id]), sent, follow=True
    )
    given = mandate_of(board.manager)
    assert (given.body, history(given)) == (board.body, [("+", board.secretary)])
    assert "längre än fyra år (13 §" in page.content.decode()
    assert "i fullmäktige hos Exempelviks kommun" in page.content.decode()
    assert [one for one in letters(board.chair.email) if one.subject.startswith("Ändrade uppdrag")]


@db
def test_a_mandate_ends_with_its_office_and_asks_for_the_deputy(kansli: Client, board: Board) -> None:
    today = timezone.localdate()
    row = mandate_of(board.chair)
    early = post(kansli, "mandate_end", {"last_day": "2022-01-01"}, row.pk)
    assert "Uppdraget började den 1 januari 2023." in said(early)
    sent = kansli.post(reverse("mandate_end", args=["exempelvik", row.pk]), {"last_day": today.isoformat()})
    seat = reverse("seat_detail", args=["exempelvik", "styrelsen", 1])
    assert sent.url == seat
    row.refresh_from_db()
    assert row.last_day == today == Office.objects.get(person=board.chair).last_day
    assert history(row) == [("~", board.secretary)]
    deputy = mandate_of(board.deputy)
    assert "Gunnar Hallin, ersättare 1" in kansli.get(seat).content.decode()
    kansli.post(seat, {"deputy": deputy.pk, "first_day": (today + timezone.timedelta(days=1)).isoformat()})
    deputy.refresh_from_db()
    stepped = Mandate.objects.get(person=board.deputy, kind="member")
    assert (deputy.last_day, stepped.seat) == (today, board.seats["RVN"])
    assert "har ingen ersättare (10 §" in kansli.get(seat).content.decode()


@db
def test_another_members_deputy_does_not_step_in(kansli: Client, board: Board) -> None:
    row = mandate_of(board.member)
    kansli.post(reverse("mandate_end", args=["exempelvik", row.pk]), {"last_day": "2024-01-01"})
    seat = reverse("seat_detail", args=["exempelvik", "styrelsen", 3])
    assert "utser en ny ledamot (15 §" in " ".join(kansli.get(seat).content.decode().split())
    refused = kansli.post(seat, {"deputy": mandate_of(board.deputy).pk, "first_day": "2024-01-02"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@db
@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("sok=norl", "Astrid Norling", "Petra Sandell"),
        ("uppdrag=deputy", "Gunnar Hallin", "Astrid Norling"),
        ("organ=styrelsen&tid=now", "Astrid Norling", "Ulf Revinge"),
        ("tid=never", "Ulf Revinge", "Astrid Norling"),
        ("tid=past", "Ingen stämmer med sökningen.", "Astrid Norling"),
        ("organ=annat", "Astrid Norling", "Ingen stämmer"),
    ],
)
def test_the_list_is_filtered(kansli: Client, board: Board, query: str, shown: str, hidden: str) -> None:
    page = kansli.get(reverse("person_list", args=["exempelvik"]) + f"?{query}").content.decode()
    assert shown in page
    assert hidden not in page


@db
def test_a_thousand_persons_are_listed_in_as_many_questions(
    kansli: Client, board: Board, django_assert_max_num_queries
) -> None:
    people = [
        Person(email=f"p{number}@example.org", first_name="Ada", last_name=f"Alm{number}", password="!")
        for number in range(1000)
    ]
    Person.objects.bulk_create(people)
    through = Person.associations.through
    through.objects.bulk_create(through(person=one, association=board.association) for one in people)
    seats = Seat.objects.bulk_create(
        Seat(body=board.body, party=board.parties["EK"], number=number + 10) for number in range(200)
    )
    Mandate.objects.bulk_create(
        Mandate(body=board.body, seat=seat, person=one, kind="member", first_day=date(2023, 1, 1))
        for seat, one in zip(seats, people, strict=False)
    )
    with django_assert_max_num_queries(16):
        page = kansli.get(reverse("person_list", args=["exempelvik"]) + "?sida=3").content.decode()
    assert "Sida 3 av 21" in page
