"""Who signs when somebody cannot, as the board has decided the order (KL 5:69 leaves the manner to the board)."""

from collections.abc import Sequence

from .labelled import Labelled
from .verification import Signatory, Signature, SigningRole


class ChairStandIn(Labelled):
    """Sv: vem som justerar i ordförandens ställe."""

    VICE_CHAIR = "vice_chair", "Vice ordförande som tjänstgjorde i paragraferna, annars styrelsen"
    BOARD = "board", "Styrelsen vid nästa sammanträde"


class VerifierStandIn(Labelled):
    """Sv: vem som justerar i en justerares ställe."""

    DEPUTY = "deputy", "Vald ersättare för justerare, annars styrelsen"
    BOARD = "board", "Styrelsen vid nästa sammanträde"


def stand_in_hindrance(
    replaced: Signatory,
    stand_in: Signatory,
    signatories: Sequence[Signatory],
    signatures: Sequence[Signature],
) -> str:
    """Why `stand_in` cannot sign in the place of `replaced`, in one sentence; empty when they can.

    A stand-in took part in every § that is signed for, verifies nothing else in the protocol, verifies no § that he or
    she has led, and takes one person's place only.
    """
    signed = {signature.signatory.id for signature in signatures}
    if stand_in.role.replaces is not replaced.role or stand_in.person == replaced.person:
        return "Den personen kan inte skriva under i den andras ställe."
    if replaced.id in signed or any(
        one.stands_for == replaced.id and one.id in signed for one in signatories
    ):
        return "Underskriften är redan gjord."
    if any(one.person == stand_in.person and one.role is SigningRole.VERIFIER for one in signatories):
        return "Den som är justerare skriver inte under också för någon annan."
    if replaced.role is SigningRole.VERIFIER and any(
        one.person == stand_in.person and one.role is SigningRole.CHAIR and _meet(one, replaced)
        for one in signatories
    ):
        return "Den som har lett en av paragraferna justerar den inte också för någon annan."
    if any(one.person == stand_in.person and one.stands_for is not None for one in signatories):
        return "Personen skriver redan under i någons ställe."
    if not _took_part(replaced, stand_in):
        return "Den som skriver under i någons ställe ska ha tjänstgjort i alla de paragraferna."
    return ""


def candidates(
    replaced: Signatory, signatories: Sequence[Signatory], signatures: Sequence[Signature]
) -> list[Signatory]:
    """Those who can sign in the place of `replaced`, in their order; none when the board must verify itself."""
    return [one for one in signatories if not stand_in_hindrance(replaced, one, signatories, signatures)]


def _meet(one: Signatory, other: Signatory) -> bool:
    """Whether any § is signed for by both; None is all of them."""
    return one.paragraphs is None or other.paragraphs is None or bool(one.paragraphs & other.paragraphs)


def _took_part(replaced: Signatory, stand_in: Signatory) -> bool:
    if stand_in.paragraphs is None:
        return True
    # None is all the §§, more than any set of them.
    return replaced.paragraphs is not None and replaced.paragraphs <= stand_in.paragraphs
