"""Who works with which draft: the first statement of every view of the editor."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.errors import RuleViolation
from meetings.models import Association, Meeting, Paragraph, Person, Protocol
from meetings.querysets import with_state
from meetings.views.addresses import (
    DayAndSequence,
    association_edited,
    association_read,
    meeting_or_404,
    person_of,
)
from meetings.workflow import LOCKED, ProtocolState

PUBLIC_ID = re.compile(r"[A-Za-z0-9_-]{1,20}")
# A colleague was quicker.
GONE = "Det är redan borttaget av någon annan."


@dataclass(frozen=True)
class Desk:
    """A meeting's own protocol and the person in front of it. `now` is the public id of the § being written in."""

    association: Association
    meeting: Meeting
    protocol: Protocol
    state: ProtocolState
    person: Person
    now: str = ""

    @property
    def address(self) -> list[str]:
        """Arguments of every address of the editor."""
        return [self.association.slug, self.meeting.body.slug, self.meeting.key]

    @property
    def is_locked(self) -> bool:
        return self.state in LOCKED or self.meeting.state == Meeting.State.CANCELLED

    def paragraph(self, public_id: str) -> Paragraph:
        """One of the meeting's §§, removed ones too, or 404."""
        return get_object_or_404(
            Paragraph.objects.select_related("meeting__body__association"),
            meeting=self.meeting,
            public_id=known_form(public_id),
        )


def _desk(request: HttpRequest, association: Association, body: str, key: DayAndSequence) -> Desk:
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    protocol = with_state(Protocol.objects.filter(meeting=meeting, number=1)).first()
    if protocol is None:
        raise Http404
    now = request.POST.get("nu") or request.GET.get("nu", "")
    return Desk(
        association,
        meeting,
        protocol,
        ProtocolState(protocol.state),  # type: ignore[attr-defined]
        person_of(request),
        now if PUBLIC_ID.fullmatch(now) else "",
    )


def reads_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """GET by those who read drafts: `view(request, desk, **names)`. Never cached: a draft changes."""

    @require_GET
    @wraps(view)
    def answer(request: HttpRequest, slug: str, body: str, key: DayAndSequence, **names: str) -> HttpResponse:
        desk = _desk(request, association_read(request, slug), body, key)
        response = view(request, desk, **names)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answer


def writes_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """POST by the chancellery: `view(request, desk, **names)`. What the rules refuse is a sentence and 422."""

    @require_POST
    @wraps(view)
    def answer(request: HttpRequest, slug: str, body: str, key: DayAndSequence, **names: str) -> HttpResponse:
        desk = _desk(request, association_edited(request, slug), body, key)
        try:
            return view(request, desk, **names)
        except RuleViolation as error:
            return refused(error.sentence)
        except ObjectDoesNotExist:
            return refused(GONE, status=410)

    return answer


def known_form(public_id: str) -> str:
    """The id, or 404 when it has not even the form of one: PostgreSQL refuses a NUL with an error."""
    if not PUBLIC_ID.fullmatch(public_id):
        raise Http404
    return public_id


def refused(sentence: str, status: int = 422) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)


def asks_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """GET a form and POST it back, by the chancellery; the view answers what the rules refuse."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, slug: str, body: str, key: DayAndSequence, **names: str) -> HttpResponse:
        desk = _desk(request, association_edited(request, slug), body, key)
        try:
            response = view(request, desk, **names)
        except RuleViolation as error:
            return refused(error.sentence)
        except ObjectDoesNotExist:
            return refused(GONE, status=410)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answer
