"""A person's own notes of a meeting: written on the agenda, and all of them on a page of their own."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings import access
from meetings.actions.noting import NoteOutcome, kept_until, remove_notes, write_note
from meetings.draft.agenda import AgendaItem
from meetings.errors import RuleViolation
from meetings.models import Meeting
from meetings.reads.own_notes import notes_of
from meetings.swedish import clock
from meetings.views.addresses import DayAndSequence, association_entered, meeting_or_404, person_of
from meetings.views.board.coming import agenda_read


@require_http_methods(["GET", "HEAD", "POST"])
def own_notes(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """All that the person has noted of the meeting, and where each note is saved. Shown to its writer alone, and noted
    in no log."""
    meeting, items = _meeting(request, slug, body, key)
    refused: dict[str, object] = {}
    if request.method == "POST":
        outcome = _write(request, meeting, items)
        if "X-Autosave" in request.headers:
            return _answer(outcome)
        if isinstance(outcome, NoteOutcome) and not outcome.is_conflict:
            done = "sparad" if outcome.text else "borttagen"
            messages.success(request, f"Anteckningen är {done}.")
            return _back(request, slug, body, key)
        refused = {"refused": _refused(request, outcome)}
    context = {
        "association": meeting.body.association,
        "slug": slug,
        "meeting": meeting,
        "is_to_come": bool(items),
        "notes": notes_of(meeting, person_of(request), items),
        "kept_until": kept_until(meeting),
        "refused": None,
        **refused,
    }
    return render(request, "meetings/own_notes.html", context, status=422 if refused else 200)


@require_POST
def own_notes_remove(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """Removes all that the person has noted of the meeting."""
    meeting, items = _meeting(request, slug, body, key)
    remove_notes(meeting=meeting, by=person_of(request))
    messages.success(request, "Dina anteckningar till mötet är borttagna.")
    return redirect("meeting_agenda", slug, body, key) if items else redirect("board_home", slug)


def _meeting(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence
) -> tuple[Meeting, list[AgendaItem]]:
    """The meeting, and what the person may read of its agenda: nothing any longer when it is over."""
    association, person = association_entered(request, slug), person_of(request)
    meeting = meeting_or_404(access.meetings_noted_by(person, association), body, key)
    if not access.agendas_visible_to(person, association).filter(pk=meeting.pk).exists():
        return meeting, []
    return agenda_read(request, slug, body, key)


def _write(request: HttpRequest, meeting: Meeting, items: list[AgendaItem]) -> NoteOutcome | str:
    """What came of it, or a sentence that says why it is refused."""
    try:
        return write_note(
            meeting=meeting,
            key=request.POST.get("key", ""),
            text=request.POST.get("text", ""),
            base=request.POST.get("base", ""),
            agenda=items,
            by=person_of(request),
            at=timezone.now(),
        )
    except RuleViolation as violation:
        return violation.sentence


def _answer(outcome: NoteOutcome | str) -> JsonResponse:
    """To static/js/agenda/notes.js."""
    if isinstance(outcome, str):
        return JsonResponse({"sentence": outcome}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    at = clock(timezone.localtime(outcome.at).time())
    if not outcome.is_conflict:
        return JsonResponse({"digest": outcome.digest, "at": at})
    conflict = {"value": outcome.text, "digest": outcome.digest, "at": at, "elsewhere": True}
    return JsonResponse({"conflict": conflict}, status=HTTPStatus.CONFLICT)


def _refused(request: HttpRequest, outcome: NoteOutcome | str) -> dict[str, str]:
    """What the page shows of a note that is not saved, with the text as it was sent."""
    said = {"key": request.POST.get("key", ""), "text": request.POST.get("text", "")}
    if isinstance(outcome, str):
        return said | {"sentence": outcome, "stands": "", "base": request.POST.get("base", "")}
    return said | {"sentence": "", "stands": outcome.text, "base": outcome.digest}


def _back(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    page = "meeting_agenda" if request.POST.get("page") == "agenda" else "own_notes"
    return redirect(page, slug, body, key)
