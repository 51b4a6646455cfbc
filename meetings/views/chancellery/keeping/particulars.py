"""Sv: uppgifter och utseende. What the association says of itself, its look and its settings, one part at a time."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import can_edit
from meetings.actions.particulars import keep_particulars
from meetings.forms.associations import AssociationForm
from meetings.models import Association
from meetings.reads.row_history import changes_of
from meetings.rules.registry import registry_number
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.fields import KeptFile, OrganisationNumberField
from meetings.views.refusals import goes_through

from .frame import Group, Grouped, form_page, page_field


class ParticularsForm(Grouped, AssociationForm):
    """One part of an association: its `groups` say which fields."""

    new_logo = KeptFile(
        label="Ny logotyp",
        required=False,
        help_text="PNG eller JPEG. Skrivs överst på protokollets första sida.",
    )

    class Meta(AssociationForm.Meta):
        formfield_callback = page_field

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = {name for group in self.groups for name in group.fields}
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]


class FactsForm(ParticularsForm):
    groups: ClassVar = (
        Group("Förbundet", ("name", "org_number"), example="meetings/keeping/example_association.html"),
        Group(
            "Så nås förbundet",
            ("address", "email", "phone", "web"),
            "Står i sidfoten på varje sida, i mejl och i anslaget.",
        ),
    )
    org_number = OrganisationNumberField(label="Organisationsnummer", help_text="Till exempel 222000-0000.")


class LookForm(ParticularsForm):
    groups: ClassVar = (
        Group(
            "Logotyp och färg",
            ("new_logo", "logo_alt", "remove_logo", "accent"),
            example="meetings/keeping/example_association.html",
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.instance.logo_id:
            del self.fields["remove_logo"]


class VerifyingForm(ParticularsForm):
    groups: ClassVar = (
        Group(
            "Beslutet om justering",
            ("verification_decided_on", "verification_decided_in"),
            "Styrelsen beslutar själv hur protokoll justeras (KL 5:69). Beslutet nämns i protokollet och får vara en "
            "paragraf i samma protokoll.",
            example="meetings/keeping/example_verifying.html",
        ),
        Group("Påminnelser", ("reminder_days",)),
    )


class NoticeForm(ParticularsForm):
    groups: ClassVar = (
        Group(
            "Anslag och överklagande",
            ("storage_place", "court", "appeal_court"),
            example="meetings/keeping/example_notice.html",
        ),
        Group("Offentliga möten", ("public_meetings_announced",)),
    )


class RegistryForm(ParticularsForm):
    groups: ClassVar = (
        Group("Diarienummer", ("registry_pattern",), example="meetings/keeping/example_registry.html"),
        Group("Filer", ("largest_file_mb",)),
    )


class FactorForm(ParticularsForm):
    groups: ClassVar = (
        Group(
            "Andra faktor vid inloggning",
            ("second_factor_board", "second_factor_auditors", "second_factor_applicants"),
            "Kansliet måste alltid ha en inloggningsnyckel eller engångskod från app, eller logga in med "
            "e-legitimation. Kryssa för vilka andra som måste.",
        ),
    )


class PersonalDataForm(ParticularsForm):
    groups: ClassVar = (
        Group(
            "Personuppgifter",
            ("data_protection_officer", "data_protection_contact", "preservation"),
            "Det som sidan om personuppgifter säger (artikel 13 i dataskyddsförordningen).",
        ),
    )


# Each part by its name in the address, with what its page is called.
PARTS: dict[str, tuple[str, type[ParticularsForm]]] = {
    "uppgifter": ("Namn och kontakt", FactsForm),
    "utseende": ("Logotyp och färg", LookForm),
    "justering": ("Justering och påminnelser", VerifyingForm),
    "anslag": ("Anslag och överklagande", NoticeForm),
    "diarium": ("Diarienummer och filer", RegistryForm),
    "inloggning": ("Inloggning", FactorForm),
    "personuppgifter": ("Personuppgifter", PersonalDataForm),
}


@require_GET
def particulars(request: HttpRequest, slug: str) -> HttpResponse:
    """The association's facts as they are, and its parts to change."""
    association = association_read(request, slug)
    context = {
        "association": association,
        "parts": [(name, title) for name, (title, _) in PARTS.items()],
        "can_edit": can_edit(person_of(request), association),
        "changes": changes_of(association, Association.history.filter(id=association.pk)),
    }
    return render(request, "meetings/keeping/particulars.html", context)


@require_http_methods(["GET", "POST"])
def particulars_change(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """One part of it beside a piece of what it changes; `look` shows what it would be, and saves nothing."""
    association = association_edited(request, slug)
    if part not in PARTS:
        raise Http404
    title, form_class = PARTS[part]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    row = Association.objects.select_related("logo").get(pk=association.pk)
    form = form_class(*sent, instance=row)

    def save() -> None:
        keep_particulars(
            association=row,
            fields=list(form.fields),
            logo=form.cleaned_data.get("new_logo"),
            without_logo=bool(form.cleaned_data.get("remove_logo")),
            by=person_of(request),
            at=timezone.now(),
        )

    if "look" in request.POST:
        form.is_valid()  # and the row then says what was sent
    elif goes_through(request, form, f"{title} är sparat.", save):
        return redirect("particulars", slug)
    return form_page(
        request,
        association,
        form,
        title=title,
        back=reverse("particulars", args=[slug]),
        summary="Uppgifterna är inte sparade",
        is_wide=True,
        looks=any(group.example for group in form.groups),
        row=row,
        example_number=registry_number(row.registry_pattern, year=timezone.localdate().year, number=17),
    )
