"""One who is summoned answers by the link in the letter, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.actions.replying import link_of, may_take_part_remotely, reply, reply_hindrance
from meetings.reads.replies import replies_to
from meetings.views.limits import limited
from meetings.views.public.posting import kept_from_others
from meetings.views.refusals import goes_through
from meetings.views.reply_form import ReplyForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@csrf_exempt  # the link itself is the key, and works in a browser that refuses cookies
@limited("reply_by_link")
def reply_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The day, time and place, the answer so far and the buttons; nothing acts on GET, which mail filters follow."""
    link = link_of(token)
    if link is None:
        return kept_from_others(render(request, "meetings/reply_unknown.html", status=404))
    at, meeting, person = timezone.now(), link.meeting, link.person
    form = ReplyForm(
        request.POST if request.method == "POST" else None, may_be_remote=may_take_part_remotely(meeting)
    )
    if goes_through(
        request,
        form,
        "Tack, ditt svar är noterat.",
        lambda: reply(meeting=meeting, person=person, by=person, at=at, **form.cleaned_data),
    ):
        return kept_from_others(redirect(request.path))
    replies = replies_to(meeting, at)
    context = {
        "association": meeting.body.association,
        "meeting": meeting,
        "person": person,
        "form": form,
        "hindrance": reply_hindrance(meeting, person),
        "latest": replies.latest.get(person.pk),
        "call": replies.calls.get(person.pk),
    }
    status = 422 if form.errors else 200
    return kept_from_others(render(request, "meetings/reply_by_link.html", context, status=status))
