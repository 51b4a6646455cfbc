"""Published protocols as web pages, an address per §, and their files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from meetings.actions.attaching import ALLOWED
from meetings.models import Association, Protocol, Verification
from meetings.paper.storage import stored_bytes
from meetings.reads.notices import dates_of, notices_of, status_of
from meetings.reads.published import by_year, published_attachment, published_protocols
from meetings.reads.reading_copies import public_reading_copy
from meetings.reads.related import Related, by_number, published_related
from meetings.reads.seals import in_force, waits_for_seal
from meetings.reads.withheld import marks_of, public_record
from meetings.record.paragraph import Paragraph
from meetings.record.protocol import ProtocolRecord
from meetings.record.reading import read_signatures
from meetings.record.withheld import HOW_TO_ASK, has_gaps, masked_value
from meetings.views.addresses import ProtocolAddress, association_or_404, protocol_or_404
from meetings.views.stored_files import NOTHING, reading_copy


def unpublished_is_said(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """404 with where to turn: the same whether the protocol is not published, hidden or never was, so that it
    tells nothing. An association that does not exist is the site's own 404.
    """

    @wraps(view)
    def answer(request: HttpRequest, slug: str, *args: object, **kwargs: object) -> HttpResponseBase:
        association = association_or_404(slug)
        try:
            found = view(request, slug, *args, **kwargs)
        except Http404:
            context = {"association": association}
            return render(request, "meetings/protocol_unpublished.html", context, status=404)
        # What is withheld today must not be shown tomorrow out of somebody's cache.
        patch_cache_control(found, no_cache=True)
        return found

    return answer


@require_safe
@login_not_required
def protocol_list(request: HttpRequest, slug: str) -> HttpResponse:
    association = association_or_404(slug)
    years = by_year(published_protocols(association))
    return render(request, "meetings/protocol_list.html", {"association": association, "years": years})


@require_safe
@login_not_required
@unpublished_is_said
def protocol_detail(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """The whole protocol from its frozen snapshot, but for what is withheld."""
    association, protocol = _published(slug, body, key)
    document = public_record(protocol.verification.version)
    on_paper = protocol.verification.method == Verification.Method.PAPER
    rows = [row.signed_by_hand if on_paper else row for row in document.document.facts]
    return render(
        request,
        "meetings/protocol_detail.html",
        {
            **_context(association, protocol, document),
            "rows": [*rows, *document.document.attendance],
            "shown": _shown(association, protocol, document.paragraphs),
            "rest_key": _rest_key(association, protocol),
            "anchors": {f"bilaga-{each.number}" for each in document.attachments},
            "attachments": document.attachments,
            "reading_copy": public_reading_copy(protocol.verification) if document.attachments else None,
            "record": masked_value(read_signatures(protocol.verification.record), marks_of(protocol.meeting)),
            **_notice_context(association, protocol),
        },
    )


@require_safe
@login_not_required
@unpublished_is_said
def protocol_paragraph(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, number: int
) -> HttpResponse:
    """One § on its own, to cite, with the way to its neighbours."""
    association, protocol = _published(slug, body, key)
    document = public_record(protocol.verification.version)
    at = next((at for at, each in enumerate(document.paragraphs) if each.number == str(number)), None)
    if at is None:
        raise Http404
    titled = [(each.number, each.title) for each in document.paragraphs]
    attachments = [each for each in document.attachments if str(number) in each.paragraphs]
    return render(
        request,
        "meetings/protocol_paragraph.html",
        {
            **_context(association, protocol, document),
            "shown": _shown(association, protocol, [document.paragraphs[at]])[0],
            "before": titled[at - 1] if at else None,
            "after": titled[at + 1] if at + 1 < len(titled) else None,
            "anchors": {f"bilaga-{each.number}" for each in attachments},
            "attachments": attachments,
            "address": request.build_absolute_uri(request.path),
        },
    )


@require_safe
@login_not_required
@unpublished_is_said
def protocol_pdf(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """The public copy; sealed unless it waits for the seal."""
    association, protocol = _published(slug, body, key)
    copy = protocol.verification.public_copy
    if copy is None:
        raise Http404
    name = f"{association.slug}-{body}-{key}.pdf"
    return _file(stored_bytes(in_force(copy).sha256), "application/pdf", name, as_attachment=False)


@require_safe
@login_not_required
@unpublished_is_said
@csp_override(NOTHING)
def protocol_reading_copy(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress
) -> HttpResponseBase:
    """The protocol and its published attachments in one file, made by a job."""
    association, protocol = _published(slug, body, key)
    copy = public_reading_copy(protocol.verification)
    if copy is None:
        raise Http404
    return reading_copy(copy, f"{association.slug}-{body}-{key}-lasexemplar.pdf")


@require_safe
@login_not_required
@unpublished_is_said
@csp_override(NOTHING)
def protocol_attachment(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, number: str
) -> HttpResponse:
    """A published attachment, always a download; a type we did not let in ourselves is plain bytes."""
    _, protocol = _published(slug, body, key)
    attachment = published_attachment(public_record(protocol.verification.version), number)
    if attachment is None:
        raise Http404
    media_type = attachment.media_type if attachment.media_type in ALLOWED else "application/octet-stream"
    return _file(stored_bytes(attachment.sha256), media_type, attachment.file_name, as_attachment=True)


def _published(slug: str, body: str, key: ProtocolAddress) -> tuple[Association, Protocol]:
    association = association_or_404(slug)
    published = published_protocols(association).select_related("verification__version")
    return association, protocol_or_404(published, body, key)


@dataclass(frozen=True)
class ShownParagraph:
    """A § with the ways on from it: what it belongs together with, and the protocol in which it was verified
    at once, where the public can read them."""

    paragraph: Paragraph
    related: list[Related]
    immediate: str


def _shown(
    association: Association, protocol: Protocol, paragraphs: Sequence[Paragraph]
) -> list[ShownParagraph]:
    own = protocol.paragraphs.filter(number__in=[one.number for one in paragraphs])
    related = by_number(published_related(association, own))
    immediate = published_protocols(association).filter(meeting=protocol.meeting, number__gt=1)
    keys = {one.key for one in immediate} if any(one.immediate for one in paragraphs) else set()
    return [
        ShownParagraph(
            paragraph=one,
            related=related.get(one.number, []),
            immediate=one.immediate.key if one.immediate and one.immediate.key in keys else "",
        )
        for one in paragraphs
    ]


def _rest_key(association: Association, protocol: Protocol) -> str:
    """The address of the meeting's own protocol, for one of §§ verified at once; "" while nobody can read it."""
    rest = published_protocols(association).filter(meeting=protocol.meeting, number=1)
    return protocol.meeting.key if protocol.is_immediate and rest.exists() else ""


