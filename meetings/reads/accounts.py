"""Whether an account is known to be its person's, and what waits to be confirmed of it."""

from datetime import datetime

from django.db.models import Q, QuerySet

from meetings.models import AccountChange, Association, Meeting, Person
from meetings.reads.people import people_of
from meetings.rules import account as rules
from meetings.swedish import STOCKHOLM


def account_hindrance(
    person: Person, meeting: Meeting, *, at: datetime, means_since: datetime | None = None
) -> str:
    """Why the person cannot sign the meeting's protocol by their account at `at`, in whole sentences; else empty.

    `means_since` is when the passkey or e-ID that signs was registered; None for a password. A signature on
    paper does not ask.
    """
    return rules.signing_hindrance(
        in_use_since=_in_use_since(person),
        meeting_opened=_opened(meeting),
        changes=_as_rules(_valid(person)),
        at=at,
        means_since=means_since,
    )


def account_evidence(person: Person, *, at: datetime) -> list[str]:
    """What the evidence of the person's signature at `at` says of the account; [] when it was never changed."""
    return rules.evidence_lines(_as_rules(_valid(person)), at=at)


def _valid(person: Person) -> QuerySet[AccountChange]:
    return person.account_changes.filter(valid_at__isnull=False, ended_at__isnull=True)


def _as_rules(changes: QuerySet[AccountChange]) -> list[rules.ValidChange]:
    return [
        rules.ValidChange(
            rules.AccountChangeKind(one.kind),
            one.valid_at,
            one.signs_from,
            one.vouched_by.name if one.vouched_by else "",
            one.how,
        )
        for one in changes.select_related("vouched_by")
        if one.valid_at
    ]


def needs_vouching(person: Person, meeting: Meeting) -> bool:
    """Whether somebody else must confirm the account before it signs that meeting's protocol."""
    return rules.is_unknown(
        in_use_since=_in_use_since(person),
        meeting_opened=_opened(meeting),
        changes=_as_rules(_valid(person)),
    )


def open_changes_of(person: Person) -> QuerySet[AccountChange]:
    """What waits to be confirmed of the person's own account."""
    waiting = person.account_changes.filter(valid_at__isnull=True, ended_at__isnull=True)
    return waiting.select_related("proposed_by")


def has_changes(person: Person) -> bool:
    """Whether anything but the adding of the account is known of it."""
    added = Q(kind=AccountChange.Kind.ACCOUNT, valid_at__isnull=True, new_confirmed_at__isnull=True)
    return person.account_changes.exclude(added).exists()


def changes_in(association: Association) -> QuerySet[AccountChange]:
    """Those of the association's people; of a new account only when its person has asked for it to be confirmed."""
    return AccountChange.objects.filter(person__in=people_of(frozenset({association.pk}))).exclude(
        kind=AccountChange.Kind.ACCOUNT, new_confirmed_at__isnull=True
    )


def _in_use_since(person: Person) -> datetime | None:
    return Person.objects.values_list("in_use_since", flat=True).get(pk=person.pk)


def _opened(meeting: Meeting) -> datetime:
    return datetime.combine(meeting.date, meeting.start, STOCKHOLM)
