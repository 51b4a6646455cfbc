"""To whom money of a measure is paid, and how: the one place that everything that pays reads it from."""

from dataclasses import dataclass

from funding.models import Measure
from funding.reads.content import latest_content


@dataclass(frozen=True)
class Payee:
    """`reference` is what they want to see on the payment; what is not known is empty."""

    name: str = ""
    org_number: str = ""
    bankgiro: str = ""
    plusgiro: str = ""
    reference: str = ""

    @property
    def account(self) -> str:
        """«bankgiro 123-4566»; empty when there is none."""
        if self.bankgiro:
            return f"bankgiro {self.bankgiro}"
        return f"plusgiro {self.plusgiro}" if self.plusgiro else ""


def payee_of(measure: Measure) -> Payee:
    """Of the application as it was last sent; an activity of the association's own has suppliers instead."""
    lead = latest_content(measure.application).lead if measure.application else None
    if lead is None:
        return Payee()
    return Payee(
        name=lead.organisation,
        org_number=lead.org_number,
        bankgiro=lead.bankgiro,
        plusgiro=lead.plusgiro,
        reference=lead.payment_reference,
    )
