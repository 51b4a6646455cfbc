"""Every page of the register: it opens, stays within the association, and asks a constant number of questions."""

import re
from datetime import date
from http import HTTPStatus

import pytest
from django.contrib.admin import ModelAdmin
from django.test import Client
from django.urls import reverse

from meetings.admin import register
from meetings.models import Mandate, Meeting, Person, Phrase, Seat, Verification
from tests.worlds.boards import Board, make_board, make_person, make_verified
from tests.worlds.once import made_once
from tests.worlds.second_step import make_keeper

pytestmark = pytest.mark.django_db

EDITABLE = ["association", "party", "role", "person", "mandate", "office", "body", "seat", "phrase"]
READ_ONLY = ["meeting", "paragraph", "protocol", "notice"]


@made_once
def board() -> Board:
    board = make_board()
    Phrase.objects.create(association=board.association, name="Öppnande", text="Ordföranden öppnar.")
    return board


@made_once
def other() -> Board:
    board = make_board(slug="granby", suffix=".granby")
    Phrase.objects.create(association=board.association, name="Granbys fras", text="Text.")
    return board


@made_once
def their_verification(other: Board) -> Verification:
    return make_verified(other)


def signed_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def rows_of(board: Board, name: str) -> list[object]:
    """The association's rows; there are records when a protocol is verified."""
    admin = admin_of(name)
    path = admin.association_path
    if name == "person":
        return list(board.association.people.all())
    if name == "association":
        return [board.association]
    return list(admin.model.objects.filter(**{path: board.association}))


def admin_of(name: str) -> ModelAdmin:
    return next(admin for model, admin in register._registry.items() if model._meta.model_name == name)


def change(name: str, row: object) -> str:
    return reverse(f"admin:meetings_{name}_change", args=[row.pk])


def test_everything_registered_is_tested() -> None:
    own = {model._meta.model_name for model in register._registry if model._meta.app_label == "meetings"}
    assert own == {*EDITABLE, *READ_ONLY}


def opens(client: Client, board: Board, name: str) -> None:
    signed_in(client, board.secretary)
    row = rows_of(board, name)[0]
    listing = client.get(
        reverse(f"admin:meetings_{name}_changelist"), {"q": "a"} if name != "protocol" else {}
    )
    assert listing.status_code == HTTPStatus.OK
    shown = client.get(change(name, row))
    assert shown.status_code == HTTPStatus.OK
    assert ('name="_save"' in shown.text) == (name in EDITABLE)
    for word in ("Radera", ">Kör<", "Sidnumrering", "att ändra<"):  # the framework's own Swedish
        assert word not in listing.text + shown.text
    if name in EDITABLE:
        assert (
            client.get(reverse(f"admin:meetings_{name}_history", args=[row.pk])).status_code == HTTPStatus.OK
        )
        version = row.history.first()
        then = (
            reverse(f"admin:meetings_{name}_simple_history", args=[row.pk, version.pk]) if version else None
        )
        assert then is None or client.get(then).status_code == HTTPStatus.OK
    if name in EDITABLE and name != "association":
        assert client.get(reverse(f"admin:meetings_{name}_add")).status_code == HTTPStatus.OK


@pytest.mark.parametrize("name", EDITABLE)
def test_list_row_and_history_open(client: Client, board: Board, name: str) -> None:
    opens(client, board, name)


@pytest.mark.parametrize("name", READ_ONLY)
def test_list_row_and_history_of_a_record_open(
    client: Client, board: Board, name: str, verification: Verification
) -> None:
    opens(client, board, name)


@pytest.mark.parametrize("name", ["seat", "mandate", "office", "paragraph", "meeting", "protocol", "notice"])
def test_rows_of_several_associations_say_whose_they_are(
    client: Client, board: Board, other: Board, their_verification: Verification, name: str
) -> None:
    """Each has its own «Förbundsstyrelsen»; who has one association only is told nothing."""
    address = reverse(f"admin:meetings_{name}_changelist")
    column = 'class="field-of_association'
    assert column not in signed_in(client, other.secretary).get(address).text
    keeper = Client()
    keeper.force_login(make_keeper())
    shown = keeper.get(address).text
    assert re.search(rf'{column}[^"]*">{other.association.name}<', shown)


def is_out_of_reach(client: Client, board: Board, other: Board, name: str) -> None:
    signed_in(client, board.secretary)
    row = rows_of(other, name)[0]
    listing = client.get(reverse(f"admin:meetings_{name}_changelist"))
    assert change(name, row) not in listing.content.decode()
    addresses = [change(name, row), reverse(f"admin:meetings_{name}_delete", args=[row.pk])]
    addresses.append(reverse(f"admin:meetings_{name}_history", args=[row.pk]))
    if name in EDITABLE and (version := row.history.first()):
        addresses.append(reverse(f"admin:meetings_{name}_simple_history", args=[row.pk, version.pk]))
    for address in addresses:
        for answer in (client.get(address), client.post(address, {"post": "yes"})):
            assert answer.status_code in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
    assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("name", EDITABLE)
