"""The chair, who answers for the minutes (KL 5:65), and the chancellery answer what signers asked for."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.access import can_edit
from meetings.actions.changing import answer_request, answers_open_to, next_open_meeting, refer_verification
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import ChangeRequest
from meetings.querysets import verification_day
from meetings.reads.verifications import proposed_difference
from meetings.views.addresses import ProtocolAddress
from meetings.views.board.forms import AnswerForm, ReasonForm
from meetings.views.board.open_protocol import may_refer, open_protocol
from meetings.views.board.reading import reading_context
from meetings.views.refusals import refuse


@require_http_methods(["GET", "POST"])
def request_answer(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, request_id: str
) -> HttpResponse:
    """Answer one request; the chancellery comes back to its page, the chair to the protocol."""
    opened = open_protocol(request, slug, body, key)
    asked = get_object_or_404(
        ChangeRequest.objects.select_related(
            "version__protocol__meeting__body__association", "person", "paragraph"
        ),
        public_id=request_id,
        version__protocol=opened.protocol,
        kind=ChangeRequest.Kind.REQUEST,
    )
    outcomes = answers_open_to(opened.person, asked)
    if not outcomes:
        raise Http404
    back = "verification_status" if can_edit(opened.person, opened.association) else "protocol_verify"
    form = AnswerForm(request.POST if request.method == "POST" else None, outcomes=outcomes)
    if request.method == "POST" and form.is_valid():
        try:
            answer_request(request=asked, by=opened.person, at=timezone.now(), **form.cleaned_data)
        except RuleViolation as error:
            refuse(form, error)
        else:
            messages.success(request, f"{asked.name} har fått ditt svar.")
            return redirect(back, *opened.args)
    context = reading_context(opened) | {
        "form": form,
        "asked": asked,
        "segments": proposed_difference(read_draft(opened.protocol), asked) if asked.proposed_text else (),
        "back": back,
        "is_chair": len(outcomes) == 1,
    }
    return render(request, "meetings/request_answer.html", context)


@require_http_methods(["GET", "POST"])
def verification_refer(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """The chair refers the verification to the next meeting, after saying why."""
    opened = open_protocol(request, slug, body, key)
    if not may_refer(opened):
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            refer_verification(
                version=opened.version,
                by=opened.person,
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except RuleViolation as error:
            refuse(form, error)
        else:
            messages.success(request, "Justeringen är hänskjuten till nästa möte.")
            return redirect("protocol_verify", *opened.args)
    following = next_open_meeting(opened.meeting)
    last_day = verification_day(opened.protocol)
    context = reading_context(opened) | {
        "form": form,
        "following": following,
        "last_day": last_day,
        "too_late": following is None or following.date > last_day,
    }
    return render(request, "meetings/verification_refer.html", context)
