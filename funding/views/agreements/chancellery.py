"""The chancellery's side of an agreement: written, sent, signed for the association."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funding.actions.agreeing import (
    current_agreement,
    make_agreement,
    outdated,
    send_link_again,
    sign_as_association,
    terms_of,
)
from funding.models import Agreement, AgreementSignature, Application, Measure
from funding.reads.placements import unread
from funding.record.application import ApplicantRole
from funding.views.addresses import case_edited, case_read
from meetings import access
from meetings.errors import RuleViolation
from meetings.reads.seals import waits_for_seal
from meetings.signing_methods import PASSWORD
from meetings.views.addresses import person_of
from meetings.views.limits import forget_wrong_passwords, may_try_password
from meetings.views.refusals import refuse

from .forms import AgreementForm, CountersignForm

METHOD = PASSWORD
Side = AgreementSignature.Side


@require_safe
def agreement_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Who has signed, and what can be done; the auditor reads."""
    case = case_read(request, slug, public_id, what="Avtal")
    return render(request, "funding/agreement_detail.html", _context(request, case))


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_draft(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Shows and saves the terms before the agreement is made; a new version replaces one that both have not signed."""
    case = case_edited(request, slug, public_id)
    if _measure(case) is None:
        raise Http404
    lead = case.applicants.filter(role=ApplicantRole.LEAD).first()
    initial = {
        "terms": "\n\n".join(terms_of(case)),
        "signatory": lead.signatory if lead else "",
        "email": lead.signatory_email if lead else "",
    }
    form = AgreementForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            make_agreement(
                application=case,
                terms=given["terms"].replace("\r\n", "\n").split("\n\n"),
                signatory=given["signatory"],
                email=given["email"],
                in_advance=given["in_advance"],
                by=person_of(request),
                at=timezone.now(),
            )
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            messages.success(request, f"Avtalet är upprättat och länken är skickad till {given['email']}.")
            return redirect("agreement_detail", slug, public_id)
    context = _context(request, case) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "funding/agreement_draft.html", context, status=status)


@require_POST
def agreement_remind(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Sends the counterpart the link once more."""
    case = case_edited(request, slug, public_id)
    agreement = _agreement(case)
    try:
        send_link_again(agreement=agreement, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, "Länken är skickad igen. Den förra gäller inte längre.")
    return redirect("agreement_detail", slug, public_id)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_countersign(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The association's underskrift, with the password; it is the last and seals the agreement."""
    case = case_edited(request, slug, public_id)
    agreement = _agreement(case)
    if agreement.signatures.filter(side=Side.ASSOCIATION).exists():
        return redirect("agreement_detail", slug, public_id)
    form = CountersignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _is_signed(request, agreement, form):
        return redirect("agreement_detail", slug, public_id)
    context = _context(request, case) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "funding/agreement_countersign.html", context, status=status)


def _is_signed(request: HttpRequest, agreement: Agreement, form: CountersignForm) -> bool:
    person = person_of(request)
    if form.cleaned_data["number"] != agreement.number:
        form.add_error(None, "Avtalet har fått en ny version sedan du läste. Läs den innan du skriver under.")
    elif not may_try_password(request, person):
        form.add_error("password", "För många fel lösenord. Vänta en kvart och försök igen.")
    elif not METHOD.confirm(person, form.cleaned_data):
        form.add_error("password", "Fel lösenord. Försök igen.")
    else:
        forget_wrong_passwords(request, person)
        try:
            sign_as_association(agreement=agreement, method=METHOD.name, by=person, at=timezone.now())
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            messages.success(request, "Avtalet är underskrivet av båda.")
    return not form.errors


def _context(request: HttpRequest, case: Application) -> dict[str, object]:
    measure = _measure(case)
    agreement = current_agreement(measure) if measure else None
    signatures = {one.side: one for one in agreement.signatures.all()} if agreement else {}
    return {
        "association": case.association,
        "case": case,
        "measure": measure,
        "agreement": agreement,
        "counterpart": signatures.get(Side.COUNTERPART),
        "own": signatures.get(Side.ASSOCIATION),
        "waits_for_seal": agreement is not None and waits_for_seal(agreement.sealed),
        "earlier": measure.agreements.exclude(pk__in=[agreement.pk] if agreement else []) if measure else [],
        "can_edit": access.can_edit(person_of(request), case.association),
        "hindrance": _hindrance(measure, agreement),
    }


def _hindrance(measure: Measure | None, agreement: Agreement | None) -> str:
    """Why nothing can be agreed on as it stands, told before anybody tries."""
    if agreement and not agreement.sealed_at:
        return outdated(agreement)
    return unread(measure) if measure else ""


def _measure(case: Application) -> Measure | None:
    return Measure.objects.filter(application=case).select_related("association").first()


def _agreement(case: Application) -> Agreement:
    measure = _measure(case)
    agreement = current_agreement(measure) if measure else None
    if agreement is None:
        raise Http404
    return agreement
