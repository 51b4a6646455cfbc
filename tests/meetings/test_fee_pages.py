"""The pages of fees: what the office, the auditor and each one sees, the files, and what they cost."""

import csv
from datetime import timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from meetings.documents.fee_sheet import fee_sheet
from meetings.models import FeeClaim, FeePayee, FeePeriod, FeeRule, Mandate, Meeting
from meetings.models.audit import AuditEntry
from meetings.record.fees import FeeRecord
from tests.worlds.boards import ELECTED, MEETING_DAY, Board, make_board, make_person
from tests.worlds.fees import make_claim, make_closed, make_fee_period, make_fee_rule, make_payees
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
DAYS = f"?fran={MEETING_DAY}&till={MEETING_DAY}"
CELLS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@made_once
def board() -> Board:
    made = make_board()
    make_fee_rule(made)
    make_payees(made)
    return made


@made_once
def meeting(board: Board) -> Meeting:
    return make_closed(board)


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(name, args=["exempelvik", *args]) + query)
    assert response.status_code == 200
    return response.text


def claim_address(meeting: Meeting, person: object) -> str:
    return reverse("fee_claim", args=["exempelvik", meeting.body.slug, meeting.key, person.public_id])


def lines_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))


def part_of(book: ZipFile, name: str) -> Element:
    return fromstring(book.read(f"xl/{name}.xml"))  # noqa: S314 -- a file of our own


def sheets_of(data: bytes) -> tuple[list[list[str]], list[str]]:
    """The rows of the second sheet as text, and the formulas of both."""
    with ZipFile(BytesIO(data)) as book:
        shared = part_of(book, "sharedStrings")
        texts = ["".join(each.itertext()) for each in shared.findall("m:si", CELLS)]
        both = [part_of(book, f"worksheets/sheet{n}") for n in (1, 2)]
    rows = [
        [
            texts[int(cell.findtext("m:v", "0", CELLS))]
            if cell.get("t") == "s"
            else cell.findtext("m:v", "", CELLS)
            for cell in row
        ]
        for row in both[1].iter(f"{{{CELLS['m']}}}row")
    ]
    return rows, [one.text or "" for sheet in both for one in sheet.iter(f"{{{CELLS['m']}}}f")]


def test_office_closes_a_period_and_takes_it_out(board: Board, meeting: Meeting) -> None:
    office = signed_in(board.secretary)
    shown = page(office, "fee_list", query=DAYS)
    assert "3\u202f500" in shown
    assert "Stäng perioden" in shown
    close = reverse("fee_close", args=["exempelvik"]) + DAYS
    asked = office.get(close)
    assert "Det går inte att ångra." in asked.text
    refused = office.post(close, {"seen": "en annan"})
    assert refused.status_code == 422
    assert "har ändrats sedan du såg det" in refused.text
    done = office.post(close, {"seen": asked.context["fingerprint"]}, follow=True)
    assert "Perioden är stängd" in done.text
    period = FeePeriod.objects.get()
    assert done.redirect_chain[-1][0].endswith(f"/kansli/arvoden/{period.public_id}/")
    assert "3\u202f500\u00a0kronor" in page(office, "fee_list")


def test_files_of_a_closed_period_have_the_same_bytes_later(board: Board, meeting: Meeting) -> None:
    period = make_fee_period(board)
    auditor = signed_in(board.auditor)
    names = ("fee_period_csv", "fee_period_xlsx")
    before = [auditor.get(reverse(name, args=["exempelvik", period.public_id])).content for name in names]
    board.member.last_name = "Ek"
    board.member.save()
    FeeRule.objects.update(per_meeting=1)
    after = [auditor.get(reverse(name, args=["exempelvik", period.public_id])).content for name in names]
    assert after == before
    head, *rows = lines_of(after[0])
    by_name = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert by_name["Petra Sandell"]["Att betala"] == "800,00"
    assert by_name["Astrid Norling"]["Tillägg för ordförande"] == "300,00"
    assert by_name["Petra Sandell"]["Timmar"] == "2,50"
    table, _ = sheets_of(after[1])
    assert table[0] == head
    assert [row[0] for row in table[1:]] == list(by_name)
    assert AuditEntry.objects.filter(page="fee_period_xlsx", kind="exported").exists()


def test_nothing_that_is_written_becomes_a_formula(board: Board, meeting: Meeting) -> None:
    make_claim(meeting, board.member, by=board.member, costs=45, costs_for="=HYPERLINK(1)")
    FeePayee.objects.filter(person=board.member).update(payroll_number="=2+2")
    office = signed_in(board.secretary)
    name = reverse("fee_list_csv", args=["exempelvik"]) + DAYS
    (row,) = [line for line in lines_of(office.get(name).content) if line[0] == "Petra Sandell"]
    assert {"'=HYPERLINK(1)", "'=2+2"} <= set(row)
    sheet = office.get(reverse("fee_list_xlsx", args=["exempelvik"]) + DAYS).content
    rows, formulas = sheets_of(sheet)
    assert formulas == []
    assert any("=HYPERLINK(1)" in row and "=2+2" in row for row in rows)


