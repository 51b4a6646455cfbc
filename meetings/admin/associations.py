"""Förbundet, its members and who works for it."""

import base64
import logging
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from meetings.actions.attaching import store_file
from meetings.forms.associations import AssociationForm, PartyForm, RegistryYearForm
from meetings.models import Association, Party, RegistryYear, Role
from meetings.paper import storage

from .filters import AssociationFilter
from .scope import Scope, scope_of
from .scoped import RegisterAdmin, RegisterTable
from .site import register
from .told import ToldAdmin

logger = logging.getLogger(__name__)


class RegistryYearInline(RegisterTable):
    model = RegistryYear
    form = RegistryYearForm
    fields = ["year", "next_number"]
    ordering = ["-year"]
    verbose_name_plural = "diarieserier (årets nästa nummer)"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        scope = scope_of(request)
        return scope.keeps_any if obj is None else scope.keeps(obj.pk)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A year that goes away would begin again from 1."""
        return False


@admin.register(Association, site=register)
class AssociationAdmin(RegisterAdmin):
    form = AssociationForm
    association_path = "pk"
    list_display = ["name", "org_number", "court", "email"]
    search_fields = ["name", "slug", "org_number"]
    readonly_fields = ["present_logo"]
    inlines = [RegistryYearInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "org_number"]}),
        ("Kontakt", {"fields": ["address", "email", "phone", "web"]}),
        ("Utseende", {"fields": ["present_logo", "new_logo", "remove_logo", "logo_alt", "accent"]}),
        (
            "Justering",
            {
                "fields": ["verification_decided_on", "verification_decided_in", "reminder_days"],
                "description": "Styrelsen beslutar själv hur protokoll justeras (KL 5:69). Beslutet nämns i "
                "protokollet och får vara en paragraf i samma protokoll. Lägsta nivå anges för varje organ.",
            },
        ),
        ("Anslag", {"fields": ["court", "appeal_court", "storage_place", "public_meetings_announced"]}),
        ("Diarium", {"fields": ["registry_pattern"]}),
        (
            "Andra faktor vid inloggning",
            {
                "fields": ["second_factor_board", "second_factor_auditors", "second_factor_applicants"],
                "description": "Kansliet måste alltid ha en inloggningsnyckel eller engångskod från app, eller "
                "logga in med e-legitimation. Kryssa för vilka andra som måste.",
            },
        ),
        (
            "Tillgänglighet",
            {
                "fields": [
                    "accessibility",
                    "accessibility_assessed_on",
                    "accessibility_method",
                    "accessibility_updated_on",
                    "accessibility_statement",
                    "accessibility_burden",
                    "accessibility_exempt",
                    "accessibility_answered_within",
                    "accessibility_supervisor",
                    "accessibility_complaints",
                ],
                "description": "Det som tillgänglighetsredogörelsen säger (13 § lagen om tillgänglighet till digital "
                "offentlig service).",
            },
        ),
        (
            "Personuppgifter",
            {
                "fields": ["data_protection_officer", "data_protection_contact", "preservation"],
                "description": "Det som sidan om personuppgifter säger (artikel 13 i dataskyddsförordningen).",
            },
        ),
        ("Övrigt", {"fields": ["largest_file_mb"]}),
    ]

    def readable_rows(self, rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
        return rows.filter(pk__in=scope.readable)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("logo")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return scope_of(request).everything

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return scope_of(request).everything

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The address stands in links already sent; only who runs the installation changes it."""
        fixed = [] if scope_of(request).everything else ["slug"]
        return [*self.readonly_fields, *fixed]

    @admin.display(description="logotyp")
    def present_logo(self, association: Association) -> str:
        if not association.logo:
            return "Ingen"
        try:
            data = base64.b64encode(storage.stored_bytes(association.logo.sha256)).decode()
        except storage.LostFileError:  # the page must open, or nobody can put another in its place
            logger.exception("The logo of %s is lost", association.slug)
            return "Filen saknas eller är skadad på servern. Lägg in logotypen igen."
        return format_html(
            '<img class="register-logo" src="data:{};base64,{}" alt="{}">',
            association.logo.media_type,
            data,
            association.logo_alt or association.name,
        )

    def save_model(self, request: HttpRequest, obj: Association, form: Any, change: bool) -> None:
        if form.cleaned_data.get("new_logo"):
            obj.logo = store_file(
                data=form.cleaned_data["new_logo"], media_type="image/png", at=timezone.now()
            )
        elif form.cleaned_data.get("remove_logo"):
            obj.logo = None
        super().save_model(request, obj, form, change)


@admin.register(Party, site=register)
class PartyAdmin(RegisterAdmin):
    form = PartyForm
    list_display = ["name", "code", "kind", "posts", "board_email", "association"]
    list_filter = ["kind", AssociationFilter]
    list_select_related = ["association"]
    search_fields = ["name", "code"]
    fieldsets = [
        (None, {"fields": ["association", "kind", "name", "code", "inhabitants"]}),
        (
            "Anslag",
            {
                "fields": ["board_email", "board_url", "wants_copy"],
                "description": "Justeringen ska anslås hos varje kommun och region som är medlem (Finsam 19 §). "
                "Mejlet skickas till adressen här, med en länk där medlemmen svarar att anslaget är uppe.",
            },
        ),
        ("Kontakt", {"fields": ["contact_email", "contact_phone", "contact_address"]}),
    ]

    @admin.display(description="ska anslå", boolean=True)
    def posts(self, party: Party) -> bool:
        return party.must_post


@admin.register(Role, site=register)
class RoleAdmin(ToldAdmin):
    list_display = ["person", "kind", "association"]
    list_filter = ["kind", AssociationFilter]
    list_select_related = ["person", "association"]
    search_fields = ["person__first_name", "person__last_name", "person__email"]
    autocomplete_fields = ["person"]
    fieldsets = [
        (
            None,
            {
                "fields": ["association", "person", "kind"],
                "description": "Sekreterare och förbundschef är kansliet: de skriver protokoll och sköter registren. "
                "Revisorn läser allt och ändrar ingenting.",
            },
        )
    ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody takes away their own way in by mistake."""
        # Nobody takes away the role they are here by: the last one to do so would leave nobody to undo it.
        if obj is not None and obj.person_id == request.user.pk and not scope_of(request).everything:
            return False
        return super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        if obj is not None and obj.person_id == request.user.pk and not scope_of(request).everything:
            return ["association", "person", "kind"]
        return []
