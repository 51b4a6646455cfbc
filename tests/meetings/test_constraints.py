"""What must never be false in the registers, whoever writes: the ORM, bulk or raw SQL."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from meetings.models import BodyYear, Mandate, Meeting, Office, Paragraph, Party, Person, Role, Seat
from tests.worlds.boards import ELECTED, Board, at, make_board, make_paragraph, make_person

pytestmark = pytest.mark.django_db

LATER = date(2027, 4, 1)


def by_orm(row: Model) -> None:
    row.save()


def by_bulk(row: Model) -> None:
    type(row).objects.bulk_create([row])


def by_sql(row: Model) -> None:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    names = ", ".join(field.column for field in fields)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {row._meta.db_table} ({names}) VALUES ({marks})", values)  # noqa: S608


WAYS = pytest.mark.parametrize("write", [by_orm, by_bulk, by_sql])


def refused(write: Callable[[Any], None], row: Model, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        to_the_end(write, row)


def to_the_end(write: Callable[[Any], None], row: Any) -> None:
    """Written, and asked what a commit would ask."""
    write(row)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def someone() -> Person:
    return make_person("Nils", "Ekman")


def mandate(board: Board, **changes: Any) -> Mandate:
    """One that the database takes: a later member of RVN's seat."""
    values = {"body": board.body, "seat": board.seats["RVN"], "kind": "member", "first_day": LATER}
    return Mandate(**values | changes)


def office(board: Board, **changes: Any) -> Office:
    return Office(**{"body": board.body, "kind": "vice_chair", "rank": 2, "first_day": LATER} | changes)


@WAYS
def test_seat_has_one_member_at_a_time(board: Board, write: Callable[[Any], None]) -> None:
    refused(write, mandate(board, person=someone()), "mandate_one_member_per_seat")


@WAYS
def test_last_day_and_first_day_may_not_be_the_same(board: Board, write: Callable[[Any], None]) -> None:
    Mandate.objects.filter(person=board.chair).update(last_day=LATER)
    refused(write, mandate(board, person=someone()), "mandate_one_member_per_seat")
    Mandate.objects.filter(person=board.chair).update(last_day=date(2027, 3, 31))
    write(mandate(board, person=someone_else()))
    assert board.seats["RVN"].mandates.filter(kind="member").count() == 2


def someone_else() -> Person:
    return make_person("Maj", "Lund")


@WAYS
def test_seat_has_one_deputy_for_each_place_in_the_order(board: Board, write: Callable[[Any], None]) -> None:
    refused(write, mandate(board, person=someone(), kind="deputy"), "mandate_one_deputy_per_seat_and_order")
    write(mandate(board, person=someone_else(), kind="deputy", service_order=2))


@WAYS
def test_person_has_one_seat_in_a_body(board: Board, write: Callable[[Any], None]) -> None:
    empty = Seat.objects.create(body=board.body, party=board.parties["RVN"], number=9)
    row = mandate(board, person=board.chair, seat=empty)
    refused(write, row, "mandate_one_per_person_and_body")
    row = mandate(board, person=board.chair, seat=empty, kind="deputy")
    refused(write, row, "mandate_one_per_person_and_body")


@WAYS
def test_mandate_keeps_to_the_seat_of_its_body(board: Board, write: Callable[[Any], None]) -> None:
    other = make_board(slug="granby", suffix=".granby")
    foreign = Seat.objects.create(body=other.body, party=other.parties["FK"], number=9)
    refused(write, mandate(board, person=someone(), seat=foreign), "mandate_seat_of_body")


@WAYS
def test_mandate_ends_after_it_begins(board: Board, write: Callable[[Any], None]) -> None:
    empty = Seat.objects.create(body=board.body, party=board.parties["RVN"], number=9)
    row = mandate(board, person=someone(), seat=empty, last_day=date(2027, 3, 31))
    with (
        pytest.raises(DatabaseError, match=r"mandate_period_in_order|range lower bound"),
        transaction.atomic(),
    ):
        write(row)


@WAYS
def test_body_has_one_chair_at_a_time(board: Board, write: Callable[[Any], None]) -> None:
    refused(write, office(board, person=board.member, kind="chair", rank=1), "office_one_chair")


