"""A guest reads their matters and papers by the link in the invitation, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.actions.inviting import guest_of
from meetings.draft.agenda import AgendaItem, find_paper, read_agenda
from meetings.models import Attendee
from meetings.reads.agenda_readers import reader_as
from meetings.views.public.posting import kept_from_others
from meetings.views.stored_files import stored_file


@require_safe
@login_not_required
def guest_agenda(request: HttpRequest, token: str) -> HttpResponse:
    """The day, time and place, and the guest's own matters with what is proposed in them and their papers."""
    guest = guest_of(token)
    if guest is None:
        return kept_from_others(render(request, "meetings/reply_unknown.html", status=404))
    context = {
        "association": guest.meeting.body.association,
        "meeting": guest.meeting,
        "guest": guest,
        "token": token,
        "items": _read(guest),
    }
    return kept_from_others(render(request, "meetings/guest_agenda.html", context))


@require_safe
@login_not_required
def guest_paper(request: HttpRequest, token: str, number: int) -> FileResponse:
    """One paper of the guest's matters, by the number it has on the agenda."""
    guest = guest_of(token)
    found = find_paper(_read(guest), number) if guest else None
    if found is None:
        raise Http404
    return stored_file(found.sha256, found.file_name, found.media_type)


def _read(guest: Attendee) -> list[AgendaItem]:
    return reader_as(guest).reads(read_agenda(guest.meeting, timezone.localtime()))
