"""What the board reads before a meeting: the agenda, what is proposed, and the papers."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings import access
from meetings.draft.building import build_record
from meetings.draft.reading import read_draft
from meetings.models import Meeting
from meetings.noted import note_read
from meetings.querysets import own_protocol
from meetings.record.protocol import ProtocolRecord
from meetings.views.addresses import DayAndSequence, association_entered, meeting_or_404, person_of
from meetings.views.stored_files import stored_file


@require_GET
def meeting_agenda(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """The §§ in order with the proposals that are prepared, and the papers of each; nothing that is decided."""
    meeting, record = _summoned(request, slug, body, key)
    context = {
        "association": meeting.body.association,
        "slug": slug,
        "meeting": meeting,
        "items": [
            (one, [paper for paper in record.attachments if one.number in paper.paragraphs])
            for one in record.paragraphs
        ],
    }
    return render(request, "meetings/meeting_agenda.html", context)


@require_GET
def meeting_paper(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence, number: int
) -> FileResponse:
    """One paper, by the number it has on the agenda."""
    _, record = _summoned(request, slug, body, key)
    found = next((one for one in record.attachments if one.number == str(number)), None)
    if found is None:
        raise Http404
    return stored_file(found.sha256, found.file_name, found.media_type)


def _summoned(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence
) -> tuple[Meeting, ProtocolRecord]:
    association = association_entered(request, slug)
    meetings = access.meetings_summoned_to(person_of(request), association)
    meeting = meeting_or_404(meetings.select_related("body__association"), body, key)
    note_read(request, association, "Dagordning", meeting)
    return meeting, build_record(read_draft(own_protocol(meeting)), version=0, at=timezone.localtime())
