"""A pasted table of persons and mandates: what each row means, and what is wrong with it."""

import dataclasses
from datetime import date

import pytest

from meetings.errors import RuleViolation
from meetings.importing.mandate_rows import read_day
from meetings.importing.mandates import PastedMandates, Register, RegisterMandate, RegisterSeat, read_pasted

HEAD = "Förnamn;Efternamn;E-post;Medlem;Uppdrag;Plats;Ordning;Från;Till;Presidium"
NEW = "Nils;Ekman;nils.ekman@example.org;RVN;ledamot;1;;2027-04-01;2031-03-31;ordförande"
DEPUTY = "Maj;Lund;maj.lund@example.org;RVN;ersättare;1;1;2027-04-01;;"
SEATS = {1: RegisterSeat(1, "RVN"), 2: RegisterSeat(2, "EK"), 3: RegisterSeat(3, "EK")}
REGISTER = Register({"RVN": "Region Vallnäs", "EK": "Exempelviks kommun"}, SEATS, {})
OLD = RegisterMandate(7, 1, "astrid@example.org", "Astrid Norling", "member", 1, date(2023, 1, 1), None)


def draft(*rows: str, register: Register = REGISTER, replace: bool = True) -> PastedMandates:
    return read_pasted("\n".join(rows), register, replace=replace)


def errors(*rows: str, register: Register = REGISTER, replace: bool = True) -> str:
    return " ".join(
        said for line in draft(*rows, register=register, replace=replace).lines for said in line.errors
    )


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_tabs_semicolons_and_commas_are_read(mark: str) -> None:
    line = draft(HEAD.replace(";", mark), NEW.replace(";", mark)).lines[0]
    assert (line.name, line.party, line.kind, line.seat) == ("Nils Ekman", "RVN", "member", 1)
    assert (line.first_day, line.last_day, line.office) == (date(2027, 4, 1), date(2031, 3, 31), "chair")
    assert line.errors == []


def test_header_may_be_left_out_or_stand_in_another_order() -> None:
    assert draft(NEW).lines[0].number == 1
    line = draft(
        "E-post;Efternamn;Förnamn;Uppdrag;Medlem;Från;Anm", "a@b.se;Ek;Bo;ledamot;RVN;1/4 2027;x"
    ).lines[0]
    assert (line.name, line.email, line.first_day, line.seat) == ("Bo Ek", "a@b.se", date(2027, 4, 1), 1)
    assert draft("E-post;Efternamn;Anm", "a@b.se;Ek;x").ignored == ["Anm"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-04-01", date(2027, 4, 1)),
        ("20270401", date(2027, 4, 1)),
        ("1/4 2027", date(2027, 4, 1)),
        ("1.4.2027", date(2027, 4, 1)),
        ("1 april 2027", date(2027, 4, 1)),
        ("den 1 apr 2027", date(2027, 4, 1)),
        ("2027-02-30", None),
        ("1 foo 2027", None),
        ("april", None),
        ("", None),
        ("²027-04-01", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (0, "", "Förnamn eller efternamn saknas"),
        (1, "Ekman\U0001f600", "kan inte skrivas ut"),
        (1, "x" * 101, "för långt"),
        (2, "", "E-postadressen saknas"),
        (2, "nils", "«nils» är ingen e-postadress"),
        (3, "", "Medlemmens kortnamn saknas"),
        (3, "XX", "Medlemmen «XX» finns inte. Kortnamn i registret: EK, RVN."),
        (4, "kung", "Uppdraget «kung» känns inte igen"),
        (4, "", "Uppdraget saknas"),
        (5, "9", "Plats 9 finns inte"),
        (5, "2", "Plats 2 är EK:s, inte RVN:s"),
        (5, "ett", "Platsen «ett» är inget nummer"),
        (6, "x", "Ordningen «x» är inget nummer"),
        (6, "2", "Bara ersättare har en ordning"),
        (7, "", "Från-dagen saknas"),
        (7, "snart", "Dagen «snart» går inte att läsa"),
        (7, "0027-04-01", "Kontrollera årtalet 27"),
        (8, "2027-03-31", "Till-dagen ligger före från-dagen"),
        (9, "kassör", "Presidieuppdraget «kassör» känns inte igen"),
    ],
)
def test_each_wrong_cell_is_named_on_its_row(column: int, value: str, said: str) -> None:
    cells = NEW.split(";")
    cells[column] = value
    assert said in errors(HEAD, ";".join(cells))


