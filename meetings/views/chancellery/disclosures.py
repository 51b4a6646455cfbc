"""Requests for documents: the register of them, the original that is handed out, and what is refused in writing."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.access import can_edit
from meetings.actions.disclosing import answer_request, disclose_original, write_refusal
from meetings.errors import RuleViolation
from meetings.models import Disclosure, Refusal, Verification
from meetings.noted import note_read
from meetings.reads.disclosures import disclosures_of, document_of
from meetings.views.addresses import ProtocolAddress, association_edited, association_read, person_of
from meetings.views.chancellery.verification import protocol_edited, step_context
from meetings.views.fields import DayInput
from meetings.views.refusals import goes_through
from meetings.views.stored_files import sealed_document

WHAT = "Utlämnande av originalet"
PER_PAGE = 50


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


class RequestForm(forms.ModelForm):  # type: ignore[type-arg]
    """A request for any document, and how it was answered."""

    class Meta:
        model = Disclosure
        fields = ["subject", "asked_on", "receiver", "outcome", "provision", "assessment"]
        labels = {
            "subject": "Vilken handling",
            "asked_on": "Begärd den",
            "receiver": "Av vem",
            "outcome": "Hur begäran besvarades",
            "provision": "Bestämmelse",
            "assessment": "Prövning",
        }
        help_texts = {
            "subject": "Till exempel: ansökan 2026/0012 med bilagor.",
            "receiver": "Bara om den som begär vill säga det. Ingen behöver säga vem det är eller varför.",
            "provision": "När något inte lämnas ut: kapitel och paragraf i offentlighets- och sekretesslagen.",
            "assessment": "Varför handlingen lämnas ut, eller varför inte. Skälen står i beslutet.",
        }
        widgets = {"asked_on": DayInput(), "outcome": forms.RadioSelect}
        error_messages = {
            "subject": {"required": "Skriv vilken handling begäran gäller."},
            "assessment": {"required": "Skriv hur begäran är prövad."},
            "asked_on": {"invalid": "Skriv dagen som 2024-05-30."},
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["subject"].required = True

    def _post_clean(self) -> None:
        """The action says what is wrong between the fields; each field has said it of itself."""


@require_safe
def disclosure_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every request that was tried: what was handed out, and what was refused in writing."""
    association = association_read(request, slug)
    note_read(request, association, "Begäran om utlämnande", association)
    page = Paginator(disclosures_of(association), PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "association": association,
        "page": page,
        "rows": [
            (one, document_of(one), getattr(one, "extract", None), getattr(one, "refusal", None))
            for one in page
        ],
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/disclosure_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def disclosure_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Registers a request and how it was answered; a refusal is written at once."""
    association = association_edited(request, slug)
    form = RequestForm(request.POST if request.method == "POST" else None, initial={"outcome": ""})
    person, at = person_of(request), timezone.now()
    if goes_through(
        request,
        form,
        "Begäran är registrerad.",
        lambda: answer_request(association=association, by=person, at=at, **form.cleaned_data),
    ):
        return redirect("disclosure_list", slug)
    status = 422 if form.errors else 200
    context = {"association": association, "form": form}
    return render(request, "meetings/disclosure_answer.html", context, status=status)


@require_POST
def refusal_write(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Writes the decision about what an extract leaves out; `public_id` is the extract's."""
    association = association_edited(request, slug)
    disclosure = get_object_or_404(disclosures_of(association), extract__public_id=public_id)
    try:
        write_refusal(disclosure=disclosure, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, "Beslutet är skrivet.")
    return redirect("disclosure_list", slug)


@require_safe
def refusal_pdf(request: HttpRequest, slug: str, public_id: str) -> FileResponse:
    association = association_read(request, slug)
    found = Refusal.objects.filter(disclosure__in=disclosures_of(association)).select_related("file")
    refusal = get_object_or_404(found, public_id=public_id)
    note_read(request, association, "Beslut om utlämnande", association)
    return sealed_document(refusal.file, f"beslut-om-utlamnande-{refusal.at:%Y-%m-%d}.pdf")
