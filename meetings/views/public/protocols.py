"""Published protocols as web pages, an address per §, and their files."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from meetings.actions.attaching import ALLOWED
from meetings.documents.protocol import running_title
from meetings.documents.snapshot import ProtocolDocument, parse, parse_record
from meetings.documents.storage import read
from meetings.models import Association, Protocol, Verification
from meetings.reads.notices import dates_of, notices_of, status_of
from meetings.reads.published import by_year, published_attachment, published_protocols
from meetings.views.addresses import DayAndSequence, association_or_404

NOTHING = {"default-src": ["'none'"], "sandbox": True}


@require_safe
@login_not_required
def protocol_list(request: HttpRequest, slug: str) -> HttpResponse:
    association = association_or_404(slug)
    years = by_year(published_protocols(association))
    return render(request, "meetings/protocol_list.html", {"association": association, "years": years})


@require_safe
@login_not_required
def protocol_detail(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """The whole protocol from its frozen snapshot."""
    association, protocol = _published(slug, body, key)
    document = parse(protocol.verification.version.snapshot)
    return render(
        request,
        "meetings/protocol_detail.html",
        {
            **_context(association, protocol, document),
            "anchors": {f"bilaga-{each.number}" for each in document.attachments},
            "attachments": document.attachments,
            "record": parse_record(protocol.verification.record),
            **_notice_context(association, protocol),
        },
    )


@require_safe
@login_not_required
def protocol_paragraph(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence, number: int
) -> HttpResponse:
    """One § on its own, to cite, with the way to its neighbours."""
    association, protocol = _published(slug, body, key)
    document = parse(protocol.verification.version.snapshot)
    at = next((at for at, each in enumerate(document.paragraphs) if each.number == str(number)), None)
    if at is None:
        raise Http404
    attachments = [each for each in document.attachments if str(number) in each.paragraphs]
    return render(
        request,
        "meetings/protocol_paragraph.html",
        {
            **_context(association, protocol, document),
            "paragraph": document.paragraphs[at],
            "before": document.paragraphs[at - 1] if at else None,
            "after": document.paragraphs[at + 1] if at + 1 < len(document.paragraphs) else None,
            "anchors": {f"bilaga-{each.number}" for each in attachments},
            "attachments": attachments,
            "address": request.build_absolute_uri(request.path),
        },
    )


@require_safe
@login_not_required
def protocol_pdf(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """The sealed public copy."""
    association, protocol = _published(slug, body, key)
    copy = protocol.verification.public_copy
    name = f"{association.slug}-{body}-{key}.pdf"
    return _file(read(copy.sha256), "application/pdf", name, as_attachment=False)


@require_safe
@login_not_required
@csp_override(NOTHING)
def protocol_attachment(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence, number: str
) -> HttpResponse:
    """A published attachment, always a download; a type we did not let in ourselves is plain bytes."""
    _, protocol = _published(slug, body, key)
    attachment = published_attachment(parse(protocol.verification.version.snapshot), number)
    if attachment is None:
        raise Http404
    media_type = attachment.media_type if attachment.media_type in ALLOWED else "application/octet-stream"
    return _file(read(attachment.sha256), media_type, attachment.file_name, as_attachment=True)


def _published(slug: str, body: str, key: DayAndSequence) -> tuple[Association, Protocol]:
    association = association_or_404(slug)
    protocol = get_object_or_404(
        published_protocols(association).select_related("verification__version"),
        meeting__body__slug=body,
        meeting__date=key.day,
        meeting__sequence=key.sequence,
    )
    return association, protocol


def _context(association: Association, protocol: Protocol, document: ProtocolDocument) -> dict[str, object]:
    return {
        "association": association,
        "protocol": protocol,
        "document": document,
        "head": document.document,
        "meeting": protocol.meeting,
        "title": running_title(document),
        "pdf": protocol.verification.public_copy,
    }


def _notice_context(association: Association, protocol: Protocol) -> dict[str, object]:
    notice = notices_of(association).filter(protocol=protocol).first()
    if notice is None:
        return {"notice": None}
    dates = dates_of(notice)
    mark = "preliminärt" if dates.preliminary else ""
    return {
        "notice": notice,
        "status": status_of(notice, timezone.localdate()),
        "facts": [
            {"label": "Justerat", "date": notice.verified},
            {"label": "Anslaget", "date": dates.posted},
            {"label": "Sista dag att överklaga", "date": dates.last_appeal_day, "note": mark},
            {"label": "Tas ner tidigast", "date": dates.earliest_removal, "note": mark},
        ],
        "signed_on_paper": protocol.verification.method == Verification.Method.PAPER,
    }


def _file(data: bytes, media_type: str, name: str, *, as_attachment: bool) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
