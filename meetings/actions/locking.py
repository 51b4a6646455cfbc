"""Every write to a meeting takes its row first, after its body's alone, so that no two orders of locks can meet."""

from django.db.models import Q

from meetings.errors import RuleViolation
from meetings.models import Body, BodyYear, Meeting, Paragraph, Protocol, ProtocolParagraph
from meetings.querysets import with_state
from meetings.workflow import LOCKED, ProtocolState


def lock_meeting(meeting: Meeting) -> Meeting:
    """Locks the meeting's row until the transaction ends."""
    return (
        # Of the meeting alone: else the joined association is locked too, and every other meeting of it waits.
        Meeting.objects.select_for_update(of=("self",)).select_related("body__association").get(pk=meeting.pk)
    )


def lock_body(body: Body) -> Body:
    """Locks the body's row, before any meeting of it, where its meetings of a day or its mandates change as a whole.

    Rows that point at the body may be written meanwhile: whoever holds a meeting's row never waits for this one.
    """
    return (
        Body.objects.select_for_update(of=("self",), no_key=True)
        .select_related("association")
        .get(pk=body.pk)
    )


def lock_draft(meeting: Meeting) -> Meeting:
    """Locks the meeting's row, and refuses while its own protocol is frozen or verified."""
    locked = lock_meeting(meeting)
    _refuse_locked(locked, Q(number=1))
    return locked


def lock_protocol(protocol: Protocol) -> Meeting:
    """The meeting's row, refused while this one of its protocols is frozen or verified.

    One of §§ verified at once may be open while the meeting's own is out, and the other way round.
    """
    locked = lock_meeting(protocol.meeting)
    _refuse_locked(locked, Q(pk=protocol.pk))
    return locked


def lock_paragraph(paragraph: Paragraph, *, even_removed: bool = False) -> Meeting:
    """Locks the meeting's row, and refuses while the protocol that the § stands in is frozen or verified.

    Nothing is recorded in a § that a colleague has removed meanwhile, since it is in no roll: `even_removed` is for
    what somebody types, which is kept with the § and comes back with it.
    """
    locked = lock_meeting(paragraph.meeting)
    if not even_removed and Paragraph.objects.filter(pk=paragraph.pk, removed_at__isnull=False).exists():
        raise RuleViolation("Paragrafen är borttagen.")
    immediate = ProtocolParagraph.objects.filter(paragraph=paragraph).values("protocol")
    _refuse_locked(locked, Q(number=1) | Q(number__gt=1, pk__in=immediate))
    return locked


def lock_series(body: Body, year: int) -> BodyYear:
    """The year's series of numbers: nobody else takes one, or comes before one, until the transaction ends.

    After the meeting's row, when that is locked too.
    """
    # A row that is not there cannot be locked: the year's first two freezes would both begin at its first number.
    BodyYear.objects.get_or_create(body=body, year=year)
    return BodyYear.objects.select_for_update(of=("self",)).get(body=body, year=year)


def _refuse_locked(meeting: Meeting, which: Q) -> None:
    """Of the meeting's protocols that `which` means, the last one decides: that of §§ verified at once."""
    number, state = (
        with_state(meeting.protocols.filter(which)).values_list("number", "state").latest("number")
    )
    if state == ProtocolState.VERIFIED:
        raise RuleViolation(
            "Protokollet är justerat och kan inte ändras. Rätta i en ny paragraf vid ett senare sammanträde."
        )
    if state in LOCKED and number > 1:
        raise RuleViolation("Paragrafen justeras omedelbart och kan inte ändras. Återta den först.")
    if state in LOCKED:
        raise RuleViolation("Protokollet är ute för justering. Återta det om något ska ändras.")
    if meeting.state == Meeting.State.CANCELLED:
        raise RuleViolation("Sammanträdet är inställt.")
