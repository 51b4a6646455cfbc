"""What the chancellery does while a protocol is out: remind, take back, answer a request."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings.actions.changing import answer_request, withdraw_protocol
from meetings.actions.publishing import hide_protocol, show_protocol
from meetings.actions.reminding import remind, remind_all
from meetings.actions.standing_in import verify_by_board
from meetings.errors import RuleViolation
from meetings.models import ChangeAnswer, ChangeRequest
from meetings.querysets import state_of
from meetings.reads.verifications import standing_of
from meetings.swedish import join_names
from meetings.views.addresses import ProtocolAddress, person_of
from meetings.views.board.forms import ReasonForm
from meetings.views.chancellery.verification import protocol_edited, step_context
from meetings.views.refusals import refuse
from meetings.workflow import ProtocolState


@require_POST
def verification_remind(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """One signer (`vem`, a signatory's public id), or all whose signature is waited for."""
    version = protocol_edited(request, slug, body, key)
    person, now = person_of(request), timezone.now()
    try:
        if one := request.POST.get("vem", ""):
            signatory = get_object_or_404(version.signatories.all(), public_id=one.replace("\x00", ""))
            sent = [remind(signatory=signatory, at=now, by=person)]
        else:
            sent = remind_all(version=version, at=now, by=person)
    except RuleViolation as error:
        messages.error(request, error.sentence)
    else:
        names = join_names(reminder.signatory.name for reminder in sent)
        messages.success(request, f"{names} har fått en påminnelse." if names else "Ingen behöver påminnas.")
    return redirect("verification_status", slug, body, key)


@require_POST
def verification_by_board(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Registers that the board has verified the protocol by a § of a later meeting."""
    version = protocol_edited(request, slug, body, key)
    try:
        verify_by_board(version=version, by=person_of(request), at=timezone.now())
    except RuleViolation as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, "Protokollet är justerat, stämplat och anslaget.")
    return redirect("verification_status", slug, body, key)


@require_POST
def protocol_visibility(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Takes the protocol off the web, or puts it back; then to its notice where it has one."""
    protocol = protocol_edited(request, slug, body, key).protocol
    if not hasattr(protocol, "verification"):
        raise Http404
    what = "Protokollet" if protocol.meeting.body.under_kl else "Anteckningarna"
    change, said = (
        (show_protocol, f"{what} visas på webben igen.")
        if request.POST.get("show")
        else (hide_protocol, f"{what} visas inte längre på webben.")
    )
    try:
        change(protocol=protocol, by=person_of(request), at=timezone.now())
    except RuleViolation as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, said)
    return redirect(
        "notice_status" if hasattr(protocol, "notice") else "verification_status", slug, body, key
    )


@require_http_methods(["GET", "POST"])
def verification_withdraw(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Sv: återta, after saying why."""
    version = protocol_edited(request, slug, body, key)
    state = state_of(version.protocol)
    if state != ProtocolState.FROZEN:
        messages.error(request, "Protokollet är inte ute för justering.")
        return redirect("verification_status", slug, body, key)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_protocol(
                version=version, by=person_of(request), at=timezone.now(), reason=form.cleaned_data["reason"]
            )
        except RuleViolation as error:
            refuse(form, error)
        else:
            messages.success(request, "Protokollet är återtaget och kan ändras.")
            return redirect("verification_status", slug, body, key)
    context = step_context(version) | {
        "form": form,
        "standing": standing_of(version, state, timezone.localdate()),
    }
    return render(request, "meetings/verification_withdraw.html", context)


@require_POST
def request_close(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, request_id: str
) -> HttpResponse:
    """One press: the proposed wording goes in, or the change is already made in another way."""
    version = protocol_edited(request, slug, body, key)
    asked = get_object_or_404(
        ChangeRequest.objects.select_related("version__protocol__meeting__body__association", "paragraph"),
        public_id=request_id,
        version__protocol=version.protocol,
        kind=ChangeRequest.Kind.REQUEST,
    )
    outcome = request.POST.get("outcome", "")
    try:
        answer_request(request=asked, by=person_of(request), at=timezone.now(), outcome=outcome)
    except RuleViolation as error:
        messages.error(request, error.sentence)
    else:
        taken = outcome == ChangeAnswer.Outcome.TAKEN
        messages.success(
            request, "Förslaget är inskrivet i utkastet." if taken else "Begäran är besvarad: ändrat."
        )
    return redirect("verification_status", slug, body, key)
