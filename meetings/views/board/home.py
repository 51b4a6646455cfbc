"""A board member's first page: what waits, what is coming, what is verified."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings import access
from meetings.models import Association, Meeting, OwnNote, Person, Protocol, ProtocolVersion
from meetings.querysets import held_by, held_meetings, with_state
from meetings.reads.assignments import own_rows
from meetings.reads.fee_people import is_paid_in
from meetings.reads.immediate import sections_of
from meetings.reads.raised_items import bodies_to_raise_in, raised_by, rows_of
from meetings.reads.verifications import open_standings
from meetings.views.addresses import association_entered, person_of
from meetings.workflow import ProtocolState

OPEN = (ProtocolState.FROZEN, ProtocolState.CHANGES_REQUESTED)
VERIFIED_SHOWN = 30
RAISED_SHOWN = 20


@require_GET
def board_home(request: HttpRequest, slug: str) -> HttpResponse:
    """Mine to sign first, then meetings to come, then verified protocols."""
    association = association_entered(request, slug)
    person = person_of(request)
    today = timezone.localdate()
    verified = (
        access.protocols_verified_for(person, association)
        .select_related("meeting__body", "verification")
        .order_by("-meeting__date", "-meeting__sequence", "number")[:VERIFIED_SHOWN]
    )
    immediate = sections_of(verified)
    context = {
        "association": association,
        "slug": slug,
        "waiting": _waiting(person, association),
        "coming": _coming(person, association, today),
        "assignments": own_rows(association, person, today),
        "raised": rows_of(raised_by(person, association)[:RAISED_SHOWN], association, today),
        "can_raise": bool(bodies_to_raise_in(person, association, today)),
        "noted": _noted(person, association),
        "verified": [(one, immediate.get(one.pk, "")) for one in verified],
        "has_fees": is_paid_in(association, person),
        "reads_drafts": access.can_read_drafts(person, association),
    }
    return render(request, "meetings/board_home.html", context)


def _coming(person: Person, association: Association, today: date) -> QuerySet[Meeting]:
    """Meetings from today on of the bodies in which the person will hold a mandate then."""
    return (
        held_meetings(Meeting.objects.filter(held_by(person), body__association=association))
        .filter(Q(date__gte=today) | Q(end_date__gte=today))
        .select_related("body")
        .order_by("date", "start")[:20]
    )


def _noted(person: Person, association: Association) -> QuerySet[Meeting]:
    """Meetings whose agenda the person no longer reads, and has notes of."""
    return (
        Meeting.objects.filter(body__association=association)
        .filter(pk__in=OwnNote.objects.filter(person=person).values("meeting"))
        .exclude(pk__in=access.agendas_visible_to(person, association).values("pk"))
        .select_related("body")
        .order_by("-date", "-sequence")
    )


def _waiting(person: Person, association: Association) -> list[dict[str, object]]:
    """The protocols out for verification that the person is to sign, with where each stands."""
    open_ones = with_state(Protocol.objects.filter(meeting__body__association=association)).filter(
        state__in=OPEN, verification__isnull=True
    )
    rows = open_ones.values_list("latest_version_id", "state", "withdrawn")
    states = {key: ProtocolState(state) for key, state, _ in rows if key}
    withdrawn = {key for key, _, is_withdrawn in rows if is_withdrawn}
    versions = (
        ProtocolVersion.objects.filter(pk__in=states, signatories__person=person)
        .select_related("protocol__meeting__body__association")
        .distinct()
        .order_by("protocol__meeting__date", "protocol__number")
        .defer("snapshot")
    )
    immediate = sections_of(one.protocol for one in versions)
    return [
        {
            "protocol": one.version.protocol,
            "sections": immediate.get(one.version.protocol_id, ""),
            "standing": one,
            "withdrawn": one.version.pk in withdrawn,
            "own": one.of(person),
        }
        for one in open_standings(list(versions), timezone.localdate(), states)
        if one.of(person) in one.listed
    ]
