"""The rules for fees, and who pays for whom, as the office's pages ask for them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from meetings.forms.rows import RowForm
from meetings.models import Association, FeeRule, Person
from meetings.models.ordering import swedish
from meetings.reads.fee_people import PayeeRow
from meetings.rules.fees import Payer, payroll_number_hindrance
from meetings.views.chancellery.meeting_forms import Day, LineField
from meetings.views.fields import AmountField

from .frame import Group, Grouped, page_field


class FeeRuleForm(Grouped, RowForm):
    """The amounts from a day on; which body is asked once, since the row keeps it."""

    groups: ClassVar = (
        Group(
            "Vad reglerna gäller",
            ("body", "first_day", "decided_in"),
            "Mötets dag avgör vilka regler som används. Nya belopp skrivs som nya regler från en senare dag.",
        ),
        Group(
            "Arvode",
            ("per_meeting", "included_hours", "per_hour", "day_from", "per_day", "per_chair"),
            "Timmarna räknas ur protokollet: från början till slut, utan ajourneringar.",
        ),
        Group("Hur det räknas", ("once_a_day", "pays_waiting")),
        Group("Resor och förlorad inkomst", ("per_km", "lost_per_hour", "lost_per_day")),
    )
    first_day = Day(label="Gäller från och med")
    per_meeting = AmountField(
        label="Arvode för ett möte, kronor", error_messages={"required": "Skriv hur mycket ett möte ger."}
    )
    per_hour = AmountField(label="För varje påbörjad timme därefter, kronor", required=False)
    per_day = AmountField(label="Arvode för heldag, kronor", required=False, empty=None)
    per_chair = AmountField(label="Tillägg för den som leder mötet, kronor", required=False)
    per_km = AmountField(
        label="Kronor för varje kilometer",
        required=False,
        help_text="Resa med egen bil. 25 kronor milen är 2,50.",
    )
    lost_per_hour = AmountField(
        label="Högsta förlorade inkomst per timme, kronor",
        required=False,
        empty=None,
        help_text="Tomt: ingen gräns.",
    )
    lost_per_day = AmountField(
        label="Högsta förlorade inkomst per dag, kronor",
        required=False,
        empty=None,
        help_text="Tomt: ingen gräns.",
    )

    class Meta:
        model = FeeRule
        fields: ClassVar = [
            "body",
            "first_day",
            "decided_in",
            "per_meeting",
            "included_hours",
            "per_hour",
            "day_from",
            "per_day",
            "per_chair",
            "once_a_day",
            "pays_waiting",
            "per_km",
            "lost_per_hour",
            "lost_per_day",
        ]
        labels: ClassVar = {
            "included_hours": "Timmar som ingår i arvodet",
            "day_from": "Heldag från och med så många timmar",
            "once_a_day": "Flera möten samma dag räknas som ett",
            "pays_waiting": "En ersättare som är med utan att tjänstgöra får arvode",
        }
        help_texts: ClassVar = {
            "decided_in": "Till exempel § 12 den 3 maj 2024.",
            "included_hours": "Noll: varje påbörjad timme ger timbeloppet från början.",
            "day_from": "Tomt: ingen heldag. Heldagens arvode ges i stället för de andra två.",
            "once_a_day": "Det senare mötet ger det som fattas i hela dagens arvode.",
            "pays_waiting": "Resor, kostnader och förlorad inkomst ersätts ändå.",
        }
        formfield_callback = page_field

    def __init__(self, *args: Any, association: Association, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            del self.fields["body"]
            return
        field: Any = self.fields["body"]
        field.queryset = association.bodies.order_by(swedish("name"))
        field.empty_label = "Styrelsen och arbetsutskott"
        field.required_by_some = True
        field.help_text = "Andra organ får arvode bara med egna regler."


class PayeesForm(forms.Form):
    """Everybody on one page: who pays, and the number that the payroll knows them by."""

    first_day = Day(
        label="Gäller från och med",
        help_text="För dem där du ändrar vem som betalar. Ett första svar gäller också tidigare möten.",
    )

    def __init__(self, data: Any = None, *, rows: Sequence[PayeeRow], first_day: date) -> None:
        super().__init__(data, initial={"first_day": first_day})
        self.rows = rows
        for row in rows:
            key = row.person.public_id
            self.fields[f"payer_{key}"] = forms.ChoiceField(
                label=f"Vem betalar för {row.name}?",
                required=False,
                choices=[("", "Inte besvarat"), *Payer.choices],
                initial=row.payee.payer if row.payee else "",
            )
            number = LineField(label=f"Anställningsnummer för {row.name}", longest=30, required=False)
            number.initial = row.payee.payroll_number if row.payee else ""
            self.fields[f"number_{key}"] = number
            for name in ("payer", "number"):
                self.fields[f"{name}_{key}"].required_by_some = True  # type: ignore[attr-defined]

    def people(self) -> Iterator[tuple[PayeeRow, list[BoundField]]]:
        for row in self.rows:
            key = row.person.public_id
            yield row, [self[f"payer_{key}"], self[f"number_{key}"]]

    def clean(self) -> dict[str, Any]:
        for row in self.rows:
            name = f"number_{row.person.public_id}"
            number = self.cleaned_data.get(name, "")
            if hindrance := payroll_number_hindrance(number):
                self.add_error(name, ValidationError(hindrance))
            payer = f"payer_{row.person.public_id}"
            if not self.cleaned_data.get(payer) and (number or row.payee):
                self.add_error(payer, ValidationError("Välj vem som betalar."))
        return self.cleaned_data

    def answers(self) -> dict[Person, tuple[str, str]]:
        """As the action takes them."""
        said = self.cleaned_data
        keys = {row.person: row.person.public_id for row in self.rows}
        return {person: (said[f"payer_{key}"], said[f"number_{key}"]) for person, key in keys.items()}
