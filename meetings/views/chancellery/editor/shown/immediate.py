"""§§ that are verified immediately have a protocol of their own, and are shown from that."""

from django.urls import reverse

from meetings.draft.reading import Draft, read_draft
from meetings.models import Paragraph, Protocol
from meetings.querysets import latest_version, with_state
from meetings.reads.frozen import frozen_record
from meetings.workflow import LOCKED, ProtocolState

from .paragraph import paragraph_label
from .parts import LockedParagraph

# As it was frozen or, when it is opened again, its row in the draft of its own protocol.
type Apart = LockedParagraph | tuple[Draft, Paragraph]


def immediate_paragraphs(draft: Draft) -> dict[int, Apart]:
    """By key; some queries for each immediate protocol, none where there is none."""
    found: dict[int, Apart] = {}
    if not draft.immediate:
        return found
    keys = {protocol.pk for protocol in draft.immediate.values()}
    for protocol in with_state(
        Protocol.objects.filter(pk__in=keys).select_related("meeting__body__association")
    ):
        state = ProtocolState(protocol.state)
        if state in LOCKED:
            found |= _locked(draft, protocol, state)
        else:
            own = read_draft(protocol)
            found |= {row.pk: (own, row) for row in own.paragraphs}
    return found


def _locked(draft: Draft, protocol: Protocol, state: ProtocolState) -> dict[int, LockedParagraph]:
    version = latest_version(protocol)
    document = frozen_record(version) if version else None
    if document is None:
        return {}
    shown = {paragraph.number: paragraph for paragraph in document.paragraphs}
    body = draft.meeting.body
    return {
        row.pk: LockedParagraph(
            public_id=row.public_id,
            number=draft.numbers[row.pk],
            label=paragraph_label(body, draft.numbers[row.pk]),
            paragraph=shown[draft.number(row)],
            url=reverse("verification_status", args=[body.association.slug, body.slug, protocol.key]),
            state=state.label,
        )
        for row in draft.paragraphs
        if draft.immediate.get(row.pk) == protocol and draft.number(row) in shown
    }
