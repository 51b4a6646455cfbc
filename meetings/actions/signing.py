"""Signing a frozen version, and what the last signature brings about, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from meetings import letters
from meetings.actions.locking import lock_meeting
from meetings.actions.verifying import complete_verification
from meetings.errors import RuleViolation
from meetings.models import (
    ChangeAnswer,
    ChangeRequest,
    Person,
    ProtocolVersion,
    Signatory,
    Signature,
    Verification,
)
from meetings.paper import assertion
from meetings.paper.fonts import refuse_unsupported
from meetings.querysets import latest_version, state_of, verification_day
from meetings.reads.accounts import account_hindrance
from meetings.reads.verifications import as_rules, rules_of
from meetings.rules import verification as rules
from meetings.rules.signing_level import Level, level_hindrance
from meetings.signing_methods import is_about, is_vouched
from meetings.swedish import join_names
from meetings.workflow import ProtocolState


@dataclass(frozen=True)
class HowSigned:
    """How and from where a signature came: the method's name, IP address and browser, the method's level, and what
    it leaves behind to be checked later, as JSON. `means_since` is when the passkey or e-ID was registered; None
    for a password.
    """

    method: str
    ip_address: str | None = None
    user_agent: str = ""
    level: int = Level.PASSWORD
    evidence: Mapping[str, Any] = field(default_factory=dict)
    means_since: datetime | None = None


@transaction.atomic
def sign_protocol(
    *, version: ProtocolVersion, by: Person, at: datetime, how: HowSigned, dissent: str = ""
) -> Verification | None:
    """Sign in every role `by` has to sign in; the verification when it was the last signature.

    Raises RuleViolation when it is not their turn, the version is no longer open, the account is not known to be
    theirs, the method is weaker than the version asks for, a dissent has no kept request behind it, or the seal
    cannot be made; no signature is recorded then.
    """
    # Two last signatures at once would else each see the other one missing, and the protocol would stay unverified.
    meeting = lock_meeting(version.protocol.meeting)
    if sentence := hindrance(version, by) or account_hindrance(
        by, meeting, at=at, means_since=how.means_since
    ):
        raise RuleViolation(sentence)
    if sentence := level_hindrance(how.level, least_level(version)):
        raise RuleViolation(sentence)
    _refuse_false_evidence(version, by, how.evidence)
    dissent = dissent.strip()
    if dissent and not may_dissent(version, by):
        raise RuleViolation(
            "Begär först en ändring. Om ordföranden låter texten stå kan du skriva en avvikande mening.",
            field="dissent",
        )
    refuse_unsupported(dissent)
    signatories, signatures = as_rules(version)
    # Asked before: afterwards nobody can tell whose turn it was.
    waits = rules.waits_for_secretary(signatories, signatures)
    rows = version.signatories.in_bulk()
    for role in rules.signable(by.pk, signatories, signatures):
        Signature.objects.create(
            signatory=rows[role.id],
            at=at,
            method=how.method,
            means_since=how.means_since,
            level=how.level,
            evidence={"account": by.email, **how.evidence},  # the account's address may change later
            sha256=version.sha256,
            ip_address=how.ip_address,
            user_agent=how.user_agent[:300],
            dissent=dissent,
        )
    signatories, signatures = as_rules(version)
    if rules.is_complete(signatories, signatures):
        return complete_verification(version=version, day=rules.verification_day(signatures), at=at)
    if waits and not rules.waits_for_secretary(signatories, signatures):
        ask_to_sign(version, by=by)
    return None


def _refuse_false_evidence(version: ProtocolVersion, by: Person, evidence: Mapping[str, Any]) -> None:
    """What a key has signed, and whom an e-ID is of, is checked where the signature is recorded, whatever door it
    came through."""
    kind = evidence.get("kind")
    is_of_this = kind in (assertion.PASSKEY, assertion.EID) and is_about(evidence["statement"], version, by)
    if kind == assertion.EID and not (is_of_this and is_vouched(evidence, by)):
        raise RuleViolation("E-legitimationen har inte skrivit under den här versionen. Försök igen.")
    if kind == assertion.PASSKEY and not (is_of_this and assertion.holds(evidence)):
        raise RuleViolation("Inloggningsnyckeln har inte skrivit under den här versionen. Försök igen.")


def least_level(version: ProtocolVersion) -> int:
    """The least level of signing_level.Level that the version asks for, as it was decided when it was frozen."""
    level: int = version.snapshot["document"].get(
        "least_level", Level.PASSWORD
    )  # older versions have no level
    return level


def hindrance(version: ProtocolVersion, person: Person) -> str:
    """Why `person` cannot sign this version now, in one sentence; empty when it is their turn."""
    state = state_of(version.protocol)
    if state == ProtocolState.VERIFIED:
        return "Protokollet är redan justerat."
    if version != latest_version(version.protocol):
        return "Det finns en nyare version av protokollet. Läs den innan du skriver under."
    signatories, signatures = as_rules(version)
    own = [one for one in signatories if one.person == person.pk]
    if not own:
        return "Du ska inte skriva under det här protokollet."
    if state != ProtocolState.FROZEN:
        asked = version.change_requests.filter(kind=ChangeRequest.Kind.REQUEST).exists()
        why = (
            "En ändring är begärd."
            if asked
            else "Sekreteraren har återtagit protokollet för att ändra något."
        )
        return f"{why} Du får ett mejl när en ny version är klar."
    if rules.may_sign(person.pk, signatories, signatures):
        return ""
    signed = {signature.signatory.id for signature in signatures}
    if any(one.id in signed for one in own):
        return "Du har redan skrivit under."
    if all(one.role.replaces and one.stands_for is None for one in own):
        return (
            "Din underskrift behövs inte nu. Kan någon inte skriva under bestämmer ordföranden eller en "
            "vice ordförande att du gör det i stället."
        )
    if rules.waits_for_secretary(signatories, signatures):
        return "Sekreteraren skriver under först. Du får ett mejl när det är din tur."
    return "Din underskrift behövs inte: någon annan har redan skrivit under i samma ställe."


def waiting_signatories(version: ProtocolVersion) -> list[Signatory]:
    """Those who can be asked to sign now, an awaited secretary alone until he or she has signed."""
    rows = version.signatories.select_related("person", "signature", "stand_in").in_bulk()
    return [rows[one.id] for one in rules.waited_for_now(*rules_of(rows.values()))]


def may_dissent(version: ProtocolVersion, person: Person) -> bool:
    """A verifier whose request was answered with the text standing may sign with an avvikande mening."""
    return ChangeRequest.objects.filter(
        version__protocol=version.protocol,
        person=person,
        kind=ChangeRequest.Kind.REQUEST,
        answer__outcome=ChangeAnswer.Outcome.KEPT,
    ).exists()


def ask_to_sign(version: ProtocolVersion, *, by: Person) -> None:
    """Asks each person but `by` in one letter, however many roles they hold."""
    protocol = version.protocol
    last_day = verification_day(protocol)
    waiting = waiting_signatories(version)
    is_first = any(one.role == Signatory.Role.SECRETARY and one.is_awaited for one in waiting)
    asked: dict[Person, list[str]] = {}
    for signatory in waiting:
        if signatory.person_id != by.pk:
            asked.setdefault(signatory.person, []).append(signatory.get_role_display().lower())
    for person, roles in asked.items():
        letters.write_to(
            person,
            "sign_first" if is_first else "sign",
            protocol=protocol,
            version=version,
            roles=join_names(roles),
            last_day=last_day,
        )
