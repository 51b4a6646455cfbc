"""Whether an account is known to be its person's, and what waits to be confirmed of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from meetings.models import AccountChange, Association, Meeting, Person
from meetings.reads.people import people_of
from meetings.rules import account as rules
from meetings.rules.addresses import usual_address
from meetings.rules.link_tokens import hash_token
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


def taken_sentence(address: str, *, at: datetime) -> str:
    """Why nobody else can have the address, in one sentence; empty when it is free.

    An address that may take its account back (actions.accounts.refuse_by_letter) is not free until signing with the
    account no longer waits: else whoever took the account over would only have to give the address to somebody else.
    The database refuses it too (guards.FREE_ADDRESS).
    """
    if Person.objects.of_address(address):
        return "Det finns redan en person med den e-postadressen."
    left = AccountChange.objects.filter(
        old_email=usual_address(address), valid_at__isnull=False, ended_at__isnull=True, signs_from__gt=at
    )
    if left.exists():
        return "Adressen var någon annans tills nyligen, och den personen kan ännu ta tillbaka den."
    return ""


@dataclass(frozen=True)
class AskedAddress:
    """A change and the address that a link was sent to."""

    change: AccountChange
    is_old: bool

    @property
    def confirmed_at(self) -> datetime | None:
        return self.change.old_confirmed_at if self.is_old else self.change.new_confirmed_at

    @property
    def may_refuse(self) -> bool:
        """The old address may say no until signing is no longer held back."""
        return self.is_old and not self.change.ended_at and not self.change.old_confirmed_at


def asked_by(token: str, *, at: datetime) -> AskedAddress | None:
    """What the link in a letter is about; None when there is no such link, or when it no longer works.

    The old address's works for as long as it may take the account back.
    """
    key, rows = hash_token(token), AccountChange.objects.select_related("person", "proposed_by", "vouched_by")
    is_new, waits = Q(proposed_at__gt=at - rules.LINKS_WORK_FOR), Q(signs_from__gt=at)
    if change := rows.filter(is_new | waits, old_token_hash=key).first():
        return AskedAddress(change, is_old=True)
    change = rows.filter(is_new, new_token_hash=key).first()
    return AskedAddress(change, is_old=False) if change else None
