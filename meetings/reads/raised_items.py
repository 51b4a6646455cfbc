"""Anmälda ärenden and underlag: who may raise one, where each stands, and what waits for the office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from meetings.hooks import WaitingLine
from meetings.models import (
    Association,
    Attendee,
    Body,
    Mandate,
    Meeting,
    Party,
    Person,
    RaisedItem,
    RaisedLink,
    Role,
)
from meetings.querysets import own_protocol, state_of
from meetings.reads.people import held_in, names_of
from meetings.reads.replies import begins, replies_to
from meetings.rules.raising import OPEN, TONES, RaisedKind, RaisedState, comes_late, proposal_lines
from meetings.swedish import day_of, long_date
from meetings.workflow import LOCKED

TAKES_MORE = (Meeting.State.PLANNED, Meeting.State.SUMMONED, Meeting.State.OPEN)
_SEEN = ("body__association", "meeting__body__association", "paragraph", "person", "party")


@dataclass(frozen=True, slots=True)
class RaisedRow:
    """One of them in a list. `who` is its sender, `where` the meeting, and `about` when it came in or is awaited;
    `trouble` says why it cannot stay where it is."""

    item: RaisedItem
    who: str
    where: str
    about: str
    trouble: str = ""

    @property
    def kind(self) -> str:
        return RaisedKind(self.item.kind).label

    @property
    def state(self) -> str:
        if self.item.state == RaisedState.TAKEN and self.is_taken_out:
            return "Paragrafen är borttagen"
        return RaisedState(self.item.state).label

    @property
    def tone(self) -> str:
        return "waiting" if self.is_taken_out else TONES[RaisedState(self.item.state)]

    @property
    def title(self) -> str:
        """Its heading; of what nobody has written yet, the § that it is for."""
        paragraph = self.item.paragraph
        return self.item.heading or (str(paragraph) if paragraph else "Underlag")

    @property
    def is_taken_out(self) -> bool:
        """Whether the § that it was taken in to has been removed from the agenda."""
        paragraph = self.item.paragraph
        return self.item.state == RaisedState.TAKEN and bool(paragraph and paragraph.removed_at)

    @property
    def is_open(self) -> bool:
        return self.item.state in OPEN

    @property
    def may_be_taken(self) -> bool:
        return self.item.state == RaisedState.SENT or self.is_taken_out

    @property
    def may_be_ended(self) -> bool:
        """Whether the office may note that it is withdrawn: whoever has an account does so themself."""
        return self.is_open and may_be_ended_by_office(self.item)

    @property
    def is_own_matter(self) -> bool:
        """Whether it is a matter that was raised, not what a presenter writes for one of the office's."""
        return self.item.kind != RaisedKind.PRESENTER

    @property
    def is_extra(self) -> bool:
        """Whether its § is an «Extra ärende» in the meeting as it stands."""
        meeting = self.item.meeting
        return meeting is not None and comes_late(
            self.item.kind,
            sent_at=self.item.sent_at,
            summoned_at=meeting.summoned_at,
            is_open=meeting.state == Meeting.State.OPEN,
        )

    @property
    def proposals(self) -> tuple[str, ...]:
        return proposal_lines(self.item.proposals)


def raised_in(association: Association) -> QuerySet[RaisedItem]:
    """All of the association's, with what a list shows of each."""
    return RaisedItem.objects.filter(body__association=association).select_related(*_SEEN)


def raised_for(meeting: Meeting) -> QuerySet[RaisedItem]:
    """Those of the meeting, and those of its body that wait for one: no other is planned for them, or theirs was
    cancelled or is over."""
    waits = Q(meeting=None) | ~Q(meeting__state__in=TAKES_MORE)
    offered = waits & Q(body=meeting.body, state__in=(RaisedState.SENT, RaisedState.RETURNED))
    own = Q(meeting=meeting)
    if meeting.state not in TAKES_MORE:
        return raised_in(meeting.body.association).filter(own)
    return raised_in(meeting.body.association).filter(own | offered)


def waiting_for(meeting: Meeting) -> list[tuple[str, str, str]]:
    """Those that are to go on the meeting's agenda and do not stand there: public id, heading and state; one query."""
    items = raised_for(meeting).filter(state__in=OPEN)
    return [
        (row.item.public_id, row.title, row.state) for row in (RaisedRow(one, "", "", "") for one in items)
    ]


