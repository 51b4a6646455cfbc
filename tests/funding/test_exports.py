"""Files for the bookkeeping and the bank: locked when made, each row in one of them, read back by other eyes."""

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from io import BytesIO
from xml.etree import ElementTree

import pytest
import xmlschema
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from funding.actions.exporting import cancel_orders, export_bank_file, export_bookkeeping, register_orders
from funding.actions.paying import correct_payment, register_payment, register_repayment, register_return
from funding.actions.requisitioning import refuse_requisition, return_requisition
from funding.models import (
    Accounts,
    Export,
    ExportedPayment,
    Measure,
    Payment,
    PaymentOrder,
    Purpose,
    Requisition,
)
from funding.reads.measures import spending_of
from funding.rules.bank_file import NAMESPACE, Payer, Transfer, bank_file
from funding.rules.sie import Voucher, sie_file
from meetings.errors import RuleViolation
from meetings.paper.storage import stored_bytes
from tests.funding.test_money import approve, requisition
from tests.worlds.applications import DAY, Office
from tests.worlds.boards import at
from tests.worlds.once import made_once
from tests.worlds.sie import read_sie

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=20)


@cache
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(files("sepaxml") / "schemas" / "pain.001.001.09.xsd"))


@made_once
def accounts(office: Office) -> Accounts:
    return Accounts.objects.create(
        association=office.association, bank_account="1930", cost_account="4010", bankgiro="123-4566"
    )


def pay(office: Office, measure: Measure, amount: int) -> Payment:
    one = requisition(office, measure, amount)
    approve(office, one)
    by = office.board.secretary
    return register_payment(requisition=one, day=DAY, reference="", by=by, at=at(LATER))


def bookkeeping(office: Office, *, last: date = LATER, day: date = LATER) -> Export:
    return export_bookkeeping(
        association=office.association, first_day=DAY, last_day=last, by=office.board.secretary, at=at(day)
    )


def to_bank(office: Office, day: date = LATER) -> Export:
    return export_bank_file(association=office.association, day=day, by=office.board.secretary, at=at(day))


def read(export: Export):
    return read_sie(stored_bytes(export.file.sha256))


def test_payments_are_read_back_from_the_file_to_the_ore(office, measure, accounts):
    by = office.board.manager
    paid = pay(office, measure, 90_000)
    register_return(payment=paid, kind="failed", day=LATER, note="", by=by, at=at(LATER))
    second = register_payment(
        requisition=paid.requisition, day=LATER, amount=Decimal("79999.50"), reference="", by=by, at=at(LATER)
    )
    register_repayment(
        measure=measure, year=2024, day=LATER, amount=Decimal("0.50"), note_text="", by=by, at=at(LATER)
    )
    found = read(bookkeeping(office))
    assert found.head["#FORMAT"] == [["PC8"]]
    assert found.head["#SIETYP"] == [["4"]]
    assert [[one[0], one[1][:4]] for one in found.head["#KONTO"]] == [["1930", "Bank"], ["4010", "Utbe"]]
    assert [one.number for one in found.vouchers] == ["1", "2", "3", "4"]
    assert [dict(one.rows)["4010"] for one in found.vouchers] == [
        90_000,
        -90_000,
        Decimal("79999.50"),
        Decimal("-0.50"),
    ]
    assert found.vouchers[0].text == "Utbetalning: Social verkstad, rekvisition 1"
    assert sum(dict(one.rows)["4010"] for one in found.vouchers) == spending_of(measure, 2024).used
    assert second.exported.number == 3


def test_a_new_file_holds_only_new_rows_and_goes_on_with_the_numbers(office, measure, accounts):
    paid = pay(office, measure, 90_000)
    first = bookkeeping(office)
    with pytest.raises(RuleViolation, match="ligger redan i en fil"):
        bookkeeping(office)
    correct_payment(
        payment=paid,
        note="Fel belopp",
        day=DAY,
        amount=Decimal(80_000),
        by=office.board.secretary,
        at=at(LATER + timedelta(days=1)),
    )
    second = bookkeeping(office, last=LATER + timedelta(days=1), day=LATER + timedelta(days=2))
    # The right row has the day of the payment, and is in the later file because it was noted later.
    assert [(one.number, one.day) for one in read(second).vouchers] == [
        ("2", DAY),
        ("3", LATER + timedelta(days=1)),
    ]
    assert (first.number, second.number) == (1, 2)
    assert len(read(first).vouchers) == 1


def test_the_account_of_the_purpose_is_used(office, measure, accounts):
    purpose = Purpose.objects.create(association=office.association, name="Insatser för unga", account="4510")
    Measure.objects.update(purpose=purpose)
    pay(office, measure, 90_000)
    found = read(bookkeeping(office))
    assert dict(found.vouchers[0].rows) == {"4510": 90_000, "1930": -90_000}
    assert ["4510", "Insatser för unga"] in found.head["#KONTO"]