def test_rows_of_another_association_are_out_of_reach(
    client: Client, board: Board, other: Board, name: str
) -> None:
    is_out_of_reach(client, board, other, name)


@pytest.mark.parametrize("name", READ_ONLY)
def test_records_of_another_association_are_out_of_reach(
    client: Client, board: Board, other: Board, name: str, their_verification: Verification
) -> None:
    is_out_of_reach(client, board, other, name)


@pytest.mark.parametrize("name", ["party", "role", "mandate", "office", "body", "seat", "phrase"])
def test_choices_are_those_of_the_association(client: Client, board: Board, other: Board, name: str) -> None:
    signed_in(client, board.secretary)
    page = client.get(reverse(f"admin:meetings_{name}_add"))
    form = page.context["adminform"].form
    foreign = {f"association:{other.association.pk}"}
    foreign |= {f"person:{one.pk}" for one in other.association.people.all()}
    foreign |= {f"body:{other.body.pk}"} | {f"seat:{one.pk}" for one in other.seats.values()}
    foreign |= {f"party:{one.pk}" for one in other.parties.values()}
    offered = {
        f"{key}:{row.pk}"
        for key, field in form.fields.items()
        if hasattr(field, "queryset")
        for row in field.queryset
    }
    assert offered
    assert not offered & foreign


def test_search_for_a_person_finds_only_the_associations_own(
    client: Client, board: Board, other: Board
) -> None:
    signed_in(client, board.secretary)
    asked = {"app_label": "meetings", "model_name": "mandate", "field_name": "person", "term": "Astrid"}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [one["id"] for one in found] == [str(board.chair.pk)]


def test_mandate_cannot_point_across_associations(client: Client, board: Board, other: Board) -> None:
    signed_in(client, board.secretary)
    Mandate.objects.filter(body=board.body, kind="deputy").delete()
    for person, seat in ((other.deputy, board.seats["RVN"]), (board.deputy, other.seats["RVN"])):
        sent = {"person": person.pk, "seat": seat.pk, "kind": "deputy", "service_order": 1}
        answer = client.post(reverse("admin:meetings_mandate_add"), sent | {"first_day": "2030-01-01"})
        assert answer.status_code == HTTPStatus.OK
        assert answer.context["errors"]
    assert not Mandate.objects.filter(first_day=date(2030, 1, 1)).exists()


def only_reads(client: Client, board: Board, name: str) -> None:
    signed_in(client, board.auditor)
    row = rows_of(board, name)[0]
    page = client.get(change(name, row))
    assert page.status_code == HTTPStatus.OK
    assert 'name="_save"' not in page.content.decode()
    assert client.post(change(name, row), {}).status_code == HTTPStatus.FORBIDDEN
    assert client.get(reverse(f"admin:meetings_{name}_add")).status_code == HTTPStatus.FORBIDDEN
    delete = reverse(f"admin:meetings_{name}_delete", args=[row.pk])
    assert client.post(delete, {"post": "yes"}).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("name", EDITABLE)
def test_auditor_reads_and_changes_nothing(client: Client, board: Board, name: str) -> None:
    only_reads(client, board, name)


@pytest.mark.parametrize("name", READ_ONLY)
def test_auditor_reads_records_and_changes_nothing(
    client: Client, board: Board, name: str, verification: Verification
) -> None:
    only_reads(client, board, name)


@pytest.mark.parametrize("name", READ_ONLY)
def test_records_are_read_only_for_a_superuser_too(
    client: Client, board: Board, verification: Verification, name: str
) -> None:
    admin = make_keeper()
    signed_in(client, admin)
    row = rows_of(board, name)[0]
    assert client.get(change(name, row)).status_code == HTTPStatus.OK
    assert client.post(change(name, row), {}).status_code == HTTPStatus.FORBIDDEN
    delete = reverse(f"admin:meetings_{name}_delete", args=[row.pk])
    assert client.post(delete, {"post": "yes"}).status_code == HTTPStatus.FORBIDDEN


def test_board_member_finds_no_register(client: Client, board: Board) -> None:
    signed_in(client, board.chair)
    assert client.get(reverse("admin:index")).status_code == HTTPStatus.NOT_FOUND
    assert client.get(change("person", board.chair)).status_code == HTTPStatus.NOT_FOUND
    assert client.get(reverse("admin:login")).status_code == HTTPStatus.NOT_FOUND


def test_stranger_is_sent_to_the_one_sign_in_and_back(client: Client) -> None:
    answer = client.get(reverse("admin:meetings_person_changelist"), follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse('account_login')}?next=/admin/meetings/person/"