def _context(association: Association, protocol: Protocol, document: ProtocolRecord) -> dict[str, object]:
    is_notes = not protocol.meeting.body.under_kl
    return {
        "association": association,
        "protocol": protocol,
        "document": document,
        "head": document.document,
        "meeting": protocol.meeting,
        "key": protocol.key,
        "how_to_ask": HOW_TO_ASK if has_gaps(document) else "",
        "is_notes": is_notes,
        "title": document.document.title if is_notes else document.document.running_title,
        "pdf": protocol.verification.public_copy,
        "waits_for_seal": waits_for_seal(protocol.verification.public_copy),
    }


def _notice_context(association: Association, protocol: Protocol) -> dict[str, object]:
    signed = {"signed_on_paper": protocol.verification.method == Verification.Method.PAPER}
    notice = notices_of(association).filter(protocol=protocol).first()
    if notice is None:
        return signed | {"notice": None}
    dates = dates_of(notice)
    mark = "preliminärt" if dates.preliminary else ""
    return signed | {
        "notice": notice,
        "status": status_of(notice, timezone.localdate()),
        "facts": [
            {"label": "Justerat", "date": notice.verified},
            {"label": "Anslaget", "date": dates.posted},
            {"label": "Sista dag att överklaga", "date": dates.last_appeal_day, "note": mark},
            {"label": "Tas ner tidigast", "date": dates.earliest_removal, "note": mark},
        ],
    }


def _file(data: bytes, media_type: str, name: str, *, as_attachment: bool) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
