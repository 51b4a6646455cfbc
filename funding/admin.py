"""The registers of funds: what the association says to applicants, and who heads which unit."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from meetings.admin.filters import AssociationFilter
from meetings.admin.scope import scope_of
from meetings.admin.scoped import RegisterAdmin
from meetings.admin.site import register
from meetings.models import Body

from .models import Accounts, Call, Criterion, Programme, Purpose, UnitHead

register.groups.append(("Medel", ("Programme", "Call", "Criterion", "Purpose", "Accounts", "UnitHead")))


@admin.register(Programme, site=register)
class ProgrammeAdmin(RegisterAdmin):
    """What the association says to applicants, one row for each; without it nobody can apply."""

    list_display = ["association", "is_open", "preparatory_group"]
    fieldsets = [
        (None, {"fields": ["association", "is_open", "introduction", "eligibility"]}),
        ("Ansökan", {"fields": ["most_partners", "wants_two_parts", "preparatory_group"]}),
        ("Avtal och rapporter", {"fields": ["agreement_terms", "report_days"]}),
    ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "preparatory_group":
            field.queryset = scope_of(request).kept_bodies().filter(kind=Body.Kind.PREPARATORY_GROUP)
        return field


@admin.register(Call, site=register)
class CallAdmin(RegisterAdmin):
    list_display = ["name", "opens", "closes"]
    list_filter = [AssociationFilter]
    search_fields = ["name"]
    fields = ["association", "name", "text", "opens", "closes"]


@admin.register(Criterion, site=register)
class CriterionAdmin(RegisterAdmin):
    list_display = ["name", "position", "source", "is_used"]
    list_filter = [AssociationFilter]
    fields = ["association", "position", "name", "question", "help_text", "source", "is_used"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("question", "help_text") and field:
            field.widget = forms.Textarea(attrs={"rows": 2, "cols": 80})
        return field


@admin.register(Purpose, site=register)
class PurposeAdmin(RegisterAdmin):
    list_display = ["name"]
    list_filter = [AssociationFilter]
    fields = ["association", "name", "account"]


@admin.register(Accounts, site=register)
class AccountsAdmin(RegisterAdmin):
    """What the files for the bookkeeping and for the bank are made with, one row for each association."""

    list_display = ["association", "bank_account", "cost_account", "bankgiro"]
    fieldsets = [
        (None, {"fields": ["association"]}),
        ("Bokföring (SIE)", {"fields": ["bank_account", "cost_account", "series"]}),
        ("Betalfil (pain.001)", {"fields": ["bankgiro", "iban", "bic"]}),
    ]


@admin.register(UnitHead, site=register)
class UnitHeadAdmin(RegisterAdmin):
    """Heads of units, whom rules.impartiality flags as possible jäv when their unit applies."""

    list_display = ["person", "organisation", "unit"]
    list_filter = [AssociationFilter]
    search_fields = ["organisation", "unit", "person__last_name"]
    autocomplete_fields = ["person"]
    fields = ["association", "person", "organisation", "unit"]
