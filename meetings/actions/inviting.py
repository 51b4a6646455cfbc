"""Guests: where they are written to, and the link that shows them their matters without signing in."""

from datetime import datetime

from django.db import transaction

from meetings import letters
from meetings.access import can_read_drafts
from meetings.actions.locking import lock_draft
from meetings.errors import RuleViolation
from meetings.models import Attendee, GuestAddress, GuestLink, Meeting, Person
from meetings.rules.link_tokens import hash_token, new_token

READ_IN = (Meeting.State.SUMMONED, Meeting.State.OPEN)


@transaction.atomic
def set_guest_address(*, guest: Attendee, email: str, by: Person, at: datetime) -> None:
    """Where the guest is written to before this meeting, or nowhere. It stands in no protocol and in no history.

    Raises RuleViolation for one who is no guest.
    """
    lock_draft(guest.meeting)
    if guest.kind != Attendee.Kind.GUEST:
        raise RuleViolation("Ledamöter och ersättare har sin adress i registret.")
    if email:
        GuestAddress.objects.update_or_create(attendee=guest, defaults={"email": email.strip().lower()})
    else:
        GuestAddress.objects.filter(attendee=guest).delete()


def may_invite(guest: Attendee) -> bool:
    """Whether an invitation can still reach the guest: until the meeting is held, unless they read drafts anyway."""
    meeting = guest.meeting
    reads = guest.person is not None and can_read_drafts(guest.person, meeting.body.association)
    return meeting.state in (Meeting.State.PLANNED, *READ_IN) and not reads


def guest_address(guest: Attendee, *, at: datetime) -> str:
    """A new link for a letter, to the guest's matters. Runs in the caller's transaction."""
    token = new_token()
    GuestLink.objects.create(attendee=guest, token_hash=hash_token(token), at=at)
    return letters.absolute("guest_agenda", token)


def guest_of(token: str) -> Attendee | None:
    """Whose link it is, while the meeting is summoned or under way; None else."""
    links = GuestLink.objects.filter(token_hash=hash_token(token), attendee__meeting__state__in=READ_IN)
    found = links.select_related("attendee__meeting__body__association", "attendee__person").first()
    return found.attendee if found else None
