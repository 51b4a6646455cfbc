"""The chancellery's page of one protocol's verification; the auditor reads it, without buttons."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings.access import can_edit
from meetings.actions.standing_in import decided_by_board
from meetings.models import Protocol, ProtocolVersion
from meetings.noted import note_read
from meetings.querysets import state_of
from meetings.reads.dispatches import dispatched_rows
from meetings.reads.immediate import sections_of
from meetings.reads.notices import dates_of
from meetings.reads.published import is_published
from meetings.reads.reading_copies import whole_reading_copy
from meetings.reads.seals import waits_for_seal
from meetings.reads.verifications import asked_heading, asked_of, is_withdrawn, standing_of
from meetings.views.addresses import ProtocolAddress, association_read, person_of, protocol_or_404
from meetings.workflow import ProtocolState, state_in_words


@require_GET
def verification_status(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Who has signed, who is missing, what was asked for, and every version on record."""
    protocol = protocol_read(request, slug, body, key)
    meeting = protocol.meeting
    versions = list(protocol.versions.defer("snapshot").select_related("frozen_by").order_by("-number"))
    if not versions:
        raise Http404
    state = state_of(protocol)
    version = versions[0]
    version.protocol = protocol
    standing = standing_of(version, state, timezone.localdate())
    person = person_of(request)
    notice = getattr(protocol, "notice", None)
    asked = asked_of(protocol)
    withdrawn = is_withdrawn(asked, version)
    is_verified = state == ProtocolState.VERIFIED
    context = step_context(version) | {
        "protocol": protocol,
        "is_notes": not meeting.body.under_kl,
        "state": state,
        "withdrawn": withdrawn,
        "state_word": state_in_words(state, withdrawn=withdrawn),
        "standing": standing,
        "own": standing.of(person),
        "versions": versions,
        "asked": asked,
        "asked_heading": asked_heading(asked),
        "by_board": decided_by_board(version) if standing.is_open else None,
        "others_wait": any(one.person != person for one in standing.waiting),
        "referrals": list(version.referrals.select_related("meeting", "person", "item")),
        "verification": protocol.verification if is_verified else None,
        "reading_copy": whole_reading_copy(protocol.verification) if is_verified else None,
        "disclosures": protocol.verification.disclosures.exclude(sha256="").select_related("by")
        if is_verified
        else (),
        "dispatches": dispatched_rows(protocol.verification) if is_verified else [],
        "waits_for_seal": is_verified and waits_for_seal(protocol.verification.original),
        "published": is_verified and is_published(protocol),
        "notice": notice,
        "notice_dates": dates_of(notice) if notice else None,
        "can_edit": can_edit(person, meeting.body.association),
    }
    return render(request, "meetings/verification_status.html", context)


def protocol_read(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, *, what: str = "Justering"
) -> Protocol:
    """The protocol, for those who read drafts; 404 to others."""
    association = association_read(request, slug)
    protocol = protocol_or_404(Protocol.objects.filter(meeting__body__association=association), body, key)
    note_read(request, association, what, protocol.meeting)
    return protocol


def protocol_edited(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, *, what: str = "Justering"
) -> ProtocolVersion:
    """The latest version of a protocol, for the chancellery; 404 to others."""
    protocol = protocol_read(request, slug, body, key, what=what)
    version = protocol.versions.order_by("-number").first()
    if version is None or not can_edit(person_of(request), protocol.meeting.body.association):
        raise Http404
    version.protocol = protocol
    return version


def step_context(version: ProtocolVersion) -> dict[str, object]:
    """What a page shows on which the chancellery takes a step with the protocol."""
    protocol = version.protocol
    meeting = protocol.meeting
    return {
        "association": meeting.body.association,
        "slug": meeting.body.association.slug,
        "body": meeting.body.slug,
        "key": protocol.key,
        "meeting": meeting,
        "sections": sections_of([protocol]).get(protocol.pk, ""),
    }
