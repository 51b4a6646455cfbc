"""To whom money of a measure is paid, and how: the one place that everything that pays reads it from."""

from dataclasses import dataclass

from funding.models import Agreement, Measure, PayeeChange, PayeeConfirmation
from funding.reads.content import latest_content
from meetings.models import Association


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
    agreement = measure.agreements.filter(sealed_at__isnull=False).order_by("number").last()
    payee = _agreed(agreement) if agreement else _applied(measure)
    change = measure.payee_changes.filter(confirmed_at__isnull=False).order_by("confirmed_at", "id").last()
    if change is None:
        return payee
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
