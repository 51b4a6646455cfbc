"""What waits in an association, across its meetings, read in a bounded number of queries."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from meetings import hooks
from meetings.access import works_in_chancellery
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.hooks import WaitingLine
from meetings.models import (
    Association,
    ChangeRequest,
    Meeting,
    Person,
    Posting,
    Protocol,
    ProtocolVersion,
)
from meetings.querysets import (
    MeetingWithState,
    ProtocolWithState,
    held_meetings,
    meetings_with_state,
    verification_day,
    with_state,
)
from meetings.reads import assignments, deferred, raised_items
from meetings.reads.immediate import sections_of
from meetings.reads.letters import stopped_count
from meetings.reads.notices import has_gap, latest_period, notices_of
from meetings.reads.replies import meetings_without_enough
from meetings.reads.summonses import to_post
from meetings.reads.urgency import (
    Waiting,
    WaitingBoard,
    WaitingDraft,
    WaitingMatter,
    WaitingRequest,
    WaitingVerification,
)
from meetings.reads.verifications import open_standings
from meetings.rules.deadlines import posting_deadline
from meetings.rules.replies import outlook_sentence
from meetings.swedish import long_date, number_word, sort_key
from meetings.workflow import ProtocolState, state_in_words

# A draft's checklist takes some queries of its own; more drafts than this are shown without theirs.
MOST_CHECKED = 4
TAKES_UP = [Meeting.State.PLANNED, Meeting.State.SUMMONED, Meeting.State.OPEN]


def waiting_in(association: Association, person: Person, today: date) -> Waiting:
    """Everything that waits for the chancellery as of `today`, and which of it for `person` before others."""
    lines = [
        line
        for tell in (
            _to_post,
            _deputies,
            raised_items.lines_for_office,
            assignments.lines_for_office,
            _letters,
            *hooks.waiting_lines,
        )
        for line in tell(association, today)
    ]
    told = {key for line in lines for key in line.paragraphs}
    return Waiting(
        requests=_requests(association, person, today),
        out=out_for_verification(association, person, today),
        boards=_boards(association, today),
        drafts=_drafts(association, person, today),
        # One that another app's line tells of waits there: it is set on an agenda from its own page.
        matters=[one for one in _matters(association, today) if one.matter.paragraph.pk not in told],
        lines=lines,
    )


def due_for(association: Association, person: Person, today: date) -> Waiting:
    """What waits for the person in the association: for the chancellery all of it, for others what they are to sign,
    what they have been asked to do, and what waits for them in other apps."""
    if works_in_chancellery(person, association):
        return waiting_in(association, person, today)
    own = [one for one in out_for_verification(association, person, today) if one.is_own]
    lines = [
        line
        for tell in (assignments.own_lines, *hooks.own_lines)
        for line in tell(association, person, today)
    ]
    return Waiting(requests=[], out=own, boards=[], drafts=[], matters=[], lines=lines)


def _to_post(association: Association, today: date) -> list[WaitingLine]:
    by_meeting: dict[Meeting, int] = {}
    for one in to_post(association).select_related("meeting__body"):
        by_meeting[one.meeting] = by_meeting.get(one.meeting, 0) + 1
    return [
        WaitingLine(
            heading="Kallelser att posta",
            title=f"{meeting.body.name} {long_date(meeting.date)}",
            text=f"{'En kallelse' if number == 1 else f'{number_word(number).capitalize()} kallelser'} ska skrivas ut "
            "och postas med handlingarna",
            by=f"Före sammanträdet den {long_date(meeting.date)}.",
            address=reverse("meeting_detail", args=[association.slug, meeting.body.slug, meeting.key])
            + "#kallade",
            button="Visa",
            is_late=meeting.date <= today,
        )
        for meeting, number in by_meeting.items()
    ]


def _deputies(association: Association, today: date) -> list[WaitingLine]:
    """Of bodies under KL, whose seats are what quorum counts: who is to be asked to serve."""
    return [
        WaitingLine(
            heading="Ersättare att kalla in",
            title=f"{one.meeting.body.name} {long_date(one.meeting.date)}",
            text=outlook_sentence(one.outlook).removesuffix("."),
            by=f"Före sammanträdet den {long_date(one.meeting.date)}.",
            address=reverse(
                "meeting_replies", args=[association.slug, one.meeting.body.slug, one.meeting.key]
            ),
            button="Visa",
            is_late=False,
        )
        for one in meetings_without_enough(association, today)
        if one.meeting.body.under_kl
    ]


def _letters(association: Association, today: date) -> list[WaitingLine]:
    number = stopped_count(association)
    if not number:
        return []
    return [
        WaitingLine(
            heading="Mejl som inte kom fram",
            title="Ett mejl" if number == 1 else f"{number} mejl",
            text="Mejlservern har inte tagit emot det, eller kanske gjort det",
            by="Skicka igen nu.",
            address=reverse("letter_list", args=[association.slug]),
            button="Visa",
            is_late=True,
        )
    ]


def out_for_verification(association: Association, person: Person, today: date) -> list[WaitingVerification]:
    frozen = with_state(Protocol.objects.filter(meeting__body__association=association)).filter(
        state=ProtocolState.FROZEN
    )
    versions = (
        ProtocolVersion.objects.filter(pk__in=frozen.values("latest_version_id"))
        .select_related("protocol__meeting__body")
        .defer("snapshot")  # the largest column of all, and nothing of it is shown
        .order_by("protocol__meeting__date", "protocol__meeting__sequence", "protocol__number")
    )
    sections = sections_of(one.protocol for one in versions)
    return [
        WaitingVerification(
            one,
            sections.get(one.version.protocol_id, ""),
            is_own=person in [signer.person for signer in (*one.waiting, *one.stepping_in)],
        )
        for one in open_standings(list(versions), today)
    ]


def _requests(association: Association, person: Person, today: date) -> list[WaitingRequest]:
    asked = (
        ChangeRequest.objects.filter(
            version__protocol__meeting__body__association=association,
            version__protocol__verification__isnull=True,
            kind=ChangeRequest.Kind.REQUEST,
            answer__isnull=True,
        )
        .select_related("version__protocol__meeting__body", "person", "paragraph")
        .prefetch_related("version__signatories")
        .defer("version__snapshot")
        .order_by("at")
    )
    return [_request(one, person, today) for one in asked]


def _request(request: ChangeRequest, person: Person, today: date) -> WaitingRequest:
    """Whoever keeps the protocol answers first; the others in the chancellery can."""
    protocol = request.version.protocol
    last_day = verification_day(protocol)
    is_own = protocol.meeting.secretary_id == person.pk
    return WaitingRequest(request, last_day, is_late=today > last_day, is_own=is_own)


def _boards(association: Association, today: date) -> list[WaitingBoard]:
    found = []
    for notice in notices_of(association):
        for posting in notice.postings.all():
            if posting.mandatory and (not posting.periods.all() or has_gap(posting)):
                last_day = posting_deadline(notice.verified)
                why = _why(posting, last_day, today)
                found.append(WaitingBoard(posting, notice.protocol, last_day, why, today > last_day))
    return sorted(found, key=lambda one: (one.last_day, sort_key(one.posting.board)))


def _why(posting: Posting, last_day: date, today: date) -> str:
    period = latest_period(posting)
    if period and period.last_day:
        return f"Togs ner för tidigt, den {long_date(period.last_day)}. Anslaget måste upp igen."
    if today > last_day:
        return f"Skulle ha anslagits senast den {long_date(last_day)}. Inget svar."
    return f"Ska anslås senast den {long_date(last_day)}. Inget svar än."


def _drafts(association: Association, person: Person, today: date) -> list[WaitingDraft]:
    open_ones = meetings_with_state(
        held_meetings(Meeting.objects.filter(body__association=association))
    ).filter(protocol_state__in=[ProtocolState.DRAFT, ProtocolState.CHANGES_REQUESTED])
    held = [one.pk for one in open_ones if _is_held(one, today)]
    opened = with_state(Protocol.objects.filter(meeting__body__association=association, number__gt=1)).filter(
        state=ProtocolState.CHANGES_REQUESTED
    )
    protocols = (
        with_state(Protocol.objects.filter(Q(number=1, meeting__in=held) | Q(pk__in=opened.values("pk"))))
        .select_related("meeting__body")
        .order_by("meeting__date", "meeting__sequence", "number")
    )
    sections = sections_of(protocols)
    return [
        _draft(one, sections.get(one.pk, ""), person, today, checked=index < MOST_CHECKED)
        for index, one in enumerate(protocols)
    ]


def _draft(
    protocol: ProtocolWithState, sections: str, person: Person, today: date, *, checked: bool
) -> WaitingDraft:
    meeting = protocol.meeting
    last_day = verification_day(protocol) if meeting.body.under_kl else None
    findings = findings_of(read_draft(protocol), today=today) if checked else None
    state = ProtocolState(protocol.state)
    word = "" if state == ProtocolState.DRAFT else state_in_words(state, withdrawn=protocol.withdrawn)
    is_late = last_day is not None and today > last_day
    is_own = meeting.secretary_id == person.pk
    return WaitingDraft(protocol, word, sections, last_day, is_late, is_own, findings)


def _matters(association: Association, today: date) -> list[WaitingMatter]:
    """What has waited since before the body's next meeting, planned or running, comes to that."""
    coming = list(
        meetings_with_state(Meeting.objects.filter(body__association=association))
        .filter(state__in=TAKES_UP, protocol_state=ProtocolState.DRAFT)
        .filter(Q(date__gte=today) | Q(state=Meeting.State.OPEN))
        .select_related("body")
        .order_by("date", "sequence")
    )
    return [
        WaitingMatter(
            one,
            next((m for m in coming if m.body_id == one.body.pk and m.date > one.meeting.date), None),
        )
        for one in deferred.deferred_in(association)
    ]


def _is_held(meeting: MeetingWithState, today: date) -> bool:
    return (
        meeting.last_day < today
        or meeting.state in (Meeting.State.OPEN, Meeting.State.CLOSED)
        or meeting.protocol_state == ProtocolState.CHANGES_REQUESTED
    )


OWN_LINES = (_to_post, _deputies, raised_items.lines_for_office, assignments.lines_for_office, _letters)
