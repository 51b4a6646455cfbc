"""How to apply, and the way in."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from funding.actions.applying import begin_application
from funding.actions.entering import accept_share, enter, enters_by_link
from funding.actions.linking import link_of
from funding.models import Criterion, Link, Measure, Programme
from funding.reads.calling import may_apply, next_days, open_calls
from funding.tasks import answer_applicant
from funding.views.applicant.forms import EmailForm, NewPersonForm
from funding.views.private import page_to_return_to, private
from meetings.errors import RuleViolation
from meetings.models import Association, Person
from meetings.views.addresses import association_or_404, person_of
from meetings.views.limits import limited
from meetings.views.refusals import refuse

SENT = "Ett mejl med en länk är på väg, om adressen stämmer. Titta i skräpposten om det dröjer."


@require_safe
@login_not_required
def funding_home(request: HttpRequest, slug: str) -> HttpResponse:
    """For anyone; where the association has not said how one applies it says whom to ask."""
    association = association_or_404(slug)
    if not Programme.objects.filter(association=association).exists():
        return render(request, "funding/funding_closed.html", {"association": association})
    return render(request, "funding/funding_home.html", _context(request, association, EmailForm()))


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@limited("application_enter")
def application_enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Sends a link that leads to the page «next»: the same answer whoever asks, whether the address is known or not."""
    association = association_or_404(slug)
    get_object_or_404(Programme, association=association)
    page = page_to_return_to(request, slug)
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(page or reverse("application_list", args=[slug]))
    form = EmailForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        answer_applicant.defer(slug=slug, email=email, next_page=page)
        messages.success(request, SENT)
        return redirect(request.get_full_path() if page else reverse("funding_home", args=[slug]))
    context = {"association": association, "form": form, "next_page": page}
    return render(request, "funding/application_enter.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@limited("link_enter")
def link_enter(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Asks for a press of a button before anybody is signed in; a person who is new also writes a name."""
    # Programs that scan mail follow its links: a GET that used the link would use it up before the person came.
    at = timezone.now()
    link = link_of(token, Link.Purpose.ENTER, at=at)
    association = association_or_404(slug)
    if link is None or link.association_id != association.pk:
        gone = {"association": association}
        return private(render(request, "funding/link_gone.html", gone, status=404))
    known = Person.objects.of_address(link.email)
    if known and link.application and not enters_by_link(known):
        return _accept(request, association, link, token, known)
    is_new = known is None
    begins = is_new and link.application is None and _begins(association)
    form = NewPersonForm(request.POST if request.method == "POST" else None) if is_new else None
    refused = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        given = form.cleaned_data if form else {"first_name": "", "last_name": ""}
        try:
            person, used = enter(token=token, at=at, **given)
        except RuleViolation as violation:
            refused = violation.sentence
            if form:
                refuse(form, violation)
        else:
            page = page_to_return_to(request, slug) or reverse("application_list", args=[slug])
            if begins and "begin" in request.POST:
                draft = begin_application(
                    association=association, call=None, year=timezone.localdate().year, by=person, at=at
                )
                page = reverse("application_edit", args=[slug, draft.public_id, "sokande"])
            if used.application:
                page = reverse("application_detail", args=[slug, used.application.public_id])
            # The same way in as every other: who has a second factor is asked for it here too.
            inside: HttpResponse = perform_login(
                request, person, email_verification="none", redirect_url=page
            )
            return private(inside)
    context = {
        "association": association,
        "email": link.email,
        "form": form,
        "begins": begins,
        "refused": refused,
    }
    status = 422 if refused or (form and form.errors) else 200
    return private(render(request, "funding/link_enter.html", context, status=status))


def _begins(association: Association) -> bool:
    """Whether who is new can begin an application at once: one is taken in, and there is no call to choose."""
    programme, today = Programme.objects.filter(association=association).first(), timezone.localdate()
    return bool(programme and may_apply(programme, today)) and not open_calls(association, today).exists()


def _accept(
    request: HttpRequest, association: Association, link: Link, token: str, invited: Person
) -> HttpResponse:
    """Whoever has a password signs in first, and says yes with a button."""
    refused = ""
    if request.method == "POST" and request.user.is_authenticated:
        try:
            application = accept_share(token=token, by=person_of(request), at=timezone.now())
        except RuleViolation as violation:
            refused = violation.sentence
        else:
            return private(redirect("application_detail", association.slug, application.public_id))
    context = {
        "association": association,
        "application": link.application,
        "invited": invited,
        "may_accept": request.user == invited,
        "refused": refused,
    }
    answer = render(request, "funding/link_accept.html", context, status=422 if refused else 200)
    return private(answer)


def _context(request: HttpRequest, association: Association, form: EmailForm) -> dict[str, object]:
    programme = get_object_or_404(Programme.objects.select_related("association"), association=association)
    today = timezone.localdate()
    return {
        "association": association,
        "programme": programme,
        "criteria": Criterion.objects.filter(association=association, is_used=True),
        "calls": open_calls(association, today),
        "days": next_days(programme, today),
        "takes_in": may_apply(programme, today),
        "has_measures": Measure.objects.filter(association=association).exists(),
        "form": form,
    }
