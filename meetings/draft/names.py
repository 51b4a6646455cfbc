"""What everybody is called in one protocol: a number of their own, and a name that nobody else in it has."""

from collections.abc import Iterable, Mapping

from meetings.models import Attendee, Person
from meetings.record.people import KnownPerson
from meetings.rules.namesakes import Named, told_apart

type Known = Mapping[tuple[str, int], KnownPerson]  # by `identity`


def identity(one: Attendee | Person) -> tuple[str, int]:
    """What tells a person from another: the account, or the line of the attendance where there is none."""
    if isinstance(one, Person):
        return "person", one.pk
    return ("person", one.person_id) if one.person_id else ("attendee", one.pk)


def known_people(attendees: Iterable[Attendee], others: Iterable[tuple[Person, str]] = ()) -> Known:
    """Everybody, attendees first. `others` may be attendees too, and come with what they are to the protocol."""
    parties: dict[tuple[str, int], str | None] = {}
    named: dict[tuple[str, int], Named] = {}
    for one in attendees:
        parties[identity(one)] = one.mandate.seat.party.code if one.mandate else None
        named[identity(one)] = Named(one.display_name, _marks_of(one))
    for person, role in others:
        named.setdefault(identity(person), Named(person.name, (person.title, role)))
    names = told_apart(list(named.values()))
    return {
        key: KnownPerson(
            key=number,
            name=name,
            full_name=one.name,
            party=parties.get(key),
            title=next(filter(None, one.marks[-2:]), ""),
        )
        for number, ((key, one), name) in enumerate(zip(named.items(), names, strict=True), start=1)
    }


def _marks_of(one: Attendee) -> tuple[str, ...]:
    """A guest's own title is the one of the line; a ledamot's is the kind of mandate before that of the person."""
    party = one.mandate.seat.party.code if one.mandate else ""
    title = one.title if one.kind == Attendee.Kind.GUEST else one.get_kind_display().lower()
    return party, one.organisation, title, one.person.title if one.person else ""
