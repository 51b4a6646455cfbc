"""A public meeting's own page, and the budget that is proposed at it."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from meetings.actions.attaching import ALLOWED
from meetings.reads.announcements import AnnouncedMeeting, latest_announcements
from meetings.views.addresses import association_or_404
from meetings.views.stored_files import NOTHING, stored_file


@require_safe
@login_not_required
def announcement_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """When and where, how to attend, and the proposal."""
    association = association_or_404(slug)
    announcement = get_object_or_404(latest_announcements(association), public_id=public_id)
    context = {"association": association, "announced": AnnouncedMeeting(announcement)}
    return render(request, "meetings/announcement_detail.html", context)


@require_safe
@login_not_required
@csp_override(NOTHING)
def announcement_proposal(request: HttpRequest, slug: str, public_id: str) -> FileResponse:
    """The budget that is proposed, as it was attached; always a download."""
    announcement = get_object_or_404(latest_announcements(association_or_404(slug)), public_id=public_id)
    file = AnnouncedMeeting(announcement).proposal
    if file is None:
        raise Http404
    media_type = file.media_type if file.media_type in ALLOWED else "application/octet-stream"
    return stored_file(file.sha256, announcement.proposal_name, media_type)