def test_chancellery_needs_no_staff_flag(client: Client, board: Board) -> None:
    assert not board.secretary.is_staff
    page = signed_in(client, board.secretary).get(reverse("admin:index")).content.decode()
    assert "Personer och uppdrag" in page
    assert "Lägg till" in page


@pytest.mark.parametrize("name", ["person", "mandate", "seat", "party", "role", "office"])
def test_longer_list_asks_no_more_questions(
    client: Client, board: Board, name: str, django_assert_max_num_queries
) -> None:
    signed_in(client, board.secretary)
    client.get(reverse(f"admin:meetings_{name}_changelist"))
    for number in range(10, 22):
        person = make_person("Test", f"Person{number}")
        person.associations.add(board.association)
        seat = Seat.objects.create(body=board.body, party=board.parties["FK"], number=number)
        Mandate.objects.create(body=board.body, seat=seat, person=person, first_day=date(2023, 1, 1))
    with django_assert_max_num_queries(14):
        client.get(reverse(f"admin:meetings_{name}_changelist"))


@pytest.mark.parametrize("name", ["person", "mandate", "body", "seat", "party"])
def test_row_in_use_is_not_deleted_and_the_page_says_why(
    client: Client, board: Board, name: str, meeting: Meeting
) -> None:
    signed_in(client, board.secretary)
    unused = Person.objects.create(email="ny@example.org", first_name="Ny", last_name="Ersättare")
    board.deputy.mandates.update(person=unused)
    rows = {"person": unused, "mandate": board.chair.mandates.get(), "body": board.body}
    rows |= {"seat": board.seats["RVN"], "party": board.parties["RVN"]}
    row = rows[name]
    address = reverse(f"admin:meetings_{name}_delete", args=[row.pk])
    for answer in (client.get(address), client.post(address, {"post": "yes"})):
        assert answer.status_code in (HTTPStatus.OK, HTTPStatus.FORBIDDEN)
        assert "används och kan därför inte tas bort" in answer.content.decode()
    assert type(row).objects.filter(pk=row.pk).exists()


def test_row_nobody_uses_is_deleted_with_its_history_left(client: Client, board: Board) -> None:
    signed_in(client, board.secretary)
    phrase = Phrase.objects.get()
    page = client.get(reverse("admin:meetings_phrase_delete", args=[phrase.pk]))
    assert page.status_code == HTTPStatus.OK
    client.post(reverse("admin:meetings_phrase_delete", args=[phrase.pk]), {"post": "yes"})
    assert not Phrase.objects.exists()
    assert Phrase.history.get(history_type="-").history_user == board.secretary


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "is_active__exact=x",
        "tid=x",
        "forbund=%00",
        "p=x",
        "p=99999",
        "first_day__year=x",
        "o=9.9",
        "e=1",
        "x=y",
    ],
)
@pytest.mark.parametrize("name", ["person", "mandate", "party"])
def test_any_query_is_answered(client: Client, board: Board, name: str, query: str) -> None:
    signed_in(client, board.secretary)
    answer = client.get(reverse(f"admin:meetings_{name}_changelist") + f"?{query}")
    assert answer.status_code in (HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.BAD_REQUEST)


@pytest.mark.parametrize("term", ["%00", "%ff", "a" * 5000])
def test_any_search_for_a_person_is_answered(client: Client, board: Board, term: str) -> None:
    signed_in(client, board.secretary)
    query = f"app_label=meetings&model_name=mandate&field_name=person&term={term}"
    assert client.get(f"{reverse('admin:autocomplete')}?{query}").status_code < 500


def test_first_page_leads_only_where_one_may_go(client: Client, board: Board) -> None:
    paste = reverse("mandate_paste", args=["exempelvik"])
    todo = reverse("todo", args=["exempelvik"])
    admin = make_keeper()
    for person, shown in ((board.secretary, {paste, todo}), (board.auditor, {todo}), (admin, set())):
        page = signed_in(client, person).get(reverse("admin:index")).content.decode()
        assert {address for address in (paste, todo) if address in page} == shown


@pytest.mark.parametrize("name", EDITABLE)
def test_row_as_it_was_is_read_and_never_put_back(client: Client, board: Board, name: str) -> None:
    row = rows_of(board, name)[0]
    row.save()  # a row of history, whoever made it
    for person in (board.auditor, board.secretary):
        signed_in(client, person)
        for version in row.history.all():
            then = reverse(f"admin:meetings_{name}_simple_history", args=[row.pk, version.pk])
            page = client.get(then)
            assert page.status_code == HTTPStatus.OK
            assert 'name="_save"' not in page.content.decode()
            assert not re.search(r'>None<|alt="(None|True|False)"|New logo', page.content.decode())
            assert client.post(then, {}).status_code == HTTPStatus.FORBIDDEN