@pytest.mark.parametrize(
    ("last", "sentence"),
    [
        (LATER + timedelta(days=1), "inte slut"),
        (date(2025, 1, 1), "ett kalenderår"),
        (DAY, "redan i en fil"),
    ],
)
def test_a_file_of_nothing_or_of_days_to_come_is_refused(office, measure, accounts, last, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        bookkeeping(office, last=last)


def test_files_need_the_associations_own_accounts(office, measure):
    pay(office, measure, 90_000)
    for make in (bookkeeping, to_bank):
        with pytest.raises(RuleViolation, match="konton i registret först"):
            make(office)


def test_database_holds_a_row_in_one_file_and_the_file_as_it_was(office, measure, accounts):
    paid = pay(office, measure, 90_000)
    export = bookkeeping(office)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExportedPayment.objects.create(export=export, payment=paid, number=9)
    for rows in (Export.objects, ExportedPayment.objects):
        with pytest.raises(DatabaseError, match="läggs bara till"), transaction.atomic():
            rows.update(number=7)


def test_the_bank_is_asked_for_what_is_approved_by_the_banks_own_schema(office, measure, accounts):
    for amount in (90_000, 40_000):
        approve(office, requisition(office, measure, amount))
    requisition(office, measure, 1_000)  # nobody has approved it
    export = to_bank(office)
    data = stored_bytes(export.file.sha256)
    schema().validate(BytesIO(data))
    tree, name = ElementTree.fromstring(data), {"p": NAMESPACE}  # noqa: S314 -- our own

    def texts(path: str) -> list[str | None]:
        return [one.text for one in tree.findall(f".//{path}", name)]

    assert texts("p:InstdAmt") == ["90000.00", "40000.00"]
    assert texts("p:GrpHdr/p:CtrlSum") == ["130000.00"]
    assert texts("p:CdtrAcct/p:Id/p:Othr/p:Id") == ["1234566", "1234566"]
    assert texts("p:DbtrAcct//p:Prtry") == ["BGNR"]
    assert texts("p:Ustrd") == ["Ref 4411", "Ref 4411"]
    with pytest.raises(RuleViolation, match="Ingen attesterad rekvisition"):
        to_bank(office)


def test_what_waits_in_a_file_is_paid_by_it_or_freed(office, measure, accounts):
    by = office.board.manager
    one = requisition(office, measure, 90_000)
    approve(office, one)
    export = to_bank(office)
    with pytest.raises(RuleViolation, match="ligger i betalfil 1"):
        register_payment(requisition=one, day=LATER, amount=Decimal(1), reference="", by=by, at=at(LATER))
    cancel_orders(export=export, by=by, at=at(LATER))
    again = to_bank(office)
    [payment] = register_orders(export=again, day=LATER, reference="LB 2", by=by, at=at(LATER))
    assert payment.order.export == again
    with pytest.raises(RuleViolation, match="Inget i filen väntar"):
        cancel_orders(export=again, by=by, at=at(LATER))
    register_return(payment=payment, kind="failed", day=LATER, note="", by=by, at=at(LATER))
    assert to_bank(office).orders.get().amount == 90_000
    with pytest.raises(DatabaseError, match="ändras inte"), transaction.atomic():
        PaymentOrder.objects.filter(payment=payment).update(amount=1)


def test_what_waits_in_a_file_keeps_its_room(office, measure, accounts):
    """Else the bank would pay what another row says is paid already, or what nobody is to be paid."""
    said = {"by": office.board.manager, "at": at(LATER)}
    one, whole = requisition(office, measure, 90_000), requisition(office, measure, 1_000)
    for each in (one, whole):
        approve(office, each)
    paid, gone = (
        register_payment(requisition=one, day=LATER, amount=Decimal(amount), reference="", **said)
        for amount in (30_000, 10_000)
    )
    failed = register_return(payment=gone, kind="failed", day=LATER, note="", **said)
    export = to_bank(office)
    more = {"payment": paid, "day": LATER, "note": "Fel."} | said
    for refused in (
        lambda: correct_payment(amount=Decimal("30000.01"), **more),
        lambda: correct_payment(payment=failed, note="Den gick fram.", **said),
        lambda: refuse_requisition(requisition=whole, reason="Fel.", **said),
        lambda: return_requisition(requisition=whole, reason="Fel.", **said),
    ):
        with pytest.raises(RuleViolation, match="ligger i betalfil 1"):
            refused()
    again = {"requisition": one, "corrects": failed, "amount": 10_000, "day": LATER} | said
    ended = {"refused_at": at(LATER), "refused_by": office.board.manager}
    for past in (
        lambda: Payment.objects.create(**again),
        lambda: Requisition.objects.filter(pk=whole.pk).update(**ended),
    ):
        with pytest.raises(DatabaseError, match="betalfil"), transaction.atomic():
            past()
    cancel_orders(export=export, **said)
    assert [row.amount for row in correct_payment(amount=Decimal(30_001), **more)] == [-30_000, 30_001]
    refuse_requisition(requisition=whole, reason="Fel.", **said)


def test_database_refuses_an_order_for_more_than_is_approved(office, measure, accounts):
    paid = pay(office, measure, 90_000)
    approve(office, requisition(office, measure, 1_000))
    export = to_bank(office)
    with pytest.raises(DatabaseError, match="ryms inte"), transaction.atomic():
        PaymentOrder.objects.create(
            export=export, requisition=paid.requisition, amount=1, name="X", account="Y"
        )


def test_files_are_made_fetched_and_settled_in_the_browser(office, measure, accounts, client):
    def page(name: str, *more: object) -> str:
        return reverse(name, args=["exempelvik", *more])

    approve(office, requisition(office, measure, 90_000))
    client.force_login(office.board.secretary)
    listed, today = page("export_list"), timezone.localdate()
    shown = client.get(listed).text
    assert "1 attesterad" in shown
    assert "ingen fil kan göras" not in shown
    assert client.post(listed, {"do": "bank", "day": "2024-01-01"}).status_code == 422
    one = page("requisition_detail", Requisition.objects.get().public_id)
    assert "Skicka tillbaka eller avvisa" in client.get(one).text
    client.post(listed, {"do": "bank", "day": today})
    assert "Skicka tillbaka eller avvisa" not in client.get(one).text
    export = Export.objects.get()
    assert "<dt>Betalningsdag</dt>" in client.get(page("export_detail", export.public_id)).text
    settle = page("export_settle", export.public_id)
    assert client.post(settle, {"do": "paid", "day": "2024-01-01"}).status_code == 422
    client.post(settle, {"do": "paid", "day": today, "reference": "LB 1"})
    assert spending_of(measure, 2024).paid == 90_000
    client.post(settle, {"do": "cancel"})
    assert "Betald" in client.get(page("export_detail", export.public_id)).text
    client.post(listed, {"do": "sie", "first_day": today, "last_day": today})
    book = Export.objects.get(kind="sie")
    shown = client.get(page("export_detail", book.public_id)).text
    assert "Utbetalning: Rekvisition 1" in shown
    assert re.search(r'<tr class="sum">.*?90\u202f000</td>', shown, re.DOTALL)
    answer = client.get(page("export_file", book.public_id))
    assert answer["Content-Disposition"] == 'attachment; filename="bokforing-1.si"'
    assert len(read_sie(b"".join(answer)).vouchers) == 1
    client.force_login(office.board.auditor)
    assert client.get(listed).status_code == HTTPStatus.OK
    assert client.post(listed, {"do": "sie"}).status_code == HTTPStatus.NOT_FOUND


AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("999999999.99"), places=2)
NAMES = st.text(min_size=1, max_size=80)


