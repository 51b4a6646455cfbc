"""To which account money of a measure is paid: seen, changed, confirmed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funding.access import confirms_payees
from funding.actions.payees import (
    confirm_for_association,
    end_payee_change,
    propose_payee,
    send_payee_link_again,
)
from funding.models import Measure, PayeeChange
from funding.reads.payees import changes_of, payee_of, waiting_change
from meetings.access import can_edit, can_read_drafts
from meetings.noted import note_read
from meetings.views.addresses import association_or_404, person_of
from meetings.views.refusals import goes_through

from .addresses import measure_edited, own_measure_of
from .payee_forms import ConfirmPayeeForm, EndPayeeForm, OfficePayeeForm, PayeeForm


@require_safe
def measure_payee(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """What holds, what waits and who has confirmed it; for the chancellery, the auditor and those who may confirm."""
    return _page(request, _measure(request, slug, public_id))


@require_POST
def payee_confirm(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """One of the two at the association confirms what waits."""
    measure = _measure(request, slug, public_id)
    person = person_of(request)
    if not confirms_payees(person, measure.association, timezone.localdate()):
        raise Http404
    change, form = _waiting(measure), ConfirmPayeeForm(request.POST)
    done = goes_through(
        request,
        form,
        "Betalningsuppgifterna är bekräftade av dig.",
        lambda: confirm_for_association(change=change, by=person, at=timezone.now()),
    )
    return redirect("measure_payee", slug, public_id) if done else _page(request, measure, confirmation=form)


@require_POST
def payee_end(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The chancellery ends what waits, for a reason; or sends the signatory the link again."""
    measure = _with_case(measure_edited(request, slug, public_id))
    change, person = _waiting(measure), person_of(request)
    if "again" in request.POST:
        goes_through(
            request,
            ConfirmPayeeForm({"checked": "on"}),
            "Länken är skickad igen. Den förra gäller inte längre.",
            lambda: send_payee_link_again(change=change, by=person, at=timezone.now()),
        )
        return redirect("measure_payee", slug, public_id)
    form = EndPayeeForm(request.POST, prefix="end")
    if _ended(request, change, form):
        return redirect("measure_payee", slug, public_id)
    return _page(request, measure, ending=form)


@require_http_methods(["GET", "HEAD", "POST"])
def payee_propose(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The chancellery proposes for the organisation, and says who is its signatory now."""
    measure = _with_case(measure_edited(request, slug, public_id))
    payee = payee_of(measure)
    form = OfficePayeeForm(
        request.POST if request.method == "POST" else None,
        initial={
            "bankgiro": payee.bankgiro,
            "plusgiro": payee.plusgiro,
            "reference": payee.reference,
            "signatory": payee.signatory,
            "signatory_email": payee.signatory_email,
        },
    )
    if _proposed(request, measure, form):
        return redirect("measure_payee", slug, public_id)
    context = {"association": measure.association, "measure": measure, "form": form}
    return render(request, "funding/payee_propose.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def own_payee(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The applicant proposes another account, or ends what waits."""
    measure = own_measure_of(request, slug, public_id)
    payee, change = payee_of(measure), waiting_change(measure)
    posted = request.POST if request.method == "POST" else None
    ending = EndPayeeForm(posted if change else None, prefix="end")
    form = PayeeForm(
        None if change else posted,
        initial={"bankgiro": payee.bankgiro, "plusgiro": payee.plusgiro, "reference": payee.reference},
    )
    if _ended(request, change, ending) if change else _proposed(request, measure, form):
        return redirect("own_payee", slug, public_id)
    context = {
        "association": measure.association,
        "measure": measure,
        "payee": payee,
        "changes": changes_of(measure),
        "change": change,
        "form": form,
        "ending": ending,
        "is_signed": measure.agreements.filter(sealed_at__isnull=False).exists(),
    }
    return render(
        request, "funding/own_payee.html", context, status=422 if form.errors or ending.errors else 200
    )


def _proposed(request: HttpRequest, measure: Measure, form: PayeeForm) -> bool:
    return goes_through(
        request,
        form,
        "Firmatecknaren har fått ett mejl för att bekräfta. Därefter bekräftar två personer på förbundet.",
        lambda: propose_payee(measure=measure, by=person_of(request), at=timezone.now(), **form.cleaned_data),
    )


def _ended(request: HttpRequest, change: PayeeChange, form: EndPayeeForm) -> bool:
    return goes_through(
        request,
        form,
        "Ändringen är avslutad.",
        lambda: end_payee_change(
            change=change, by=person_of(request), at=timezone.now(), **form.cleaned_data
        ),
    )


def _measure(request: HttpRequest, slug: str, public_id: str) -> Measure:
    association, person = association_or_404(slug), person_of(request)
    if not (
        can_read_drafts(person, association) or confirms_payees(person, association, timezone.localdate())
    ):
        raise Http404
    found = Measure.objects.select_related("association", "application")
    measure = _with_case(get_object_or_404(found, association=association, public_id=public_id))
    note_read(request, association, "Betalningsuppgifter", measure)
    return measure


def _with_case(measure: Measure) -> Measure:
    """404 for an activity of the association's own, which has suppliers."""
    if measure.application is None:
        raise Http404
    return measure


def _waiting(measure: Measure) -> PayeeChange:
    change = waiting_change(measure)
    if change is None:
        raise Http404
    return change


def _page(
    request: HttpRequest,
    measure: Measure,
    *,
    confirmation: ConfirmPayeeForm | None = None,
    ending: EndPayeeForm | None = None,
) -> HttpResponse:
    person, association = person_of(request), measure.association
    changes = changes_of(measure)
    waiting = next((one for one in changes if not (one.change.confirmed_at or one.change.ended_at)), None)
    has_confirmed = waiting is not None and any(one.person_id == person.pk for one in waiting.confirmations)
    is_asked = waiting is not None and waiting.is_signed and not has_confirmed
    context = {
        "association": association,
        "measure": measure,
        "payee": payee_of(measure),
        "changes": changes,
        "waiting": waiting,
        "has_confirmed": has_confirmed,
        "may_confirm": is_asked and confirms_payees(person, association, timezone.localdate()),
        "confirmation": confirmation or ConfirmPayeeForm(),
        "ending": ending or EndPayeeForm(prefix="end"),
        "can_edit": can_edit(person, association),
        "reads_drafts": can_read_drafts(person, association),
        "is_signed": measure.agreements.filter(sealed_at__isnull=False).exists(),
    }
    is_wrong = any(one and one.errors for one in (confirmation, ending))
    return render(request, "funding/measure_payee.html", context, status=422 if is_wrong else 200)
