"""An address confirms a change of an account by the link in its letter: a page with a button, never the link alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.accounts import confirm_by_letter, refuse_by_letter
from meetings.errors import RuleViolation
from meetings.reads.accounts import asked_by
from meetings.views.limits import limited


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@limited("account_confirm")
def account_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Programs that scan mail follow its links, so only a press of a button says yes or no."""
    at = timezone.now()
    asked = asked_by(token, at=at)
    if asked is None:
        return render(request, "meetings/accounts/link_gone.html", status=404)
    if request.method == "POST":
        try:
            if "refuse" in request.POST:
                refuse_by_letter(token=token, at=at)
            else:
                confirm_by_letter(token=token, at=at)
        except RuleViolation as violation:
            messages.error(request, violation.sentence)
        return redirect(request.path)
    return render(request, "meetings/accounts/account_confirm.html", {"asked": asked, "change": asked.change})
