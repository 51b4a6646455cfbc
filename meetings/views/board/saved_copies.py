"""What a device that keeps a copy of an agenda may still keep (static/js/agenda/copies.js)."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from meetings.draft.agenda import AgendaItem, as_stored, papers_of
from meetings.draft.reading_pack import pack_content
from meetings.models import Meeting
from meetings.reads.reading_packs import pack_state
from meetings.views.addresses import DayAndSequence, person_of
from meetings.views.board.coming import agenda_read


@require_GET
def saved_copy(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """Whose copy it is, what the page says, and the address, version and size of each paper that the person may read.

    404 when there is nothing to read any longer. It shows nothing of what the papers say.
    """
    meeting, items = agenda_read(request, slug, body, key)
    way = (slug, meeting.body.slug, meeting.key)
    papers = {
        reverse("meeting_paper", args=(*way, paper.number)): {"version": paper.sha256, "size": paper.size}
        for paper in papers_of(items)
    }
    sent = meeting.sent_agendas.only("number").last()
    if sent:
        papers[reverse("meeting_summons", args=way)] = {"version": str(sent.number), "size": 0}
    pack = pack_state(meeting, pack_content(items)).given
    if pack and pack.file:
        papers[reverse("meeting_pack", args=way)] = {"version": pack.file.sha256, "size": pack.file.size}
    version = _version(meeting, items, pack.public_id if pack else "")
    return JsonResponse({"person": person_of(request).public_id, "page": version, "papers": papers})


def _version(meeting: Meeting, items: list[AgendaItem], pack: str) -> str:
    """Another when the page would say something else of the meeting, its agenda or its papers in one file."""
    said = [meeting.body.name, meeting.date, meeting.start, meeting.end, meeting.place, meeting.is_public]
    said += [meeting.state, pack, *as_stored(each.known for each in items)]
    numbers = [paper.number for paper in papers_of(items)]
    return hashlib.sha256(json.dumps([said, numbers], default=str).encode()).hexdigest()[:16]
