"""Whether an account is known to be its person's, as the signing and its evidence ask."""

from datetime import datetime

from django.db.models import QuerySet

from meetings.models import AccountChange, Meeting, Person
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
        in_use_since=Person.objects.values_list("in_use_since", flat=True).get(pk=person.pk),
        meeting_opened=datetime.combine(meeting.date, meeting.start, STOCKHOLM),
        changes=_as_rules(_valid(person)),
        at=at,
        means_since=means_since,
    )


def account_evidence(person: Person, *, at: datetime) -> list[str]:
    """What the evidence of the person's signature at `at` says of the account; [] when it was never changed."""
    return rules.evidence_lines(_as_rules(_valid(person)), at=at)


def _valid(person: Person) -> QuerySet[AccountChange]:
    return person.account_changes.filter(valid_at__isnull=False, ended_at__isnull=True)


def _as_rules(changes: QuerySet[AccountChange]) -> list[rules.Change]:
    return [
        rules.Change(
            rules.Kind(one.kind),
            one.valid_at,
            one.signs_from,
            one.vouched_by.name if one.vouched_by else "",
            one.how,
        )
        for one in changes.select_related("vouched_by")
        if one.valid_at
    ]
