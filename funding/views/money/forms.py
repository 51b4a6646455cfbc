"""What is written about money."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from funding.models import Grant, Measure, ParticipantCount, Payment, Purpose, Report, ReportCost
from funding.rules.identity import marked, personal_numbers
from funding.views.chancellery.forms import AmountsForm, KronorField
from meetings.models import Paragraph, Party
from meetings.models.validators import printable
from meetings.swedish import long_date, section
from meetings.views.fields import DayInput, KeptFile, LongText, UncutText

Sex, Band = ParticipantCount.Sex, ParticipantCount.Band


class SectionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among the §§ of verified protocols."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Paragraf i justerat protokoll", queryset=Paragraph.objects.none(), **kwargs)

    def label_from_instance(self, obj: Paragraph) -> str:
        return f"{section(obj.number or 0)} den {long_date(obj.meeting.date)}: {obj.heading}"


class YearForm(forms.Form):
    year = forms.IntegerField(label="År", min_value=2004, max_value=2100)


class BudgetForm(forms.Form):
    """Incomes by member and frames by purpose; `propose` fills the incomes from a total."""

    total = KronorField(
        label="Medlemmarnas bidrag tillsammans",
        help_text="Fördelas med hälften, en fjärdedel och en fjärdedel när du trycker på «Föreslå».",
    )
    own_capital = KronorField(label="Eget kapital vid årets början")

    def __init__(
        self, *args: Any, parties: Sequence[Party], purposes: Sequence[Purpose], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties, self.purposes = list(parties), list(purposes)
        for party in self.parties:
            self.fields[f"party_{party.pk}"] = KronorField(label=party.name)
        for purpose in self.purposes:
            self.fields[f"purpose_{purpose.pk}"] = KronorField(label=purpose.name)

    @property
    def incomes(self) -> dict[Party, Decimal]:
        return {one: self.cleaned_data[f"party_{one.pk}"] for one in self.parties}

    @property
    def frames(self) -> dict[Purpose, Decimal]:
        return {one: self.cleaned_data[f"purpose_{one.pk}"] for one in self.purposes}

    @property
    def party_fields(self) -> list[forms.BoundField]:
        return [self[f"party_{one.pk}"] for one in self.parties]

    @property
    def purpose_fields(self) -> list[forms.BoundField]:
        return [self[f"purpose_{one.pk}"] for one in self.purposes]


class AdoptForm(forms.Form):
    paragraph = SectionChoice()


class ReopenForm(forms.Form):
    reason = UncutText(
        label="Varför ska det ångras?",
        longest=300,
        validators=[printable],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AdjustForm(forms.Form):
    amount = KronorField(label="Ändring, kronor", signed=True, help_text="Med minus om ramen minskar.")
    paragraph = SectionChoice()
    note = forms.CharField(label="Anteckning", required=False, max_length=200, validators=[printable])


class MeasureForm(forms.Form):
    name = forms.CharField(label="Namn", max_length=200, validators=[printable])
    purpose = forms.ModelChoiceField(label="Ändamål", queryset=Purpose.objects.none(), required=False)


class OwnMeasureForm(AmountsForm):
    name = forms.CharField(label="Namn", max_length=200, validators=[printable])
    purpose = forms.ModelChoiceField(label="Ändamål", queryset=Purpose.objects.none(), required=False)
    kind = forms.ChoiceField(
        label="Slag",
        choices=Measure.Kind.choices,
        initial=Measure.Kind.STRUCTURAL,
        help_text="Kan inte ändras efteråt.",
    )
    first_day = forms.DateField(label="Börjar", widget=DayInput())
    last_day = forms.DateField(label="Slutar", widget=DayInput())
    paragraph = SectionChoice()


class GrantForm(AmountsForm):
    """What a § changes of an activity of the association's own: its money, its last day, or both."""

    signed = True
    kind = forms.ChoiceField(
        label="Vad gäller beslutet?",
        choices=[
            (Grant.Kind.SUPPLEMENT, "Mer medel, eller bara en ny slutdag"),
            (Grant.Kind.CARRY_OVER, "För över medel mellan år"),
            (Grant.Kind.REDUCTION, "Mindre medel: skriv med minus"),
        ],
    )
    last_day = forms.DateField(label="Ny slutdag, om beslutet säger det", required=False, widget=DayInput())
    paragraph = SectionChoice()


class RepaymentForm(forms.Form):
    year = forms.TypedChoiceField(label="Budgetår", coerce=int)
    day = forms.DateField(label="Dag", widget=DayInput())
    amount = KronorField(label="Belopp, kronor")
    note_text = forms.CharField(label="Anteckning", required=False, max_length=200, validators=[printable])


