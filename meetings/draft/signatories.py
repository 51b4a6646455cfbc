"""Who is to sign a protocol, and for which §§ (KL 5:69, 6:30)."""

from collections.abc import Iterable

from meetings.draft.reading import Draft
from meetings.models import Association, Office, Person, Signatory
from meetings.rules.signing_level import LevelDecision
from meetings.rules.standing_in import ChairStandIn, VerifierStandIn
from meetings.rules.verification import SigningRole

type Expected = tuple[Person, SigningRole, list[str] | None]


def expected_signatories(draft: Draft) -> list[Expected]:
    """(person, role, §§ or None for all): secretary, chairs, verifiers, and who may take a verifier's place.

    Each chair signs for the §§ he or she led, a deputy for those where he or she decided. A recused verifier
    signs for the others, and for that § the one who verifies it instead. A § that a verifier leads is verified by
    the other, or by the deputy for a verifier who decided in it. Notes of a body that does not decide
    under KL are signed by nobody.
    """
    meeting = draft.meeting
    if not meeting.body.under_kl:
        return []
    found: list[Expected] = []
    if meeting.secretary:
        found.append((meeting.secretary, Signatory.Role.SECRETARY, None))
    led: dict[Person, list[str]] = {}
    for paragraph in draft.covered:
        if chair := paragraph.chair or meeting.chair:
            led.setdefault(chair, []).append(draft.number(paragraph))
    found += [(chair, Signatory.Role.CHAIR, _all_or(draft, numbers)) for chair, numbers in led.items()]
    return [*found, *_verifiers(draft)]


def signing_decision(association: Association) -> LevelDecision:
    """The association's decision on how its protocols are signed (KL 5:69)."""
    return LevelDecision(association.verification_decided_on, association.verification_decided_in)


def _verifiers(draft: Draft) -> Iterable[Expected]:
    for person, numbers in _verified_by(draft).items():
        if numbers or not draft.covered:
            yield person, Signatory.Role.VERIFIER, _all_or(draft, numbers)
    if draft.meeting.body.verifier_stand_in == VerifierStandIn.DEPUTY:
        for one in draft.meeting.verifiers.all():
            if one.is_deputy:
                yield (
                    one.person,
                    Signatory.Role.DEPUTY_VERIFIER,
                    _all_or(draft, _decided_in(draft, one.person_id)),
                )


def _verified_by(draft: Draft) -> dict[Person, list[str]]:
    """The numbers of the §§ that each verifies."""
    chosen = list(draft.meeting.verifiers.all())
    verifiers = [one.person for one in chosen if not one.is_deputy]
    signs = {person: [draft.number(paragraph) for paragraph in draft.covered] for person in verifiers}
    for paragraph in draft.covered:
        number = draft.number(paragraph)
        out: dict[Person, Person | None] = {}
        leads = paragraph.chair or draft.meeting.chair
        # Nobody verifies what they have led themselves: the point is a second pair of eyes.
        if leads in verifiers:
            deputies = (one.person for one in chosen if one.is_deputy)
            out[leads] = next((one for one in deputies if number in _decided_in(draft, one.pk)), None)
        for recusal in paragraph.recusals.all():
            recused = draft.rolls.attendees[recusal.attendee_id].person
            if recusal.is_out and recused in verifiers and recusal.verified_by:
                out[recused] = recusal.verified_by if recusal.verified_by != leads else None
        for verifier, instead in out.items():
            signs[verifier].remove(number)
            if instead and number not in signs.setdefault(instead, []):
                signs[instead].append(number)
    return signs


def stand_ins_of_chair(draft: Draft) -> list[Expected]:
    """The vice chairs who may sign in the chair's place, and the §§ where each decided; not one who verifies."""
    meeting = draft.meeting
    if not meeting.body.under_kl or meeting.body.chair_stand_in != ChairStandIn.VICE_CHAIR:
        return []
    verifying = {person.pk for person, role, _ in _verifiers(draft) if role is Signatory.Role.VERIFIER}
    held = [
        one
        for one in sorted(meeting.body.offices.all(), key=lambda one: one.rank)
        if one.kind == Office.Kind.VICE_CHAIR
        and one.holds_on(meeting.date)
        # A verifier who also signed as chair would leave the § with one pair.
        and one.person_id not in verifying
    ]
    people = {one.person_id: one.person for one in draft.rolls.attendees.values() if one.person}
    decided = [(people.get(one.person_id), _decided_in(draft, one.person_id)) for one in held]
    return [
        (person, Signatory.Role.DEPUTY_CHAIR, _all_or(draft, numbers))
        for person, numbers in decided
        if person and numbers
    ]


def _decided_in(draft: Draft, person: int) -> list[str]:
    """Numbers of the covered §§ where the person decided."""
    key = next((one.pk for one in draft.rolls.attendees.values() if one.person_id == person), None)
    rolls = draft.rolls.by_paragraph
    return [draft.number(one) for one in draft.covered if one.pk in rolls and key in rolls[one.pk].deciding]


def _all_or(draft: Draft, numbers: list[str]) -> list[str] | None:
    return None if len(numbers) == len(draft.covered) else sorted(numbers, key=int)
