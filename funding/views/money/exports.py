"""Files for the bookkeeping and for the bank: made, fetched again as they were, and settled."""

from decimal import Decimal

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funding.actions.exporting import (
    cancel_orders,
    export_bank_file,
    export_bookkeeping,
    register_orders,
)
from funding.models import Accounts, Export
from funding.reads.exports import exports_of, file_name_of, payable_requisitions
from funding.reads.payees import changing_in
from funding.reads.payments import what_of
from meetings.access import can_edit
from meetings.errors import RuleViolation
from meetings.models import Association
from meetings.noted import note_read
from meetings.reads.people import names_of
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import goes_through
from meetings.views.stored_files import stored_file

from .forms import BankFileForm, BookkeepingForm, OrdersForm


@require_http_methods(["GET", "HEAD", "POST"])
def export_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Lists the files that have been made; a post makes one for the bookkeeping, or for the bank."""
    association = association_read(request, slug)
    may_edit = can_edit(person_of(request), association)
    if request.method == "POST" and not may_edit:
        raise Http404
    today, does = timezone.localdate(), request.POST.get("do")
    bookkeeping = BookkeepingForm(
        request.POST if does == "sie" else None,
        initial={"first_day": today.replace(month=1, day=1), "last_day": today},
    )
    bank = BankFileForm(request.POST if does == "bank" else None, initial={"day": today})
    by, at = person_of(request), timezone.now()
    done = goes_through(
        request,
        bookkeeping,
        "Filen är gjord. Hämta den och läs in den i bokföringen.",
        lambda: export_bookkeeping(association=association, by=by, at=at, **bookkeeping.cleaned_data),
    ) or goes_through(
        request,
        bank,
        "Betalfilen är gjord. Hämta den och skicka den till banken.",
        lambda: export_bank_file(association=association, by=by, at=at, **bank.cleaned_data),
    )
    exports = list(exports_of(association))
    if done:
        return redirect("export_detail", slug, exports[0].public_id)
    called = names_of((one.made_by for one in exports), association)
    context = {
        "association": association,
        "exports": [(one, called[one.made_by_id]) for one in exports],
        "waiting": len(payable_requisitions(association)) if may_edit else 0,
        "changing": changing_in(association) if may_edit else [],
        "bookkeeping": bookkeeping,
        "bank": bank,
        "can_edit": may_edit,
        "has_accounts": Accounts.objects.filter(association=association).exists(),
    }
    is_wrong = bookkeeping.errors or bank.errors
    return render(request, "funding/export_list.html", context, status=422 if is_wrong else 200)


@require_safe
def export_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Which rows the file holds, and what waits for the bank."""
    association = association_read(request, slug)
    return _page(request, association, _export(request, association, public_id), OrdersForm(initial=_today()))


@require_safe
def export_file(request: HttpRequest, slug: str, public_id: str) -> FileResponse:
    """The bytes as they were made."""
    association = association_read(request, slug)
    export = _export(request, association, public_id)
    return stored_file(export.file.sha256, file_name_of(export), export.file.media_type)


@require_POST
def export_settle(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Notes that the bank carried out what waits in the file; or that the file was not sent there."""
    association = association_edited(request, slug)
    export = _export(request, association, public_id)
    by, at = person_of(request), timezone.now()
    if request.POST.get("do") == "cancel":
        try:
            cancel_orders(export=export, by=by, at=at)
        except RuleViolation as violation:
            messages.error(request, violation.sentence)
        else:
            messages.success(request, "Uppdragen är avbrutna. Rekvisitionerna kan betalas på annat sätt.")
        return redirect("export_detail", slug, public_id)
    form = OrdersForm(request.POST)
    if goes_through(
        request,
        form,
        "Utbetalningarna är registrerade.",
        lambda: register_orders(export=export, by=by, at=at, **form.cleaned_data),
    ):
        return redirect("export_detail", slug, public_id)
    return _page(request, association, export, form)


def _today() -> dict[str, object]:
    return {"day": timezone.localdate()}


def _export(request: HttpRequest, association: Association, public_id: str) -> Export:
    found = get_object_or_404(exports_of(association), public_id=public_id)
    note_read(request, association, f"Exportfil {found.number}", found)
    return found


def _page(request: HttpRequest, association: Association, export: Export, form: OrdersForm) -> HttpResponse:
    orders = list(export.orders.select_related("requisition__measure", "payment"))
    payments = list(
        export.payments.select_related(
            "payment__requisition__measure", "payment__measure", "payment__corrects"
        )
    )
    context = {
        "association": association,
        "export": export,
        "file_name": file_name_of(export),
        "made_by": names_of([export.made_by], association)[export.made_by_id],
        "payments": [(one, what_of(one.payment)) for one in payments],
        "sum": sum((one.amount for one in orders), Decimal(0))
        + sum((one.payment.amount for one in payments), Decimal(0)),
        "orders": orders,
        "is_waiting": any(not one.payment_id and not one.cancelled_at for one in orders),
        "form": form,
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "funding/export_detail.html", context, status=422 if form.errors else 200)
