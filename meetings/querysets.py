"""Reads, named as the office speaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db import connection, transaction
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields import CharField

from .models import (
    Association,
    Body,
    ChangeRequest,
    Mandate,
    Meeting,
    Paragraph,
    Person,
    Protocol,
    ProtocolVersion,
    Verification,
)
from .rules.deadlines import immediate_day, verification_deadline
from .swedish import day_of
from .workflow import ProtocolState


class StateOfProtocol(TypedDict):
    """What `with_state` adds to a protocol."""

    latest_version_id: int | None
    withdrawn: bool
    state: str


class StateOfMeeting(TypedDict):
    """What `meetings_with_state` adds to a meeting."""

    protocol_state: str
    protocol_withdrawn: bool


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    ProtocolWithState = WithAnnotations[Protocol, StateOfProtocol]
    MeetingWithState = WithAnnotations[Meeting, StateOfMeeting]
else:
    ProtocolWithState, MeetingWithState = Protocol, Meeting


def associations_of(person: Person) -> QuerySet[Association]:
    """The associations that the person works for, audits, holds a mandate in or is to sign a protocol of."""
    return Association.objects.filter(
        Q(roles__person=person)
        | Q(bodies__mandates__person=person)
        | Q(
            bodies__meetings__protocols__versions__signatories__person=person,
            bodies__meetings__protocols__verification__isnull=True,
        )
    ).distinct()


def with_state(protocols: QuerySet[Protocol]) -> QuerySet[ProtocolWithState]:
    """Annotates `state`, a ProtocolState, in the same query, and `withdrawn`: opened by the secretary alone."""
    latest = ProtocolVersion.objects.filter(protocol=OuterRef("pk")).order_by("-number")
    opened = ChangeRequest.objects.filter(version=OuterRef("latest_version_id"))
    asked = opened.filter(kind=ChangeRequest.Kind.REQUEST)
    return protocols.annotate(latest_version_id=Subquery(latest.values("pk")[:1])).annotate(
        withdrawn=Exists(opened) & ~Exists(asked),
        state=Case(
            When(
                Exists(Verification.objects.filter(protocol=OuterRef("pk"))),
                then=Value(ProtocolState.VERIFIED),
            ),
            When(latest_version_id=None, then=Value(ProtocolState.DRAFT)),
            When(
                Exists(opened),
                then=Value(ProtocolState.CHANGES_REQUESTED),
            ),
            default=Value(ProtocolState.FROZEN),
            output_field=CharField(),
        ),
    )


def state_of(protocol: Protocol) -> ProtocolState:
    """The protocol's state as the database has it now."""
    return ProtocolState(
        with_state(Protocol.objects.filter(pk=protocol.pk)).values_list("state", flat=True).get()
    )


def meetings_with_state(meetings: QuerySet[Meeting]) -> QuerySet[MeetingWithState]:
    """Annotates `protocol_state` and `protocol_withdrawn` with those of the meeting's own protocol (number 1)."""
    own = with_state(Protocol.objects.filter(meeting=OuterRef("pk"), number=1))
    return meetings.annotate(
        protocol_state=Subquery(own.values("state")[:1]),
        protocol_withdrawn=Subquery(own.values("withdrawn")[:1]),
    )


def held_meetings(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """All meetings but the cancelled ones."""
    return meetings.exclude(state=Meeting.State.CANCELLED)


def held_by(person: Person) -> Exists:
    """Of meetings: that the person has a mandate in the body on the day."""
    held = Mandate.objects.filter(
        person=person, body=OuterRef("body"), first_day__lte=OuterRef("date")
    ).filter(Q(last_day__isnull=True) | Q(last_day__gte=OuterRef("date")))
    return Exists(held)


def own_protocol(meeting: Meeting) -> Protocol:
    """The protocol of the whole meeting, number 1; exists from the meeting's creation."""
    return Protocol.objects.get(meeting=meeting, number=1)


def latest_version(protocol: Protocol) -> ProtocolVersion | None:
    return ProtocolVersion.objects.filter(protocol=protocol).order_by("-number").first()


def dealt_with_on(protocol: Protocol, today: date | None = None) -> date:
    """The day that the time for justering is counted from: the meeting's last, of §§ verified at once their own.

    `today` is the day of a first version that is being made.
    """
    meeting = protocol.meeting
    last: date = meeting.last_day
    if not protocol.is_immediate or last == meeting.date:
        return last
    first = ProtocolVersion.objects.filter(protocol=protocol).order_by("number").first()
    return immediate_day(meeting.date, last, day_of(first.frozen_at) if first else today)


def verification_day(protocol: Protocol) -> date:
    """The last day for the justering of the protocol."""
    return verification_deadline(dealt_with_on(protocol), immediate=protocol.is_immediate)


@contextmanager
def one_moment() -> Iterator[None]:
    """Every read inside sees the rows as the first of them did, whatever colleagues save meanwhile.

    Inside a transaction that already runs nothing changes: the actions hold the meeting's row.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            # It must be the first statement of the transaction.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def deciding(to_body: str) -> Q:
    """Bodies that decide; `to_body` leads to the body from the rows asked for, «meeting__body»."""
    of_committee = Q(**{f"{to_body}__kind": Body.Kind.COMMITTEE}) & ~Q(**{f"{to_body}__delegated_in": ""})
    return Q(**{f"{to_body}__kind": Body.Kind.BOARD}) | of_committee


def verified_sections(association: Association, *years: int) -> QuerySet[Paragraph]:
    """§§ of verified protocols of the boards: what a later note of a decision can point at."""
    sections = Paragraph.objects.filter(
        deciding("meeting__body"),
        meeting__body__association=association,
        protocols__verification__isnull=False,
        number__isnull=False,
    )
    if years:
        sections = sections.filter(meeting__date__year__in=years)
    return sections.select_related("meeting__body").order_by("-meeting__date", "position").distinct()
