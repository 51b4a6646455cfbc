"""The office asks a presenter or a member of the association to write for a meeting, or notes what has come in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings.actions.asking_for_items import ask_for_item, send_new_link
from meetings.actions.raising import raise_item, withdraw_item
from meetings.models import Association, Meeting
from meetings.reads.raised_items import address_of_sender
from meetings.views.addresses import DayAndSequence, association_edited, meeting_or_404, person_of
from meetings.views.chancellery.raised_forms import AskForm, AskPartyForm, LinkForm, RegisterForm
from meetings.views.chancellery.raised_items import find_row
from meetings.views.refusals import done_or_said, goes_through


@require_http_methods(["GET", "HEAD", "POST"])
def raised_item_ask(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """A letter with a link to who presents a matter."""
    association, meeting = _meeting(request, slug, body, key)
    form = AskForm(
        request.POST if request.method == "POST" else None,
        meeting=meeting,
        paragraph=request.GET.get("paragraf", ""),
    )
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if goes_through(
        request,
        form,
        "Frågan är skickad.",
        lambda: ask_for_item(meeting=meeting, **signed, **form.cleaned_data),
    ):
        return redirect("meeting_detail", slug, body, key)
    return _asked(request, "raised_item_ask", association, meeting, form)


@require_http_methods(["GET", "HEAD", "POST"])
def raised_item_ask_party(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """A letter with a link to a member of the association, where members may raise matters (Finsam 9 § 5)."""
    association, meeting = _meeting(request, slug, body, key)
    if not meeting.body.parties_raise_by:
        raise Http404
    form = AskPartyForm(request.POST if request.method == "POST" else None, meeting=meeting)
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if goes_through(
        request,
        form,
        "Frågan är skickad.",
        lambda: ask_for_item(
            meeting=meeting, email=form.cleaned_data["party"].contact_email, **signed, **form.cleaned_data
        ),
    ):
        return redirect("meeting_detail", slug, body, key)
    return _asked(request, "raised_item_ask_party", association, meeting, form)


@require_http_methods(["GET", "HEAD", "POST"])
def raised_item_register(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """A matter that came in some other way, with the day when it did."""
    association, meeting = _meeting(request, slug, body, key)
    if not meeting.body.under_kl:
        raise Http404
    form = RegisterForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        body=meeting.body,
        meeting=meeting,
        initial={"received_on": timezone.localdate()},
    )
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if goes_through(
        request,
        form,
        "Ärendet är registrerat.",
        lambda: raise_item(body=meeting.body, meeting=meeting, **signed, **form.said()),
    ):
        return redirect("meeting_detail", slug, body, key)
    return _asked(request, "raised_item_register", association, meeting, form)


@require_http_methods(["GET", "HEAD", "POST"])
def raised_item_link(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """A new link in the place of the ones before."""
    association = association_edited(request, slug)
    row = find_row(request, association, public_id)
    if row.item.person:
        raise Http404
    form = LinkForm(
        request.POST if request.method == "POST" else None, initial={"email": address_of_sender(row.item)}
    )
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if goes_through(
        request,
        form,
        "En ny länk är skickad. De tidigare slutar att gälla.",
        lambda: send_new_link(item=row.item, **signed, **form.cleaned_data),
    ):
        return redirect("raised_item", slug, public_id)
    context = {"association": association, "row": row, "item": row.item, "form": form}
    status = 422 if form.errors else 200
    return render(request, "meetings/raised/raised_item_link.html", context, status=status)


@require_POST
def raised_item_end(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The office no longer asks for it, or notes that its sender has taken it back."""
    row = find_row(request, association_edited(request, slug), public_id)
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    done_or_said(
        request,
        "Det är återtaget, och länken gäller inte längre.",
        lambda: withdraw_item(item=row.item, **signed),
    )
    return redirect("raised_item", slug, public_id)


def _meeting(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> tuple[Association, Meeting]:
    association = association_edited(request, slug)
    return association, meeting_or_404(Meeting.objects.filter(body__association=association), body, key)


def _asked(
    request: HttpRequest, page: str, association: Association, meeting: Meeting, form: Any
) -> HttpResponse:
    context = {"association": association, "meeting": meeting, "form": form}
    return render(request, f"meetings/raised/{page}.html", context, status=422 if form.errors else 200)
