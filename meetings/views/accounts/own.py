"""«Mina uppgifter»: the name and the addresses of a person."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings.actions.accounts import end_change, propose_address
from meetings.actions.daily_mail import choose_daily_mail
from meetings.actions.own_details import rename, say_where_to_post
from meetings.errors import RuleViolation
from meetings.models import AccountChange, Person
from meetings.reads.accounts import open_changes_of
from meetings.reads.people import all_associations_of
from meetings.reads.vouchers import vouchers_of
from meetings.views.accounts.forms import AddressForm, DailyMailForm, NameForm, PostForm
from meetings.views.addresses import person_of
from meetings.views.calendar_feeds import change_feed, feed_address
from meetings.views.limits import limited
from meetings.views.refusals import goes_through

SENT = "Bekräfta nu ändringen med länkarna som är skickade till båda adresserna."


@require_http_methods(["GET", "HEAD", "POST"])
def own_details(request: HttpRequest) -> HttpResponse:
    """Shows both; a post changes the name."""
    person = person_of(request)
    form = NameForm(request.POST if request.method == "POST" else None, instance=_again(person))
    if request.method == "POST" and form.is_valid():
        rename(person=person, by=person, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Ditt namn är ändrat.")
        return redirect("own_details")
    return _page(request, name=form)


@require_POST
@limited("account_propose")
def own_address(request: HttpRequest) -> HttpResponse:
    """Proposes another address: both are asked."""
    form = AddressForm(request.POST)
    person = person_of(request)
    if goes_through(
        request,
        form,
        SENT,
        lambda: propose_address(
            person=person, email=form.cleaned_data["email"], by=person, at=timezone.now()
        ),
    ):
        return redirect("own_details")
    return _page(request, address=form)


@require_POST
def own_post(request: HttpRequest) -> HttpResponse:
    """Says where post reaches the person, and whether the summons comes so."""
    person = person_of(request)
    form = PostForm(request.POST, instance=_again(person))
    if goes_through(
        request,
        form,
        "Postadressen är sparad.",
        lambda: say_where_to_post(person=person, by=person, at=timezone.now(), **form.cleaned_data),
    ):
        return redirect("own_details")
    return _page(request, post=form)


@require_POST
def own_mail(request: HttpRequest, slug: str) -> HttpResponse:
    """Chooses when the mails of one association come."""
    person = person_of(request)
    association = next((one for one in all_associations_of(person) if one.slug == slug), None)
    if association is None:
        raise Http404
    form = DailyMailForm(request.POST, association=association)
    if goes_through(
        request,
        form,
        f"Valet gäller mejlen från {association.name}.",
        lambda: choose_daily_mail(
            person=person, association=association, at=timezone.now(), hour=form.cleaned_data["hour"]
        ),
    ):
        return redirect("own_details")
    return _page(request, mail=form)


@require_POST
def own_calendar(request: HttpRequest) -> HttpResponse:
    """A secret address for the person's own meetings: a new one, or none."""
    person = person_of(request)
    change_feed(request, person=person)
    return redirect(f"{reverse('own_details')}#kalender")


@require_POST
def own_change_end(request: HttpRequest, change: str) -> HttpResponse:
    """Takes back what the person proposed, or what somebody proposed of the person."""
    person = person_of(request)
    found = get_object_or_404(open_changes_of(person), public_id=change)
    try:
        end_change(change=found, by=person, at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, "Förslaget är avbrutet.")
    return redirect("own_details")


def _again(person: Person) -> Person:
    """The row once more: a form that is refused has already written on the one it was given."""
    return Person.objects.get(pk=person.pk)


def _waiting(person: Person) -> list[AccountChange]:
    changes = list(open_changes_of(person).exclude(kind=AccountChange.Kind.ACCOUNT))
    for change in changes:
        able = [one.person for one in vouchers_of(change, timezone.now()) if one.can]
        change.vouchers = able  # type: ignore[attr-defined]  # for the page alone
    return changes


def _page(
    request: HttpRequest,
    *,
    name: NameForm | None = None,
    address: AddressForm | None = None,
    post: PostForm | None = None,
    mail: DailyMailForm | None = None,
) -> HttpResponse:
    person = person_of(request)
    bound = name or address or post or mail
    context = {
        "person": person,
        "name": name or NameForm(instance=_again(person)),
        "address": address or AddressForm(),
        "post": post or PostForm(instance=_again(person)),
        "mails": _mail_forms(person, mail),
        "changes": _waiting(person),
        "feed": feed_address(person=person),
    }
    status = 422 if bound and bound.errors else 200
    return render(request, "meetings/accounts/own_details.html", context, status=status)


def _mail_forms(person: Person, refused: DailyMailForm | None) -> list[DailyMailForm]:
    """One for each association the person has to do with."""
    chosen = dict(person.daily_mails.values_list("association", "hour"))
    return [
        refused
        if refused and refused.association == association
        else DailyMailForm(association=association, hour=chosen.get(association.pk))
        for association in all_associations_of(person)
    ]
