"""Who is asked, and who is told, of a change of an account."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings

from meetings import letters
from meetings.models import AccountChange, Association, Person
from meetings.reads.people import Reached, association_of, associations_with, presidium_of, reached
from meetings.rules.account import LINKS_WORK_FOR


def tell_everybody(change: AccountChange, at: datetime) -> None:
    """Tell of a change that somebody else than the old address decided: both addresses, and the board's presidium."""
    reach = _presidium(change, at)
    addresses = [change.old_email, change.new_email, *_earlier_addresses(change, at)]
    tell(change, [*addresses, *(one.email for one in reach.readers)], unreached=reach.unreached)


def _presidium(change: AccountChange, at: datetime) -> Reached:
    """Of the person's boards; without the person."""
    presidium = [one for one in presidium_of(change.person, at) if one != change.person]
    return reached(presidium, list(associations_with(change.person)), at)


def _earlier_addresses(change: AccountChange, at: datetime) -> list[str]:
    """Addresses that the person had until lately: whoever took the account over reads the present one."""
    lately = change.person.account_changes.filter(
        kind=AccountChange.Kind.ADDRESS,
        proposed_at__gt=at - timedelta(hours=settings.SIGNING_WAIT_HOURS) - LINKS_WORK_FOR,
    ).exclude(pk=change.pk)
    return [one for pair in lately.values_list("old_email", "new_email") for one in pair]


def ask_address(change: AccountChange, to: str, token: str) -> None:
    """Ask one address to confirm, by a link that leads to a page with a button."""
    letters.send(
        "account_confirm",
        to=to,
        association=association_of(change.person),
        change=change,
        person=change.person,
        is_old=to == change.old_email,
        address=letters.absolute("account_confirm", token),
    )


def ask_vouchers(
    change: AccountChange, vouchers: list[Person], association: Association | None = None
) -> None:
    """Ask those who can confirm the change as a third person; the association is where their page is."""
    association = association or association_of(change.person)
    if association is None:
        return
    for voucher in vouchers:
        letters.send(
            "account_vouch",
            to=voucher.email,
            association=association,
            change=change,
            person=change.person,
            voucher=voucher,
            address=letters.absolute("account_change", association.slug, change.public_id),
        )


def tell(change: AccountChange, addresses: list[str], unreached: Sequence[Person] = ()) -> None:
    """Tell each address once what has happened."""
    association = association_of(change.person)
    for address in dict.fromkeys(filter(None, addresses)):
        letters.send(
            "account_changed",
            to=address,
            association=association,
            change=change,
            person=change.person,
            unreached=unreached,
        )


def tell_of_other_name(change: AccountChange, at: datetime) -> list[Person]:
    """Tell the board's presidium of an e-ID with another name, which stands in no letter; whoever was told."""
    association = association_of(change.person)
    if association is None:
        return []
    reach = _presidium(change, at)
    for one in reach.readers:
        letters.send(
            "eid_other_name",
            to=one.email,
            association=association,
            person=change.person,
            address=letters.absolute("account_change", association.slug, change.public_id),
            unreached=reach.unreached,
        )
    return reach.readers
