"""The chancellery's first page: what waits, across meetings, each line with its action."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from meetings.access import can_edit
from meetings.actions.reminding import remind, remind_all
from meetings.actions.telling_boards import send_posting_again
from meetings.errors import RuleViolation
from meetings.models import Posting, ProtocolVersion, Signatory
from meetings.reads.setting_up import lacking
from meetings.reads.todo import todo_of
from meetings.swedish import join_names
from meetings.views.addresses import association_edited, association_read, person_of


@require_GET
def todo(request: HttpRequest, slug: str) -> HttpResponse:
    """Either of the two colleagues can take over from here; the auditor reads it without buttons."""
    association = association_read(request, slug)
    person = person_of(request)
    found, lacks = todo_of(association, person, timezone.localdate()), lacking(association)
    context = {
        "association": association,
        "todo": found,
        "can_edit": can_edit(person, association),
        "lacking": lacks,
        "warns_of_seal": "" if found.seal in [one.sentence for one in lacks] else found.seal,
    }
    return render(request, "meetings/todo.html", context)


@require_POST
def signatory_remind(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Writes to one whose signature is waited for."""
    association = association_edited(request, slug)
    signatory = get_object_or_404(
        Signatory.objects.select_related("person", "version__protocol__meeting__body__association"),
        public_id=public_id,
        version__protocol__meeting__body__association=association,
    )
    try:
        remind(signatory=signatory, at=timezone.now(), by=person_of(request))
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, f"{signatory.name} har fått en påminnelse.")
    return redirect("todo", slug)


@require_POST
def protocol_remind(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Writes to everyone whose signature a protocol waits for."""
    association = association_edited(request, slug)
    version = (
        ProtocolVersion.objects.filter(
            protocol__public_id=public_id, protocol__meeting__body__association=association
        )
        .select_related("protocol__meeting__body__association")
        .order_by("-number")
    ).first()
    version = version or get_object_or_404(ProtocolVersion.objects.none())
    try:
        sent = remind_all(version=version, at=timezone.now(), by=person_of(request))
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        names = join_names(one.signatory.name for one in sent)
        messages.success(request, f"{names} har fått en påminnelse." if names else "Ingen behöver påminnas.")
    return redirect("todo", slug)


@require_POST
def posting_remind(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Writes, with a new link, to a member's board that has not confirmed."""
    association = association_edited(request, slug)
    posting = get_object_or_404(
        Posting, public_id=public_id, notice__protocol__meeting__body__association=association
    )
    try:
        send_posting_again(posting=posting, at=timezone.now(), by=person_of(request))
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, f"{posting.board} har fått en påminnelse.")
    return redirect("todo", slug)
