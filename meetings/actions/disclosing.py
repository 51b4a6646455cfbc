"""The original, with the evidence of its signatures, is handed out when it has been tried whether it may be."""

from datetime import datetime

from django.db import transaction

from meetings.errors import RuleViolation
from meetings.models import Disclosure, Person, Verification
from meetings.reads.seals import in_force


@transaction.atomic
def disclose_original(
    *, verification: Verification, receiver: str, assessment: str, by: Person, at: datetime
) -> Disclosure:
    """Note that the original is handed out, to whom, if they said, and how it was tried (OSL 2009:400, TF 2:15–18).

    Raises RuleViolation when nothing is said of how it was tried.
    """
    if not assessment.strip():
        raise RuleViolation("Skriv hur utlämnandet är prövat.", field="assessment")
    return Disclosure.objects.create(
        verification=verification,
        sha256=in_force(verification.original).sha256,
        receiver=receiver.strip(),
        assessment=assessment.strip(),
        by=by,
        at=at,
    )
