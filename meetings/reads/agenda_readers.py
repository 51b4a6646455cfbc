"""Who is told of a meeting, and what each of them may read of its agenda."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from meetings.access import can_read_drafts
from meetings.draft.agenda import AgendaReader
from meetings.models import Attendee, Body, DeclaredRecusal, Meeting, Person, Recusal, Role, Summons
from meetings.models.ordering import swedish
from meetings.reads.people import held_in, in_office_of
from meetings.reads.summonses import summonses_of

WHOLE = AgendaReader()


@dataclass(frozen=True)
class SummonsReceiver:
    """One who is told of a meeting: as what (`Summons.Kind`), and what they read of its agenda.

    A person of the register, or a guest who is written to at the address that the office has for the meeting.
    """

    kind: str
    email: str
    person: Person | None = None
    guest: Attendee | None = None
    reader: AgendaReader = WHOLE

    @property
    def key(self) -> int | str:
        return self.person.pk if self.person else self.email


def receivers_of(meeting: Meeting) -> list[SummonsReceiver]:
    """Each ledamot and ersättare that day, whether or not they have an account, the auditors and the guests, each once.

    Deputies are told the time and place too (KL 6:17 second paragraph).
    """
    kinds = Summons.Kind
    people = [(kinds.SUMMONED, one) for one in in_office_of(meeting.body, meeting.date)]
    people += [(kinds.KNOWLEDGE, one) for one in _for_knowledge(meeting)]
    found: dict[int | str, SummonsReceiver] = {}
    for kind, person in people:
        found.setdefault(person.pk, SummonsReceiver(kind, person.email, person))
    known = {one.email for one in found.values()}
    for guest in guests_of(meeting):
        email = guest.address.email
        if email not in known:
            found.setdefault(email, SummonsReceiver(kinds.GUEST, email, None, guest, reader_as(guest)))
    return list(found.values())


def not_told(meeting: Meeting) -> list[SummonsReceiver]:
    """Who is to be told of a summoned meeting and is not."""
    have = {key_of(one) for one in summonses_of(meeting)}
    return [one for one in receivers_of(meeting) if one.key not in have]


def key_of(summons: Summons) -> int | str:
    """Whose it is, as `SummonsReceiver.key`."""
    return summons.person_id or summons.guest_email


def guests_of(meeting: Meeting) -> QuerySet[Attendee]:
    """The guests whom a letter can reach, with their matters."""
    guests = meeting.attendees.filter(kind=Attendee.Kind.GUEST, address__isnull=False)
    return guests.select_related("address", "person").prefetch_related("paragraphs").order_by("pk")


def reader_of(meeting: Meeting, person: Person) -> AgendaReader:
    """What the person may read of the meeting's agenda. Access to the meeting at all is for meetings.access to say.

    All of it, but for the papers of a matter in which a ledamot or ersättare has declared jäv themself, where the body
    leaves those out.
    """
    if not meeting.body.leaves_out_recused or can_read_drafts(person, meeting.body.association):
        return AgendaReader()
    return AgendaReader(recused=declared_by(meeting, person))


def reader_as(guest: Attendee) -> AgendaReader:
    """A guest reads their own matters; one who takes part in the whole meeting reads all."""
    own = frozenset(one.public_id for one in guest.paragraphs.all())
    return AgendaReader(is_guest=True, matters=own or None)


def declared_by(meeting: Meeting, person: Person) -> frozenset[str]:
    """The §§, by public id, in which the person has declared jäv themself: before the meeting or in it."""
    before = DeclaredRecusal.objects.filter(paragraph__meeting=meeting, person=person)
    registered = Recusal.objects.filter(
        paragraph__meeting=meeting, attendee__person=person, how=Recusal.How.DISCLOSED
    )
    return frozenset(
        [
            *before.values_list("paragraph__public_id", flat=True),
            *registered.values_list("paragraph__public_id", flat=True),
        ]
    )


def _for_knowledge(meeting: Meeting) -> QuerySet[Person]:
    """The auditors, of a board's meeting; nobody of another body's."""
    if meeting.body.kind != Body.Kind.BOARD:
        return Person.objects.none()
    audits = Q(roles__association=meeting.body.association, roles__kind=Role.Kind.AUDITOR)
    held = held_in(meeting.body, meeting.date)
    auditors = Person.objects.filter(audits, is_active=True).exclude(pk__in=held.values("person"))
    return auditors.distinct().order_by(swedish("last_name"), "pk")
