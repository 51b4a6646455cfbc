"""Files for the bookkeeping and for the bank: each holds only what no earlier one holds, and is locked when made."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from funding.actions.measuring import unfounded
from funding.actions.paying import register_payment
from funding.models import Accounts, Export, ExportedPayment, Payment, PaymentOrder, Requisition
from funding.reads.exports import ordered_of, payable_requisitions, unexported_payments
from funding.reads.measures import approved_amount, paid_of
from funding.reads.payees import Payee, payee_of
from funding.reads.payments import measure_of, what_of
from funding.rules.bank_file import Payer, Transfer, bank_file
from funding.rules.sie import Voucher, sie_file
from meetings.actions.attaching import store_file
from meetings.errors import RuleViolation
from meetings.models import Association, Person
from meetings.swedish import day_of

PROGRAM = "Finsam protokoll"
MEDIA_TYPES = {Export.Kind.SIE: "application/x-sie", Export.Kind.BANK: "application/xml"}


@transaction.atomic
def export_bookkeeping(
    *, association: Association, first_day: date, last_day: date, by: Person, at: datetime
) -> Export:
    """A SIE 4 file with the payments from `first_day` to `last_day` that are in no such file yet.

    Each is a verifikation: the cost against the bank, the other way round for what came back. Raises RuleViolation
    without accounts in the register, over the turn of a year, for days to come, and when there is nothing new.
    """
    accounts = _accounts(association)
    if first_day > last_day or first_day.year != last_day.year:
        raise RuleViolation("Perioden ska ligga inom ett kalenderår.", field="last_day")
    if last_day > day_of(at):
        raise RuleViolation("Perioden är inte slut än.", field="last_day")
    payments = list(unexported_payments(association, first_day, last_day))
    if not payments:
        raise RuleViolation("Alla betalningar i perioden ligger redan i en fil.", field="last_day")
    last = (
        ExportedPayment.objects.filter(export__association=association).aggregate(last=Max("number"))["last"]
        or 0
    )
    numbered = list(enumerate(payments, start=last + 1))
    names = {accounts.bank_account: "Bank", accounts.cost_account: "Utbetalda medel"}
    vouchers = [_voucher(number, one, accounts, names) for number, one in numbered]
    data = sie_file(
        program=PROGRAM,
        made=day_of(at),
        association=association.name,
        org_number=association.org_number,
        series=accounts.series,
        accounts=sorted(names.items()),
        vouchers=vouchers,
    )
    export = _export(association, Export.Kind.SIE, first_day, last_day, data, by=by, at=at)
    ExportedPayment.objects.bulk_create(
        ExportedPayment(export=export, payment=one, number=number) for number, one in numbered
    )
    return export


@transaction.atomic
def export_bank_file(*, association: Association, day: date, by: Person, at: datetime) -> Export:
    """A payment file (pain.001.001.09) of what is approved and neither paid nor in another file, for the bank on `day`.

    Raises RuleViolation without an account of the association's own, for a day that has been, and when nothing waits
    that has a bankgiro or plusgiro. What a court keeps back is left out.
    """
    accounts = _accounts(association)
    if not (accounts.bankgiro or accounts.iban):
        raise RuleViolation("Ange förbundets bankgiro eller IBAN i registret, under Medel och Konton.")
    if day < day_of(at):
        raise RuleViolation("Välj i dag eller en senare dag.", field="day")
    founded, stopping = _founded(payable_requisitions(association), day)
    found = [(one, payee_of(one.measure)) for one in founded]
    waiting = [(one, payee) for one, payee in found if payee.account]
    if not waiting:
        raise RuleViolation(
            stopping or "Ingen attesterad rekvisition med bankgiro eller plusgiro väntar på betalning."
        )
    number = _next_number(association, Export.Kind.BANK)
    amounts = [approved_amount(one) - paid_of(one) for one, _ in waiting]
    transfers = [
        _transfer(f"{number}-{place}", amount, payee, f"{one.measure.name}, rekvisition {one.number}")
        for place, ((one, payee), amount) in enumerate(zip(waiting, amounts, strict=True), start=1)
    ]
    payer = Payer(association.name, association.org_number, accounts.iban, accounts.bankgiro, accounts.bic)
    data = bank_file(
        identity=f"{association.slug[:20]}-{number}", made=at, day=day, payer=payer, transfers=transfers
    )
    export = _export(association, Export.Kind.BANK, day, day, data, by=by, at=at)
    for (one, payee), amount in zip(waiting, amounts, strict=True):
        PaymentOrder.objects.create(
            export=export, requisition=one, amount=amount, name=payee.name, account=payee.account
        )
    return export


@transaction.atomic
def register_orders(*, export: Export, day: date, reference: str, by: Person, at: datetime) -> list[Payment]:
    """Notes that the bank carried out what waits in the file. What it did not is then registered as failed."""
    orders = _waiting(export)
    return [
        register_payment(
            requisition=one.requisition, day=day, amount=one.amount, reference=reference, by=by, at=at
        )
        for one in orders
    ]


@transaction.atomic
def cancel_orders(*, export: Export, by: Person, at: datetime) -> None:
    """Says that the file was not sent to the bank: what waits in it can be paid in another way."""
    for one in _waiting(export):
        one.cancelled_at, one.cancelled_by = at, by
        one.save(update_fields=["cancelled_at", "cancelled_by"])


def _founded(requisitions: list[Requisition], day: date) -> tuple[list[Requisition], str]:
    """Those whose money no court keeps back, and the sentence about the last that is kept."""
    founded, stopping = [], ""
    ordered: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for one in requisitions:
        key = (one.measure_id, one.year)
        amount = ordered[key] + approved_amount(one) - paid_of(one)
        if sentence := unfounded(one.measure, one.year, day, amount + ordered_of(one.measure, one.year)):
            stopping = sentence
        else:
            founded.append(one)
            ordered[key] = amount
    return founded, stopping


def _waiting(export: Export) -> list[PaymentOrder]:
    found = export.orders.filter(payment=None, cancelled_at=None)
    orders = list(found.select_related("requisition__measure__association").select_for_update(of=("self",)))
    if not orders:
        raise RuleViolation("Inget i filen väntar på banken.")
    return orders


def _accounts(association: Association) -> Accounts:
    # Also the lock: two files that are made at once come one after the other.
    found = Accounts.objects.select_for_update().filter(association=association).first()
    if found is None:
        raise RuleViolation("Ange förbundets konton i registret först, under Medel och Konton.")
    return found


def _voucher(number: int, one: Payment, accounts: Accounts, names: dict[str, str]) -> Voucher:
    measure, requisition = measure_of(one), one.requisition
    own = measure.purpose and measure.purpose.account
    account = own or accounts.cost_account
    if own:
        names[account] = str(measure.purpose)
    of = (
        f", {requisition.get_kind_display().lower()} {requisition.number}"
        if requisition
        else f" för {one.year}"
    )
    return Voucher(
        number=number,
        day=one.day,
        text=f"{what_of(one)}: {measure.name}{of}"[:200],
        rows=[(account, one.amount), (accounts.bank_account, -one.amount)],
        registered=day_of(one.at),
    )


def _transfer(identity: str, amount: Decimal, payee: Payee, message: str) -> Transfer:
    return Transfer(
        identity=identity,
        amount=amount,
        name=payee.name,
        message=payee.reference or message,
        bankgiro=payee.bankgiro,
        plusgiro="" if payee.bankgiro else payee.plusgiro,
    )


def _next_number(association: Association, kind: str) -> int:
    last = Export.objects.filter(association=association, kind=kind).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _export(
    association: Association,
    kind: Export.Kind,
    first_day: date,
    last_day: date,
    data: bytes,
    *,
    by: Person,
    at: datetime,
) -> Export:
    return Export.objects.create(
        association=association,
        kind=kind,
        number=_next_number(association, kind),
        first_day=first_day,
        last_day=last_day,
        file=store_file(data=data, media_type=MEDIA_TYPES[kind], at=at),
        made_at=at,
        made_by=by,
    )
