"""A person's own account: name, address and second factor, changed by that person or confirmed by a third one.

The chancellery proposes. What opens an account never changes by its word alone.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from meetings.actions.recording import record
from meetings.actions.telling import (
    ask_address,
    ask_vouchers,
    tell,
    tell_everybody,
    tell_of_other_name,
)
from meetings.errors import RuleViolation
from meetings.models import AccountChange, Association, Person
from meetings.reads.accounts import AskedAddress, asked_by, taken_sentence
from meetings.reads.vouchers import vouchers_among, vouchers_of
from meetings.rules.account import LINKS_WORK_FOR, held_until, told_to_the_voucher
from meetings.rules.addresses import mistakable_sentence, usual_address
from meetings.rules.link_tokens import hash_token, new_token

Kind = AccountChange.Kind


@transaction.atomic
def propose_account(*, person: Person, by: Person, at: datetime) -> AccountChange:
    """Note who first put a person into a register: that one does not confirm whose the account is.

    Whoever came by applying for funds was put there by nobody, until the first association does.
    """
    change, _ = AccountChange.objects.get_or_create(
        person=person,
        kind=Kind.ACCOUNT,
        ended_at=None,
        defaults={"new_email": person.email, "proposed_by": by, "proposed_at": at},
    )
    return change


@transaction.atomic
def propose_address(*, person: Person, email: str, by: Person, at: datetime) -> AccountChange:
    """Ask both addresses to confirm that the person's is changed; an earlier proposal that waits is ended.

    Who has no address yet is given one so too: the new one and a third person confirm it. Raises RuleViolation when
    the address is no address, looks like another, or is somebody's already.
    """
    person = _locked(person)
    new = usual_address(email)
    try:
        validate_email(new)
    except ValidationError as error:
        raise RuleViolation(f"«{new}» är ingen e-postadress.", field="email") from error
    if sentence := mistakable_sentence(new):
        raise RuleViolation(sentence, field="email")
    if new == person.email:
        raise RuleViolation("Det är adressen som gäller nu.", field="email")
    if sentence := taken_sentence(new, at=at):
        raise RuleViolation(sentence, field="email")
    _end_open(person, Kind.ADDRESS, by=by, at=at)
    old_token, new_token_ = new_token(), new_token()
    change = AccountChange.objects.create(
        person=person,
        kind=Kind.ADDRESS,
        old_email=person.email,
        new_email=new,
        old_token_hash=hash_token(old_token) if person.email else "",
        new_token_hash=hash_token(new_token_),
        proposed_by=by,
        proposed_at=at,
    )
    if person.email:
        ask_address(change, person.email, old_token)
    ask_address(change, new, new_token_)
    return change


@transaction.atomic
def propose_reset(*, person: Person, by: Person, at: datetime) -> AccountChange:
    """Ask the person's address, and then a third person, to confirm that the second factors are removed.

    Raises RuleViolation for one without an address, who has no account.
    """
    person = _locked(person)
    if not person.email:
        raise RuleViolation(
            f"{person.name} har ingen e-postadress och inget konto. Det finns inget att återställa."
        )
    _end_open(person, Kind.SECOND_FACTOR, by=by, at=at)
    token = new_token()
    change = AccountChange.objects.create(
        person=person,
        kind=Kind.SECOND_FACTOR,
        new_email=person.email,
        new_token_hash=hash_token(token),
        proposed_by=by,
        proposed_at=at,
    )
    ask_address(change, person.email, token)
    return change


@transaction.atomic
def propose_eid(*, person: Person, identity: SocialAccount, name: str, at: datetime) -> AccountChange:
    """Ask a third person whether an e-ID with another name than the register's is the person's; the chair is told.

    `identity` is not saved: it is linked when it has been confirmed. The name is kept until then, and no longer.
    """
    person = _locked(person)
    _end_open(person, Kind.EID_NAME, by=person, at=at)
    change = AccountChange.objects.create(
        person=person,
        kind=Kind.EID_NAME,
        new_email=person.email,
        new_confirmed_at=at,
        proposed_by=person,
        proposed_at=at,
        eid_provider=identity.provider,
        eid_subject=identity.uid,
        eid_claims=identity.extra_data,
        eid_name=" ".join(name.split())[:200],
    )
    told = tell_of_other_name(change, at)
    ask_vouchers(change, [one for one in _able(change, at) if one not in told])
    return change


@transaction.atomic
def end_unanswered(*, at: datetime) -> int:
    """End each proposal of an e-ID with another name that nobody has confirmed in two weeks; how many."""
    waiting = AccountChange.objects.filter(kind=Kind.EID_NAME, valid_at=None, ended_at=None)
    old = list(waiting.filter(proposed_at__lte=at - LINKS_WORK_FOR).select_for_update(of=("self",)))
    for change in old:
        _say(change, ended_at=at)
    return len(old)


@transaction.atomic
def confirm_by_letter(*, token: str, at: datetime) -> AccountChange:
    """The address that the link was sent to confirms. Raises RuleViolation when the change is no longer open."""
    asked = _asked(token, at)
    change = asked.change
    if change.valid_at or change.ended_at:
        raise RuleViolation("Ändringen väntar inte längre på bekräftelse.")
    if asked.confirmed_at is None:
        _say(change, **{"old_confirmed_at" if asked.is_old else "new_confirmed_at": at})
    if change.kind == Kind.ADDRESS and change.old_confirmed_at and change.new_confirmed_at:
        _make_valid(change, at=at)
        tell(change, [change.old_email, change.new_email])
    elif not asked.is_old:
        ask_vouchers(change, _able(change, at))
    return change


@transaction.atomic
def refuse_by_letter(*, token: str, at: datetime) -> AccountChange:
    """The old address says that the change is wrong: it is ended, and where it was valid the address goes back.

    Whoever came in by the new address is out, with the password, passkeys and e-IDs added since, and so is every
    later address and proposal. Raises RuleViolation for any other address.
    """
    asked = _asked(token, at)
    change = asked.change
    if not asked.may_refuse or (change.signs_from and change.signs_from <= at):
        raise RuleViolation("Ändringen går inte längre att stoppa härifrån. Kontakta förbundets kansli.")
    _say(change, ended_at=at)
    if change.valid_at:
        _take_back(change, at=at)
    tell_everybody(change, at)
    return change


@transaction.atomic
def vouch(*, change: AccountChange, how: str, by: Person, at: datetime) -> AccountChange:
    """A third person says how they know that the change is right; from then it is valid.

    Raises RuleViolation when `by` may not, when the address has not confirmed yet, or when it does not say how.
    """
    change = _locked_change(change)
    if sentence := vouch_hindrance(change, by, at=at):
        raise RuleViolation(sentence)
    if not how.strip():
        raise RuleViolation("Skriv hur du vet att det stämmer.", field="how")
    _say(change, vouched_by=by, vouched_at=at, how=how.strip())
    _make_valid(change, at=at)
    tell_everybody(change, at)
    return change


def vouch_hindrance(change: AccountChange, by: Person, *, at: datetime) -> str:
    """Why `by` cannot confirm the change as a third person now, in one sentence; empty when nothing hinders."""
    if change.valid_at or change.ended_at:
        return "Ändringen väntar inte längre på bekräftelse."
    [voucher] = vouchers_among([by], change, at)
    if voucher.why_not:
        return told_to_the_voucher(voucher.why_not)
    if not voucher.knows_all_of_it:
        return (
            "Personen hör också till ett annat förbund eller söker medel. Ändringen bekräftas från båda "
            "adresserna eller av den som sköter webbplatsen."
        )
    return _waits_for(change, at)


def _waits_for(change: AccountChange, at: datetime) -> str:
    """What is to happen before anyone at all can confirm as a third person, in one sentence; else empty."""
    if change.kind == Kind.ACCOUNT:
        return "" if change.person.in_use_since else "Kontot är inte i bruk än."
    if change.proposed_at <= at - LINKS_WORK_FOR:
        return "Förslaget är äldre än två veckor. Föreslå ändringen på nytt, så att adresserna får nya mejl."
    return "" if change.new_confirmed_at else f"{change.new_email} ska bekräfta först, med länken i mejlet."


@transaction.atomic
def end_change(*, change: AccountChange, by: Person, at: datetime) -> None:
    """Take back a proposal that is not valid yet; only the person and whoever proposed it may."""
    change = _locked_change(change)
    if not may_end(change, by):
        raise RuleViolation("Ändringen går inte att avbryta.")
    _say(change, ended_at=at, ended_by=by)


def may_end(change: AccountChange, by: Person) -> bool:
    """Whether `by` may take the proposal back."""
    if change.kind == Kind.ACCOUNT:
        return False  # who added an account is a fact: else it could be added again by its own person
    return not (change.valid_at or change.ended_at) and by.pk in (change.person_id, change.proposed_by_id)


@transaction.atomic
def ask_for_vouching(*, person: Person, association: Association, at: datetime) -> AccountChange:
    """The person asks somebody to confirm that the account is theirs. Nobody is asked twice in a day.

    Raises RuleViolation when it has been confirmed already, or was asked for.
    """
    person = _locked(person)
    change = propose_account(person=person, by=person, at=at)
    if change.valid_at:
        raise RuleViolation("Kontot är redan bekräftat.")
    if change.new_confirmed_at is not None:
        raise RuleViolation("De som kan bekräfta har redan fått ett mejl.")
    _say(change, new_confirmed_at=at)
    ask_vouchers(change, _able(change, at), association)
    return change


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _locked_change(change: AccountChange) -> AccountChange:
    _locked(change.person)  # first, as every action here does, or two of them could wait for each other
    rows = AccountChange.objects.select_for_update(of=("self",)).select_related("person", "proposed_by")
    return rows.get(pk=change.pk)


def _asked(token: str, at: datetime) -> AskedAddress:
    asked = asked_by(token, at=at)
    if asked is None:
        raise RuleViolation("Länken gäller inte längre.")
    return AskedAddress(_locked_change(asked.change), asked.is_old)


def _say(change: AccountChange, **facts: object) -> None:
    if change.eid_name and facts.keys() & {"valid_at", "ended_at"}:
        # The name that the e-ID gave is kept no longer than the question about it (GDPR art. 5.1 e).
        facts["eid_name"] = ""
    for name, value in facts.items():
        setattr(change, name, value)
    change.save(update_fields=list(facts))


def _able(change: AccountChange, at: datetime) -> list[Person]:
    return [] if _waits_for(change, at) else [one.person for one in vouchers_of(change, at) if one.can]


def _end_open(person: Person, kind: str, *, by: Person, at: datetime) -> None:
    for change in person.account_changes.filter(kind=kind, valid_at__isnull=True, ended_at__isnull=True):
        _say(change, ended_at=at, ended_by=by)


def _take_back(change: AccountChange, *, at: datetime) -> None:
    """What came after the change rests on it: later addresses of the person, and what waits to be confirmed."""
    person = _locked(change.person)
    after = person.account_changes.filter(ended_at__isnull=True).exclude(kind=Kind.ACCOUNT)
    for later in after.filter(Q(valid_at__isnull=True) | Q(kind=Kind.ADDRESS, valid_at__gte=change.valid_at)):
        _say(later, ended_at=at)
    person.email = change.old_email
    person.set_unusable_password()
    record(person, by=None, at=at, fields=["email", "password"])
    Authenticator.objects.filter(user=person, created_at__gte=change.valid_at).delete()
    SocialAccount.objects.filter(user=person, date_joined__gte=change.valid_at).delete()


def _make_valid(change: AccountChange, *, at: datetime) -> None:
    holds = change.vouched_at is not None and change.kind != Kind.ACCOUNT
    _say(change, valid_at=at, signs_from=held_until(at, settings.SIGNING_WAIT_HOURS) if holds else None)
    if change.kind == Kind.ADDRESS:
        # Asked again: the proposal may have waited for days.
        if taken_sentence(change.new_email, at=at):
            raise RuleViolation("Adressen har blivit någon annans under tiden.")
        change.person.email = change.new_email
        record(change.person, by=change.proposed_by, at=at, fields=["email"])
    if change.kind == Kind.EID_NAME:
        _link(change)
    if change.kind == Kind.SECOND_FACTOR:
        Authenticator.objects.filter(user=change.person).delete()


def _link(change: AccountChange) -> None:
    of_kind = SocialAccount.objects.filter(provider=change.eid_provider)
    if of_kind.filter(uid=change.eid_subject).exists():
        raise RuleViolation("E-legitimationen har kopplats till ett konto under tiden.")
    if of_kind.filter(user=change.person).exists():
        raise RuleViolation("Personen har kopplat en annan e-legitimation av samma slag under tiden.")
    SocialAccount.objects.create(
        user=change.person,
        provider=change.eid_provider,
        uid=change.eid_subject,
        extra_data=change.eid_claims,
    )