def test_every_error_of_a_row_is_listed_at_once() -> None:
    register = Register(REGISTER.parties, SEATS, {}, [OLD])
    said = errors(
        NEW,
        "Bo;;bo.example;XX;kung;1;x;snart;2031-13-01;kassör",
        "Nils;Ekman;nils.ekman@example.org;RVN;ledamot;1;;2028-01-01;2027-06-01;kung",
        register=register,
        replace=False,
    )
    for each in (
        "Förnamn eller efternamn saknas",
        "«bo.example» är ingen e-postadress",
        "Medlemmen «XX» finns inte",
        "Uppdraget «kung» känns inte igen",
        "Ordningen «x» är inget nummer",
        "Dagen «snart» går inte att läsa",
        "Dagen «2031-13-01» går inte att läsa",
        "Presidieuppdraget «kassör» känns inte igen",
        "Till-dagen ligger före från-dagen",
        "har redan ett uppdrag på rad 1 under samma tid",
        "Krockar med Astrid Norling",
    ):
        assert each in said, each


def test_seat_that_is_no_number_is_said_once() -> None:
    cells = NEW.split(";")
    cells[3], cells[5] = "EK", "ett"
    assert errors(";".join(cells)) == "Platsen «ett» är inget nummer."


def test_person_twice_is_named_though_the_first_row_is_wrong() -> None:
    said = errors(NEW.replace("ordförande", "kassör"), NEW.replace(";1;;", ";1;;").replace("ordförande", ""))
    assert "har redan ett uppdrag på rad 1" in said


def test_chair_is_not_a_deputy() -> None:
    assert "väljs bland ledamöterna" in errors(DEPUTY + "ordförande")


def test_seat_must_be_said_where_a_member_has_several() -> None:
    cells = NEW.split(";")
    cells[3], cells[5] = "ek", ""
    assert "EK har 2 platser. Skriv vilken" in errors(";".join(cells))
    seatless = dataclasses.replace(REGISTER, seats={})
    assert "EK har inga platser i organet. Lägg till dem" in errors(";".join(cells), register=seatless)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("Bo;Ek;bo@example.org;RVN;ledamot;1;;2028-01-01;;", "Plats 1 har redan en ledamot på rad 1"),
        ("Nils;Ekman;nils.ekman@example.org;EK;ledamot;2;;2027-04-01;;", "har redan ett uppdrag på rad 1"),
        ("Bo;Ek;nils.ekman@example.org;EK;ledamot;2;;2040-04-01;;", "Rad 1 har samma e-postadress"),
        ("Bo;Ek;bo@example.org;EK;ledamot;2;;2027-04-01;;ordförande", "Rad 1 har samma presidieuppdrag"),
    ],
)
def test_rows_that_exclude_each_other_are_named(other: str, said: str) -> None:
    assert said in errors(NEW, other)
    assert not draft(NEW, other).lines[0].errors


def test_older_mandate_ends_the_day_before_or_is_in_the_way() -> None:
    register = Register(REGISTER.parties, SEATS, {}, [OLD])
    assert draft(NEW, register=register).ends_mandates == {7: date(2027, 3, 31)}
    assert "Krockar med Astrid Norling" in errors(NEW, register=register, replace=False)


def test_mandate_that_begins_as_late_is_never_replaced() -> None:
    late = RegisterMandate(7, 1, "a@example.org", "Astrid Norling", "member", 1, date(2027, 4, 1), None)
    assert "Krockar med" in errors(NEW, register=Register(REGISTER.parties, SEATS, {}, [late]))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Klistra in en tabell"),
        ("\n ;; \n", "Klistra in en tabell"),
        (HEAD, "bara en rubrikrad"),
        ("E-post;Mail;Förnamn\na;b;c", "står två gånger"),
        ('"a;b', "saknas"),
        ("x" * 200_001, "för stor"),
        ("a\n" * 501, "fler än 500 rader"),
        ("x" * 150_000, "går inte att läsa"),
    ],
)
def test_what_is_no_table_is_told_so(text: str, said: str) -> None:
    try:
        found = " ".join(
            said for line in read_pasted(text, REGISTER, replace=True).lines for said in line.errors
        )
    except RuleViolation as violation:
        found = violation.sentence
    assert said in found
