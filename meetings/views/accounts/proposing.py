"""The chancellery proposes a new address, or that a second factor is removed; others confirm."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.accounts import propose_address, propose_reset
from meetings.errors import RuleViolation
from meetings.reads.people import people_of
from meetings.views.accounts.forms import AddressForm
from meetings.views.addresses import association_edited, person_of
from meetings.views.refusals import refuse


@require_http_methods(["GET", "HEAD", "POST"])
def address_propose(request: HttpRequest, slug: str, person: str) -> HttpResponse:
    return _propose(request, slug, person, AddressForm, "meetings/accounts/address_propose.html")


@require_http_methods(["GET", "HEAD", "POST"])
def reset_propose(request: HttpRequest, slug: str, person: str) -> HttpResponse:
    return _propose(request, slug, person, forms.Form, "meetings/accounts/reset_propose.html")


def _propose(
    request: HttpRequest, slug: str, person: str, form_class: type[forms.Form], template: str
) -> HttpResponse:
    association = association_edited(request, slug)
    found = get_object_or_404(people_of(frozenset({association.pk})), public_id=person)
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, at = person_of(request), timezone.now()
        try:
            if email := form.cleaned_data.get("email"):
                change = propose_address(person=found, email=email, by=by, at=at)
            else:
                change = propose_reset(person=found, by=by, at=at)
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            messages.success(request, f"{found} har fått ett mejl att bekräfta med.")
            return redirect("account_change", slug, change.public_id)
    context = {"association": association, "person": found, "form": form}
    return render(request, template, context, status=422 if form.errors else 200)