@given(st.lists(st.tuples(AMOUNTS, NAMES), min_size=1, max_size=5))
def test_any_text_and_amount_is_read_back(rows):
    data = sie_file(
        program="P",
        made=DAY,
        association="Förbundet «Å»",
        org_number="222000-0000",
        series="M",
        accounts=[("1930", "Bank"), ("4010", "Insatser")],
        vouchers=[
            Voucher(number, DAY, text, [("4010", amount), ("1930", -amount)], DAY)
            for number, (amount, text) in enumerate(rows, start=1)
        ],
    )
    found = read_sie(data)
    assert [dict(one.rows)["4010"] for one in found.vouchers] == [amount for amount, _ in rows]
    assert found.head["#FNAMN"] == [["Förbundet «Å»"]]


def test_a_voucher_that_does_not_sum_is_never_written():
    voucher = Voucher(1, DAY, "x", [("4010", Decimal(1))], DAY)
    with pytest.raises(ValueError, match="går inte ihop"):
        sie_file(
            program="P",
            made=DAY,
            association="F",
            org_number="",
            series="M",
            accounts=[],
            vouchers=[voucher],
        )


@pytest.mark.parametrize(
    "payer",
    [
        Payer("Förbundet", "222000-0000", bankgiro="123-4566"),
        Payer("Förbundet", "", iban="SE45 5000 0000 0583 9825 7466", bic="ESSESESS"),
    ],
)
def test_bankgiro_and_plusgiro_follow_the_schema(payer):
    transfers = [
        Transfer("1-1", Decimal("0.01"), "Å & <kommun>", "Ref", bankgiro="1234-5674"),
        Transfer("1-2", Decimal("1234567.89"), "K" * 200, "R" * 300, plusgiro="12 34 56-6"),
    ]
    data = bank_file(identity="exempelvik-1", made=at(DAY), day=DAY, payer=payer, transfers=transfers)
    schema().validate(BytesIO(data))
