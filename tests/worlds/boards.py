"""Rows for tests, made through the actions where there is one. Keyword defaults; nobody here is real."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.test import override_settings

from meetings.actions.attending import choose_verifiers, set_all_present, set_presence
from meetings.actions.drafting import add_decision, add_paragraph
from meetings.actions.freezing import freeze_protocol
from meetings.actions.planning import create_meeting, edit_meeting
from meetings.actions.signing import HowSigned, sign_protocol
from meetings.actions.standing_in import start_stand_in
from meetings.models import (
    Association,
    Body,
    Decision,
    Mandate,
    Meeting,
    Office,
    Paragraph,
    Party,
    Person,
    Protocol,
    ProtocolVersion,
    Role,
    Seat,
    StandardItem,
    StandIn,
    Verification,
)
from meetings.querysets import own_protocol
from tests.worlds.laid_out import laid_out_once
from tests.worlds.seals import give_seal
from tests.worlds.second_step import make_app

STOCKHOLM = ZoneInfo("Europe/Stockholm")
PASSWORD = "en-lang-losenfras-26"
MEETING_DAY = date(2024, 5, 30)
SIGN = HowSigned("Lösenord", "127.0.0.1", "pytest")
ELECTED = date(2023, 1, 1)


def at(day: date = MEETING_DAY, hour: int = 12, minute: int = 0) -> datetime:
    """A moment of that Swedish day."""
    return datetime.combine(day, time(hour, minute), STOCKHOLM)


def make_person(
    first: str, last: str, *, title: str = "", password: str = PASSWORD, email: str = ""
) -> Person:
    address = email or f"{first}.{last}@example.org".lower().translate(str.maketrans("åäöé", "aaoe"))
    names = {"first_name": first, "last_name": last, "title": title}
    return Person.objects.create_user(address, password, **names, in_use_since=at(ELECTED))


@dataclass
class Board:
    """An association with a board of four, and everyone around it."""

    association: Association
    body: Body
    parties: dict[str, Party]
    chair: Person
    verifier: Person
    member: Person
    other_member: Person
    deputy: Person
    secretary: Person
    manager: Person
    auditor: Person
    seats: dict[str, Seat] = field(default_factory=dict)


@override_settings(SIMPLE_HISTORY_ENABLED=False)  # half the time of most tests; nobody asks how it came to be
def make_board(
    *, slug: str = "exempelvik", suffix: str = "", standard_agenda: bool = False, **settings: object
) -> Board:
    """Region, kommun, FK and AF with one seat each. `suffix` sets a second association's e-mails apart."""
    association = Association.objects.create(
        slug=slug,
        name=f"Samordningsförbundet i {slug.capitalize()}",
        org_number="222000-0000",
        address="Storgatan 1\n123 45 Exempelvik",
        email=f"kansli@{slug}.example",
        court="Förvaltningsrätten i Härnösand",
        verification_decided_on=date(2023, 2, 16),
        verification_decided_in="5",
    )
    give_seal(association)
    body = Body.objects.create(
        association=association, slug="styrelsen", name="Förbundsstyrelsen", **settings
    )
    kinds = {"RVN": ("region", "Region Vallnäs"), "AF": ("af", "Arbetsförmedlingen")}
    kinds |= {"FK": ("fk", "Försäkringskassan"), "EK": ("municipality", "Exempelviks kommun")}
    parties = {
        code: Party(
            association=association,
            kind=kind,
            name=name,
            code=code,
            board_email=f"anslag-{code.lower()}@{slug}.example" if kind in ("region", "municipality") else "",
        )
        for code, (kind, name) in kinds.items()
    }
    Party.objects.bulk_create(parties.values())

    def person(first: str, last: str, title: str = "") -> Person:
        return make_person(first, last, title=title, email=f"{first}.{last}{suffix}@example.org".lower())

    board = Board(
        association=association,
        body=body,
        parties=parties,
        chair=person("Astrid", "Norling"),
        verifier=person("Henrik", "Brolin"),
        member=person("Petra", "Sandell"),
        other_member=person("Mona", "Edvinsson"),
        deputy=person("Gunnar", "Hallin"),
        secretary=person("Karl", "Ostman", "förbundschef"),
        manager=person("Eva", "Lindmark", "utvecklingsstrateg"),
        auditor=person("Ulf", "Revinge"),
    )
    membership = Person.associations.through
    membership.objects.bulk_create(
        membership(person=each, association=association)
        for each in vars(board).values()
        if isinstance(each, Person)
    )
    holders = {"RVN": board.chair, "AF": board.verifier, "FK": board.member, "EK": board.other_member}
    for number, code in enumerate(holders, start=1):
        board.seats[code] = Seat(body=body, party=parties[code], number=number)
    Seat.objects.bulk_create(board.seats.values())
    seated = [("member", code, holder) for code, holder in holders.items()] + [
        ("deputy", "RVN", board.deputy)
    ]
    Mandate.objects.bulk_create(
        Mandate(body=body, seat=board.seats[code], person=holder, kind=kind, first_day=ELECTED)
        for kind, code, holder in seated
    )
    Office.objects.bulk_create(
        Office(body=body, person=holder, kind=kind, first_day=ELECTED, given_at=at(ELECTED))
        for kind, holder in (("chair", board.chair), ("vice_chair", board.verifier))
    )
    Role.objects.bulk_create(
        Role(association=association, person=holder, kind=kind, given_at=at(ELECTED))
        for kind, holder in (
            (Role.Kind.SECRETARY, board.secretary),
            (Role.Kind.MANAGER, board.manager),
            (Role.Kind.AUDITOR, board.auditor),
        )
    )
    for holder in (board.secretary, board.manager):
        make_app(holder)
    if standard_agenda:
        StandardItem.objects.create(
            body=body, position=1, heading="Sammanträdet öppnas", text="<p>Ordföranden öppnar.</p>"
        )
    return board


