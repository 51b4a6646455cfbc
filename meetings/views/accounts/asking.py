"""A signer whose account is younger than the meeting asks somebody to confirm it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.actions.accounts import ask_for_vouching
from meetings.errors import RuleViolation
from meetings.views.addresses import ProtocolAddress
from meetings.views.board.open_protocol import open_protocol


@require_POST
def vouching_ask(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Writes to those who can; 404 to whoever is not to sign."""
    opened = open_protocol(request, slug, body, key)
    if opened.signer is None:
        raise Http404
    try:
        ask_for_vouching(person=opened.person, association=opened.association, at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, "De som kan bekräfta ditt konto har fått ett mejl.")
    return redirect("protocol_sign", *opened.args)
