"""The association's seal in the register: which is used, which were, and taking in a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.access import can_edit
from meetings.actions.sealing import end_seal, take_in_seal
from meetings.errors import RuleViolation
from meetings.reads.seals import seal_in_use, waiting_sealings, warning
from meetings.swedish import day_of, long_date
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import refuse

from .register_forms import SealForm


@require_GET
def seal_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What is in use, what is the matter with it, and the former ones, whose certificates are kept."""
    association = association_read(request, slug)
    context = {
        "association": association,
        "seal": seal_in_use(association),
        "warning": warning(association, timezone.localdate()),
        "unsealed": waiting_sealings(association),
        "former": association.seals.filter(ended_at__isnull=False).select_related("taken_in_by", "ended_by"),
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/seal_detail.html", context)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def seal_take_in(request: HttpRequest, slug: str) -> HttpResponse:
    """The file is read from the request: its key is encrypted at once, and neither file nor password is kept."""
    association = association_edited(request, slug)
    form = SealForm(request.POST, request.FILES) if request.method == "POST" else SealForm()
    if form.is_valid():
        try:
            seal = take_in_seal(
                association=association,
                data=form.cleaned_data["file"].read(),
                password=form.cleaned_data["password"],
                by=person_of(request),
                at=timezone.now(),
            )
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            last = long_date(day_of(seal.valid_to))
            messages.success(
                request, f"Stämpeln är intagen. Den är utfärdad till {seal.holder} och gäller till {last}."
            )
            return redirect("seal_detail", slug)
    context = {"association": association, "form": form, "seal": seal_in_use(association)}
    return render(request, "meetings/seal_take_in.html", context, status=422 if form.errors else 200)


@require_POST
def seal_end(request: HttpRequest, slug: str) -> HttpResponse:
    """Ends the seal, for a key that somebody else may have seen."""
    association = association_edited(request, slug)
    try:
        end_seal(association=association, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, "Stämpeln används inte längre, och dess nyckel är borttagen.")
    return redirect("seal_detail", slug)
