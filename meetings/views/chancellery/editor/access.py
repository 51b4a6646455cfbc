"""Who may do what with a draft: each view of the editor takes an Editing and has one of these before it."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from meetings.actions.writers import see_writer
from meetings.errors import RuleViolation
from meetings.models import Association, Meeting, Protocol
from meetings.noted import note_read
from meetings.querysets import with_state
from meetings.views.addresses import (
    DayAndSequence,
    association_edited,
    association_read,
    meeting_or_404,
    person_of,
)
from meetings.workflow import ProtocolState

from .editing import Editing
from .response import Done, page_parts, refused

type View = Callable[..., HttpResponseBase]
type Change = Callable[..., Done | HttpResponseBase]

GONE = "Det är redan borttaget av någon annan."


def reads_draft(view: View) -> View:
    """GET by those who read drafts."""

    @require_GET
    @wraps(view)
    def opened(
        request: HttpRequest, slug: str, body: str, key: DayAndSequence, **ids: str
    ) -> HttpResponseBase:
        return view(_editing(request, association_read(request, slug), body, key), **ids)

    return opened


def writes_draft(view: Change) -> View:
    """POST by the chancellery."""
    return _changing(view, ["POST"])


def asks_draft(view: Change) -> View:
    """GET of a form and POST of it, by the chancellery."""
    return _changing(view, ["GET", "POST"])


def _changing(view: Change, methods: list[str]) -> View:
    """Done becomes the parts of the page, and what the rules refuse a sentence with status 422."""

    @require_http_methods(methods)
    @wraps(view)
    def opened(
        request: HttpRequest, slug: str, body: str, key: DayAndSequence, **ids: str
    ) -> HttpResponseBase:
        editing = _editing(request, association_edited(request, slug), body, key)
        if request.method == "POST" and editing.tab:
            _see(editing)
        try:
            result = view(editing, **ids)
            return page_parts(editing, result) if isinstance(result, Done) else result
        except RuleViolation as violation:
            return refused(violation.sentence)
        except ObjectDoesNotExist:  # a colleague has removed the row since it was fetched
            return refused(GONE, status=410)

    return opened


def _see(editing: Editing) -> None:
    """Every POST of the page tells where it is: that colleagues see it needs no request of its own."""
    posted = editing.posted
    see_writer(
        meeting=editing.meeting,
        tab=editing.tab,
        paragraph=editing.current,
        typed=posted.get("skrev") == "1",
        is_unsaved=posted.get("osparat") == "1",
        is_open=posted.get("stangs") != "1",
        **editing.signed,
    )


def _editing(request: HttpRequest, association: Association, body: str, key: DayAndSequence) -> Editing:
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    protocol = with_state(Protocol.objects.filter(meeting=meeting, number=1)).first()
    if protocol is None:
        raise Http404
    note_read(request, association, "Utkast till protokoll", meeting)
    return Editing(request, association, meeting, protocol, ProtocolState(protocol.state), person_of(request))
