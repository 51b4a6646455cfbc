"""An application as it was sent."""

from datetime import date
from decimal import Decimal

from meetings.record.document import Document, Part
from meetings.rules.labelled import Labelled

HEADINGS = {
    "background": "Bakgrund och problem",
    "description": "Beskrivning",
    "target_group": "Målgrupp",
    "goals": "Mål och förväntat resultat",
    "evaluation": "Utvärdering",
    "management": "Ledning och styrning",
    "implementation": "Implementering i ordinarie verksamhet",
}
SUMS = {
    "costs": "Summa kostnader",
    "own": "Egen finansiering",
    "other": "Annan finansiering",
    "sought": "Söks från förbundet",
    "difference": "Skillnad",
}


class ApplicantRole(Labelled):
    """What an organisation is in an application."""

    LEAD = "lead", "Sökande"
    PARTNER = "partner", "Samverkanspartner"


class ApplicantContent(Part, frozen=True, kw_only=True):
    """An organisation or a unit of one; `key` is the public id of its row, `party` the code of a member."""

    key: str
    role: ApplicantRole
    party: str | None
    part: str | None
    organisation: str
    unit: str
    signatory: str
    org_number: str
    address: str
    postal_code: str
    city: str
    signatory_email: str = ""
    contact: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    plusgiro: str = ""
    bankgiro: str = ""
    payment_reference: str = ""

    def public(self) -> "ApplicantContent":
        """What anyone may read. A field that is not named here is left out, also one that comes later."""
        return ApplicantContent(
            key=self.key,
            role=self.role,
            party=self.party,
            part=self.part,
            organisation=self.organisation,
            unit=self.unit,
            signatory=self.signatory,
            org_number=self.org_number,
            address=self.address,
            postal_code=self.postal_code,
            city=self.city,
        )

    @property
    def place(self) -> str:
        """«123 45 Exempelvik»"""
        return " ".join(filter(None, [self.postal_code, self.city]))

    @property
    def addressee(self) -> tuple[str, ...]:
        """The lines of a letter's address, those that are filled in."""
        return tuple(filter(None, [self.organisation, self.unit, self.address, self.place]))


class Texts(Part, frozen=True, kw_only=True):
    """The applicant's own words, under the headings of HEADINGS."""

    background: str
    description: str
    target_group: str
    goals: str
    evaluation: str
    management: str
    implementation: str


class PlannedActivity(Part, frozen=True, kw_only=True):
    when: str
    what: str
    responsible: str


class CriterionReply(Part, frozen=True, kw_only=True):
    name: str
    question: str
    text: str


class AttachedPaper(Part, frozen=True, kw_only=True):
    """An attachment; the file itself is stored by its hash."""

    name: str
    file_name: str
    sha256: str
    media_type: str
    pages: int | None


class CostLine(Part, frozen=True, kw_only=True):
    """Costs of one kind, an amount for each year."""

    kind: str
    label: str
    amounts: tuple[Decimal, ...]
    sum: Decimal


class YearlySums(Part, frozen=True, kw_only=True):
    """Each sum of SUMS, year by year."""

    costs: tuple[Decimal, ...]
    own: tuple[Decimal, ...]
    other: tuple[Decimal, ...]
    sought: tuple[Decimal, ...]
    difference: tuple[Decimal, ...]


class WholeSums(Part, frozen=True, kw_only=True):
    """Each sum of SUMS, all years together."""

    costs: Decimal
    own: Decimal
    other: Decimal
    sought: Decimal
    difference: Decimal


class Economy(Part, frozen=True, kw_only=True):
    """What the measure costs and what pays for it. `in_kind` counts in `own` only when it is a cost too."""

    includes_vat: bool
    in_kind_is_cost: bool
    in_kind: tuple[Decimal, ...]
    years: tuple[int, ...]
    rows: tuple[CostLine, ...]
    totals: YearlySums
    sums: WholeSums
    difference_explained: str

    @property
    def lines(self) -> list[tuple[str, tuple[Decimal, ...], Decimal]]:
        """The sums below the rows of costs: label, amount of each year, and in total."""
        return [(label, getattr(self.totals, name), getattr(self.sums, name)) for name, label in SUMS.items()]

    @property
    def sought(self) -> list[tuple[int, Decimal]]:
        """What is sought, year by year."""
        return list(zip(self.years, self.totals.sought, strict=True))


class ApplicationContent(Document, frozen=True, kw_only=True):
    """Everything in an application: what a version freezes, and what is shown before it is sent."""

    association: str
    call: str | None
    name: str
    first_day: date | None
    last_day: date | None
    applicants: tuple[ApplicantContent, ...]
    texts: Texts
    target_number: int | None
    activities: tuple[PlannedActivity, ...]
    answers: tuple[CriterionReply, ...]
    papers: tuple[AttachedPaper, ...]
    economy: Economy

    def public(self) -> "ApplicationContent":
        """The copy that the board's public papers hold. A field must be named here to be in it."""
        return ApplicationContent(
            document=self.document,
            association=self.association,
            call=self.call,
            name=self.name,
            first_day=self.first_day,
            last_day=self.last_day,
            applicants=tuple(one.public() for one in self.applicants),
            texts=self.texts,
            target_number=self.target_number,
            activities=self.activities,
            answers=self.answers,
            papers=self.papers,
            economy=self.economy,
        )

    @property
    def lead(self) -> ApplicantContent | None:
        """Who applies; None where a draft has nobody yet."""
        return next((one for one in self.applicants if one.role == ApplicantRole.LEAD), None)

    @property
    def partners(self) -> list[ApplicantContent]:
        return [one for one in self.applicants if one.role == ApplicantRole.PARTNER]

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Heading and text of what is filled in; the number of participants stands with the target group."""
        texts = {name: getattr(self.texts, name) for name in HEADINGS}
        if self.target_number is not None:
            texts["target_group"] += f"\n\nAntal deltagare: {self.target_number}"
        return [(heading, texts[name]) for name, heading in HEADINGS.items() if texts[name].strip()]
