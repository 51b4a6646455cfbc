"""What the board reads before a meeting: the agenda, what is proposed, and the papers."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from meetings import access
from meetings.actions.noting import kept_until
from meetings.actions.replying import may_take_part_remotely, reply, reply_hindrance
from meetings.actions.telling_agenda import mark_read, summons_pdf_of, unread_changes
from meetings.draft.agenda import AgendaItem, find_paper, papers_of, read_agenda
from meetings.draft.reading_pack import pack_content
from meetings.models import Meeting, Person
from meetings.noted import note_read
from meetings.reads.agenda_readers import declared_by, reader_of
from meetings.reads.own_notes import notes_of
from meetings.reads.raised_items import bodies_to_raise_in
from meetings.reads.reading_packs import pack_state
from meetings.reads.replies import replies_to
from meetings.views.addresses import DayAndSequence, association_entered, meeting_or_404, person_of
from meetings.views.refusals import goes_through
from meetings.views.reply_form import ReplyForm
from meetings.views.stored_files import sealed_document, stored_file


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_agenda(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """The §§ in order with the proposals that are prepared, and the papers of each; nothing that is decided. One who
    is summoned answers here too."""
    meeting, items = summoned_meeting(request, slug, body, key)
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
        "can_raise": any(
            body.pk == meeting.body_id
            for body, _ in bodies_to_raise_in(person, meeting.body.association, timezone.localdate())
        ),
        "notes": notes_of(meeting, person, items),
        "kept_until": kept_until(meeting),
        **_read(meeting, person, items),
        **_reply(request, meeting, form),
        **_own(meeting, person),
        **_pack(meeting, items),
    }
    return render(request, "meetings/meeting_agenda.html", context, status=422 if form.errors else 200)


@require_POST
def meeting_agenda_read(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """The reader knows the agenda as it is now; nobody else is told."""
    meeting, _ = summoned_meeting(request, slug, body, key)
    mark_read(meeting=meeting, person=person_of(request), at=timezone.now())
    return redirect("meeting_agenda", slug, body, key)


@require_safe
def meeting_summons(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> FileResponse:
    """The latest summons as a PDF, as everyone was sent it."""
    meeting, _ = summoned_meeting(request, slug, body, key)
    sent = meeting.sent_agendas.last()
    if sent is None:
        raise Http404
    file = summons_pdf_of(sent, at=timezone.now())
    return sealed_document(file, f"kallelse-{meeting.key}.pdf")


def _own(meeting: Meeting, person: Person) -> dict[str, object]:
    """The question to approve the summons, where there is one, and one's own jäv."""
    asked = meeting.agenda_approvals.last() if meeting.state == Meeting.State.PLANNED else None
    return {
        "asked": asked,
        "declared": declared_by(meeting, person),
        "may_declare": meeting.state == Meeting.State.SUMMONED and meeting.body.under_kl,
    }


def _read(meeting: Meeting, person: Person, items: list[AgendaItem]) -> dict[str, object]:
    """What has changed since the reader last marked the agenda as read; the latest summons, where there is one."""
    sent = meeting.sent_agendas.last()
    if meeting.state != Meeting.State.SUMMONED:
        return {"sent": sent, "read_at": None, "unread": []}
    read_at, unread = unread_changes(meeting, person, [one.known for one in items])
    return {"sent": sent, "read_at": read_at, "unread": unread}


def _pack(meeting: Meeting, items: list[AgendaItem]) -> dict[str, object]:
    """The papers in one file, where there is a summons that it begins with, and what a copy on the device holds."""
    content, papers = pack_content(items), papers_of(items)
    has_one = bool(content.papers) and meeting.sent_agendas.exists()
    pack = pack_state(meeting, content) if has_one else None
    in_one = pack.given.file.size if pack and pack.given and pack.given.file else 0
    return {
        "pack": pack,
        "back": "",
        "papers_count": len(papers),
        "papers_size": sum(paper.size for paper in papers) + in_one,
    }


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
    """One paper, by the number it has on the agenda; a PDF is read where it is."""
    _, items = summoned_meeting(request, slug, body, key)
    found = find_paper(items, number)
    if found is None:
        raise Http404
    return stored_file(found.sha256, found.file_name, found.media_type, as_attachment=False)


def agenda_read(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence
) -> tuple[Meeting, list[AgendaItem]]:
    """The meeting and its agenda as the person may read it; 404 to others. Nothing is noted of it."""
    association = association_entered(request, slug)
    person = person_of(request)
    meetings = access.agendas_visible_to(person, association)
    meeting = meeting_or_404(meetings.select_related("body__association"), body, key)
    return meeting, reader_of(meeting, person).reads(read_agenda(meeting, timezone.localtime()))


def summoned_meeting(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence
) -> tuple[Meeting, list[AgendaItem]]:
    """The same, for a page that shows it: what is read leaves a trace."""
    meeting, items = agenda_read(request, slug, body, key)
    note_read(request, meeting.body.association, "Dagordning", meeting)
    return meeting, items
