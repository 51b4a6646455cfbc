"""A presenter, or a member of the association, writes for an agenda by the link in a letter, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.actions.asking_for_items import link_hindrance, link_of
from meetings.actions.raising import write_item
from meetings.models import RaisedItem, RaisedLink
from meetings.rules.raising import RaisedKind, RaisedState, RaisedStep
from meetings.views.limits import is_too_large, limited
from meetings.views.public.posting import kept_from_others
from meetings.views.raised_form import RaisedForm
from meetings.views.refusals import goes_through

SAVED = "Det du har skrivit är sparat. Du kan komma tillbaka med samma länk. Det är inte skickat än."
SENT = "Tack, det är skickat till kansliet."
AT_ONCE = 4  # so many of the largest files


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@csrf_exempt  # the link itself is the key, and works in a browser that refuses cookies
@limited("raised_by_link")
def raised_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """What it is for, the meeting and what is written so far; saved or sent by its buttons, and nothing on GET.

    An old link says in words that it no longer works (410), one that was never made is unknown (404).
    """
    link = link_of(token)
    if link is None:
        return kept_from_others(render(request, "meetings/raised/raised_unknown.html", status=404))
    at, item = timezone.now(), link.item
    if hindrance := link_hindrance(link, at=at):
        return kept_from_others(_ended(request, link, hindrance))
    form = _form(request, item)
    is_sent = form.data.get("do") == "send"
    if goes_through(
        request,
        form,
        SENT if is_sent else SAVED,
        lambda: write_item(item=item, words=form.words(), by=None, at=at, is_sent=is_sent),
    ):
        return kept_from_others(redirect(request.path))
    return kept_from_others(_page(request, item, form))


def _form(request: HttpRequest, item: RaisedItem) -> RaisedForm:
    if request.method != "POST":
        return RaisedForm(item=item)
    megabytes = item.body.association.largest_file_mb
    if is_too_large(request, AT_ONCE * megabytes):  # before anything reads the body
        form = RaisedForm({}, item=item)
        form.errors["papers"] = form.error_class(
            [
                f"Filerna är för stora tillsammans. Skicka några i taget, högst {megabytes} MB var. Inget är sparat."
            ]
        )
        for name in ("heading", "text", "proposals"):
            form.data = {**form.data, name: getattr(item, name)}
        return form
    return RaisedForm(request.POST, request.FILES, item=item)


def _page(request: HttpRequest, item: RaisedItem, form: RaisedForm) -> HttpResponse:
    context = _context(item) | {
        "form": form,
        "returned": item.events.filter(kind=RaisedStep.RETURNED).last()
        if item.state == RaisedState.RETURNED
        else None,
        "files": item.files.all(),
        "is_sent": item.state == RaisedState.SENT,
    }
    status = 422 if form.errors else 200
    return render(request, "meetings/raised/raised_by_link.html", context, status=status)


def _ended(request: HttpRequest, link: RaisedLink, hindrance: str) -> HttpResponse:
    item = link.item
    # What is on the agenda is still read by who wrote it; other old links are only said to be old.
    is_taken = item.state == RaisedState.TAKEN and not link.ended_at
    context = _context(item) | {"hindrance": hindrance, "is_taken": is_taken}
    return render(request, "meetings/raised/raised_ended.html", context, status=200 if is_taken else 410)


def _context(item: RaisedItem) -> dict[str, object]:
    paragraph = item.paragraph
    return {
        "association": item.body.association,
        "item": item,
        "meeting": item.meeting,
        "planned_time": paragraph.planned_time if paragraph and not paragraph.removed_at else None,
        "is_presenter": item.kind == RaisedKind.PRESENTER,
    }
