"""Who may confirm, as a third person, that a change of somebody's account is right, and why others may not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Q

from meetings.access import READERS
from meetings.models import AccountChange, Person, Role
from meetings.reads.people import associations_with, is_relied_on_elsewhere, presiding_at
from meetings.rules.account import AccountChangeKind, WhyNot, why_not_vouching
from meetings.swedish import STOCKHOLM


@dataclass(frozen=True)
class ThirdPerson:
    """Somebody who may be asked. `why_not` is None when they can confirm."""

    person: Person
    why_not: WhyNot | None
    knows_all_of_it: bool
    """Whether nobody outside the voucher's own associations relies on the account (reads.people)."""

    @property
    def can(self) -> bool:
        return self.why_not is None and self.knows_all_of_it

    @property
    def said(self) -> str:
        """What a list says after the name."""
        if self.why_not:
            return self.why_not.label
        return (
            "kan bekräfta"
            if self.can
            else "kontot används också i ett annat förbund eller för att söka medel"
        )


def vouchers_of(change: AccountChange, at: datetime) -> list[ThirdPerson]:
    """Everyone with a role or an office in the person's associations; who runs the site when none of them can."""
    own = associations_with(change.person)
    found = Person.objects.filter(
        Q(roles__association__in=own, roles__kind__in=READERS)
        | Q(offices__in=presiding_at(at).filter(body__association__in=own)),
        is_active=True,
    ).distinct()
    vouchers = vouchers_among(list(found), change, at)
    if any(one.can for one in vouchers):
        return vouchers
    runs_the_site = Person.objects.filter(is_superuser=True, is_active=True)
    return [*vouchers, *vouchers_among(list(runs_the_site.exclude(pk__in=found)), change, at)]


def vouchers_among(people: Sequence[Person], change: AccountChange, at: datetime) -> list[ThirdPerson]:
    """The same people, with what hinders each; the number of queries grows with associations, not with people."""
    held = _held_since(people, change, at)
    relied_on: dict[frozenset[int], bool] = {}
    vouchers = []
    for one in people:
        own = frozenset(held[one.pk])
        if own not in relied_on:
            relied_on[own] = is_relied_on_elsewhere(change.person, own)
        why_not = why_not_vouching(
            voucher=one.pk,
            person=change.person_id,
            proposer=change.proposed_by_id,
            voucher_in_use_since=one.in_use_since,
            held_since=one.in_use_since if one.is_superuser else min(held[one.pk].values(), default=None),
            proposed_at=_asked_at(change),
            wait=timedelta(hours=settings.SIGNING_WAIT_HOURS),
        )
        vouchers.append(ThirdPerson(one, why_not, one.is_superuser or not relied_on[own]))
    return vouchers


def _asked_at(change: AccountChange) -> datetime:
    """When the change was proposed. An account that somebody added proposes nothing until its person asks."""
    is_account = change.kind == AccountChangeKind.ACCOUNT
    return change.new_confirmed_at or change.proposed_at if is_account else change.proposed_at


def _held_since(
    people: Sequence[Person], change: AccountChange, at: datetime
) -> Mapping[int, dict[int, datetime]]:
    """Since when each has had the oldest of their roles and offices, by the keys of people and of associations."""
    own = associations_with(change.person).values("pk")
    roles = Role.objects.filter(person__in=people, kind__in=READERS, association__in=own)
    offices = presiding_at(at).filter(person__in=people, body__association__in=own)
    rows = [
        *roles.values_list("person", "association", "given_at"),
        *(
            # One that was written before its first day is held from that day.
            (person, association, max(given_at, datetime.combine(first_day, time(), STOCKHOLM)))
            for person, association, given_at, first_day in offices.values_list(
                "person", "body__association", "given_at", "first_day"
            )
        ),
    ]
    held: defaultdict[int, dict[int, datetime]] = defaultdict(dict)
    for person, association, since in rows:
        held[person][association] = min(since, held[person].get(association, since))
    return held
