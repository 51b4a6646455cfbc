"""The two associations of the demo, with their members, boards and people."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache

from django.contrib.auth.hashers import make_password

from meetings.demo.texts import PROSE_AGENDA
from meetings.models import (
    Association,
    Body,
    BodyYear,
    Mandate,
    Office,
    Party,
    Person,
    Phrase,
    Role,
    Seat,
    StandardItem,
)
from meetings.rules.first_wordings import AGENDA, CLOSING, PHRASES
from meetings.swedish import STOCKHOLM

SLUGS = ("exempelvik", "lillebygd")
PASSWORD = "exempel-losenfras"  # noqa: S105 -- printed by seed_demo; refused outside DEBUG

# Before the first meeting of the demo: an account of later date does not sign its protocol.
IN_USE_SINCE = datetime(2020, 1, 1, 12, tzinfo=STOCKHOLM)


@dataclass(frozen=True)
class Cast:
    """The people a meeting of the demo needs."""

    association: Association
    body: Body
    secretary: Person
    chair: Person
    verifier: Person
    absent: Person | None = None
    deputy: Person | None = None
    people: dict[str, Person] = field(default_factory=dict)


def make_large(elected: date, years: set[int]) -> Cast:
    """Four members, eight people, § per year."""
    association = Association.objects.create(
        slug=SLUGS[0],
        name="Samordningsförbundet i Exempelvik",
        org_number="222000-0000",
        address="Storgatan 1\n123 45 Exempelvik",
        email="kansli@exempelvik.example",
        phone="000-00 00 00",
        web="https://exempelvik.example",
        accessibility=Association.Accessibility.PARTLY,
        accessibility_method=Association.AccessibilityMethod.SELF,
        accessibility_assessed_on=elected,
        accessibility_updated_on=elected,
        accessibility_statement="Bilagor som förbundet har skannat kan inte läsas upp, för de är bilder av papper. "
        "Kansliet skickar dem som text till den som ber om det.",
        court="Förvaltningsrätten i Härnösand",
        verification_decided_on=elected.replace(month=2, day=16),
        verification_decided_in="5",
    )
    body = Body.objects.create(
        association=association,
        slug="styrelsen",
        name="Förbundsstyrelsen",
        distance_decided_on=elected.replace(month=2, day=16),
        distance_decided_in="6",
        distance_extent="Ledamöter och ersättare får delta på distans med ljud och bild.",
    )
    parties = _parties(association, "Region Vallnäs", "RVN", "Exempelviks kommun", "EK")
    people = {
        "chair": _person(association, "Astrid", "Norling"),
        "vice": _person(association, "Henrik", "Brolin"),
        "fk": _person(association, "Petra", "Sandell"),
        "kommun": _person(association, "Mona", "Edvinsson"),
        "deputy": _person(association, "Gunnar", "Hallin"),
        "manager": _person(association, "Karl", "Östman", "förbundschef"),
        "strategist": _person(association, "Eva", "Lindmark", "utvecklingsstrateg"),
        "auditor": _person(association, "Ulf", "Revinge", "revisor"),
    }
    holders = {"RVN": "chair", "AF": "vice", "FK": "fk", "EK": "kommun"}
    _seats(body, parties, {code: people[key] for code, key in holders.items()}, elected)
    seat = Seat.objects.get(body=body, party=parties["RVN"])
    Mandate.objects.create(body=body, seat=seat, person=people["deputy"], kind="deputy", first_day=elected)
    _deputies(
        body,
        {
            "AF": ("Sixten", "Rydmark"),
            "FK": ("Hillevi", "Stamber"),
            "EK": ("Torun", "Bergvall", "", "Ekbacken 4\n123 45 Exempelvik"),
        },
        elected,
    )
    Office.objects.create(
        body=body, person=people["chair"], kind="chair", first_day=elected, given_at=IN_USE_SINCE
    )
    Office.objects.create(
        body=body, person=people["vice"], kind="vice_chair", first_day=elected, given_at=IN_USE_SINCE
    )
    Role.objects.create(
        association=association, person=people["manager"], kind=Role.Kind.MANAGER, given_at=IN_USE_SINCE
    )
    Role.objects.create(
        association=association, person=people["strategist"], kind=Role.Kind.SECRETARY, given_at=IN_USE_SINCE
    )
    Role.objects.create(
        association=association, person=people["auditor"], kind=Role.Kind.AUDITOR, given_at=IN_USE_SINCE
    )
    _standards(body, years)
    return Cast(
        association,
        body,
        secretary=people["manager"],
        chair=people["chair"],
        verifier=people["vice"],
        absent=people["chair"],
        deputy=people["deputy"],
        people=people,
    )


def make_group(cast: Cast, years: set[int]) -> Cast:
    """The preparatory group: numbered headings, participants as running text."""
    body = Body.objects.create(
        association=cast.association,
        slug="beredningsgruppen",
        name="Beredningsgruppen",
        kind=Body.Kind.PREPARATORY_GROUP,
        series=Body.Series.MEETING,
        document_title="Minnesanteckningar",
        heading_numbers=Body.HeadingNumbers.NUMBER,
        attendance_layout=Body.AttendanceLayout.RUNNING,
        decision_heading="",
    )
    return _advising(cast, body, years)


def make_consultation(cast: Cast, years: set[int]) -> Cast:
    """The members' consultation: headings without numbers, participants in two columns."""
    body = Body.objects.create(
        association=cast.association,
        slug="medlemssamradet",
        name="Medlemssamrådet",
        kind=Body.Kind.CONSULTATION,
        series=Body.Series.MEETING,
        document_title="Minnesanteckningar",
        heading_numbers=Body.HeadingNumbers.NONE,
        attendance_layout=Body.AttendanceLayout.COLUMNS,
        decision_heading="",
    )
    return _advising(cast, body, years)


