"""A form of a case keeps what is written in it while one writes, until it is sent (static/js/applying.js)."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from funding.actions.keeping import SEEN, forget_texts, keep_texts, place_in
from funding.models import Application
from funding.views.addresses import case_edited
from meetings.actions.writing import digest
from meetings.errors import RuleViolation
from meetings.swedish import clock
from meetings.views.addresses import person_of

View = Callable[..., HttpResponse]


def _place(request: HttpRequest, case: Application) -> str:
    if not (place := place_in(request.path, case)):
        raise Http404
    return place


def keeps_texts(view: View) -> View:
    """The view of a form whose texts are kept: the autosave is answered here, and what is kept goes when it is sent."""

    @wraps(view)
    def keeping(request: HttpRequest, slug: str, public_id: str, **more: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, slug, public_id, **more)
        if request.headers.get("X-Autosave"):
            return _keep(request, case_edited(request, slug, public_id))
        if "forget" in request.POST:
            case = case_edited(request, slug, public_id)
            forget_texts(application=case, place=_place(request, case), by=person_of(request))
            messages.success(request, "Det du hade börjat skriva är borttaget.")
            return redirect(request.path)
        answer = view(request, slug, public_id, **more)
        if answer.status_code == HTTPStatus.FOUND:
            case = case_edited(request, slug, public_id)
            forget_texts(application=case, place=_place(request, case), by=person_of(request))
        return answer

    return keeping


def _keep(request: HttpRequest, case: Application) -> JsonResponse:
    bases = {
        key.removeprefix("base-"): str(value)
        for key, value in request.POST.items()
        if key.startswith("base-")
    }
    texts = {name: request.POST.get(name, "") for name in bases}
    if seen := request.POST.get(SEEN):
        texts[SEEN] = seen
    now = timezone.now()
    answer: dict[str, Any] = {
        "saved": clock(timezone.localtime(now).time()),
        "errors": {},
        "missing": 0,
        "here": [],
    }
    try:
        digests, changed = keep_texts(
            application=case,
            place=_place(request, case),
            texts=texts,
            bases=bases,
            by=person_of(request),
            at=now,
        )
    except RuleViolation as violation:
        return JsonResponse(
            answer | {"errors": {"__all__": [violation.sentence]}, "conflicts": {}, "digests": {}}
        )
    conflicts = {
        name: {
            "value": row.text,
            "digest": digest(row.text),
            "by": "",
            "own": True,
            "at": clock(timezone.localtime(row.at).time()),
        }
        for name, row in changed.items()
    }
    status = HTTPStatus.CONFLICT if conflicts else HTTPStatus.OK
    return JsonResponse(answer | {"conflicts": conflicts, "digests": digests}, status=status)
