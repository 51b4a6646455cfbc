"""The sealed original is handed out, with the evidence of its signatures, after a check that is noted."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.disclosing import disclose_original
from meetings.models import Disclosure, Verification
from meetings.views.addresses import ProtocolAddress, person_of
from meetings.views.chancellery.verification import protocol_edited, step_context
from meetings.views.refusals import goes_through

WHAT = "Utlämnande av originalet"


class DisclosureForm(forms.ModelForm):  # type: ignore[type-arg]
    """How it was tried, and to whom it goes when they have said so."""

    class Meta:
        model = Disclosure
        fields = ["assessment", "receiver"]
        labels = {"assessment": "Prövning", "receiver": "Till vem"}
        help_texts = {
            "assessment": "Till exempel: prövat enligt OSL, inget hinder.",
            "receiver": "Den som begär en allmän handling behöver inte säga vem det är eller varför.",
        }
        error_messages = {"assessment": {"required": "Skriv hur utlämnandet är prövat."}}


@require_http_methods(["GET", "HEAD", "POST"])
def verification_disclose(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Asks how it was tried and to whom it goes; then the original can be fetched."""
    version = protocol_edited(request, slug, body, key, what=WHAT)
    rows = Verification.objects.select_related("original")
    verification = get_object_or_404(rows, protocol=version.protocol)
    form = DisclosureForm(request.POST if request.method == "POST" else None)
    said = "Utlämnandet är antecknat. Hämta originalet nedan och lämna ut det."
    person, at = person_of(request), timezone.now()
    if goes_through(
        request,
        form,
        said,
        lambda: disclose_original(verification=verification, by=person, at=at, **form.cleaned_data),
    ):
        return redirect("verification_status", slug, body, key)
    context = step_context(version) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "meetings/verification_disclose.html", context, status=status)
