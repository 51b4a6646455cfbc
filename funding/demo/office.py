"""How the demo's association takes in applications, and who applies."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password

from funding.demo.ideas import CRITERIA
from funding.models import Call, Criterion, Editor, Programme, Purpose, UnitHead
from meetings.demo.associations import IN_USE_SINCE, PASSWORD, Cast, hashed_password
from meetings.models import Association, Party, Person
from meetings.swedish import STOCKHOLM


@dataclass(frozen=True)
class DemoOffice:
    """The larger association's people and parties, as applications need them."""

    cast: Cast
    group: Cast
    applicant: Person
    colleague: Person
    parties: dict[str, Party]
    purposes: dict[str, Purpose]
    call: Call
    today: date

    @property
    def association(self) -> Association:
        return self.cast.association

    @property
    def officer(self) -> Person:
        """The officer, who prepares and attests."""
        return self.cast.secretary

    @property
    def strategist(self) -> Person:
        """The strategist, who reviews before it is attested."""
        return self.cast.people["strategist"]


def moment(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), STOCKHOLM)


def open_office(cast: Cast, group: Cast, today: date) -> DemoOffice:
    """What is said about applying, a call that is open, criteria, purposes, and two who apply."""
    association = cast.association
    Programme.objects.create(
        association=association,
        introduction="Förbundet betalar för insatser som gör att fler får eller förbättrar sin förmåga att arbeta.\n\n"
        "Prata gärna med kansliet om din idé innan du skriver.",
        preparatory_group=group.body,
    )
    call = Call.objects.create(
        association=association,
        name="Insatser för unga vuxna",
        text="I den här utlysningen finns 1 500 000 kronor för insatser som når unga mellan 16 och 29 år.",
        opens=today - timedelta(days=30),
        closes=today + timedelta(days=60),
    )
    for position, (name, question, help_text, source) in enumerate(CRITERIA, start=1):
        Criterion.objects.create(
            association=association,
            position=position,
            name=name,
            question=question,
            help_text=help_text,
            source=source,
        )
    UnitHead.objects.create(
        association=association,
        person=cast.people["kommun"],
        organisation="Exempelviks kommun",
        unit="Arbetsmarknadsenheten",
    )
    names = ("Insatser för individer", "Strukturövergripande insatser", "Kansli och styrelse")
    return DemoOffice(
        cast,
        group,
        applicant=_applicant("Signe", "Fors", "utvecklingsledare", logs_in=True),
        colleague=_applicant("Ivar", "Sjöholm", "enhetschef", logs_in=False),
        parties={one.code: one for one in Party.objects.filter(association=association)},
        purposes={name: Purpose.objects.create(association=association, name=name) for name in names},
        call=call,
        today=today,
    )


def applicant_logins() -> list[dict[str, str]]:
    """Who writes applications in the demo and has a password."""
    editors = Editor.objects.filter(application__association__slug="exempelvik")
    found = Person.objects.filter(pk__in=editors.values("person"), associations=None).order_by("pk")
    return [
        {"email": one.email, "password": PASSWORD, "role": "sökande", "association": "exempelvik"}
        for one in found
        if one.has_usable_password()
    ]


def _applicant(first: str, last: str, title: str, *, logs_in: bool) -> Person:
    name = f"{first}.{last}".lower().replace("ö", "o")
    return Person.objects.create(
        email=f"{name}@exempelvik.example",
        password=hashed_password() if logs_in else make_password(None),
        in_use_since=IN_USE_SINCE if logs_in else None,
        first_name=first,
        last_name=last,
        title=title,
    )