def _advising(cast: Cast, body: Body, years: set[int]) -> Cast:
    for year in years:
        BodyYear.objects.create(body=body, year=year)
    return replace(cast, body=body)


def make_small(elected: date, years: set[int]) -> Cast:
    """A smaller association: § from 1 at each meeting, protocol number, decisions in prose."""
    association = Association.objects.create(
        slug=SLUGS[1],
        name="Samordningsförbundet Lillebygd",
        org_number="222000-0018",
        address="Kyrkvägen 4\n543 21 Lillebygd",
        email="kansli@lillebygd.example",
        accent="#6b3a75",
        court="Förvaltningsrätten i Karlstad",
    )
    body = Body.objects.create(
        association=association,
        slug="styrelsen",
        name="Styrelsen",
        series=Body.Series.MEETING,
        shows_meeting_number=True,
        meeting_number_pattern="# {nr} – {år}",
        remote_label="Deltog digitalt",
        decision_tag="BESLUTSÄRENDE",
        foot_lines=True,
        decision_heading="",
        decision_style=Body.DecisionStyle.PROSE,
        name_order=Body.NameOrder.PARTY,
    )
    parties = _parties(association, "Region Skogsmark", "RSM", "Lillebygds kommun", "LBK")
    people = {
        "LBK": _person(association, "Bodil", "Kvarnström"),
        "RSM": _person(association, "Stellan", "Myrvik"),
        "FK": _person(association, "Inez", "Hagdahl"),
        "AF": _person(association, "Ossian", "Trolle"),
    }
    manager = _person(association, "Vera", "Lundkvist", "förbundschef")
    _seats(body, parties, people, elected)
    deputies = {
        "LBK": ("Arvid", "Sköldhed"),
        "RSM": ("Greta", "Ljungdal"),
        "FK": ("Maj", "Vreterud"),
        "AF": ("Birger", "Almqvist"),
    }
    _deputies(body, deputies, elected)
    Office.objects.create(
        body=body, person=people["LBK"], kind="chair", first_day=elected, given_at=IN_USE_SINCE
    )
    Role.objects.create(
        association=association, person=manager, kind=Role.Kind.MANAGER, given_at=IN_USE_SINCE
    )
    _standards(body, years, PROSE_AGENDA)
    return Cast(association, body, secretary=manager, chair=people["LBK"], verifier=people["RSM"])


