"""Who is in an association's registers, however they came there, and who else relies on the same person."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from meetings import hooks
from meetings.models import Association, Attendee, Body, Mandate, Meeting, Office, Person, Role
from meetings.models.ordering import swedish
from meetings.rules.makeup import makeup_remarks
from meetings.rules.names import folded_name
from meetings.rules.namesakes import Named, told_apart
from meetings.swedish import day_of, sort_key


def people_of(associations: Collection[int]) -> QuerySet[Person]:
    """Everyone in the registers of the associations with these keys, without doubles."""
    members = Person.associations.through.objects.filter(association__in=associations)
    return Person.objects.filter(
        Q(pk__in=members.values("person"))
        | Q(pk__in=Role.objects.filter(association__in=associations).values("person"))
        | Q(mandates__body__association__in=associations)
        | Q(offices__body__association__in=associations)
    ).distinct()


def in_office_of(body: Body, day: date) -> QuerySet[Person]:
    """Everyone with a mandate in the body on `day`, whether or not they have an account."""
    return Person.objects.filter(mandates__in=held_in(body, day)).distinct().order_by("pk")


def held_in(body: Body, day: date) -> QuerySet[Mandate]:
    """The mandates of the body that hold on `day`."""
    return body.mandates.filter(Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day)


def names_of(people: Iterable[Person], association: Association) -> dict[int, str]:
    """What each is called in a list of the association's, by key, unlike everybody else there."""
    each = list(people)
    shared = namesakes_in(association, besides=each)
    return {one.pk: shared.get(one.pk, one.name) for one in each}


def name_in(association: Association, person: Person) -> str:
    """What one person is called in the association, unlike everybody else there."""
    return names_of([person], association)[person.pk]


def namesakes_in(association: Association, besides: Collection[Person] = ()) -> dict[int, str]:
    """What everybody is called who shares a name with somebody else in the association, by key; {} when nobody does.

    The party of a mandate tells them apart, else title or address. `besides` are people who may have left it.
    """
    known = Q(pk__in=people_of({association.pk}).values("pk")) | Q(pk__in=[one.pk for one in besides])
    for of_other_app in hooks.other_people:
        known |= Q(pk__in=of_other_app(association).values("pk"))
    bearers: defaultdict[str, list[Person]] = defaultdict(list)
    for one in Person.objects.filter(known).only("first_name", "last_name", "title", "email"):
        bearers[folded_name(one.name)].append(one)
    sharing = [one for each in bearers.values() if len(each) > 1 for one in each]
    if not sharing:
        return {}
    held = Mandate.objects.filter(person__in=sharing, body__association=association).order_by("first_day")
    parties = dict(held.values_list("person", "seat__party__code"))
    names = told_apart([Named(one.name, (parties.get(one.pk, ""), one.title, one.email)) for one in sharing])
    return {one.pk: name for one, name in zip(sharing, names, strict=True)}


def belongs_elsewhere(person: Person, associations: Collection[int]) -> bool:
    """Whether the person stands in a register outside these associations too, or is relied on there."""
    return person.associations.exclude(pk__in=associations).exists() or is_relied_on_elsewhere(
        person, associations
    )


def is_relied_on_elsewhere(person: Person, associations: Collection[int]) -> bool:
    """Whether somebody outside these associations relies on the person's account: for a mandate, a role, a signature.

    To stand in a register is not enough: any association can put anybody there who has an address. Whoever applies
    for funds does so on their own account, and so is always relied on.
    """
    signed = person.signatories.exclude(version__protocol__meeting__body__association__in=associations)
    led = Meeting.objects.filter(Q(chair=person) | Q(secretary=person))
    return (
        person.roles.exclude(association__in=associations).exists()
        or person.mandates.exclude(body__association__in=associations).exists()
        or person.offices.exclude(body__association__in=associations).exists()
        or signed.exists()
        or led.exclude(body__association__in=associations).exists()
        or any(ties(person) for ties in hooks.other_ties)
    )


def associations_with(person: Person) -> QuerySet[Association]:
    """Those whose registers the person stands in."""
    return Association.objects.filter(
        Q(people=person)
        | Q(roles__person=person)
        | Q(bodies__mandates__person=person)
        | Q(bodies__offices__person=person)
    ).distinct()


def association_of(person: Person) -> Association | None:
    """The one that letters about the person's account come from."""
    tied = (one for ties in hooks.other_ties for one in ties(person))
    # By key, not by name: the same one each time, also when an association changes its name.
    return associations_with(person).order_by("pk").first() or next(tied, None)


def all_associations_of(person: Person) -> list[Association]:
    """Those the person has to do with in any app, in the order of the alphabet."""
    tied = {one for ties in hooks.other_ties for one in ties(person)}
    return sorted({*associations_with(person), *tied}, key=lambda one: sort_key(one.name))


def presidium_of(person: Person, at: datetime) -> list[Person]:
    """Chair and vice chairs today of the boards where the person stands in the register."""
    held = presiding_at(at).filter(body__association__in=associations_with(person))
    return list(Person.objects.filter(offices__in=held).distinct())


@dataclass(frozen=True)
class Reached:
    """Who reads a letter to a presidium, and who of it reads no letters, so that the rest of the board tells them."""

    readers: list[Person]
    unreached: list[Person]


def reached(told: Collection[Person], associations: Collection[Association], at: datetime) -> Reached:
    """Those of `told` with an e-mail address; the boards' other ledamöter and ersättare too where somebody has none.

    A letter by post would be printed, and posted, by the chancellery: the one whose changes it is about.
    """
    unreached = [one for one in told if not one.email]
    readers = [one for one in told if one.email]
    if unreached:
        day = day_of(at)
        held = Mandate.objects.filter(Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day)
        boards = held.filter(body__kind=Body.Kind.BOARD, body__association__in=associations)
        others = Person.objects.filter(mandates__in=boards).exclude(email="").order_by("pk").distinct()
        readers += [one for one in others if one not in readers]
    return Reached(readers, unreached)


def presidium_on(body: Body, day: date) -> list[Person]:
    """Chair and vice chairs of the body that day, the chair first."""
    held = body.offices.filter(Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day)
    return [one.person for one in held.select_related("person").order_by("kind", "rank")]


def presiding_at(at: datetime) -> QuerySet[Office]:
    """Chairs and vice chairs of boards on the day of `at`."""
    day = day_of(at)
    of_boards = Office.objects.filter(body__kind=Body.Kind.BOARD)
    return of_boards.filter(Q(last_day__isnull=True) | Q(last_day__gte=day), first_day__lte=day)


def people_who_may_lead(meeting: Meeting) -> QuerySet[Person]:
    """Those with a mandate in the meeting of a board; whether they serve in each § is asked at the freeze."""
    mandated = meeting.attendees.exclude(person=None).exclude(kind=Attendee.Kind.GUEST)
    return Person.objects.filter(pk__in=mandated.values("person")).order_by(
        swedish("last_name"), swedish("first_name")
    )


def makeup_of(body: Body, today: date) -> list[str]:
    """What the board lacks of members' ledamöter and ersättare (rules.makeup); nothing of other bodies."""
    if body.kind != Body.Kind.BOARD:
        return []
    held = {party.name: [0, 0] for party in body.association.parties.order_by(swedish("name"))}
    current = body.mandates.filter(Q(last_day=None) | Q(last_day__gte=today), first_day__lte=today)
    for mandate in current.select_related("seat__party"):
        held[mandate.seat.party.name][mandate.kind == Mandate.Kind.DEPUTY] += 1
    return makeup_remarks({name: (members, deputies) for name, (members, deputies) in held.items()})
