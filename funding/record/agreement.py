"""An agreement as it was made, and who has signed it."""

from datetime import date, datetime
from decimal import Decimal

from meetings.record.document import Document, Part


class YearAmount(Part, frozen=True, kw_only=True):
    year: int
    amount: Decimal


class GrantingSection(Part, frozen=True, kw_only=True):
    """The § that granted the money; both are None where none did."""

    paragraph: str | None
    date: date | None


class AssociationAsParty(Part, frozen=True, kw_only=True):
    """The association, as a party to the agreement."""

    name: str
    org_number: str


class Counterpart(Part, frozen=True, kw_only=True):
    """Who receives the money, and who signs for them."""

    organisation: str
    unit: str
    org_number: str
    address: str
    postal_code: str
    city: str
    signatory: str
    signatory_email: str
    plusgiro: str
    bankgiro: str
    payment_reference: str


class Change(Part, frozen=True, kw_only=True):
    """What a § has decided since the agreement that is supplemented."""

    section: GrantingSection
    sentences: tuple[str, ...]
    conditions: str


class AgreementContent(Document, frozen=True, kw_only=True):
    """Everything an agreement says before it is signed; the signatures are rows of their own."""

    number: int
    registry_number: str
    measure: str
    first_day: date | None
    last_day: date | None
    decision: GrantingSection
    association: AssociationAsParty
    counterpart: Counterpart
    amounts: tuple[YearAmount, ...]
    total: Decimal
    conditions: str
    terms: tuple[str, ...]
    # Whether money may be asked for before the period is over; older agreements say nothing of it.
    in_advance: bool = False
    # A supplement says which version it changes, and what each § has decided since; its `terms` are that version's.
    supplements: int | None = None
    changes: tuple[Change, ...] = ()

    @property
    def has_earlier_supplement(self) -> bool:
        """Whether a supplement to the same version came before this one."""
        return self.supplements is not None and self.number > self.supplements + 1


class GivenSignature(Part, frozen=True, kw_only=True):
    """Who signed, for whom, when and how; `sha256` is the hash of the file that was signed."""

    name: str
    side: str
    at: datetime
    method: str
    sha256: str