def logins() -> list[dict[str, str]]:
    """Everyone who can log in to the demo, with what they are there."""
    found = []
    for association in Association.objects.filter(slug__in=["exempelvik", "lillebygd"]):
        for person in association.people.exclude(email="").order_by("pk"):
            roles = [role.get_kind_display() for role in person.roles.filter(association=association)]
            roles += [
                office.get_kind_display() for office in person.offices.filter(body__association=association)
            ]
            roles = roles or [
                one.get_kind_display() for one in person.mandates.filter(body__association=association)
            ]
            found.append(
                {
                    "email": person.email,
                    "password": PASSWORD,
                    "role": roles[0].lower() if roles else "",
                    "association": association.slug,
                }
            )
    return found


def _person(association: Association, first: str, last: str, title: str = "", post: str = "") -> Person:
    """Somebody who logs in; or, with a postal address, somebody who has no e-mail address and is summoned by post."""
    name = f"{first}.{last}".lower().translate(str.maketrans("åäö", "aao"))
    account = {
        "email": f"{name}@{association.slug}.example",
        "password": hashed_password(),
        "in_use_since": IN_USE_SINCE,
    }
    person = Person.objects.create(
        first_name=first,
        last_name=last,
        title=title,
        **{"postal_address": post, "by_post": True, "password": make_password(None)} if post else account,
    )
    person.associations.add(association)
    return person


@cache
def hashed_password() -> str:
    """Hashed once for everyone: each time costs as much as a login."""
    return make_password(PASSWORD)


def _parties(
    association: Association, region: str, region_code: str, kommun: str, kommun_code: str
) -> dict[str, Party]:
    rows = (
        ("region", region, region_code, f"anslag@{region_code.lower()}.example"),
        ("af", "Arbetsförmedlingen", "AF", ""),
        ("fk", "Försäkringskassan", "FK", ""),
        ("municipality", kommun, kommun_code, f"anslag@{kommun_code.lower()}.example"),
    )
    return {
        code: Party.objects.create(
            association=association,
            kind=kind,
            name=name,
            code=code,
            board_email=email,
            board_url=f"https://{code.lower()}.example/anslagstavla" if email else "",
        )
        for kind, name, code, email in rows
    }


def _seats(body: Body, parties: dict[str, Party], holders: dict[str, Person], elected: date) -> None:
    for number, (code, person) in enumerate(holders.items(), start=1):
        seat = Seat.objects.create(body=body, party=parties[code], number=number)
        Mandate.objects.create(body=body, seat=seat, person=person, kind="member", first_day=elected)


def _deputies(body: Body, names: Mapping[str, tuple[str, ...]], elected: date) -> None:
    """As many ersättare as ledamöter, one of each member (Finsam 10 §)."""
    for code, name in names.items():
        seat = Seat.objects.get(body=body, party__code=code)
        person = _person(body.association, *name)
        Mandate.objects.create(body=body, seat=seat, person=person, kind="deputy", first_day=elected)


def _standards(body: Body, years: set[int], agenda: tuple[tuple[str, str, str, str], ...] = AGENDA) -> None:
    for position, (kind, heading, text, decision) in enumerate(agenda, start=1):
        StandardItem.objects.create(
            body=body, position=position, kind=kind, heading=heading, text=text, decisions=decision
        )
    StandardItem.objects.create(
        body=body, position=99, heading="Avslutande rad", text=CLOSING, is_closing=True
    )
    for year in years:
        BodyYear.objects.create(body=body, year=year)
    for name, text, decision in PHRASES:
        Phrase.objects.create(association=body.association, name=name, text=text, decision=decision)