def raised_by(person: Person, association: Association) -> QuerySet[RaisedItem]:
    """The person's own, the latest first."""
    return raised_in(association).filter(person=person).order_by("-id")


def rows_of(items: Iterable[RaisedItem], association: Association, today: date) -> list[RaisedRow]:
    """As lists show them; one query more for the names."""
    each = list(items)
    names = names_of({one.person for one in each if one.person}, association)
    return [
        RaisedRow(one, _sender(one, names), _where(one), _about(one, today), _trouble(one)) for one in each
    ]


def sender_of(item: RaisedItem) -> str:
    """Who it is from, as a sentence names them: a person, a member of the association, or a presenter."""
    return _sender(item, names_of([item.person] if item.person else [], item.body.association))


def may_be_ended_by_office(item: RaisedItem) -> bool:
    """Whether its sender has no page of their own to withdraw it on."""
    return item.person is None or not item.person.email


def address_of_sender(item: RaisedItem) -> str:
    """Where its sender is written to; empty without an address."""
    if item.person:
        return item.person.email
    link: RaisedLink | None = item.links.last()
    return link.email if link else ""


def raising_hindrance(
    body: Body,
    meeting: Meeting | None,
    *,
    kind: str,
    person: Person | None,
    party: Party | None,
    at: datetime,
) -> str:
    """Why the matter cannot be raised in the meeting, or the body's next one, in one sentence; empty when it can.

    KL 4:20 and 4:21, Finsam 9 § 5 and 19 §: see rules.raising.
    """
    if meeting and (sentence := full_sentence(meeting, kind=kind, at=at)):
        return sentence
    if kind == RaisedKind.PRESENTER:
        return ""
    if not body.under_kl:
        return f"{body.name} ger bara råd. Rätten att väcka ärenden gäller styrelsen (4 kap. 20 § kommunallagen)."
    if kind == RaisedKind.PARTY:
        if party is None or party.association_id != body.association_id:
            return "Välj vilken medlem ärendet kommer från."
        if not body.parties_raise_by:
            return "Det är inte angivet att medlemmarna får väcka ärenden i organet."
        return ""
    if person is None:
        return "Välj vem ärendet kommer från."
    if kind == RaisedKind.AUDITOR:
        audits = Role.objects.filter(
            association=body.association_id, person=person, kind=Role.Kind.AUDITOR
        ).exists()
        if audits and body.kind == Body.Kind.BOARD:
            return ""
        return "Förbundets revisorer kan väcka ärenden i styrelsen (4 kap. 21 § kommunallagen)."
    return _seat_hindrance(body, meeting, person, at)


def full_sentence(meeting: Meeting, *, kind: str, at: datetime) -> str:
    """Why the meeting takes no more of that kind, in one sentence; empty when it does."""
    if meeting.state == Meeting.State.CANCELLED:
        return "Sammanträdet är inställt."
    if meeting.state not in TAKES_MORE or state_of(own_protocol(meeting)) in LOCKED:
        return "Sammanträdet är avslutat."
    if kind == RaisedKind.PRESENTER and (meeting.state == Meeting.State.OPEN or at >= begins(meeting)):
        return "Sammanträdet har börjat."
    return ""


def bodies_to_raise_in(
    person: Person, association: Association, today: date
) -> list[tuple[Body, RaisedKind]]:
    """Where the person may raise a matter today, and as what: the bodies in which they decide or are deputies, and
    the board for an auditor. Whether a deputy serves is known for each meeting alone."""
    held = Mandate.objects.filter(
        Q(last_day=None) | Q(last_day__gte=today), person=person, body=OuterRef("pk"), first_day__lte=today
    )
    seated = Body.objects.filter(deciding_here(), Exists(held), association=association).order_by("pk")
    found = [(one, RaisedKind.MEMBER) for one in seated]
    if association.roles.filter(person=person, kind=Role.Kind.AUDITOR).exists():
        known = {one.pk for one, _ in found}
        boards = association.bodies.filter(kind=Body.Kind.BOARD).order_by("pk")
        found += [(one, RaisedKind.AUDITOR) for one in boards if one.pk not in known]
    return found