def make_meeting(board: Board, *, day: date = MEETING_DAY, **changes: object) -> Meeting:
    """A planned meeting, created through the action."""
    meeting = create_meeting(
        body=board.body,
        date=day,
        start=time(8, 30),
        place="Stadshuset, Sälen",
        by=board.secretary,
        at=at(day, 7),
    )
    if changes:
        meeting = edit_meeting(meeting=meeting, by=board.secretary, at=at(day, 7), **changes)
    return meeting


def make_paragraph(
    meeting: Meeting,
    by: Person,
    *,
    heading: str = "Ekonomisk rapport",
    text: str = "<p>Förbundschefen redovisade ekonomin.</p>",
    kind: str = Paragraph.Kind.DECISION,
    decisions: tuple[str, ...] = ("att lägga rapporten till handlingarna.",),
) -> Paragraph:
    return add_paragraph(
        meeting=meeting,
        by=by,
        at=at(meeting.date, 9),
        heading=heading,
        text=text,
        kind=kind,
        decisions=decisions,
    )


def make_decision(paragraph: Paragraph, by: Person, *, text: str = "att bifalla.") -> Decision:
    return add_decision(paragraph=paragraph, by=by, at=at(paragraph.meeting.date, 9), text=text)


def make_ready(
    board: Board,
    *,
    day: date = MEETING_DAY,
    paragraphs: int = 2,
    publish: bool = True,
    deputy_verifier: Person | None = None,
) -> Protocol:
    """A draft with nothing missing: held, everyone said to be here or not, verifier chosen."""
    meeting = make_meeting(board, day=day)
    by, moment = board.secretary, at(day)
    set_presence(attendee=meeting.attendees.get(person=board.deputy), presence="absent", by=by, at=moment)
    set_all_present(meeting=meeting, by=by, at=moment)
    deputies = [deputy_verifier] if deputy_verifier else []
    choose_verifiers(meeting=meeting, verifiers=[board.verifier], deputies=deputies, by=by, at=moment)
    for number in range(1, paragraphs + 1):
        make_paragraph(meeting, by, heading=f"Ärende {number}")
    edit_meeting(meeting=meeting, by=by, at=moment, end=time(11, 0), publish=publish)
    return own_protocol(meeting)


def make_frozen(board: Board, **draft: object) -> ProtocolVersion:
    """Out for verification."""
    protocol = make_ready(board, **draft)  # type: ignore[arg-type]
    with laid_out_once():
        return freeze_protocol(protocol=protocol, by=board.secretary, at=at(protocol.meeting.date, 15))


def sign(version: ProtocolVersion, person: Person, *, moment: datetime | None = None) -> Verification | None:
    moment = moment or at(version.protocol.meeting.date, 16)
    with laid_out_once():
        return sign_protocol(version=version, by=person, at=moment, how=SIGN)


def make_verified(board: Board, **draft: object) -> Verification:
    """Signed by all three, sealed and noticed."""
    version = make_frozen(board, **draft)
    for person in (board.secretary, board.chair):
        sign(version, person)
    verification = sign(version, board.verifier)
    assert verification
    return verification


def let_stand_in(
    version: ProtocolVersion, person: Person, *, by: Person, moment: datetime | None = None
) -> StandIn:
    """`person` may sign in the place of the one whom the role replaces."""
    signatory = version.signatories.get(person=person, role__in=["deputy_chair", "deputy_verifier"])
    replaced = version.signatories.filter(role=signatory.role.removeprefix("deputy_")).first()
    assert replaced
    return start_stand_in(
        replaced=replaced,
        signatory=signatory,
        reason="bortrest",
        by=by,
        at=moment or at(version.protocol.meeting.date, 16),
    )
