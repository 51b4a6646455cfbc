"""The registers of an association, as its office reads them."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from meetings.models import Association, Body, Mandate, Office, Party, Person, Role, Seat
from meetings.models.ordering import swedish
from meetings.reads.people import belongs_elsewhere, people_of
from meetings.reads.row_history import RowChange, changes_of
from meetings.rules.makeup import Appointed, appointing_letter_text, balance_remark, member_remarks
from meetings.rules.substitution import Deputy
from meetings.rules.succession import next_in_line


@dataclass(frozen=True)
class PeopleSearch:
    """Whom to list: `body` is None for every body; `when` is "now", "later", "past", "never" or "" for everybody."""

    words: str = ""
    body: Body | None = None
    kind: str = ""
    when: str = ""


SEARCHED = ("first_name", "last_name", "email", "title")


def people_listed(association: Association, asked: PeopleSearch, today: date) -> QuerySet[Person]:
    """In the order of names, each with `held`, mandates that hold today or later, and `chairs`, the same of offices."""
    rows = Person.objects.filter(Exists(people_of({association.pk}).filter(pk=OuterRef("pk"))))
    for word in asked.words.split():
        rows = rows.filter(reduce(or_, (Q(**{f"{each}__icontains": word}) for each in SEARCHED)))
    mandates = Mandate.objects.filter(person=OuterRef("pk"), body__association=association)
    if asked.body:
        mandates = mandates.filter(body=asked.body)
    if asked.kind:
        mandates = mandates.filter(kind=asked.kind)
    if asked.when == "never":
        rows = rows.exclude(Exists(mandates))
    elif asked.when or asked.body or asked.kind:
        rows = rows.filter(Exists(mandates.filter(_when(asked.when, today))))
    own = Mandate.objects.filter(body__association=association).exclude(last_day__lt=today)
    chairs = Office.objects.filter(body__association=association).exclude(last_day__lt=today)
    return rows.order_by(swedish("last_name"), swedish("first_name"), "pk").prefetch_related(
        Prefetch("mandates", own.select_related("seat__party", "body").order_by("first_day"), to_attr="held"),
        Prefetch("offices", chairs.select_related("body").order_by("first_day"), to_attr="chairs"),
    )


def _when(when: str, today: date) -> Q:
    if when == "later":
        return Q(first_day__gt=today)
    if when == "past":
        return Q(last_day__lt=today)
    return holds_on(today) if when == "now" else Q()


def holds_on(day: date) -> Q:
    return Q(first_day__lte=day) & (Q(last_day=None) | Q(last_day__gte=day))


@dataclass(frozen=True)
class PersonInRegister:
    """What an association knows of one person."""

    mandates: list[Mandate]
    offices: list[Office]
    roles: list[Role]
    changes: list[RowChange]


def person_in(person: Person, association: Association) -> PersonInRegister:
    """The person's mandates, newest first, offices and roles in the association, and what has happened to them."""
    of_body = {"body__association": association}
    mandates = Mandate.objects.filter(person=person, **of_body).select_related("seat__party", "body")
    offices = Office.objects.filter(person=person, **of_body).select_related("body")
    histories = [
        Person.history.filter(id=person.pk),
        Mandate.history.filter(person=person, body__association=association),
        Office.history.filter(person=person, body__association=association),
        Role.history.filter(person=person, association=association),
    ]
    return PersonInRegister(
        list(mandates.order_by("-first_day", "-pk")),
        list(offices.order_by("-first_day", "-pk")),
        list(Role.objects.filter(person=person, association=association)),
        changes_of(association, *histories),
    )


NAMES = ("first_name", "last_name")
POST = ("title", "postal_address", "by_post")


def written_by_the_office(person: Person, associations: frozenset[int]) -> tuple[str, ...]:
    """What those who keep these associations' registers write of a person.

    Whoever is somebody else's business too writes it all themself, and a name is one's own once the account is in use.
    """
    if person.is_superuser or person.is_staff or belongs_elsewhere(person, associations):
        return ()
    return POST if person.in_use_since else (*NAMES, *POST)


@dataclass(frozen=True)
class SeatLine:
    """A seat on a day: who holds it, None when it is vacant, and the deputies who stand by for it."""

    seat: Seat
    holder: Mandate | None
    deputies: list[Mandate]
    next_holder: Mandate | None


@dataclass(frozen=True)
class MemberLine:
    """What a member has in a body, and what the law asks of it still."""

    party: Party
    seats: list[SeatLine]
    remarks: list[str]


@dataclass(frozen=True)
class Lineup:
    """A body on a day, by member; the remark is on the whole of it."""

    members: list[MemberLine]
    remark: str

    @property
    def seats(self) -> list[SeatLine]:
        return [one for member in self.members for one in member.seats]

    @property
    def vacant(self) -> list[SeatLine]:
        return [one for one in self.seats if one.holder is None]


