"""Who must sign a frozen protocol, in what order, and which day it became verified."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from meetings.swedish import day_of

from .labelled import Labelled

# Written in a § that is verified at once; it is no decision in the matter.
IMMEDIATE = "Paragrafen förklaras omedelbart justerad."


class Role(Labelled):
    """Sv: sekreterare, ordförande, justerare, ersättare för justerare."""

    SECRETARY = "secretary", "Sekreterare"
    CHAIR = "chair", "Ordförande"
    VERIFIER = "verifier", "Justerare"
    DEPUTY_VERIFIER = "deputy_verifier", "Ersättare för justerare"


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person in one role. One who holds several roles is several signatories."""

    id: Hashable
    person: Hashable
    role: Role


@dataclass(frozen=True, slots=True)
class Signature:
    """`at` is aware, in any time zone."""

    signatory: Signatory
    at: datetime


def verifier_hindrance(name: str, took_part: Collection[object]) -> str:
    """Why the person cannot verify the minutes, empty when nothing hinders: he or she took part in no decision.

    Justering says that the minutes tell what happened, which only one who was there and decided can say (KL 5:69).
    `took_part` is the §§ where the person decided.
    """
    if took_part:
        return ""
    return (
        f"{name} tjänstgjorde inte och kan inte justera. Den som justerar ska ha varit med och beslutat "
        "(5 kap. 69 § kommunallagen)."
    )


def missing(signatories: Sequence[Signatory], signatures: Sequence[Signature]) -> tuple[Signatory, ...]:
    """Those whose signatures are still waited for, in the order secretary, chair, verifiers.

    KL 5:69 leaves the manner to the board: the secretary as the one who kept the minutes, every chair and
    every verifier sign. Each deputy who has signed stands for one verifier; where more verifiers are
    unsigned than deputies stand for, all the unsigned are named, as any of them may sign.
    """
    signed = {signature.signatory.id for signature in signatures}
    waiting = [s for s in signatories if s.id not in signed and s.role is not Role.DEPUTY_VERIFIER]
    verifiers = [s for s in waiting if s.role is Role.VERIFIER]
    deputies = sum(s.role is Role.DEPUTY_VERIFIER and s.id in signed for s in signatories)
    if len(verifiers) <= deputies:
        waiting = [s for s in waiting if s.role is not Role.VERIFIER]
    order = list(Role)
    return tuple(sorted(waiting, key=lambda s: order.index(s.role)))


def waits_for_secretary(signatories: Sequence[Signatory], signatures: Sequence[Signature]) -> bool:
    """Whether the secretary, who signs first, has not yet signed."""
    return any(one.role is Role.SECRETARY for one in missing(signatories, signatures))


def waited_for_now(
    signatories: Sequence[Signatory], signatures: Sequence[Signature]
) -> tuple[Signatory, ...]:
    """Those who can be asked to sign today: the secretary alone, then all the others who are missing."""
    waiting = missing(signatories, signatures)
    first = tuple(one for one in waiting if one.role is Role.SECRETARY)
    return first or waiting


def is_complete(signatories: Sequence[Signatory], signatures: Sequence[Signature]) -> bool:
    """Whether every signature that is needed is there, so that the protocol is verified."""
    return not missing(signatories, signatures)


def signable(
    person: Hashable, signatories: Sequence[Signatory], signatures: Sequence[Signature]
) -> tuple[Signatory, ...]:
    """The roles `person` can sign for now, all in one act; empty when it is not their turn or not needed.

    Chair and verifiers wait for the secretary, unless they hold that role themselves. A deputy may step in
    as long as a verifier is missing, but nobody stands in who is a verifier too.
    """
    waiting = missing(signatories, signatures)
    if any(s.role is Role.SECRETARY and s.person != person for s in waiting):
        return tuple(s for s in waiting if s.role is Role.SECRETARY and s.person == person)
    own = tuple(s for s in waiting if s.person == person)
    verifies = any(s.role is Role.VERIFIER and s.person == person for s in signatories)
    if verifies or all(s.role is not Role.VERIFIER for s in waiting):
        return own
    signed = {signature.signatory.id for signature in signatures}
    deputy = (s for s in signatories if s.role is Role.DEPUTY_VERIFIER and s.person == person)
    return own + tuple(s for s in deputy if s.id not in signed)


def may_sign(person: Hashable, signatories: Sequence[Signatory], signatures: Sequence[Signature]) -> bool:
    """Whether `person` can sign now, in at least one role."""
    return bool(signable(person, signatories, signatures))


def verification_day(signatures: Sequence[Signature]) -> date:
    """The day of justering: the Swedish day the last of chair and verifiers signed (not the secretary).

    Meant for a complete set. Raises ValueError when neither chair nor verifier has signed.
    """
    return max(day_of(s.at) for s in signatures if s.signatory.role is not Role.SECRETARY)
