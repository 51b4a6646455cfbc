"""What can happen to money that is granted, as steps of a sequence; each also tells the book what came of it."""

from datetime import date

from funding.actions.exporting import (
    cancel_orders,
    export_bank_file,
    export_bookkeeping,
    register_orders,
)
from funding.actions.measuring import claim_back, close_measure
from funding.actions.payees import (
    confirm_for_association,
    confirm_for_organisation,
    end_payee_change,
    propose_payee,
)
from funding.actions.paying import correct_payment, register_payment, register_repayment, register_return
from funding.actions.requisitioning import (
    approve_requisition,
    refuse_requisition,
    return_requisition,
    send_requisition,
    take_back_requisition,
)
from funding.actions.stepping import take_step
from funding.models import Export, PayeeChange, Requisition
from funding.reads.payees import waiting_change
from funding.reads.placements import wordings
from funding.rules.periods import Period
from funding.workflow import State
from meetings.errors import RuleViolation
from tests.funding.money_book import Step, Till, one_of
from tests.funding.payee_changes import link
from tests.worlds.applications import DAY
from tests.worlds.boards import at

BANKGIROS = ("5050-1055", "123-4566")


def ask(till: Till, step: Step) -> None:
    measure = till.measure(step)
    year = till.left_year(step, measure)
    amount = till.fitting(step, measure, year)
    period = Period(
        date(year, 3, 1), min(date(year, 6, 30), max(date(year, 3, 1), till.book.last_day(measure)))
    )
    returned = measure.requisitions.filter(ending=Requisition.Ending.RETURNED, replaced_by=None).first()
    one = send_requisition(
        measure=measure,
        period=period,
        amount=amount,
        ledger=till.file,
        supplier="" if measure.application else "Lokal AB",
        replaces=returned if step.other > 2 else None,
        is_sure=True,
        **till.said,
    )
    assert year in till.book.adopted
    assert period.last <= till.book.last_day(measure)
    till.book.asked[one.pk], till.book.of[one.pk] = amount, (measure.pk, year)


def review(till: Till, step: Step) -> None:
    one = till.requisition(step, "sent")
    amount = min(step.amount, one.amount) if step.ore % 7 else step.amount
    part = {"amount": amount, "note": "En del."} if step.other % 2 else {}
    approve_requisition(requisition=one, step="review", **part, **till.said)


def attest(till: Till, step: Step) -> None:
    one = till.requisition(step, "reviewed")
    said = till.said | {"by": till.office.board.manager}
    approval = approve_requisition(requisition=one, step="attest", **said)
    till.book.asked[one.pk] = approval.amount if approval.amount is not None else one.amount


def end(till: Till, step: Step) -> None:
    one = till.requisition(step, "sent", "reviewed", "attested")
    [refuse_requisition, return_requisition][step.other % 2](requisition=one, reason="Fel.", **till.said)
    assert one.pk not in till.book.ordered
    del till.book.asked[one.pk]


def take_back(till: Till, step: Step) -> None:
    one = till.requisition(step, "sent")
    take_back_requisition(requisition=one, by=till.office.applicant, at=at(till.day))
    del till.book.asked[one.pk]


def pay(till: Till, step: Step) -> None:
    one = till.requisition(step, "attested", "part_paid")
    amount = step.amount if step.other % 2 else None
    paid = register_payment(requisition=one, day=till.day, amount=amount, reference="", **till.said)
    is_new = one.pk not in till.book.ordered  # what the bank has already is noted as it was
    till.book.pay(paid)
    assert till.book.is_founded(till.book.of[one.pk]) or not is_new


def fail(till: Till, step: Step) -> None:
    kind = ["failed", "reversed"][step.other % 2]
    till.book.pay(register_return(payment=till.payment(step), kind=kind, day=till.day, note="", **till.said))


def correct(till: Till, step: Step) -> None:
    right = {"day": till.day, "amount": step.amount} if step.other % 2 else {}
    for row in correct_payment(payment=till.payment(step), note="Fel.", **right, **till.said):
        (till.book.pay if row.requisition_id else till.book.repay)(row)


