"""What the chancellery writes in a case."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from funding.actions.matters import LESSENING, WITH_LAST_DAY, Terms
from funding.models import Criterion, Measure, Opinion, Placement, Purpose
from funding.rules.amounts import parse_kronor
from funding.rules.periods import years_outside
from funding.rules.verdict import CaseOutcome
from meetings.models import Body, Meeting
from meetings.models.validators import printable
from meetings.swedish import grouped, kronor, long_date
from meetings.views.fields import DayInput, KeptFile, LongText, UncutText


class KronorField(UncutText):
    """Kronor as people write them; `signed` lets an amount be below zero. Nothing stands where the amount is 0."""

    def __init__(self, *, signed: bool = False, **kwargs: Any) -> None:
        self.signed = signed
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "amount"})
        super().__init__(longest=30, required=False, widget=widget, **kwargs)
        self.required_by_some = True  # empty is zero, and zero is an answer

    def prepare_value(self, value: Any) -> Any:
        # A 0 that stands there is written behind: «0» and «65000» became «650000».
        return (grouped(value) if value else "") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal:
        text = super().clean(value)
        minus = self.signed and text.startswith(("-", "−"))
        try:
            amount = parse_kronor(text[1:] if minus else text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return -amount if minus else amount


class EmptyForm(forms.Form):
    """A step that needs nothing but a yes."""


class TextForm(forms.Form):
    text = LongText(rows=6, label="Meddelande")


class CompletionForm(forms.Form):
    text = LongText(rows=6, label="Vad behöver kompletteras?")
    due = forms.DateField(label="Senast", widget=DayInput())


class CommentsForm(forms.Form):
    to = forms.CharField(label="Till", max_length=200, validators=[printable])
    due = forms.DateField(label="Svar senast", widget=DayInput())


class StepReasonForm(forms.Form):
    reason = UncutText(
        label="Skäl",
        required=False,
        longest=300,
        validators=[printable],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AmountsForm(forms.Form):
    """One field of kronor per year. `time` is the measure's first and last day; a year outside it says so."""

    signed = False

    def __init__(
        self,
        *args: Any,
        amounts: Sequence[tuple[int, Decimal]],
        time: tuple[date | None, date | None] = (None, None),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.years = [year for year, _ in amounts]
        outside = years_outside([(year, Decimal(1)) for year in self.years], first=time[0], last=time[1])
        for year, amount in amounts:
            self.fields[f"amount_{year}"] = KronorField(
                label=f"{year}, kronor",
                initial=amount,
                signed=self.signed,
                help_text="Utanför insatsens tid." if year in outside else "",
            )

    @property
    def amounts(self) -> list[tuple[int, Decimal]]:
        """The years with their kronor; call is_valid first."""
        return [(year, self.cleaned_data[f"amount_{year}"]) for year in self.years]

    @property
    def amount_fields(self) -> list[forms.BoundField]:
        return [self[f"amount_{year}"] for year in self.years]


class MemoForm(AmountsForm):
    """`seen` is the digest of what was shown: a colleague's later text is not written over."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    heading = forms.CharField(label="Rubrik", max_length=200, validators=[printable])
    background = LongText(
        label="Bakgrund", rows=12, help_text="Blir paragrafens text. En tom rad ger nytt stycke."
    )
    assessment = LongText(label="Bedömning", rows=8, required=False)
    proposal = LongText(label="Förslag till beslut", rows=5, help_text="En att-sats per rad.")
    conditions = LongText(label="Villkor", rows=3, required=False)
    kind = forms.ChoiceField(
        label="Insatsens slag",
        required=False,
        choices=[("", "Inte valt"), *Measure.Kind.choices],
        help_text="Slag, inriktning, metod och ESF kan inte ändras i Uppföljning Finsam efter beslutet.",
    )
    focus = forms.CharField(label="Inriktning", max_length=100, required=False, validators=[printable])
    method = forms.CharField(
        label="Uppföljningsmetod", max_length=100, required=False, validators=[printable]
    )
    has_esf = forms.BooleanField(label="Medfinansieras av Europeiska socialfonden", required=False)


class ReviewForm(forms.Form):
    """Points and comment for each criterion."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for one in self.criteria:
            self.fields[f"points_{one.pk}"] = forms.TypedChoiceField(
                label=f"{one.name}, poäng",
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", "Inte bedömt"), *((number, str(number)) for number in range(5))],
            )
            self.fields[f"comment_{one.pk}"] = LongText(
                label=f"{one.name}, kommentar", rows=2, required=False
            )

    @property
    def scores(self) -> dict[Criterion, tuple[int | None, str]]:
        """Criterion, points and comment; call is_valid first."""
        given = self.cleaned_data
        return {one: (given[f"points_{one.pk}"], given[f"comment_{one.pk}"]) for one in self.criteria}


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Meeting) -> str:
        return f"{obj.body.name}, {long_date(obj.date)}"


