"""Keeping the registers: what is saved, what is refused in Swedish, and who cannot be touched."""

from datetime import date
from http import HTTPStatus

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from meetings.models import (
    Association,
    Body,
    BodyYear,
    Mandate,
    Office,
    Person,
    Phrase,
    ProtocolVersion,
    Role,
    StandardItem,
)
from tests.worlds.boards import Board, make_board, make_frozen, make_person
from tests.worlds.second_step import make_keeper

pytestmark = pytest.mark.django_db

EMPTY = {"mandates-TOTAL_FORMS": "0", "mandates-INITIAL_FORMS": "0"}
NEW_PERSON = {
    "email": "nils.ekman@example.org",
    "first_name": "Nils",
    "last_name": "Ekman",
    "is_active": "on",
}


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def add(name: str) -> str:
    return reverse(f"admin:meetings_{name}_add")


def change(row: object) -> str:
    return reverse(f"admin:meetings_{row._meta.model_name}_change", args=[row.pk])


def said(answer) -> str:
    assert answer.status_code == HTTPStatus.OK
    form = answer.context["adminform"].form
    errors = [str(one) for errors in form.errors.values() for one in errors]
    for inline in answer.context["inline_admin_formsets"]:
        errors += [str(e) for form in inline.formset.errors for es in form.values() for e in es]
    return " ".join(errors)


def filled(row: Association | Body | Phrase, **changes: object) -> dict[str, object]:
    """What the page of the row sends when nothing is touched."""
    values = {field.name: field.value_from_object(row) for field in row._meta.fields}
    sent = {
        name: value for name, value in values.items() if value not in (None, False, "") and name != "logo"
    }
    if isinstance(row, Association):
        sent |= {"registry_years-TOTAL_FORMS": "0", "registry_years-INITIAL_FORMS": "0"}
    return sent | changes


def test_person_is_added_to_the_association_without_a_password(kansli: Client, board: Board) -> None:
    answer = kansli.post(add("person"), NEW_PERSON | EMPTY | {"association": board.association.pk})
    assert answer.status_code == HTTPStatus.FOUND
    person = Person.objects.get(email="nils.ekman@example.org")
    assert list(person.associations.all()) == [board.association]
    assert not person.has_usable_password()
    assert not person.is_staff


def test_person_cannot_be_added_to_another_association(kansli: Client, board: Board) -> None:
    other = make_board(slug="granby", suffix=".granby")
    kansli.get(
        reverse("admin:meetings_person_change", args=[board.member.pk])
    )  # an earlier page changes nothing
    answer = kansli.post(add("person"), NEW_PERSON | EMPTY | {"association": other.association.pk})
    assert said(answer)
    assert not Person.objects.filter(email="nils.ekman@example.org").exists()


def test_known_address_is_the_same_person_with_the_name_kept(kansli: Client, board: Board) -> None:
    other = make_board(slug="granby", suffix=".granby")
    sent = NEW_PERSON | EMPTY | {"association": board.association.pk, "email": other.member.email.upper()}
    answer = kansli.post(add("person"), sent, follow=True)
    assert "fanns redan i ett annat förbund" in answer.content.decode()
    other.member.refresh_from_db()
    assert other.member.name == "Petra Sandell"
    assert other.member.has_usable_password()
    assert board.association in other.member.associations.all()


def test_address_is_not_used_twice_in_the_association(kansli: Client, board: Board) -> None:
    sent = NEW_PERSON | EMPTY | {"association": board.association.pk, "email": board.chair.email.upper()}
    assert "Det finns redan en person" in said(kansli.post(add("person"), sent))


def test_person_shared_with_another_association_is_not_changed_here(kansli: Client, board: Board) -> None:
    other = make_board(slug="granby", suffix=".granby")
    Role.objects.create(association=other.association, person=board.chair, kind="auditor")
    page = kansli.get(change(board.chair)).content.decode()
    assert "Namnet ändrar personen själv" in page
    assert other.association.name not in page
    kansli.post(change(board.chair), NEW_PERSON | EMPTY)
    board.chair.refresh_from_db()
    assert (board.chair.name, board.chair.is_active) == ("Astrid Norling", True)


def test_superusers_address_is_not_changed_by_a_chancellery(kansli: Client, board: Board) -> None:
    Person.objects.filter(pk=board.chair.pk).update(is_superuser=True)
    kansli.post(change(board.chair), NEW_PERSON | EMPTY)
    board.chair.refresh_from_db()
    assert board.chair.email.startswith("astrid")