def repay(till: Till, step: Step) -> None:
    measure, year = till.measure(step), till.year(step)
    said = {"day": till.day, "amount": step.amount, "note_text": ""} | till.said
    till.book.repay(register_repayment(measure=measure, year=year, **said))


def to_bank(till: Till, step: Step) -> None:
    export = export_bank_file(association=till.office.association, day=till.day, **till.said)
    for order in export.orders.select_related("requisition"):
        one, book = order.requisition_id, till.book
        measure, _ = book.of[one]
        assert one not in book.ordered
        assert order.account == f"bankgiro {book.bankgiro[measure]}"
        assert order.amount == book.asked[one] - book.paid[one]
        book.ordered[one] = order.amount, book.bankgiro[measure]
        assert book.is_founded(book.of[one])


def settle(till: Till, step: Step) -> None:
    export = one_of(list(Export.objects.filter(kind="bank").order_by("pk")), step)
    if step.other % 3 == 2:
        waiting = list(export.orders.filter(payment=None, cancelled_at=None))
        cancel_orders(export=export, **till.said)
        for order in waiting:
            del till.book.ordered[order.requisition_id]
        return
    for paid in register_orders(export=export, day=till.day, reference="", **till.said):
        till.book.pay(paid)


def to_bookkeeping(till: Till, step: Step) -> None:
    export_bookkeeping(association=till.office.association, first_day=DAY, last_day=till.day, **till.said)


def claim(till: Till, step: Step) -> None:
    """Nothing is reported: all that is paid and not repaid is claimed."""
    measure = till.measure(step)
    claimed = claim_back(measure=measure, **till.said)
    paid = sum(amount for of, _, amount, _ in till.book.moved.values() if of == measure.pk)
    assert claimed == paid


def end_measure(till: Till, step: Step) -> None:
    measure = till.granted() if step.other == 5 else till.own(step)
    if measure.application:
        take_step(measure.application, State.FINAL_REPORT, what="Slutrapporten kom in.", **till.said)
    close_measure(measure=measure, explanation="Förklarat.", **till.said)
    assert not wordings().filter(application__measure=measure).exists()
    till.book.ended.add(measure.pk)


def change_payee(till: Till, step: Step) -> None:
    """Another bankgiro than the one that holds, most of the time."""
    measure = till.granted()
    held = till.book.bankgiro[measure.pk]
    other = next(one for one in BANKGIROS if one != held)
    propose_payee(
        measure=measure,
        bankgiro=held if step.other == 5 else other,
        plusgiro="",
        reference="",
        reason="Ny bank.",
        by=till.office.applicant,
        at=at(till.day),
    )


def sign_payee(till: Till, step: Step) -> None:
    change = _waiting_change(till)
    confirm_for_organisation(token=link(change.signatory_email), name="Rolf Mattby", at=at(till.day))


def confirm_payee(till: Till, step: Step) -> None:
    """The second of the two makes it hold."""
    change, board = _waiting_change(till), till.office.board
    people = (board.secretary, board.manager, board.chair)
    person = people[(step.which + change.confirmations.count()) % 3]
    confirm_for_association(change=change, by=person, at=at(till.day))
    change.refresh_from_db()
    if change.confirmed_at:
        till.book.bankgiro[change.measure_id] = change.bankgiro


def end_payee(till: Till, step: Step) -> None:
    end_payee_change(change=_waiting_change(till), reason="Inte vår bank.", **till.said)


def _waiting_change(till: Till) -> PayeeChange:
    change = waiting_change(till.granted())
    if change is None:
        raise RuleViolation("Ingen ändring väntar.")
    return change


STEPS = {
    one.__name__: one
    for one in (
        ask,
        review,
        attest,
        end,
        take_back,
        pay,
        fail,
        correct,
        repay,
        to_bank,
        settle,
        to_bookkeeping,
        claim,
        end_measure,
        change_payee,
        sign_payee,
        confirm_payee,
        end_payee,
    )
}