def deciding_here() -> Q:
    """Of bodies: that they are under KL, as `Body.under_kl`."""
    of_committee = Q(kind=Body.Kind.COMMITTEE) & ~Q(delegated_in="")
    return Q(kind=Body.Kind.BOARD) | of_committee


def meetings_to_raise_in(bodies: Iterable[Body], today: date) -> QuerySet[Meeting]:
    """Those to come, and one that is running, the next first."""
    return (
        Meeting.objects.filter(body__in=list(bodies), state__in=TAKES_MORE)
        .filter(Q(date__gte=today) | Q(end_date__gte=today))
        .select_related("body__association")
        .order_by("date", "start", "pk")
    )


def lines_for_office(association: Association, today: date) -> list[WaitingLine]:
    """What has come in and is on no agenda yet, for «Att göra»."""
    waiting = raised_in(association).filter(state=RaisedState.SENT).order_by("meeting__date", "id")
    return [
        WaitingLine(
            heading="Anmälda ärenden och underlag",
            title=row.title,
            text=f"{row.kind}: {row.who}. {row.about.removesuffix('.')}",
            by=row.trouble or f"{row.where}.",
            address=reverse("raised_item", args=[association.slug, row.item.public_id]),
            button="Läs",
            is_late=bool(row.item.meeting and row.item.meeting.date <= today),
        )
        for row in rows_of(waiting, association, today)
    ]


def asked_before(today: date) -> QuerySet[RaisedItem]:
    """Those that somebody was asked for and has not sent, whose day to answer is not past."""
    waits = (RaisedState.ASKED, RaisedState.RETURNED)
    return RaisedItem.objects.filter(
        state__in=waits, answer_by__gte=today, meeting__state__in=TAKES_MORE
    ).select_related(*_SEEN)


def _seat_hindrance(body: Body, meeting: Meeting | None, person: Person, at: datetime) -> str:
    """A ledamot may; a deputy in a meeting where the deputy serves, or is going to by the answers."""
    mandate = held_in(body, meeting.date if meeting else day_of(at)).filter(person=person)
    if mandate.filter(kind=Mandate.Kind.MEMBER).exists():
        return ""
    if not mandate.exists():
        return f"{person} har inget uppdrag i organet{f' den {long_date(meeting.date)}' if meeting else ''}."
    if meeting and _serves(meeting, person, at):
        return ""
    return (
        "En ersättare kan väcka ärenden vid ett sammanträde där ersättaren tjänstgör (4 kap. 20 § kommunallagen). "
        "Be en ledamot att anmäla ärendet."
    )


def _serves(meeting: Meeting, person: Person, at: datetime) -> bool:
    if Attendee.objects.filter(meeting=meeting, person=person, serving_seat__isnull=False).exists():
        return True
    return meeting.state == Meeting.State.SUMMONED and person.pk in replies_to(meeting, at).outlook.serving()


def _sender(item: RaisedItem, names: dict[int, str]) -> str:
    if item.person:
        return names[item.person.pk]
    if item.party:
        return f"{item.party} ({item.name})" if item.name else str(item.party)
    return item.name


def _where(item: RaisedItem) -> str:
    if item.meeting is None:
        return f"{item.body.name}, nästa möte som planeras"
    return f"{item.meeting.body.name} {long_date(item.meeting.date)}"


def _about(item: RaisedItem, today: date) -> str:
    if item.state == RaisedState.ASKED:
        if item.answer_by is None:
            return "Inget svar än."
        late = "skulle ha svarat" if item.answer_by < today else "svarar senast"
        return f"{late.capitalize()} {long_date(item.answer_by)}."
    return f"Kom in {long_date(item.received_on)}." if item.received_on else ""


def _trouble(item: RaisedItem) -> str:
    """What has happened to its meeting meanwhile, of one that is on no agenda."""
    if item.state not in OPEN:
        return ""
    if item.meeting is None:
        return "Väntar på nästa möte." if item.state != RaisedState.ASKED else ""
    if item.meeting.state == Meeting.State.CANCELLED:
        return "Mötet är inställt. För ärendet till ett annat möte."
    if item.meeting.state not in TAKES_MORE:
        return "Mötet är avslutat. För ärendet till ett annat möte."
    return ""