def test_membership_of_other_associations_stays_out_of_the_history(kansli: Client, board: Board) -> None:
    other = make_board(slug="granby", suffix=".granby")
    board.member.associations.add(other.association)
    page = kansli.get(reverse("admin:meetings_person_history", args=[board.member.pk])).content.decode()
    assert other.association.name not in page


def test_who_has_logged_in_is_closed_not_deleted(kansli: Client, board: Board) -> None:
    person = make_person("Nils", "Ekman")
    person.associations.add(board.association)
    Client().force_login(person)
    address = reverse("admin:meetings_person_delete", args=[person.pk])
    assert kansli.post(address, {"post": "yes"}).status_code == HTTPStatus.FORBIDDEN


def test_invitation_is_sent_from_the_list(kansli: Client, board: Board, run_jobs) -> None:
    person = make_person("Nils", "Ekman")
    person.set_unusable_password()
    person.save()
    person.associations.add(board.association)
    sent = {"action": "send_invitation", "_selected_action": [person.pk]}
    answer = kansli.post(reverse("admin:meetings_person_changelist"), sent, follow=True)
    assert "En inbjudan är skickad." in answer.content.decode()
    run_jobs()
    assert mail.outbox[0].to == [person.email]
    assert "Välj ett lösenord" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Platsen har redan en ledamot under den tiden."),
        ({"kind": "deputy"}, "Platsen har redan en ersättare med den ordningen"),
        ({"last_day": "2026-01-01"}, "Sista dagen ligger före den första."),
        ({"first_day": "snart"}, "Fyll i ett giltigt datum"),
        ({"person": "x"}, "Välj ett giltigt alternativ"),
    ],
)
def test_mandate_that_cannot_be_is_refused_in_the_form(
    kansli: Client, board: Board, changes: dict[str, str], sentence: str
) -> None:
    sent = {"person": board.manager.pk, "seat": board.seats["RVN"].pk, "kind": "member"}
    sent |= {"service_order": "1", "first_day": "2027-04-01"}
    assert sentence in said(kansli.post(add("mandate"), sent | changes))


def test_person_with_a_seat_is_refused_another_in_the_form(kansli: Client, board: Board) -> None:
    Mandate.objects.filter(kind="deputy").delete()
    sent = {"person": board.member.pk, "seat": board.seats["RVN"].pk, "kind": "deputy", "service_order": "1"}
    answer = kansli.post(add("mandate"), sent | {"first_day": "2027-04-01"})
    assert "Personen har redan ett uppdrag i organet" in said(answer)


def test_mandate_is_added_and_ended(kansli: Client, board: Board) -> None:
    old = Mandate.objects.get(person=board.deputy)
    values = {"person": board.deputy.pk, "seat": old.seat_id, "kind": "deputy", "service_order": "1"}
    kansli.post(change(old), values | {"first_day": "2023-01-01", "last_day": "2027-03-31"})
    kansli.post(add("mandate"), values | {"person": board.manager.pk, "first_day": "2027-04-01"})
    assert Mandate.objects.get(person=board.manager).body == board.body
    old.refresh_from_db()
    assert (old.last_day, old.history.first().history_user) == (date(2027, 3, 31), board.secretary)


def test_second_chair_and_a_chair_who_is_no_member_are_refused(kansli: Client, board: Board) -> None:
    sent = {"body": board.body.pk, "kind": "chair", "rank": "1", "first_day": "2024-01-01"}
    assert "har redan en ordförande" in said(kansli.post(add("office"), sent | {"person": board.member.pk}))
    Office.objects.all().delete()
    assert "bland ledamöterna" in said(kansli.post(add("office"), sent | {"person": board.deputy.pk}))
    assert kansli.post(add("office"), sent | {"person": board.member.pk}).status_code == HTTPStatus.FOUND


def test_association_keeps_its_address_and_nobody_adds_another(kansli: Client, board: Board) -> None:
    kansli.post(change(board.association), filled(board.association, slug="nytt", name="Nytt namn"))
    board.association.refresh_from_db()
    assert (board.association.slug, board.association.name) == ("exempelvik", "Nytt namn")
    assert kansli.get(add("association")).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("slug", ["admin", "konto", "kontrollera", "static"])
def test_association_cannot_take_an_address_of_the_site(client: Client, board: Board, slug: str) -> None:
    admin = make_keeper()
    client.force_login(admin)
    assert "används av webbplatsen" in said(
        client.post(add("association"), filled(board.association, slug=slug))
    )


def test_pale_colour_is_refused(kansli: Client, board: Board) -> None:
    answer = kansli.post(change(board.association), filled(board.association, accent="#FFFF00"))
    assert "4,5" in said(answer)


