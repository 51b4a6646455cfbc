"""Reading a frozen protocol before signing it: the first page, § by §, or all at once."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from meetings.access import can_read_drafts
from meetings.reads.notices import dates_of
from meetings.reads.published import is_published
from meetings.record.protocol import Attachment
from meetings.views.addresses import ProtocolAddress
from meetings.views.board.open_protocol import (
    CHANGED,
    OpenProtocol,
    answerable,
    may_let_stand_in,
    may_refer,
    open_protocol,
)
from meetings.workflow import ProtocolState


@require_GET
def protocol_verify(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Where a letter leads: what is to be read, who signs and what has happened; after signing the receipt."""
    opened = open_protocol(request, slug, body, key)
    verification = notice = None
    if opened.state == ProtocolState.VERIFIED:
        verification = opened.version.verification
        notice = getattr(opened.protocol, "notice", None)
    context = {
        "verification": verification,
        "published": verification is not None and is_published(opened.protocol),
        "notice": notice,
        "notice_dates": dates_of(notice) if notice else None,
        "changed": [one for one in opened.changes if one.status in (*CHANGED, "removed")],
        "referrals": list(opened.version.referrals.select_related("meeting", "person", "item")),
        "answerable": answerable(opened),
        "may_refer": may_refer(opened),
        "may_let_stand_in": may_let_stand_in(opened),
        "reads_drafts": can_read_drafts(opened.person, opened.association),
    }
    return render(request, "meetings/protocol_verify.html", reading_context(opened) | context)


@require_GET
def protocol_verify_paragraph(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, number: int
) -> HttpResponse:
    """One § and the way to the next."""
    opened = open_protocol(request, slug, body, key)
    paragraphs = opened.document.paragraphs
    index = next((at for at, one in enumerate(paragraphs) if one.number == str(number)), None)
    if index is None:
        raise Http404
    attachments = [one for one in opened.document.attachments if str(number) in one.paragraphs]
    is_last = index == len(paragraphs) - 1
    context = {
        "paragraph": paragraphs[index],
        "change": opened.change_of(paragraphs[index]),
        "previous": paragraphs[index - 1] if index else None,
        "next": None if is_last else paragraphs[index + 1],
        "is_last": is_last,
        "position": index + 1,
        "words": f"Paragraf {index + 1} av {len(paragraphs)}",
        "attachments": attachments,
        "anchors": anchors(attachments),
    }
    return render(request, "meetings/protocol_verify_paragraph.html", reading_context(opened) | context)


@require_GET
def protocol_verify_all(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """The whole protocol on one page, and the list of §§ to ask for changes in."""
    opened = open_protocol(request, slug, body, key)
    changed = {one.number for one in opened.changes if one.status in CHANGED}
    context = {"changed_numbers": changed}
    return render(request, "meetings/protocol_verify_all.html", reading_context(opened) | context)


def reading_context(opened: OpenProtocol) -> dict[str, object]:
    """What every page of a verification shows."""
    head = opened.document.document
    return {
        "association": opened.association,
        "opened": opened,
        "protocol": opened.document,
        "head": head,
        "decision_heading": head.decision_heading,
        "decision_style": head.decision_style,
        "standing": opened.standing,
        "slug": opened.association.slug,
        "body": opened.meeting.body.slug,
        "key": opened.protocol.key,
        "anchors": anchors(opened.document.attachments),
    }


def anchors(attachments: Iterable[Attachment]) -> set[str]:
    """The ids that the text's references to attachments may point to on a page that lists these."""
    return {f"bilaga-{one.number}" for one in attachments}