def test_basis_without_a_row_is_a_file_too() -> None:
    record = FeeRecord(association="X", first_day=ELECTED, last_day=ELECTED, rows=())
    assert sheets_of(fee_sheet(record))[0][0][0] == "Namn"


def test_what_is_lacking_leads_to_where_it_is_set_right(board: Board, meeting: Meeting) -> None:
    FeePayee.objects.filter(person=board.member).delete()
    FeePayee.objects.filter(person=board.chair).update(payroll_number="")
    office = signed_in(board.secretary)
    shown = page(office, "fee_list", query=DAYS)
    assert "Vem som betalar för Petra Sandell är inte besvarat." in shown
    assert "Astrid Norling har inget anställningsnummer." in shown
    assert reverse("fee_payees", args=["exempelvik"]) in shown
    assert "Perioden kan inte stängas: Svara på vem som betalar" in shown
    assert "Stäng perioden</a>" not in shown
    auditor = page(signed_in(board.auditor), "fee_list", query=DAYS)
    assert "Vem som betalar för Petra Sandell är inte besvarat." in auditor
    assert "Stäng perioden" not in auditor


def test_days_that_cannot_be_are_told(board: Board, meeting: Meeting) -> None:
    office = signed_in(board.secretary)
    shown = page(office, "fee_list", query=f"?fran={MEETING_DAY}&till={ELECTED}")
    assert "Periodens sista dag ligger före den första." in shown
    assert "Skriv dagen som 2024-05-30." in page(office, "fee_list", query="?fran=i+dag&till=2024-05-30")


def test_association_without_rules_is_led_to_them(board: Board, meeting: Meeting) -> None:
    FeeRule.objects.all().delete()
    assert "Förbundet har inga regler för arvoden." in page(signed_in(board.secretary), "fee_list")
    member = signed_in(board.member)
    assert "Mina arvoden" not in page(member, "board_home")
    assert "Förbundet har inga regler för arvoden" in page(member, "own_fees")


def test_each_states_their_own_on_a_page_of_their_own(board: Board, meeting: Meeting) -> None:
    member = signed_in(board.member)
    assert reverse("own_fees", args=["exempelvik"]) in page(member, "board_home")
    own = page(member, "own_fees")
    assert "800\u00a0kronor" in own
    assert "Astrid Norling" not in own
    address = claim_address(meeting, board.member)
    assert address in own
    refused = member.post(address, {"costs": "45,50"})
    assert refused.status_code == 422
    assert "Skriv vad kostnaden är för." in refused.text
    assert "Skriv ett tal" in member.post(address, {"km": "långt"}).text
    assert "Skriv högst en decimal." in member.post(address, {"km": "1,25"}).text
    said = {"km": "60 km", "costs": "1 045,50", "costs_for": "Tåg", "lost_hours": "4", "lost_amount": "1200"}
    done = member.post(address, said, follow=True).text
    assert "Tack, det är sparat." in done
    assert "Uppges av" in done
    assert "60 km, 1\u202f045,50\u00a0kronor (Tåg)" in done
    claim = FeeClaim.objects.get()
    assert (claim.costs, claim.km, claim.stated_by) == (Decimal("1045.50"), 60, board.member)
    assert "60 km" in page(signed_in(board.secretary), "fee_list", query=DAYS)


def test_nobody_opens_anothers_claim_but_the_office(board: Board, meeting: Meeting) -> None:
    address = claim_address(meeting, board.member)
    for person in (board.chair, board.auditor, board.deputy):
        client = signed_in(person)
        assert client.get(address).status_code == 404
        assert client.post(address, {"km": "5"}).status_code == 404
    office = signed_in(board.secretary)
    assert "Det syns att du har skrivit det." in office.get(address).text
    assert AuditEntry.objects.filter(what="Uppgift till arvode").count() == 1
    office.post(address, {"km": "5"})
    assert "Skrivet av Karl Ostman" in page(office, "fee_list", query=DAYS)
    assert "skrivet av Karl Ostman" in page(signed_in(board.member), "own_fees")
    assert office.get(claim_address(meeting, board.deputy)).status_code == 404  # was not there
    make_fee_period(board)
    assert signed_in(board.member).get(address).status_code == 404
    closed = office.post(address, {"km": "9"})
    assert "Skriv varför uppgiften rättas." in closed.text
    office.post(address, {"km": "9", "reason": "Fel adress"})
    later = f"?fran={MEETING_DAY + timedelta(days=1)}&till={MEETING_DAY + timedelta(days=1)}"
    assert "Det som uppges är rättat: Fel adress." in page(office, "fee_list", query=later)


def test_own_page_tells_what_is_closed(board: Board, meeting: Meeting) -> None:
    make_fee_period(board)
    own = page(signed_in(board.member), "own_fees")
    assert "Lämnat till lön" in own
    assert "Inget väntar." in own
    assert claim_address(meeting, board.member) not in own