class RequisitionForm(forms.Form):
    first_day = forms.DateField(label="Från och med", widget=DayInput())
    last_day = forms.DateField(label="Till och med", widget=DayInput())
    amount = KronorField(label="Belopp, kronor")
    ledger = KeptFile(label="Utdrag ur huvudboken", max_length=250)
    reference = forms.CharField(label="Er referens", required=False, max_length=100, validators=[printable])
    note = LongText(label="Kommentar", rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_sure" in self.data:
            self.ask()

    def ask(self) -> None:
        """What was sent seems to be there already: adds the box that says that it is meant."""
        self.fields["is_sure"] = forms.BooleanField(label="Det ska vara så", required=False)

    @property
    def is_meant(self) -> bool:
        return bool(self.cleaned_data.get("is_sure"))


class InvoiceForm(RequisitionForm):
    supplier = forms.CharField(label="Leverantör", max_length=200, validators=[printable])
    field_order = ["supplier", "reference", "first_day", "last_day", "amount", "ledger", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ledger"].label, self.fields["ledger"].required = "Fakturan som fil", False
        self.fields["reference"].label = "Fakturanummer"


class RefusalForm(forms.Form):
    reason = UncutText(
        label="Skäl", longest=500, validators=[printable], widget=forms.Textarea(attrs={"rows": 3})
    )


class ApprovalForm(forms.Form):
    amount = KronorField(label="Godkänt belopp, kronor")
    note = forms.CharField(
        label="Skäl, om det är mindre än det begärda", required=False, max_length=500, validators=[printable]
    )


class PaymentForm(forms.Form):
    day = forms.DateField(label="Betald", widget=DayInput())
    amount = KronorField(label="Belopp, kronor", help_text="Ändra om bara en del betalas nu.")
    reference = forms.CharField(label="Verifikation", required=False, max_length=50, validators=[printable])


class BookkeepingForm(forms.Form):
    first_day = forms.DateField(label="Från och med", widget=DayInput())
    last_day = forms.DateField(label="Till och med", widget=DayInput())


class BankFileForm(forms.Form):
    day = forms.DateField(label="Betalningsdag", widget=DayInput())


class OrdersForm(forms.Form):
    day = forms.DateField(label="Betalda", widget=DayInput())
    reference = forms.CharField(label="Verifikation", required=False, max_length=50, validators=[printable])


class ReturnForm(forms.Form):
    """What became of a payment in the bank."""

    kind = forms.ChoiceField(
        label="Vad hände?",
        choices=[
            (Payment.Kind.FAILED, "Banken genomförde den inte"),
            (Payment.Kind.REVERSED, "Pengarna kom tillbaka"),
        ],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label="Dag", widget=DayInput())
    note = forms.CharField(label="Anteckning", required=False, max_length=200, validators=[printable])


class CorrectionForm(forms.Form):
    """What was noted wrong, and how it should have been noted, if at all."""

    note = forms.CharField(label="Vad var fel?", max_length=200, validators=[printable])
    is_none = forms.BooleanField(
        label="Betalningen har inte gjorts alls",
        required=False,
        help_text="Då tas den bara bort ur summorna.",
    )
    day = forms.DateField(label="Rätt dag", required=False, widget=DayInput())
    amount = KronorField(label="Rätt belopp, kronor")
    reference = forms.CharField(label="Verifikation", required=False, max_length=50, validators=[printable])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.pop("is_none", False):
            return given | {"day": None}
        if not given.get("day"):
            self.add_error("day", "Skriv rätt dag, eller kryssa i rutan om betalningen inte har gjorts.")
        return given


class MeasureEndForm(forms.Form):
    explanation = UncutText(
        label="Förklaring av skillnaden",
        required=False,
        longest=500,
        validators=[printable],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReportForm(forms.Form):
    """Texts, outcome per cost row, participants as totals; nobody is named."""

    activities = LongText(rows=6, label="Vad som har gjorts", required=False)
    results = LongText(rows=6, label="Resultat", required=False)
    activities.required_by_some = results.required_by_some = True  # type: ignore[attr-defined]  # to send it
    deviations = LongText(
        label="Avvikelser",
        rows=4,
        required=False,
        help_text="Förklara det som skiljer mot plan eller budget.",
    )

    def __init__(self, *args: Any, report: Report, costs: Sequence[ReportCost], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suspected = False
        self.costs = list(costs)
        for one in self.costs:
            self.fields[f"outcome_{one.pk}"] = KronorField(label=f"{one.label}, utfall", initial=one.outcome)
        counted = {(one.sex, one.band): one.number for one in report.participants.all()}
        for band in Band:
            for sex in Sex:
                self.fields[f"count_{sex}_{band}"] = forms.IntegerField(
                    label=f"{sex.label}, {band.label}",
                    required=False,
                    min_value=0,
                    max_value=100_000,
                    initial=counted.get((sex, band), 0),
                    widget=forms.NumberInput(attrs={"class": "amount"}),
                )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.data.get("sure"):
            for name in ("activities", "results", "deviations"):
                text = given.get(name) or ""
                if found := personal_numbers(text):
                    self.add_error(
                        name,
                        f"Det här ser ut som ett {found[0].kind.value}: «{marked(text, found[0])}». Ta bort det, eller "
                        "kryssa i rutan om det är något annat.",
                    )
                    self.suspected = True
        return given

    @property
    def outcomes(self) -> list[tuple[ReportCost, Decimal]]:
        return [(one, self.cleaned_data[f"outcome_{one.pk}"]) for one in self.costs]

    @property
    def participants(self) -> dict[tuple[str, str], int]:
        return {
            (sex.value, band.value): self.cleaned_data[f"count_{sex}_{band}"] or 0
            for band in Band
            for sex in Sex
        }

    @property
    def cost_rows(self) -> list[tuple[ReportCost, forms.BoundField]]:
        return [(one, self[f"outcome_{one.pk}"]) for one in self.costs]

    @property
    def count_rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(band.label, [self[f"count_{sex}_{band}"] for sex in Sex]) for band in Band]
