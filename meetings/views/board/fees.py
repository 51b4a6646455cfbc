"""Sv: mina arvoden. What one is paid for, and what one states oneself; the office writes it for somebody who asks."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import can_edit
from meetings.actions.fees import state_fee
from meetings.models import FeeClaim, Meeting, Person
from meetings.noted import note_read
from meetings.reads.fee_people import OwnFee, has_rules, own_fee, own_fees_of
from meetings.reads.row_history import changes_of
from meetings.rules import fees as rules
from meetings.views.addresses import DayAndSequence, association_entered, meeting_or_404, person_of
from meetings.views.chancellery.meeting_forms import LineField
from meetings.views.fields import AmountField
from meetings.views.refusals import goes_through


class FeeClaimForm(forms.Form):
    """What somebody states of one meeting; `reason` only when the period is closed."""

    km = AmountField(
        label="Resa med egen bil, kilometer", decimals=1, required=False, help_text="Fram och tillbaka."
    )
    costs = AmountField(
        label="Andra kostnader, kronor",
        required=False,
        help_text="Till exempel tåg eller parkering. Lämna kvittot till kansliet.",
    )
    costs_for = LineField(label="Vad kostnaden är för", required=False)
    lost_hours = AmountField(label="Timmar med förlorad inkomst", required=False)
    lost_amount = AmountField(
        label="Förlorad inkomst, kronor",
        required=False,
        help_text="Före skatt, uppges på heder och samvete. Förbundet kan be om ett intyg.",
    )
    reason = LineField(
        label="Varför det rättas",
        longest=200,
        error_messages={"required": "Skriv varför uppgiften rättas."},
        help_text="Perioden är stängd. Skillnaden blir en rättelse i nästa period, med det här skälet.",
    )

    def __init__(self, data: Any = None, *, own: OwnFee) -> None:
        names = ("km", "costs", "costs_for", "lost_hours", "lost_amount")
        super().__init__(data, initial={name: getattr(own.line, name) for name in names})
        for name in names:
            self.fields[name].required_by_some = True  # type: ignore[attr-defined]  # empty is nothing, an answer
        if not own.is_closed:
            del self.fields["reason"]

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        given = dict(self.cleaned_data)
        stated = {name: given.pop(name) for name in ("km", "costs", "lost_hours", "lost_amount")}
        return {"claim": rules.FeeClaim(**stated), **given}


@require_GET
def own_fees(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own meetings, and what is paid for each."""
    association = association_entered(request, slug)
    person = person_of(request)
    rows = own_fees_of(association, person, timezone.localdate())
    context = {
        "association": association,
        "slug": slug,
        "person": person,
        "rows": [one for one in rows if not one.is_closed],
        "closed": [one for one in rows if one.is_closed],
        "has_rules": has_rules(association),
    }
    return render(request, "meetings/own_fees.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def fee_claim(request: HttpRequest, slug: str, body: str, key: DayAndSequence, person: str) -> HttpResponse:
    """One person's travel, costs and lost income of one meeting: their own, or written by the office for them."""
    association = association_entered(request, slug)
    by = person_of(request)
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    is_office = can_edit(by, association)
    whose = get_object_or_404(Person, public_id=person)
    own = own_fee(association, whose, meeting) if whose == by or is_office else None
    if own is None or (own.is_closed and not is_office):
        raise Http404
    if whose != by:
        note_read(request, association, "Uppgift till arvode", meeting)
    form = FeeClaimForm(request.POST if request.method == "POST" else None, own=own)
    back = reverse("own_fees" if whose == by else "fee_list", args=[slug])
    if goes_through(
        request,
        form,
        "Tack, det är sparat." if whose == by else "Sparat.",
        lambda: state_fee(meeting=meeting, person=whose, by=by, at=timezone.now(), **form.said()),
    ):
        return redirect(back)
    context = {
        "association": association,
        "slug": slug,
        "own": own,
        "is_own": whose == by,
        "meeting": meeting,
        "form": form,
        "back": back,
        "changes": changes_of(association, FeeClaim.history.filter(meeting=meeting, person=whose)),
    }
    return render(request, "meetings/fee_claim.html", context, status=422 if form.errors else 200)