def test_rules_are_written_removed_and_put_back(board: Board) -> None:
    office = signed_in(board.secretary)
    add = reverse("fee_rule_add", args=["exempelvik"])
    assert 'value="800"' in office.get(add).text
    said = {"first_day": "2025-01-01", "per_meeting": "900", "included_hours": "3", "day_from": "6"}
    refused = office.post(add, said)
    assert refused.status_code == 422
    assert "Skriv både timmar och arvode för heldag" in refused.text
    assert (
        "redan regler från och med den dagen"
        in office.post(add, {**said, "day_from": "", "first_day": str(ELECTED)}).text
    )
    done = office.post(add, {**said, "per_day": "1 500", "pays_waiting": "on"}, follow=True).text
    assert "900\u00a0kronor" in done
    new = FeeRule.objects.get(per_meeting=900)
    assert (new.body, new.per_day, new.lost_per_hour) == (None, 1500, None)
    change = reverse("fee_rule_change", args=["exempelvik", new.pk])
    office.post(change, {**said, "per_meeting": "950", "day_from": ""})
    new.refresh_from_db()
    assert (new.per_meeting, new.per_day) == (950, None)
    gone = office.post(reverse("fee_rule_remove", args=["exempelvik", new.pk]), follow=True)
    assert "Reglerna är borttagna." in gone.text
    assert FeeRule.objects.count() == 1
    version = FeeRule.history.filter(history_type="-").latest("history_id").history_id
    office.post(reverse("fee_rule_restore", args=["exempelvik", version]))
    assert FeeRule.objects.get(pk=new.pk).per_meeting == 950


def test_who_pays_is_answered_for_everybody_on_one_page(board: Board) -> None:
    office = signed_in(board.secretary)
    address = reverse("fee_payees", args=["exempelvik"])
    assert "Vem betalar för Petra Sandell?" in office.get(address).text
    people = [board.chair, board.verifier, board.member, board.other_member, board.deputy]
    said = {f"payer_{one.public_id}": "association" for one in people}
    said |= {f"number_{one.public_id}": "7" for one in people} | {"first_day": "2025-01-01"}
    wrong = {**said, f"number_{board.member.public_id}": "640823-3234"}
    refused = office.post(address, wrong)
    assert refused.status_code == 422
    assert "ser ut som ett personnummer" in refused.text
    assert (
        "Välj vem som betalar." in office.post(address, {**said, f"payer_{board.member.public_id}": ""}).text
    )
    office.post(address, {**said, f"payer_{board.member.public_id}": "member"})
    found = FeePayee.objects.filter(person=board.member).order_by("first_day")
    assert [one.payer for one in found] == ["association", "member"]
    assert FeePayee.objects.get(person=board.chair).payroll_number == "7"
    auditor = signed_in(board.auditor)
    assert "Medlemmen" in auditor.get(address).text
    assert auditor.post(address, said).status_code == 404


def test_another_associations_rows_are_not_there(board: Board, meeting: Meeting) -> None:
    period = make_fee_period(board)
    other = make_board(slug="annanvik", suffix=".annanvik")
    client = signed_in(other.secretary)
    for name, args in (("fee_period", [period.public_id]), ("fee_rule_change", [FeeRule.objects.get().pk])):
        assert client.get(reverse(name, args=["annanvik", *args])).status_code == 404
        assert client.get(reverse(name, args=["exempelvik", *args])).status_code == 404
    assert client.get(reverse("own_fees", args=["exempelvik"])).status_code == 404


def test_a_thousand_rows_ask_no_more_questions(
    board: Board, meeting: Meeting, django_assert_max_num_queries
) -> None:
    """30 meetings of 30 people: as many questions as for one of four."""
    parties = [board.parties[code] for code in ("RVN", "AF", "FK", "EK")]
    for number in range(26):
        seat = board.body.seats.create(party=parties[number % 4], number=10 + number)
        person = make_person(f"Ledamot{number}", "Ek", password="")
        Mandate.objects.create(body=board.body, seat=seat, person=person, first_day=ELECTED)
        FeePayee.objects.create(
            association=board.association, person=person, first_day=ELECTED, payer="association"
        )
    first = MEETING_DAY + timedelta(days=1)
    for number in range(30):
        held = Meeting.objects.create(
            body=board.body,
            date=first + timedelta(days=number),
            start="08:30",
            end="11:00",
            place="Sälen",
            state="closed",
        )
        held.attendees.bulk_create(
            held.attendees.model(
                meeting=held, kind=one.kind, mandate=one, person=one.person, presence="on_site"
            )
            for one in Mandate.objects.filter(body=board.body, kind="member")
        )
    office = signed_in(board.secretary)
    page(office, "fee_list", query=DAYS)
    query = f"?fran={first}&till={first + timedelta(days=40)}"
    with django_assert_max_num_queries(45):
        shown = page(office, "fee_list", query=query)
    assert shown.count("för mötet") == 900
    with django_assert_max_num_queries(35):
        office.get(reverse("fee_list_xlsx", args=["exempelvik"]) + query)
    with django_assert_max_num_queries(45):
        page(signed_in(board.member), "own_fees")
