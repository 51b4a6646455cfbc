"""The papers of a meeting in one file: fetched, asked for, and how far the making of it has come."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from meetings import access
from meetings.actions.asking_for_packs import ask_for_pack
from meetings.draft.reading_pack import pack_content
from meetings.models import ReadingPack
from meetings.noted import note_read
from meetings.reads.reading_packs import PackState, latest_sent, pack_state
from meetings.views.addresses import DayAndSequence, association_entered, meeting_or_404, person_of
from meetings.views.board.coming import summoned_meeting
from meetings.views.stored_files import reading_copy


@require_safe
def meeting_pack(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> FileResponse:
    """The file with the papers that the reader may read, or one from before the latest change until it is made."""
    meeting, items = summoned_meeting(request, slug, body, key)
    given = pack_state(meeting, pack_content(items)).given
    if given is None or given.file is None:
        raise Http404
    note_read(request, meeting.body.association, "Handlingarna i en fil", meeting)
    return reading_copy(given.file, f"handlingar-{meeting.key}.pdf")


@require_POST
def meeting_pack_make(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """Has it made, or tried again; once for everybody who has the same papers."""
    meeting, items = summoned_meeting(request, slug, body, key)
    sent, content = latest_sent(meeting), pack_content(items)
    if sent is None or not content.papers:
        raise Http404
    ask_for_pack(sent=sent, content=content, at=timezone.now())
    page = "meeting_detail" if request.POST.get("back") == "meeting" else "meeting_agenda"
    return redirect(f"{reverse(page, args=[slug, body, key])}#handlingar")


@require_GET
def meeting_pack_state(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence, public_id: str
) -> HttpResponse:
    """How far one has come, for a page that shows it and asks again."""
    association = association_entered(request, slug)
    meetings = access.agendas_visible_to(person_of(request), association)
    meeting = meeting_or_404(meetings.select_related("body"), body, key)
    packs = ReadingPack.objects.filter(sent__meeting=meeting).select_related("file").defer("content")
    pack = get_object_or_404(packs, public_id=public_id)
    context = {
        "pack": PackState(pack, pack if pack.made_at else None),
        "slug": slug,
        "meeting": meeting,
        "back": "meeting" if request.GET.get("back") == "meeting" else "",
    }
    return render(request, "meetings/reading_pack.html", context)