def inlines(**rows: dict[str, str]) -> dict[str, str]:
    sent = {}
    for prefix in ("years", "document_rows", "standard_items"):
        own = rows.get(prefix, {})
        sent |= {
            f"{prefix}-TOTAL_FORMS": "1" if own else "0",
            f"{prefix}-INITIAL_FORMS": "1" if "id" in own else "0",
        }
        sent |= {f"{prefix}-0-{key}": value for key, value in own.items()}
    return sent


def test_year_may_begin_at_any_paragraph_until_it_has_numbers(kansli: Client, board: Board) -> None:
    start = {"year": "2024", "first_paragraph": "37", "first_meeting": "3"}
    kansli.post(change(board.body), filled(board.body) | inlines(years=start))
    year = BodyYear.objects.get()
    assert (year.first_paragraph, year.first_meeting) == (37, 3)
    version = make_frozen(board)
    assert version.snapshot["paragraphs"][0]["number"] == "37"
    again = start | {"first_paragraph": "1", "id": str(year.pk)}
    answer = kansli.post(change(board.body), filled(board.body) | inlines(years=again))
    assert "redan fått sina nummer" in said(answer)


def test_standard_agenda_refuses_a_field_that_does_not_exist(kansli: Client, board: Board) -> None:
    item = {
        "position": "1",
        "kind": "election",
        "heading": "Val",
        "text": "Vi väljer {vem}.",
        "decisions": "",
    }
    answer = kansli.post(change(board.body), filled(board.body) | inlines(standard_items=item))
    assert "Fältet {vem} finns inte" in said(answer)
    item |= {"text": "{justerare} väljs."}
    assert (
        kansli.post(change(board.body), filled(board.body) | inlines(standard_items=item)).status_code == 302
    )
    assert StandardItem.objects.get().text == "{justerare} väljs."


def test_new_body_starts_with_the_usual_rows(kansli: Client, board: Board) -> None:
    sent = (
        filled(board.body, name="Beredningsgruppen", slug="beredning", kind="preparatory_group") | inlines()
    )
    assert kansli.post(add("body"), sent).status_code == HTTPStatus.FOUND
    assert Body.objects.get(slug="beredning").document_rows.count() == 4


def test_series_is_not_changed_in_the_middle_of_the_year(
    kansli: Client, board: Board, monkeypatch, version: ProtocolVersion
) -> None:
    monkeypatch.setattr("meetings.forms.bodies.localdate", lambda: date(2024, 8, 1))
    answer = kansli.post(change(board.body), filled(board.body, series="meeting") | inlines())
    assert "Byt serie vid ett årsskifte" in said(answer)


def test_nobody_takes_away_their_own_way_in(kansli: Client, board: Board) -> None:
    own = Role.objects.get(person=board.secretary)
    address = reverse("admin:meetings_role_delete", args=[own.pk])
    assert kansli.post(address, {"post": "yes"}).status_code == HTTPStatus.FORBIDDEN
    kansli.post(
        change(own), {"association": board.association.pk, "person": board.secretary.pk, "kind": "auditor"}
    )
    own.refresh_from_db()
    assert own.kind == "secretary"


def test_role_is_given_only_in_ones_own_association(kansli: Client, board: Board) -> None:
    other = make_board(slug="granby", suffix=".granby")
    sent = {"association": other.association.pk, "person": board.secretary.pk, "kind": "manager"}
    assert said(kansli.post(add("role"), sent))
    sent = {"association": board.association.pk, "person": other.member.pk, "kind": "manager"}
    assert said(kansli.post(add("role"), sent))
    assert not Role.objects.filter(person=other.member).exists()


def series(**fields: object) -> dict[str, object]:
    return {"registry_years-TOTAL_FORMS": "1"} | {f"registry_years-0-{k}": v for k, v in fields.items()}


def test_registry_series_begins_where_the_association_says_and_never_goes_back(
    kansli: Client, board: Board
) -> None:
    sent = filled(board.association, registry_pattern="{år}-{nr}")
    kansli.post(change(board.association), sent | series(year="2024", next_number="12"))
    kept = board.association.registry_years.get()
    board.association.refresh_from_db()
    assert (kept.next_number, board.association.registry_pattern) == (12, "{år}-{nr}")
    initial = {"registry_years-INITIAL_FORMS": "1"}
    back = series(id=kept.pk, association=board.association.pk, year="2024", next_number="3") | initial
    assert "Numren före 12 är redan tagna." in said(kansli.post(change(board.association), sent | back))
    assert "{nr" in said(
        kansli.post(change(board.association), filled(board.association, registry_pattern="{år}"))
    )
