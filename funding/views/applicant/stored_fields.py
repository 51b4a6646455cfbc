"""The fields of a section of the form: each is one attribute of one row, so that all are saved the same way."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models

from funding.models import Applicant, Application, CostRow
from funding.reads.content import replies_of
from funding.record.application import ApplicantRole
from funding.rules import identity
from funding.views.chancellery.forms import KronorField
from meetings.models.validators import printable, unmistakable
from meetings.rules.organisation_number import organisation_number
from meetings.views.fields import DayInput, LongText, UncutText

HINTS = {
    "background": "Varför behövs insatsen? Saknas något i dag, finns glapp mellan verksamheter, ska något nytt prövas?",
    "description": "Vad ska göras och hur? När det ska ske skriver du i tid- och aktivitetsplanen.",
    "target_group": "Vilka är insatsen till för, och vad behöver de? Nämn inga personer.",
    "goals": "Vad ska uppnås, och hur märks det?",
    "evaluation": "Hur, när och av vem ska insatsen utvärderas?",
    "management": "Vem leder arbetet, och hur styr parterna det tillsammans?",
    "implementation": "Hur går arbetet vidare i ordinarie verksamhet när pengarna tar slut?",
}


@dataclass(frozen=True)
class StoredField:
    """A field of the form and where its value is stored: `attribute` of `row`. Text that `is_free` is searched for
    personnummer.
    """

    name: str
    row: models.Model
    attribute: str
    field: forms.Field
    is_free: bool = False

    @property
    def value(self) -> Any:
        return getattr(self.row, self.attribute)


class CheckedField(UncutText):
    """A number with a check digit, stored in its usual form."""

    def __init__(self, *, rule: Any, **kwargs: Any) -> None:
        super().__init__(required=False, longest=100, **kwargs)
        self.rule = rule

    def clean(self, value: Any) -> str:
        try:
            return str(self.rule(super().clean(value)))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


def stored_fields_of(application: Application, section: str) -> list[StoredField]:
    """Every field of the section, in the order of the page, with the rows that the application has now."""
    return list(SECTIONS[section](application))


def _line(label: str, length: int = 200, **options: Any) -> UncutText:
    return UncutText(label=label, required=False, longest=length, validators=[printable], **options)


def _text(label: str, *, hint: str = "", rows: int = 6) -> LongText:
    return LongText(label=label, required=False, rows=rows, help_text=hint)


def _applicant(one: Applicant, application: Application) -> Iterator[StoredField]:
    party = forms.ModelChoiceField(
        label="Medlem i förbundet",
        required=False,
        queryset=application.association.parties.all(),
        empty_label="Annan organisation",
    )
    fields: list[tuple[str, forms.Field]] = [
        ("party", party),
        ("organisation", _line("Organisation")),
        ("unit", _line("Enhet eller arbetsställe")),
        ("signatory", _line("Firmatecknare eller chef")),
        (
            "signatory_email",
            forms.EmailField(
                label="Firmatecknarens e-post",
                required=False,
                validators=[unmistakable],
                help_text="Dit skickas länken för att bekräfta ansökan.",
            ),
        ),
        ("org_number", CheckedField(label="Organisationsnummer", rule=organisation_number)),
        ("contact", _line("Kontaktperson")),
        ("phone", _line("Telefon", 50)),
        ("mobile", _line("Mobiltelefon", 50)),
        (
            "email",
            forms.EmailField(label="Kontaktpersonens e-post", required=False, validators=[unmistakable]),
        ),
    ]
    if one.role == ApplicantRole.LEAD:
        fields += [
            ("address", _line("Utdelningsadress")),
            ("postal_code", _line("Postnummer", 10)),
            ("city", _line("Postort", 100)),
        ]
    fields += [
        ("plusgiro", CheckedField(label="Plusgiro", rule=identity.plusgiro)),
        ("bankgiro", CheckedField(label="Bankgiro", rule=identity.bankgiro)),
        ("payment_reference", _line("Betalningsreferens", 100)),
    ]
    for name, field in fields:
        yield StoredField(f"a-{one.public_id}-{name}", one, name, field)


def _applicants(application: Application) -> Iterator[StoredField]:
    for one in application.applicants.select_related("party"):
        yield from _applicant(one, application)


def _measure(application: Application) -> Iterator[StoredField]:
    yield StoredField("name", application, "name", _line("Insatsens namn"), is_free=True)
    yield StoredField(
        "first_day",
        application,
        "first_day",
        forms.DateField(label="Börjar", required=False, widget=DayInput()),
    )
    yield StoredField(
        "last_day",
        application,
        "last_day",
        forms.DateField(label="Slutar", required=False, widget=DayInput()),
    )
    for name, label in (("background", "Bakgrund"), ("description", "Beskrivning")):
        yield StoredField(name, application, name, _text(label, hint=HINTS[name], rows=9), is_free=True)
    for one in application.activities.all():
        for name, label, length in (
            ("when", "När", 100),
            ("what", "Vad", 300),
            ("responsible", "Ansvarig", 200),
        ):
            yield StoredField(f"p-{one.public_id}-{name}", one, name, _line(label, length), is_free=True)


def _goals(application: Application) -> Iterator[StoredField]:
    labels = {
        "target_group": "Målgrupp",
        "goals": "Mål och förväntat resultat",
        "evaluation": "Utvärdering",
        "management": "Ledning och styrning",
        "implementation": "Implementering i ordinarie verksamhet",
    }
    for name, label in labels.items():
        yield StoredField(name, application, name, _text(label, hint=HINTS[name]), is_free=True)
        if name == "target_group":
            number = forms.IntegerField(
                label="Antal deltagare", required=False, min_value=0, max_value=100_000
            )
            yield StoredField("target_number", application, "target_number", number)


def _criteria(application: Application) -> Iterator[StoredField]:
    for one in replies_of(application):
        hint = " ".join(
            filter(
                None, [one.criterion.help_text, f"({one.criterion.source})" if one.criterion.source else ""]
            )
        )
        yield StoredField(
            f"k-{one.criterion_id}",
            one,
            "text",
            _text(one.criterion.question, hint=hint, rows=4),
            is_free=True,
        )


def _economy(application: Application) -> Iterator[StoredField]:
    years = list(application.years.all())
    for row in application.cost_rows.prefetch_related("amounts__year"):
        if row.kind == CostRow.Kind.FREE:
            yield StoredField(f"l-{row.public_id}", row, "label", _line("Kostnad", 100), is_free=True)
        for one in sorted(row.amounts.all(), key=lambda amount: amount.year.year):
            yield StoredField(
                f"c-{row.public_id}-{one.year.year}",
                one,
                "amount",
                KronorField(label=f"{row} {one.year.year}"),
            )
    labels = {
        "own": "Egen finansiering i pengar",
        "in_kind": "Egen finansiering som arbete eller lokaler",
        "other": "Annan finansiering",
        "sought": "Söks från förbundet",
    }
    for name, label in labels.items():
        for year in years:
            yield StoredField(f"y-{year.year}-{name}", year, name, KronorField(label=f"{label} {year.year}"))
    yield StoredField(
        "includes_vat",
        application,
        "includes_vat",
        forms.BooleanField(label="Beloppen är inklusive moms", required=False),
    )
    yield StoredField(
        "in_kind_is_cost",
        application,
        "in_kind_is_cost",
        forms.BooleanField(
            label="Det egna arbetets värde finns med bland kostnaderna",
            required=False,
            help_text="Bara då räknas det som finansiering.",
        ),
    )
    hint = "Kostnader och finansiering behöver inte gå ihop, men styrelsen vill veta varför de inte gör det."
    yield StoredField(
        "difference_explained",
        application,
        "difference_explained",
        _text("Förklaring till skillnaden", hint=hint, rows=3),
        is_free=True,
    )


SECTIONS = {
    "sokande": _applicants,
    "insatsen": _measure,
    "mal": _goals,
    "kriterier": _criteria,
    "ekonomi": _economy,
}
