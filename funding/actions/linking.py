"""One-time links: made, looked at, used. Only the hash is kept; a letter holds the token."""

from datetime import datetime, timedelta

from django.db import transaction

from funding.models import Agreement, Applicant, Application, Link, PayeeChange, Takeover
from meetings.errors import RuleViolation
from meetings.models import Association
from meetings.rules.addresses import usual_address
from meetings.rules.link_tokens import hash_token, new_token, still_works

VALID = {
    Link.Purpose.ENTER: timedelta(hours=2),
    Link.Purpose.CONFIRM: timedelta(days=30),
    Link.Purpose.SIGN: timedelta(days=30),
    Link.Purpose.PAYEE: timedelta(days=30),
    Link.Purpose.TAKEOVER: timedelta(days=30),
}
GONE = "Länken gäller inte längre. Be om en ny."


def make_link(
    *,
    purpose: Link.Purpose,
    association: Association,
    email: str,
    at: datetime,
    application: Application | None = None,
    applicant: Applicant | None = None,
    agreement: Agreement | None = None,
    payee_change: PayeeChange | None = None,
    takeover: Takeover | None = None,
) -> str:
    """Makes a link and returns its token. Earlier unused links to the same place stop working."""
    email = usual_address(email)
    same = Link.objects.filter(
        purpose=purpose,
        association=association,
        email=email,
        application=application,
        applicant=applicant,
        agreement=agreement,
        payee_change=payee_change,
        takeover=takeover,
        used_at__isnull=True,
    )
    if purpose != Link.Purpose.ENTER:  # two requested in a hurry both lead in
        same.update(used_at=at)
    token = new_token()
    Link.objects.create(
        token_hash=hash_token(token),
        purpose=purpose,
        association=association,
        email=email,
        application=application,
        applicant=applicant,
        agreement=agreement,
        payee_change=payee_change,
        takeover=takeover,
        created_at=at,
        expires_at=at + VALID[purpose],
    )
    return token


def link_of(token: str, purpose: Link.Purpose, *, at: datetime) -> Link | None:
    """The link that still works, not used by this; None for any other token."""
    return (
        Link.objects.select_related("association", "application", "applicant", "agreement")
        .filter(token_hash=hash_token(token), purpose=purpose, used_at__isnull=True, expires_at__gt=at)
        .first()
    )


def known_link(token: str, purpose: Link.Purpose, *, at: datetime) -> Link | None:
    """The link of the token, used or not: what was done by it can be read until it expires."""
    return (
        Link.objects.select_related("association", "application", "applicant", "agreement__file")
        .filter(token_hash=hash_token(token), purpose=purpose, expires_at__gt=at)
        .first()
    )


@transaction.atomic
def use_link(token: str, purpose: Link.Purpose, *, at: datetime) -> Link:
    """Uses the link up and returns it. Raises RuleViolation when it does not work."""
    link = (
        Link.objects.select_for_update(of=("self",))
        # The purpose too: a link to read must not sign.
        .filter(token_hash=hash_token(token), purpose=purpose)
        .first()
    )
    if link is None or not still_works(expires_at=link.expires_at, used_at=link.used_at, at=at):
        raise RuleViolation(GONE)
    link.used_at = at
    link.save(update_fields=["used_at"])
    return link
