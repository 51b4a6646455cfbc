"""Who must sign a frozen protocol, in what order, and which day it became verified."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from meetings.swedish import day_of

from .labelled import Labelled

# Written in a § that is verified at once; it is no decision in the matter.
IMMEDIATE = "Paragrafen förklaras omedelbart justerad."


class SigningRole(Labelled):
    """Sv: sekreterare, ordförande, justerare, och den som kan skriva under i någons ställe."""

    SECRETARY = "secretary", "Sekreterare"
    CHAIR = "chair", "Ordförande"
    VERIFIER = "verifier", "Justerare"
    DEPUTY_CHAIR = "deputy_chair", "Vice ordförande"
    DEPUTY_VERIFIER = "deputy_verifier", "Ersättare för justerare"

    @property
    def replaces(self) -> "SigningRole | None":
        """Whose place one in this role can take; None for those who sign for themselves."""
        return _REPLACES.get(self)


_REPLACES = {SigningRole.DEPUTY_CHAIR: SigningRole.CHAIR, SigningRole.DEPUTY_VERIFIER: SigningRole.VERIFIER}


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person in one role. One who holds several roles is several signatories.

    `paragraphs` are the §§ that are signed for, or that a stand-in took part in; None for all. The protocol is
    not kept waiting for one who is not awaited. `stands_for` is the id of the signatory whose place it has been
    decided that this one takes.
    """

    id: Hashable
    person: Hashable
    role: SigningRole
    paragraphs: frozenset[str] | None = None
    is_awaited: bool = True
    stands_for: Hashable | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """`at` is aware, in any time zone."""

    signatory: Signatory
    at: datetime


def verifier_hindrance(name: str, took_part: Collection[object]) -> str:
    """Why the person cannot verify the minutes, empty when nothing hinders: he or she took part in no decision.

    Justering says that the minutes tell what happened, which only one who was there and decided can say. KL 5:69 leaves
    the manner to the board, so this is practice.
    `took_part` is the §§ where the person decided.
    """
    if took_part:
        return ""
    return f"{name} tjänstgjorde inte och kan inte justera. Enligt god sed har den som justerar varit med och beslutat."


def missing(signatories: Sequence[Signatory], signatures: Sequence[Signature]) -> tuple[Signatory, ...]:
    """Those whose signatures the verification still waits for, in the order secretary, chair, verifiers.

    KL 5:69 leaves the manner to the board: every chair and every verifier sign, and the secretary where the board
    has said so. One whose stand-in has signed is not missing.
    """
    order = list(SigningRole)  # written in the order of signing
    waiting = [s for s in _unsigned(signatories, signatures) if s.is_awaited]
    return tuple(sorted(waiting, key=lambda s: order.index(s.role)))


def _unsigned(signatories: Sequence[Signatory], signatures: Sequence[Signature]) -> list[Signatory]:
    """Those who sign for themselves and have not, neither they nor a stand-in."""
    done = {signature.signatory.id for signature in signatures}
    done |= {signature.signatory.stands_for for signature in signatures}
    return [s for s in signatories if s.id not in done and s.role.replaces is None]


def waits_for_secretary(signatories: Sequence[Signatory], signatures: Sequence[Signature]) -> bool:
    """Whether the secretary, whom the board waits for and who then signs first, has not yet signed."""
    return any(one.role is SigningRole.SECRETARY for one in missing(signatories, signatures))


def waited_for_now(
    signatories: Sequence[Signatory], signatures: Sequence[Signature]
) -> tuple[Signatory, ...]:
    """Those who can be asked to sign today: an awaited secretary alone, else everyone who has not signed.

    A secretary who is not awaited is asked with the others, until the protocol is verified without them.
    """
    waiting = missing(signatories, signatures)
    first = tuple(one for one in waiting if one.role is SigningRole.SECRETARY)
    if first or not waiting:
        return first
    asked = {one.id for one in waiting}
    others = [one for one in _unsigned(signatories, signatures) if one.id not in asked]
    return (*others, *waiting)


def is_complete(signatories: Sequence[Signatory], signatures: Sequence[Signature]) -> bool:
    """Whether every signature that is needed is there, so that the protocol is verified."""
    return not missing(signatories, signatures)


def signable(
    person: Hashable, signatories: Sequence[Signatory], signatures: Sequence[Signature]
) -> tuple[Signatory, ...]:
    """The roles `person` can sign for now, all in one act; empty when it is not their turn or not needed.

    The others wait for an awaited secretary, unless they hold that role themselves. One who stands in signs as
    long as the one replaced is missing.
    """
    waiting = waited_for_now(signatories, signatures)
    if any(s.role is SigningRole.SECRETARY and s.is_awaited for s in waiting):
        # A secretary who also leads the meeting signs once for both roles: the turn of the second has then come too.
        if all(s.person != person for s in waiting):
            return ()
        waiting = missing(signatories, signatures)
    lacking = {s.id for s in waiting}
    own = (s for s in waiting if s.person == person)
    instead = (s for s in signatories if s.person == person and s.stands_for in lacking)
    return (*own, *instead)


def may_sign(person: Hashable, signatories: Sequence[Signatory], signatures: Sequence[Signature]) -> bool:
    """Whether `person` can sign now, in at least one role."""
    return bool(signable(person, signatories, signatures))


def verification_day(signatures: Sequence[Signature]) -> date:
    """The day of justering: the Swedish day the last of chair and verifiers signed (not the secretary).

    Meant for a complete set. Raises ValueError when neither chair nor verifier has signed.
    """
    return max(day_of(s.at) for s in signatures if s.signatory.role is not SigningRole.SECRETARY)
