"""A third person confirms that a change of somebody's account is right."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from meetings import access
from meetings.actions.accounts import end_change, may_end, vouch, vouch_hindrance
from meetings.errors import RuleViolation
from meetings.models import Association
from meetings.reads.accounts import changes_in
from meetings.reads.vouchers import vouchers_of
from meetings.views.accounts.forms import VouchForm
from meetings.views.addresses import association_or_404, person_of
from meetings.views.refusals import refuse


@require_safe
def account_change_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for somebody to confirm, and what is done."""
    association = _association(request, slug)
    found = changes_in(association).select_related("person", "proposed_by", "vouched_by")
    waiting = found.filter(valid_at__isnull=True, ended_at__isnull=True)
    context = {
        "association": association,
        "waiting": waiting,
        "done": found.exclude(pk__in=waiting)[:50],
        "reads_drafts": access.can_read_drafts(person_of(request), association),
    }
    return render(request, "meetings/accounts/account_change_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def account_change(request: HttpRequest, slug: str, change: str) -> HttpResponse:
    """One change, and the form of whoever may confirm it."""
    association = _association(request, slug)
    person, at = person_of(request), timezone.now()
    rows = changes_in(association).select_related("person", "proposed_by", "vouched_by")
    found = get_object_or_404(rows, public_id=change)
    form = VouchForm(request.POST if request.method == "POST" and "end" not in request.POST else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            if form.is_bound:
                vouch(change=found, how=form.cleaned_data["how"], by=person, at=at)
                messages.success(request, "Tack. Ändringen är bekräftad.")
            else:
                end_change(change=found, by=person, at=at)
                messages.success(request, "Förslaget är avbrutet.")
        except RuleViolation as violation:
            refuse(form, violation) if form.is_bound else messages.error(request, violation.sentence)
        if not form.errors:
            return redirect("account_change", slug, change)
    vouchers = [] if found.valid_at or found.ended_at else vouchers_of(found, at)
    context = {
        "association": association,
        "wait_hours": settings.SIGNING_WAIT_HOURS,
        "change": found,
        "form": form,
        "hindrance": vouch_hindrance(found, person, at=at),
        "may_end": may_end(found, person),
        "vouchers": vouchers,
        "can_be_vouched": any(one.can for one in vouchers),
        "reads_drafts": access.can_read_drafts(person, association),
    }
    status = 422 if form.errors else 200
    return render(request, "meetings/accounts/account_change.html", context, status=status)


def _association(request: HttpRequest, slug: str) -> Association:
    """404 to whoever can confirm nothing there. Who runs the site confirms for those of several associations."""
    association = association_or_404(slug)
    person = person_of(request)
    if not person.is_superuser and association not in access.vouches_in(person, timezone.localdate()):
        raise Http404
    return association
