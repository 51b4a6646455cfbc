"""Persons and their mandates, as the office's pages ask for them."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.http import urlencode

from meetings.forms.mandates import MandateForm, OfficeForm
from meetings.forms.people import PersonForm
from meetings.models import Association, Body, Mandate, Office, Person, Seat
from meetings.models.ordering import swedish
from meetings.reads.people import names_of, people_of
from meetings.reads.registers import PeopleSearch
from meetings.views.public.forms import DayField

from .frame import Group, Grouped, page_field


class PeopleForm(forms.Form):
    """Whom to list. Nothing is required."""

    sok = forms.CharField(label="Namn, titel eller e-post", required=False, max_length=100)
    organ = forms.ChoiceField(label="Organ", required=False)
    uppdrag = forms.ChoiceField(
        label="Uppdrag", required=False, choices=[("", "Alla"), *Mandate.Kind.choices]
    )
    tid = forms.ChoiceField(
        label="Tid",
        required=False,
        choices=[
            ("", "Alla"),
            ("now", "Har uppdrag i dag"),
            ("later", "Får uppdrag senare"),
            ("past", "Har haft uppdrag"),
            ("never", "Har aldrig haft uppdrag"),
        ],
    )

    def __init__(self, data: Any, *, bodies: list[Body]) -> None:
        super().__init__(data)
        self.bodies = {one.slug: one for one in bodies}
        self.fields["organ"].choices = [("", "Alla"), *((one.slug, one.name) for one in bodies)]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.required_by_some = True  # type: ignore[attr-defined]  # a search says «frivilligt» of nothing

    def asked(self) -> PeopleSearch:
        given = self.cleaned_data if self.is_valid() else {}
        return PeopleSearch(
            words=given.get("sok", ""),
            body=self.bodies.get(given.get("organ", "")),
            kind=given.get("uppdrag", ""),
            when=given.get("tid", ""),
        )

    def query(self) -> str:
        """What was asked for, as it stands in an address before the number of a page."""
        asked = {name: value for name in self.fields if (value := self.data.get(name, ""))}
        return f"{urlencode(asked)}&" if asked else ""


POST = Group(
    "Post",
    ("postal_address", "by_post"),
    "Den som inte har någon e-postadress kallas alltid per post. Uppdraget gäller ändå.",
)


class PersonAddForm(Grouped, PersonForm):
    groups: ClassVar = (
        Group(
            "Personen",
            ("first_name", "last_name", "title", "email"),
            "En person känns igen på e-postadressen. Finns den redan i ett annat förbund läggs samma person till här.",
        ),
        POST,
    )
    invite = forms.BooleanField(label="Skicka en inbjudan att välja lösenord", required=False, initial=True)

    class Meta(PersonForm.Meta):
        formfield_callback = page_field

    def __init__(self, *args: Any, association: Association, **options: Any) -> None:
        super().__init__(*args, **options)
        self.association = association

    def registered(self) -> QuerySet[Person]:
        return people_of({self.association.pk})


class PersonChangeForm(Grouped, PersonForm):
    """Only what the office writes of the person: `may` names the fields."""

    groups: ClassVar = (Group("Personen", ("first_name", "last_name", "title")), POST)

    class Meta(PersonForm.Meta):
        fields = ["first_name", "last_name", "title", "postal_address", "by_post"]
        formfield_callback = page_field

    def __init__(self, *args: Any, may: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in [name for name in self.fields if name not in may]:
            del self.fields[name]


class SeatChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    def label_from_instance(self, seat: Seat) -> str:
        return f"{seat.body.name}: plats {seat.number}, {seat.party.name}"


class PersonMandateForm(Grouped, MandateForm):
    """A mandate of one person, who is the page's own."""

    groups: ClassVar = (
        Group("Uppdraget", ("seat", "kind", "service_order")),
        Group("Tiden", ("first_day", "last_day"), "Fyra år, om förbundsordningen inte säger kortare (13 §)."),
    )
    seat = SeatChoice(Seat.objects.none(), label="Plats", empty_label="Välj plats")

    class Meta(MandateForm.Meta):
        fields = ["seat", "kind", "service_order", "first_day", "last_day"]
        formfield_callback = page_field
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args: Any, association: Association, **options: Any) -> None:
        super().__init__(*args, **options)
        seats = Seat.objects.filter(body__association=association).select_related("body", "party")
        self.fields["seat"].queryset = seats.order_by("body", "number")  # type: ignore[attr-defined]
        kind = self.fields["kind"]
        kind.choices = Mandate.Kind.choices  # type: ignore[attr-defined]


class BodyOfficeForm(Grouped, OfficeForm):
    """An office of one body: its ledamöter are few, so they are chosen from a list."""

    groups: ClassVar = (
        Group("Uppdraget", ("person", "kind", "rank")),
        Group("Tiden", ("first_day", "last_day")),
    )
    person = forms.ModelChoiceField(Person.objects.none(), label="Ledamot")

    class Meta(OfficeForm.Meta):
        fields = ["person", "kind", "rank", "first_day", "last_day"]
        formfield_callback = page_field
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args: Any, body: Body, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.body = body
        held = Mandate.objects.filter(body=body, kind=Mandate.Kind.MEMBER).exclude(last_day__lt=today)
        members = Person.objects.filter(mandates__in=held).distinct()
        in_order = members.order_by(swedish("last_name"), swedish("first_name"))
        names = names_of(in_order, body.association)
        field: Any = self.fields["person"]
        field.queryset = in_order
        field.choices = [("", "Välj ledamot"), *((one.pk, names[one.pk]) for one in in_order)]
        self.fields["kind"].choices = Office.Kind.choices  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day of a mandate or an office."""

    last_day = DayField(label="Sista dagen", help_text="Uppdraget gäller till och med den dagen.")


class StepInForm(forms.Form):
    """Which deputy steps in for good on a vacant seat, and from when."""

    deputy = forms.ModelChoiceField(
        Mandate.objects.none(), label="Ersättare", empty_label=None, widget=forms.RadioSelect
    )
    first_day = DayField(label="Ledamot från och med")

    def __init__(self, *args: Any, deputies: list[Mandate], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["deputy"]
        field.queryset = Mandate.objects.filter(pk__in=[one.pk for one in deputies])  # type: ignore[attr-defined]
        if deputies:
            names = names_of([one.person for one in deputies], deputies[0].seat.party.association)
            field.choices = [(one.pk, _deputy(one, names)) for one in deputies]  # type: ignore[attr-defined]
            field.initial = deputies[0].pk


def _deputy(mandate: Mandate, names: dict[int, str]) -> str:
    return f"{names[mandate.person_id]}, ersättare {mandate.service_order} för plats {mandate.seat.number}"