@WAYS
def test_body_has_at_most_two_vice_chairs(board: Board, write: Callable[[Any], None]) -> None:
    refused(write, office(board, person=board.member, rank=1), "office_one_vice_chair_per_rank")
    write(office(board, person=board.member))
    refused(write, office(board, person=board.other_member, rank=3), "office_rank_exists")


@WAYS
def test_person_holds_one_office_at_a_time(board: Board, write: Callable[[Any], None]) -> None:
    refused(write, office(board, person=board.chair), "office_one_per_person")


@WAYS
def test_seat_number_is_used_once_in_a_body(board: Board, write: Callable[[Any], None]) -> None:
    refused(write, Seat(body=board.body, party=board.parties["FK"], number=1), "seat_number_unique")


@WAYS
def test_short_code_is_used_once_in_an_association(board: Board, write: Callable[[Any], None]) -> None:
    row = Party(association=board.association, kind="municipality", name="Rävsta kommun", code="RVN")
    refused(write, row, "party_code_unique")


@WAYS
def test_email_is_one_persons_in_any_case(board: Board, write: Callable[[Any], None]) -> None:
    row = Person(email=board.chair.email.upper(), first_name="A", last_name="B", password="!")
    refused(write, row, "person_email_unique")


@WAYS
def test_role_is_held_once(board: Board, write: Callable[[Any], None]) -> None:
    row = Role(association=board.association, person=board.secretary, kind="secretary")
    refused(write, row, "role_unique")


@WAYS
def test_year_has_one_series(board: Board, write: Callable[[Any], None]) -> None:
    BodyYear.objects.create(body=board.body, year=2024)
    refused(write, BodyYear(body=board.body, year=2024), "body_year_unique")


def test_two_meetings_never_share_day_and_number(board: Board, meeting: Meeting) -> None:
    with pytest.raises(IntegrityError, match="meeting_day_unique"), transaction.atomic():
        Meeting.objects.create(body=board.body, date=meeting.date, start=meeting.start, place="Annan plats")


def test_two_paragraphs_may_change_places_but_not_share_one(board: Board, meeting: Meeting) -> None:
    first, second = (make_paragraph(meeting, board.secretary) for _ in range(2))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE meetings_paragraph SET position = 3 - position WHERE meeting_id = %s", [meeting.pk]
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    first.refresh_from_db()
    assert first.position == 2
    assert second.position

    def take_first_place(paragraph: Paragraph) -> None:
        Paragraph.objects.filter(pk=paragraph.pk).update(position=1)

    refused(take_first_place, first, "paragraph_position_unique")


def test_removed_paragraph_has_neither_place_nor_number(board: Board, meeting: Meeting) -> None:
    paragraph = make_paragraph(meeting, board.secretary)
    with pytest.raises(IntegrityError, match="paragraph_removed_has_no_position"), transaction.atomic():
        Paragraph.objects.filter(pk=paragraph.pk).update(removed_at=at())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Platsen har redan en ledamot under den tiden."),
        ({"kind": "deputy"}, "Platsen har redan en ersättare med den ordningen under den tiden."),
        ({"last_day": date(2027, 1, 1)}, "Sista dagen ligger före den första."),
    ],
)
def test_model_says_it_in_swedish_before_the_database(board: Board, changes: dict, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        mandate(board, person=someone(), **changes).full_clean()


def test_model_sees_that_the_person_is_taken(board: Board) -> None:
    empty = Seat.objects.create(body=board.body, party=board.parties["RVN"], number=9)
    with pytest.raises(ValidationError, match="Personen har redan ett uppdrag i organet"):
        mandate(board, person=board.chair, seat=empty).full_clean()
    for row, sentence in (
        (office(board, person=board.member, kind="chair", rank=1), "Organet har redan en ordförande"),
        (office(board, person=board.member, rank=1), "Organet har redan en vice ordförande"),
        (office(board, person=board.chair), "Personen har redan ett presidieuppdrag"),
        (office(board, person=board.member, rank=3), "högst två vice ordförande"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            row.full_clean()


def test_mandate_of_the_past_may_be_entered(board: Board) -> None:
    row = mandate(board, person=someone(), first_day=date(2019, 1, 1), last_day=date(2022, 12, 31))
    row.full_clean()
    row.save()
    assert row.last_day < ELECTED
