"""Requests for documents: each is tried by itself, what is handed out is noted, and a refusal is written."""

from datetime import date, datetime

from django.db import transaction

from meetings.actions.sealing import store_sealed
from meetings.documents.refusal import render_refusal
from meetings.documents.rendering import letterhead_of
from meetings.errors import RuleViolation
from meetings.models import Association, Disclosure, Person, Refusal, Verification
from meetings.reads.disclosures import association_of, document_of
from meetings.reads.seals import in_force
from meetings.record.refusal import RefusalDecision
from meetings.swedish import day_of

Outcome = Disclosure.Outcome


@transaction.atomic
def disclose_original(
    *, verification: Verification, receiver: str, assessment: str, by: Person, at: datetime
) -> Disclosure:
    """Note that the original is handed out, to whom, if they said, and how it was tried (OSL 2009:400, TF 2:15–18).

    Raises RuleViolation when nothing is said of how it was tried.
    """
    sha256 = in_force(verification.original).sha256
    return _tried(
        verification=verification, sha256=sha256, receiver=receiver, assessment=assessment, by=by, at=at
    )


@transaction.atomic
def note_extract(
    *, verification: Verification, receiver: str, assessment: str, withheld_by: str, by: Person, at: datetime
) -> Disclosure:
    """The request that an extract answers; `withheld_by` is the provision of what is left out of it, or ""."""
    return _tried(
        verification=verification,
        receiver=receiver,
        assessment=assessment,
        outcome=Outcome.PARTLY if withheld_by else Outcome.GIVEN,
        provision=withheld_by[:200],
        by=by,
        at=at,
    )


@transaction.atomic
def answer_request(
    *,
    association: Association,
    outcome: str,
    assessment: str,
    by: Person,
    at: datetime,
    verification: Verification | None = None,
    subject: str = "",
    provision: str = "",
    receiver: str = "",
    asked_on: date | None = None,
) -> Disclosure:
    """A request for the `verification`'s protocol, or for another document, the `subject`; and how it was answered.

    What is not handed out, in whole or in part, is decided in writing at once (OSL 6:3). Raises RuleViolation when
    nothing is said of which document, how it was tried, or by which provision it is refused.
    """
    subject, provision = subject.strip(), provision.strip()
    if verification is None and not subject:
        raise RuleViolation("Skriv vilken handling begäran gäller.", field="subject")
    if outcome != Outcome.GIVEN and not provision:
        raise RuleViolation("Skriv vilken bestämmelse sekretessen grundas på.", field="provision")
    if asked_on and asked_on > day_of(at):
        raise RuleViolation("Dagen ligger i framtiden.", field="asked_on")
    disclosure = _tried(
        verification=verification,
        association=None if verification else association,
        subject=subject,
        outcome=outcome,
        provision="" if outcome == Outcome.GIVEN else provision,
        receiver=receiver,
        assessment=assessment,
        asked_on=asked_on,
        by=by,
        at=at,
    )
    if outcome != Outcome.GIVEN:
        write_refusal(disclosure=disclosure, by=by, at=at)
    return disclosure


@transaction.atomic
def write_refusal(*, disclosure: Disclosure, by: Person, at: datetime) -> Refusal:
    """The decision about what was not handed out, sealed, with how to appeal (OSL 6:7).

    Raises RuleViolation when everything was handed out, and when it is written already.
    """
    if disclosure.outcome == Outcome.GIVEN:
        raise RuleViolation("Allt är utlämnat. Det finns inget att avslå.")
    if Refusal.objects.filter(disclosure=disclosure).exists():
        raise RuleViolation("Beslutet är redan skrivet.")
    association = association_of(disclosure)
    decision = RefusalDecision(
        document=letterhead_of(association),
        day=day_of(at),
        receiver=disclosure.receiver,
        document_asked_for=document_of(disclosure),
        asked_on=disclosure.asked_on,
        is_partly=disclosure.outcome == Outcome.PARTLY,
        provision=disclosure.provision,
        reasons=disclosure.assessment,
        decided_by=f"{by.name}, {by.title}" if by.title else by.name,
        court=association.appeal_court or "kammarrätten",
    )
    file = store_sealed(
        document=render_refusal(decision, at=at),
        association=association,
        reason="Beslut om utlämnande av handling",
        at=at,
    )
    return Refusal.objects.create(disclosure=disclosure, snapshot=decision.to_json(), file=file, at=at, by=by)


def _tried(*, assessment: str, receiver: str, **noted: object) -> Disclosure:
    if not assessment.strip():
        raise RuleViolation("Skriv hur utlämnandet är prövat.", field="assessment")
    return Disclosure.objects.create(assessment=assessment.strip(), receiver=receiver.strip(), **noted)
