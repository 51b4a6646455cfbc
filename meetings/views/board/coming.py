"""What the board reads before a meeting: the agenda, what is proposed, and the papers."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from meetings import access
from meetings.actions.replying import may_take_part_remotely, reply, reply_hindrance
from meetings.draft.agenda import AgendaItem, find_paper, read_agenda
from meetings.models import Meeting
from meetings.noted import note_read
from meetings.reads.replies import replies_to
from meetings.views.addresses import DayAndSequence, association_entered, meeting_or_404, person_of
from meetings.views.refusals import goes_through
from meetings.views.reply_form import ReplyForm
from meetings.views.stored_files import stored_file


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_agenda(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """The §§ in order with the proposals that are prepared, and the papers of each; nothing that is decided. One who
    is summoned answers here too."""
    meeting, items = _summoned(request, slug, body, key)
    person = person_of(request)
    form = ReplyForm(
        request.POST if request.method == "POST" else None, may_be_remote=may_take_part_remotely(meeting)
    )
    if goes_through(
        request,
        form,
        "Tack, ditt svar är noterat.",
        lambda: reply(meeting=meeting, person=person, by=person, at=timezone.now(), **form.cleaned_data),
    ):
        return redirect(request.path)
    context = {
        "association": meeting.body.association,
        "slug": slug,
        "meeting": meeting,
        "items": items,
        **_reply(request, meeting, form),
    }
    return render(request, "meetings/meeting_agenda.html", context, status=422 if form.errors else 200)


def _reply(request: HttpRequest, meeting: Meeting, form: ReplyForm) -> dict[str, object]:
    """What components/reply.html shows to one who is summoned; nothing to those who only read."""
    person, at = person_of(request), timezone.now()
    replies = replies_to(meeting, at)
    return {
        "form": form,
        "is_summoned": person.pk in replies.people,
        "hindrance": reply_hindrance(meeting, person),
        "latest": replies.latest.get(person.pk),
        "call": replies.calls.get(person.pk),
        "action": request.path,
    }


@require_GET
def meeting_paper(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence, number: int
) -> FileResponse:
    """One paper, by the number it has on the agenda."""
    _, items = _summoned(request, slug, body, key)
    found = find_paper(items, number)
    if found is None:
        raise Http404
    return stored_file(found.sha256, found.file_name, found.media_type)


def _summoned(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence
) -> tuple[Meeting, list[AgendaItem]]:
    association = association_entered(request, slug)
    meetings = access.meetings_summoned_to(person_of(request), association)
    meeting = meeting_or_404(meetings.select_related("body__association"), body, key)
    note_read(request, association, "Dagordning", meeting)
    return meeting, read_agenda(meeting, timezone.localtime())
