"""The register of requests for documents, and which document each was about."""

from django.db.models import Q, QuerySet

from meetings.models import Association, Disclosure
from meetings.swedish import genitive, long_date, section


def disclosures_of(association: Association) -> QuerySet[Disclosure]:
    """Every request that was tried in the association, the latest first, with what the page reads."""
    return Disclosure.objects.filter(
        Q(association=association) | Q(verification__protocol__meeting__body__association=association)
    ).select_related("verification__protocol__meeting__body", "extract__paragraph", "refusal", "by")


def association_of(disclosure: Disclosure) -> Association:
    """Whose request it is; of one about another document it is said, else it is the protocol's."""
    if disclosure.association:
        return disclosure.association
    verification = disclosure.verification
    assert verification is not None  # noqa: S101 -- the database holds that one of them is said
    return verification.protocol.meeting.body.association


def document_of(disclosure: Disclosure) -> str:
    """«§ 41 i förbundsstyrelsens protokoll den 30 maj 2024», or the document in the words of the office."""
    if disclosure.verification is None:
        return disclosure.subject
    meeting = disclosure.verification.protocol.meeting
    protocol = f"{genitive(meeting.body.in_sentence)} protokoll den {long_date(meeting.date)}"
    extract = getattr(disclosure, "extract", None)
    number = extract.paragraph.number if extract else None
    return f"{section(number)} i {protocol}" if number else disclosure.subject or protocol