def lineup_of(body: Body, day: date) -> Lineup:
    """Three questions, however many seats. Remarks are of a board alone: the law asks nothing of other bodies."""
    parties = list(body.association.parties.order_by(swedish("name")))
    coming = Mandate.objects.exclude(last_day__lt=day).select_related("person", "seat")
    mandates = Prefetch("mandates", coming.order_by("service_order", "first_day"), to_attr="coming")
    seats = list(body.seats.order_by("number").prefetch_related(mandates))
    members = []
    for party in parties:
        lines = [_seat_line(one, day) for one in seats if one.party_id == party.pk]
        if lines or body.kind == Body.Kind.BOARD:
            remarks = member_remarks(_appointed(party, lines)) if body.kind == Body.Kind.BOARD else []
            members.append(MemberLine(party, lines, remarks))
    held = _counts([seat for one in members for seat in one.seats])
    return Lineup(members, balance_remark(*held) if body.kind == Body.Kind.BOARD else "")


def _seat_line(seat: Seat, day: date) -> SeatLine:
    coming: list[Mandate] = seat.coming  # type: ignore[attr-defined]
    members = [one for one in coming if one.kind == Mandate.Kind.MEMBER]
    now = [one for one in members if one.first_day <= day]
    later = sorted((one for one in members if one.first_day > day), key=lambda one: one.first_day)
    deputies = [one for one in coming if one.kind == Mandate.Kind.DEPUTY and one.first_day <= day]
    return SeatLine(seat, now[0] if now else None, deputies, later[0] if later else None)


def _counts(seats: list[SeatLine]) -> tuple[int, int]:
    return sum(one.holder is not None for one in seats), sum(len(one.deputies) for one in seats)


def _appointed(party: Party, seats: list[SeatLine]) -> Appointed:
    return Appointed(party.name, len(seats), *_counts(seats))


def in_line_for(seat: Seat, day: date) -> list[Mandate]:
    """The deputies who may step in on the seat for good on `day`, who comes first (Finsam 15 §)."""
    held = Mandate.objects.filter(holds_on(day), body=seat.body_id, kind=Mandate.Kind.DEPUTY)
    known = {one.pk: one for one in held.select_related("person", "seat__party")}
    deputies = [
        Deputy(
            id=key, name=one.person.name, seat=one.seat_id, party=one.seat.party_id, order=one.service_order
        )
        for key, one in known.items()
    ]
    return [known[int(str(one.id))] for one in next_in_line(seat.pk, seat.party_id, deputies)]


def vacant_from(seat: Seat, today: date) -> date:
    """The day after the last ledamot left the seat; today for one that nobody has held, or whom a day to come ends."""
    last = seat.mandates.filter(kind=Mandate.Kind.MEMBER).order_by("-first_day").first()
    return last.last_day + timedelta(days=1) if last and last.last_day else today


def sizes_of(association: Association) -> dict[str, int]:
    """How many rows each register has, by name; one question for each."""
    return {
        "people": people_of({association.pk}).count(),
        "parties": association.parties.count(),
        "bodies": association.bodies.count(),
        "phrases": association.phrases.count(),
        "roles": association.roles.count(),
    }


@dataclass(frozen=True)
class AppointingLetter:
    """A letter to a member on whom it is to appoint; `remarks` is what it lacks, [] when nothing."""

    subject: str
    body: str
    remarks: list[str]


def members_of(association: Association, day: date) -> list[MemberLine]:
    """Every member with its seats in the board, or with none where there is no board yet."""
    board = _board_of(association)
    if board:
        return lineup_of(board, day).members
    return [MemberLine(one, [], []) for one in association.parties.order_by(swedish("name"))]


def appointing_letter(party: Party, day: date, *, by: Person) -> AppointingLetter:
    """What the member lacks in the board on `day`, in a letter from `by`."""
    association = party.association
    remarks = next((one.remarks for one in members_of(association, day) if one.party.pk == party.pk), [])
    signed = [by.name, association.name, *association.address.splitlines(), association.email]
    body = appointing_letter_text(
        party.name,
        association.name,
        remarks,
        is_of_state=not party.must_post,
        signed=[one for one in signed if one],
    )
    return AppointingLetter(f"Val till styrelsen för {association.name}", body, remarks)


def _board_of(association: Association) -> Body | None:
    boards = association.bodies.filter(kind=Body.Kind.BOARD).order_by("pk")
    return boards.select_related("association").first()


def next_position(body: Body) -> int:
    """Where a new item of the standard agenda goes: last."""
    last = body.standard_items.order_by("-position").first()
    return last.position + 1 if last else 1


def roles_of(association: Association) -> list[Role]:
    """Every role with its person, by kind and then by name."""
    rows = Role.objects.filter(association=association).select_related("person")
    return list(rows.order_by("kind", swedish("person__last_name"), swedish("person__first_name")))
