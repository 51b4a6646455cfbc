"""Payments have a day that can be true, may be parts, and are corrected by rows that point at the wrong one."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from funding.actions.paying import correct_payment, register_payment, register_repayment, register_return
from funding.actions.requisitioning import approve_requisition
from funding.models import Measure, Payment, Requisition
from funding.reads.measures import RequisitionState, requisition_state, spending_of
from funding.reads.payments import payments_of
from meetings.errors import RuleViolation
from meetings.swedish import long_date
from tests.funding.test_money import approve
from tests.funding.test_money import requisition as requested
from tests.worlds.applications import DAY, Office
from tests.worlds.boards import at
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=20)
Kind = Payment.Kind


@made_once
def attested(office: Office, measure: Measure) -> Requisition:
    """100 000 kronor that two have approved, on DAY."""
    one = requested(office, measure, 100_000)
    approve(office, one)
    return one


def pay(office: Office, one: Requisition, amount: int | None = None, *, day: date = DAY) -> Payment:
    return register_payment(
        requisition=one,
        day=day,
        amount=None if amount is None else Decimal(amount),
        reference="V 1",
        by=office.board.secretary,
        at=at(LATER),
    )


def state_of(one: Requisition) -> RequisitionState:
    return requisition_state(Requisition.objects.get(pk=one.pk))


def row(office: Office, one: Requisition | None, amount: int, day: date = DAY, **columns: object) -> None:
    """Past every action: what only the database can refuse."""
    with transaction.atomic():
        Payment.objects.create(
            requisition=one,
            day=day,
            amount=Decimal(amount),
            at=at(LATER),
            by=office.board.secretary,
            **columns,
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (DAY - timedelta(days=1), "attesterades den 4 mars 2024"),
        (LATER + timedelta(days=1), "har inte varit"),
        (date(2036, 12, 31), "har inte varit"),
    ],
)
def test_a_payment_is_made_after_the_attest_and_not_in_the_future(office, attested, day, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        pay(office, attested, day=day)
    with pytest.raises(DatabaseError, match=r"inte attesterad den dagen|har inte varit"):
        row(office, attested, 100_000, day)


def test_a_part_is_paid_and_then_the_rest_and_never_more(office, measure, attested):
    pay(office, attested, 60_000)
    assert state_of(attested) == RequisitionState.PART_PAID
    letter = letters(office.applicant.email)[-1]
    assert letter.subject.startswith("En del av rekvisition 1 är utbetald")
    assert "40\u202f000\xa0kronor återstår" in letter.body
    with pytest.raises(RuleViolation, match="högst 40\u202f000"):
        pay(office, attested, 40_001)
    with pytest.raises(DatabaseError, match="ryms inte"):
        row(office, attested, 40_001)
    pay(office, attested)
    assert state_of(attested) == RequisitionState.PAID
    letter = letters(office.applicant.email)[-1]
    assert letter.subject.startswith("Rekvisition 1 är utbetald")
    assert "hela det godkända beloppet, 100\u202f000\xa0kronor" in letter.body
    assert spending_of(measure, 2024).paid == 100_000
    with pytest.raises(RuleViolation, match="granska och attestera"):
        pay(office, attested, 1)


@pytest.mark.parametrize(("kind", "told"), [(Kind.FAILED, "kom inte fram"), (Kind.REVERSED, "kom tillbaka")])
def test_what_did_not_arrive_is_to_be_paid_again(office, measure, attested, kind, told):
    paid = pay(office, attested)
    with pytest.raises(RuleViolation, match="Skriv den dagen eller en senare"):
        register_return(
            payment=paid,
            kind=kind,
            day=DAY - timedelta(days=1),
            note="",
            by=office.board.manager,
            at=at(LATER),
        )
    register_return(
        payment=paid, kind=kind, day=LATER, note="Fel konto", by=office.board.manager, at=at(LATER)
    )
    assert state_of(attested) == RequisitionState.ATTESTED
    spending = spending_of(measure, 2024)
    assert (spending.paid, spending.returned, spending.awaiting) == (0, 100_000, 100_000)
    letter = letters(office.applicant.email)[-1]
    assert told in letter.subject
    assert (
        f"100\u202f000\xa0kronor, som enligt rekvisition 1 betalades ut den {long_date(DAY)}" in letter.body
    )
    with pytest.raises(RuleViolation, match="redan rättad"):
        register_return(payment=paid, kind=kind, day=LATER, note="", by=office.board.manager, at=at(LATER))
    pay(office, attested, day=LATER)
    assert spending_of(measure, 2024).paid == 100_000


def test_a_wrong_payment_is_corrected_by_rows_that_point_at_it(office, measure, attested):
    wrong = pay(office, attested, 90_000)
    correct_payment(
        payment=wrong,
        note="Beloppet lästes fel.",
        day=DAY + timedelta(days=1),
        amount=Decimal(80_000),
        by=office.board.manager,
        at=at(LATER),
    )
    rows = payments_of(measure)
    assert [(one.what, one.payment.amount, one.corrects, one.is_undone) for one in rows] == [
        ("Utbetalning", 90_000, None, True),
        ("Rättelse av utbetalning", -90_000, 1, False),
        ("Utbetalning", 80_000, 1, False),
    ]
    assert spending_of(measure, 2024).paid == 80_000
    told = letters(office.applicant.email)[-1].body
    assert f"att 90\u202f000\xa0kronor betalades ut den {long_date(DAY)}" in told
    assert "Rätt uppgift är 80\u202f000\xa0kronor" in told
    assert "20\u202f000\xa0kronor återstår" in told
    with pytest.raises(RuleViolation, match="redan rättad"):
        correct_payment(payment=wrong, note="Igen", by=office.board.manager, at=at(LATER))
    with pytest.raises(RuleViolation, match="Högst 100\u202f000"):
        correct_payment(
            payment=rows[2].payment,
            note="För mycket",
            day=DAY,
            amount=Decimal(100_001),
            by=office.board.manager,
            at=at(LATER),
        )
    correct_payment(
        payment=rows[2].payment, note="Den gjordes aldrig.", by=office.board.manager, at=at(LATER)
    )
    assert state_of(attested) == RequisitionState.ATTESTED
    assert "Den utbetalningen har inte gjorts." in letters(office.applicant.email)[-1].body


def test_what_was_noted_as_failed_by_mistake_is_paid_after_all(office, measure, attested):
    paid = pay(office, attested)
    failed = register_return(
        payment=paid, kind=Kind.FAILED, day=DAY, note="", by=office.board.manager, at=at(LATER)
    )
    correct_payment(payment=failed, note="Fel betalning.", by=office.board.manager, at=at(LATER))
    assert state_of(attested) == RequisitionState.PAID
    assert spending_of(measure, 2024).paid == 100_000


def test_no_more_comes_back_of_a_requisition_than_it_has_paid(office, measure, attested):
    failed = register_return(
        payment=pay(office, attested),
        kind=Kind.FAILED,
        day=DAY,
        note="",
        by=office.board.manager,
        at=at(LATER),
    )
    pay(office, attested)
    other = requested(office, measure, 120_000)
    approve(office, other)
    pay(office, other)
    with pytest.raises(RuleViolation, match="Mer än rekvisitionen har betalat ut"):
        correct_payment(
            payment=failed,
            note="Fel belopp.",
            day=DAY,
            amount=Decimal(200_001),
            by=office.board.manager,
            at=at(LATER),
        )
    assert spending_of(measure, 2024).paid == 220_000


def test_a_repayment_is_a_row_of_the_same_table_with_a_day_that_can_be_true(office, measure, attested):
    by = office.board.manager

    def repay(amount: int, day: date = LATER) -> Payment:
        return register_repayment(
            measure=measure, year=2024, day=day, amount=Decimal(amount), note_text="", by=by, at=at(LATER)
        )

    with pytest.raises(RuleViolation, match="inte betalats ut"):
        repay(1)
    with pytest.raises(DatabaseError, match="inte betalats ut"):
        row(office, None, -1, measure=measure, year=2024, kind=Kind.REPAID)
    paid = pay(office, attested, day=DAY + timedelta(days=2))
    for day in (date(2040, 1, 1), DAY):
        with pytest.raises(RuleViolation, match=r"har inte varit|Det första betalades ut"):
            repay(1, day)
        with pytest.raises(DatabaseError, match=r"har inte varit|Inget var utbetalt"):
            row(office, None, -1, day, measure=measure, year=2024, kind=Kind.REPAID)
    back = repay(30_000)
    spending = spending_of(measure, 2024)
    assert (spending.paid, spending.repaid, spending.used) == (100_000, 30_000, 70_000)
    assert spending.remaining == 150_000  # what is repaid is not free again
    with pytest.raises(RuleViolation, match="inte betalats ut"):
        register_return(payment=paid, kind=Kind.REVERSED, day=LATER, note="", by=by, at=at(LATER))
    with pytest.raises(DatabaseError, match="inte betalats ut"):
        row(office, attested, -100_000, LATER, kind=Kind.REVERSED, corrects=paid)
    # The day of the payment is put right though money has come back of it: both rows come at once.
    correct_payment(payment=paid, note="Fel dag", day=DAY, by=by, at=at(LATER))
    correct_payment(payment=back, note="Fel belopp", day=LATER, amount=Decimal(20_000), by=by, at=at(LATER))
    assert spending_of(measure, 2024).used == 80_000


@pytest.mark.parametrize(
    ("amount", "kind", "sentence"),
    [
        (-99_999, Kind.FAILED, "hela det felaktiga beloppet"),
        (100_000, Kind.PAID, "omvänt belopp först"),
        (-100_000, Kind.REPAID, "payment_of_requisition_or_measure"),
    ],
)
def test_database_refuses_a_correction_that_is_none(office, attested, amount, kind, sentence):
    paid = pay(office, attested)
    with pytest.raises(DatabaseError, match=sentence):
        row(office, attested, amount, LATER, kind=kind, corrects=paid)


def test_database_keeps_every_row_and_refuses_one_that_comes_from_nowhere(office, attested):
    pay(office, attested)
    with pytest.raises(DatabaseError, match="läggs bara till"), transaction.atomic():
        Payment.objects.update(day=LATER)
    with pytest.raises(DatabaseError, match="läggs bara till"), transaction.atomic():
        Payment.objects.all().delete()
    with pytest.raises(DatabaseError, match="payment_goes_out"):
        row(office, attested, -100_000, LATER, kind=Kind.FAILED)


def test_a_part_is_approved_with_a_reason_and_the_rest_is_free(office, measure):
    one = requested(office, measure, 200_000)
    review, by = {"requisition": one, "step": "review", "at": at(DAY)}, office.board.secretary
    for amount, note, sentence in (
        (0, "x", "större än noll"),
        (200_001, "x", "högst"),
        (150_000, " ", "Skriv varför"),
    ):
        with pytest.raises(RuleViolation, match=sentence):
            approve_requisition(**review, by=by, amount=Decimal(amount), note=note)
    approve_requisition(**review, by=by, amount=Decimal(150_000), note="Resan hör inte till insatsen.")
    assert spending_of(measure, 2024).remaining == 50_000  # until the attest all of it waits
    with pytest.raises(DatabaseError, match="det som är granskat"), transaction.atomic():
        one.approvals.create(step="attest", person=office.board.manager, at=at(DAY))
    approve_requisition(requisition=one, step="attest", by=office.board.manager, at=at(DAY))
    assert spending_of(measure, 2024).remaining == 100_000
    assert "Resan hör inte till insatsen." in letters(office.applicant.email)[-1].body
    with pytest.raises(DatabaseError, match="ryms inte"):
        row(office, one, 150_001)
    pay(office, one)
    assert spending_of(measure, 2024).paid == 150_000
    assert state_of(one) == RequisitionState.PAID


def test_what_another_tab_has_put_right_or_sent_is_said_and_not_a_missing_page(
    office, measure, attested, client
):
    pay(office, attested)
    client.force_login(office.board.secretary)
    address = reverse("payment_correct", args=["exempelvik", measure.public_id, 1])
    failed = {"do": "return", "kind": "failed", "day": DAY.isoformat(), "note": ""}
    for said in ("ska betalas ut igen", "redan rättad"):
        assert said in client.post(address, failed, follow=True).text
    assert Payment.objects.count() == 2
    client.force_login(office.applicant)
    report = measure.reports.first()
    address = reverse("own_report", args=["exempelvik", measure.public_id, report.public_id])
    for said in ("är inskickad", "det du skrev nu är inte sparat"):
        written = {"activities": f"Gjort: {said}.", "results": "Nått.", "send": "1"}
        assert said in client.post(address, written, follow=True).text
    report.refresh_from_db()
    assert report.activities == "Gjort: är inskickad."
