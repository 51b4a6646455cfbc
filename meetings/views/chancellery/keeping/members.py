"""Sv: medlemmar. Their notice boards, how the association writes to them, and a letter about whom they appoint."""

from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import can_edit
from meetings.actions.keeping import keep
from meetings.forms.associations import PartyForm
from meetings.models import Association, Party
from meetings.models.ordering import swedish
from meetings.reads.registers import appointing_letter, members_of
from meetings.reads.row_history import changes_of
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import goes_through

from .frame import Group, Grouped, form_page, page_field


class MemberForm(Grouped, PartyForm):
    groups: ClassVar = (
        Group(
            "Medlemmen",
            ("name", "code", "inhabitants"),
            "Namnet och kortnamnet står i protokollets närvarolista och i omröstningar.",
        ),
        Group(
            "Anslag",
            ("board_email", "board_url", "wants_copy"),
            "Justeringen ska anslås hos varje kommun och region som är medlem (Finsam 19 §). Mejlet går till adressen "
            "här, med en länk där medlemmen svarar att anslaget är uppe.",
            example="meetings/keeping/example_posting.html",
        ),
        Group(
            "Så når förbundet medlemmen",
            ("contact_email", "contact_phone", "contact_address"),
            "Dit förbundet skriver när medlemmen ska utse någon. Visas bara i registret.",
        ),
    )

    class Meta(PartyForm.Meta):
        formfield_callback = page_field

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Whoever must have the notice posted is not asked whether they want a copy.
        if self.instance.must_post:
            del self.fields["wants_copy"]


@require_GET
def party_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Each member with its seats in the board, where its notices go and what it is to appoint."""
    association = association_read(request, slug)
    context = {
        "association": association,
        "members": members_of(association, timezone.localdate()),
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/keeping/party_list.html", context)


def party_or_404(association: Association, key: int) -> Party:
    return get_object_or_404(association.parties.order_by(swedish("name")), pk=key)


@require_http_methods(["GET", "POST"])
def party_change(request: HttpRequest, slug: str, party: int) -> HttpResponse:
    """One member. Which there are is chosen from the list of Sweden's kommuner and regioner."""
    association = association_edited(request, slug)
    row = party_or_404(association, party)
    name = row.name
    form = MemberForm(request.POST if request.method == "POST" else None, instance=row)
    if goes_through(
        request,
        form,
        f"{name} är sparad.",
        lambda: keep(row, by=person_of(request), at=timezone.now(), fields=list(form.fields)),
    ):
        return redirect("party_list", slug)
    return form_page(
        request,
        association,
        form,
        title=name,
        back=reverse("party_list", args=[association.slug]),
        lead=row.get_kind_display() if row.must_post else "",
        summary="Medlemmen är inte sparad",
        is_wide=True,
        party=row,
        changes=changes_of(association, Party.history.filter(id=row.pk)),
    )


@require_GET
def party_letter(request: HttpRequest, slug: str, party: int) -> HttpResponse:
    """A ready letter on whom the member is to appoint, to send from one's own mail, to copy or to print."""
    association = association_edited(request, slug)
    row = party_or_404(association, party)
    letter = appointing_letter(row, timezone.localdate(), by=person_of(request))
    sent = urlencode({"subject": letter.subject, "body": letter.body}, quote_via=quote)
    context = {
        "association": association,
        "party": row,
        "letter": letter,
        "mail": f"mailto:{quote(row.contact_email, safe='@')}?{sent}" if row.contact_email else "",
    }
    return render(request, "meetings/keeping/party_letter.html", context)
