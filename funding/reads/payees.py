"""To whom money of a measure is paid, and how: the one place that everything that pays reads it from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import QuerySet

from funding.models import Agreement, Measure, PayeeChange, PayeeConfirmation, Payment, PaymentOrder
from funding.reads.content import latest_content
from funding.reads.payments import measure_of
from meetings.models import Association
from meetings.swedish import STOCKHOLM


@dataclass(frozen=True)
class Payee:
    """`reference` is what they want to see on the payment; what is not known is empty.

    `signatory` and `signatory_email` are of whoever signs for them, as the agreement has it.
    """

    name: str = ""
    org_number: str = ""
    bankgiro: str = ""
    plusgiro: str = ""
    reference: str = ""
    signatory: str = ""
    signatory_email: str = ""

    @property
    def account(self) -> str:
        """«bankgiro 123-4566»; empty when there is none."""
        return account_in_words(self.bankgiro, self.plusgiro)


def account_in_words(bankgiro: str, plusgiro: str) -> str:
    if bankgiro:
        return f"bankgiro {bankgiro}"
    return f"plusgiro {plusgiro}" if plusgiro else ""


def payee_of(measure: Measure) -> Payee:
    """As both have confirmed it: the latest change that holds, else the signed agreement.

    Before an agreement is signed the application as it was last sent tells, and nothing can be paid. An activity of
    the association's own has suppliers instead. The function `funding_account_of` says the same in the database.
    """
    return _payee(measure, list(_signed([measure])), list(_confirmed([measure])))


def payees_of(payments: Sequence[Payment]) -> dict[int, Payee]:
    """By the payment's key, to whom each was paid: as it held that day, or as the payment file had it.

    A row that corrects another is of whom that one is. Three queries, however many payments; `payments` are read with
    their requisition and measure.
    """
    rows = {one.pk: one for one in payments}
    measures = {measure.pk: measure for measure in map(measure_of, payments)}
    orders = PaymentOrder.objects.filter(payment__in=rows).select_related("export")
    sent = {one.payment_id: one.export.made_at for one in orders}
    signed: dict[int, list[Agreement]] = defaultdict(list)
    for agreement in _signed(measures):
        signed[agreement.measure_id].append(agreement)
    confirmed: dict[int, list[PayeeChange]] = defaultdict(list)
    for change in _confirmed(measures):
        confirmed[change.measure_id].append(change)
    found = {}
    for key, row in rows.items():
        first = _first(row, rows)
        measure = measures[measure_of(first).pk]
        if first.requisition and first.requisition.supplier:
            found[key] = Payee(name=first.requisition.supplier)
            continue
        paid = sent.get(first.pk) or min(first.at, datetime.combine(first.day, time.max, STOCKHOLM))
        then = [one for one in signed[measure.pk] if one.sealed_at and one.sealed_at <= paid]
        held = [one for one in confirmed[measure.pk] if one.confirmed_at and one.confirmed_at <= paid]
        found[key] = _payee(measure, then or signed[measure.pk][:1], held)
    return found


def _first(row: Payment, rows: Mapping[int, Payment]) -> Payment:
    """The row that it corrects, and that one corrects, and so on."""
    while earlier := rows.get(row.corrects_id or 0):
        row = earlier
    return row


def _signed(measures: Iterable[Measure | int]) -> QuerySet[Agreement]:
    """Signed by both, the latest last."""
    return Agreement.objects.filter(measure__in=measures, sealed_at__isnull=False).order_by("number")


def _confirmed(measures: Iterable[Measure | int]) -> QuerySet[PayeeChange]:
    """The changes that hold, the latest last."""
    found = PayeeChange.objects.filter(measure__in=measures, confirmed_at__isnull=False)
    return found.order_by("confirmed_at", "id")


def _payee(measure: Measure, signed: Sequence[Agreement], confirmed: Sequence[PayeeChange]) -> Payee:
    payee = _agreed(signed[-1]) if signed else _applied(measure)
    if not confirmed:
        return payee
    change = confirmed[-1]
    return Payee(
        name=payee.name,
        org_number=payee.org_number,
        bankgiro=change.bankgiro,
        plusgiro=change.plusgiro,
        reference=change.reference,
        signatory=change.signatory,
        signatory_email=change.signatory_email,
    )


def waiting_change(measure: Measure) -> PayeeChange | None:
    """The change that is under way; None when there is none."""
    return measure.payee_changes.filter(confirmed_at=None, ended_at=None).first()


def changing(measure: Measure) -> str:
    """What is said wherever the payee is shown while a change is under way; empty when none is."""
    if waiting_change(measure) is None:
        return ""
    return (
        "En ändring av betalningsuppgifterna väntar på att bekräftas. Det som är attesterat betalas till de uppgifter "
        "som gäller nu."
    )


def changing_in(association: Association) -> list[str]:
    """The names of the measures whose payee is about to change."""
    waiting = PayeeChange.objects.filter(confirmed_at=None, ended_at=None, measure__association=association)
    return list(waiting.values_list("measure__name", flat=True))


@dataclass(frozen=True)
class ChangeRow:
    """A change and who has confirmed it; `state` tells how far it has come, in Swedish."""

    change: PayeeChange
    confirmations: list[PayeeConfirmation]

    @property
    def account(self) -> str:
        return account_in_words(self.change.bankgiro, self.change.plusgiro)

    @property
    def is_signed(self) -> bool:
        """Whether the organisation's signatory has confirmed it."""
        return any(one.side == PayeeConfirmation.Side.SIGNATORY for one in self.confirmations)

    @property
    def state(self) -> str:
        if self.change.confirmed_at:
            return "Bekräftad"
        if self.change.ended_at:
            return "Avslutad"
        if not self.is_signed:
            return "Väntar på firmatecknaren"
        return "Väntar på förbundet"

    @property
    def tone(self) -> str:
        """How the state looks (components/status.html)."""
        if self.change.confirmed_at:
            return "done"
        return "stopped" if self.change.ended_at else "waiting"


def changes_of(measure: Measure) -> list[ChangeRow]:
    """Every change of the measure's payee, the latest first."""
    found = measure.payee_changes.select_related("proposed_by", "ended_by").prefetch_related("confirmations")
    return [ChangeRow(one, list(one.confirmations.all())) for one in found.order_by("-proposed_at", "-id")]


def _agreed(agreement: Agreement) -> Payee:
    found = agreement.content.counterpart
    return Payee(
        name=found.organisation,
        org_number=found.org_number,
        bankgiro=found.bankgiro,
        plusgiro=found.plusgiro,
        reference=found.payment_reference,
        signatory=found.signatory,
        signatory_email=found.signatory_email,
    )


def _applied(measure: Measure) -> Payee:
    lead = latest_content(measure.application).lead if measure.application else None
    if lead is None:
        return Payee()
    return Payee(
        name=lead.organisation,
        org_number=lead.org_number,
        bankgiro=lead.bankgiro,
        plusgiro=lead.plusgiro,
        reference=lead.payment_reference,
        signatory=lead.signatory,
        signatory_email=lead.signatory_email,
    )