class OpinionForm(forms.Form):
    meeting = MeetingChoice(label="Möte", queryset=Meeting.objects.none())
    in_favour = forms.IntegerField(label="För", required=False, min_value=0, max_value=999)
    against = forms.IntegerField(label="Emot", required=False, min_value=0, max_value=999)
    abstaining = forms.IntegerField(label="Avstår", required=False, min_value=0, max_value=999)
    applicants = forms.CharField(
        label="Sökande som deltog",
        required=False,
        max_length=200,
        validators=[printable],
        help_text="Till exempel «tre av de fyra som var för är sökande».",
    )
    outcome = forms.ChoiceField(label="Yttrande", choices=[("", "Välj"), *Opinion.Outcome.choices])
    text = LongText(label="Motivering", rows=4, required=False)


class OntoAgendaForm(AmountsForm):
    signed = True
    meeting = MeetingChoice(label="Möte", queryset=Meeting.objects.none())
    conditions = LongText(label="Villkor", rows=3, required=False)


class PlaceForm(OntoAgendaForm):
    """What the § grants, and for what; the preparatory group is asked nothing that the decision fixes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("purpose", "measure_kind", "is_right"):
            self.fields[name].required_by_some = True  # type: ignore[attr-defined]  # the board's § says them

    measure_kind = forms.ChoiceField(
        label="Insatsens slag", required=False, choices=[("", "Välj"), *Measure.Kind.choices]
    )
    focus = forms.CharField(label="Inriktning", max_length=100, required=False, validators=[printable])
    method = forms.CharField(
        label="Uppföljningsmetod", max_length=100, required=False, validators=[printable]
    )
    has_esf = forms.BooleanField(label="Medfinansieras av Europeiska socialfonden", required=False)
    is_right = forms.BooleanField(
        label="Slag, inriktning, metod och ESF är rätt: de kan inte ändras efter styrelsens beslut",
        required=False,
    )
    purpose = forms.ModelChoiceField(
        label="Ändamål",
        required=False,
        empty_label="Välj",
        queryset=Purpose.objects.none(),
        help_text="Beloppen räknas i ändamålets ram.",
    )
    first_day = forms.DateField(label="Från och med", required=False, widget=DayInput())
    last_day = forms.DateField(label="Till och med", required=False, widget=DayInput())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        meeting = given.get("meeting")
        to_board = meeting and meeting.body.kind != Body.Kind.PREPARATORY_GROUP
        if to_board and given.get("measure_kind") and not given.get("is_right"):
            kind = Measure.Kind(given["measure_kind"]).label.lower()
            self.add_error(
                "is_right", f"Bekräfta att insatsen är {kind}: det kan inte ändras efter beslutet."
            )
        return given

    @property
    def terms(self) -> Terms:
        """What is fixed by the decision, and for what; call is_valid first."""
        return Terms(**{one.name: self.cleaned_data[one.name] for one in fields(Terms)})


class ChangeForm(OntoAgendaForm):
    """What a § changes of a measure: the fields of its `kind`, of which its att-sats is made.

    `left` is what remains of each year, in kronor; a field that may take from it says so.
    """

    last_day = forms.DateField(label="Ny slutdag", required=False, widget=DayInput())
    content = LongText(label="Bakgrund", rows=5)
    proposal = LongText(
        label="Förslag till beslut",
        rows=4,
        required=False,
        help_text="Tomt: skrivs av uppgifterna ovan. Annars en att-sats per rad.",
    )

    def __init__(self, *args: Any, kind: Placement.Kind, left: Mapping[int, Decimal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind not in WITH_LAST_DAY:
            del self.fields["last_day"]
        elif kind not in (Placement.Kind.SUPPLEMENT, Placement.Kind.CARRY_OVER):
            self.fields["last_day"].required = True
        if kind == Placement.Kind.SUPPLEMENT:
            self.fields["content"].label = "Bakgrund eller ändrat innehåll"
        for year in self.years:
            # Only what is carried over has both signs.
            self.fields[f"amount_{year}"].signed = kind == Placement.Kind.CARRY_OVER  # type: ignore[attr-defined]
            if year in left and kind in (*LESSENING, Placement.Kind.CARRY_OVER):
                self.fields[f"amount_{year}"].help_text = f"{kronor(left[year])} återstår."

    @property
    def amounts(self) -> list[tuple[int, Decimal]]:
        """Below zero where they are taken back; call is_valid first."""
        taken = self.kind in LESSENING
        return [(year, -amount if taken else amount) for year, amount in super().amounts]

    @property
    def terms(self) -> Terms:
        return Terms(last_day=self.cleaned_data.get("last_day"))


class PlacedForm(AmountsForm):
    """The fields of a § on an agenda; one that has no new last day has no such field."""

    signed = True
    last_day = forms.DateField(label="Ny slutdag", required=False, widget=DayInput())
    conditions = LongText(label="Villkor", rows=3, required=False)
    wording_reason = forms.CharField(
        label="Protokollets lydelse gäller, därför att",
        required=False,
        max_length=300,
        validators=[printable],
        help_text="Fyll bara i när beslutet i paragrafen inte kan sägas med beloppen ovan. Då kan inget rekvireras "
        "förrän någon annan har läst den justerade paragrafen och angett beloppen.",
    )

    def __init__(self, *args: Any, kind: Placement.Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind not in WITH_LAST_DAY:
            del self.fields["last_day"]


class FiguresForm(AmountsForm):
    """What a verified § grants, as another person reads it."""

    signed = True


class UnplaceForm(forms.Form):
    reason = LongText(label="Varför tas ärendet bort?", rows=3)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label="Vad beslutades?", choices=[("", "Välj"), *CaseOutcome.choices])
    reason = LongText(label="Motivering", rows=3, required=False)
    measure_kind = forms.ChoiceField(
        label="Insatsens slag",
        required=False,
        choices=[("", "Som i paragrafen"), *Measure.Kind.choices],
        help_text="Bara när paragrafen inte säger det. Slaget kan inte ändras sedan.",
    )
    without_effect = forms.BooleanField(
        label="Registrera utan verkan i ärendet",
        required=False,
        help_text="Ärendet behåller sitt läge, inga medel beviljas och inget mejl skickas. Till exempel när ansökan "
        "har återkallats. Skriv varför.",
    )


class AppealStepForm(forms.Form):
    """What the court or an appellant has done; `choices` are the steps that can come next."""

    step = forms.ChoiceField(label="Vad har hänt?")
    day = forms.DateField(
        label="Dag",
        widget=DayInput(),
        help_text="När överklagandet kom in, eller domstolens dag. Vid utgången: den dag den fick laga kraft.",
    )
    case_number = forms.CharField(
        label="Domstolens målnummer", required=False, max_length=50, validators=[printable]
    )
    note = LongText(label="Anteckning", rows=3, required=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [("", "Välj"), *choices]  # type: ignore[attr-defined]


class CasePaperForm(forms.Form):
    file = KeptFile(label="Fil", max_length=250)
    name = forms.CharField(label="Namn", max_length=200, required=False, validators=[printable])
