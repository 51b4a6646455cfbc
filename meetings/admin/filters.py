"""Filters of the register's lists."""

from datetime import date
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from meetings.swedish import day_of

from .scope import scope_of


def today() -> date:
    return day_of(timezone.now())


class AssociationFilter(SimpleListFilter):
    """Shown only to those who work for several. The admin says how its rows lead to the association."""

    title = "förbund"
    parameter_name = "forbund"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.path = model_admin.association_path
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(one.slug, one.name) for one in scope_of(request).associations]

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{f"{self.path}__slug": self.value()}) if self.value() else queryset


class CurrentFilter(SimpleListFilter):
    """Rows with first_day and last_day: those that count today, later ones and past ones."""

    title = "tid"
    parameter_name = "tid"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("nu", "Gäller i dag"), ("sedan", "Börjar senare"), ("forr", "Har gått ut")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        day = today()
        if self.value() == "nu":
            return queryset.filter(first_day__lte=day).filter(Q(last_day__isnull=True) | Q(last_day__gte=day))
        if self.value() == "sedan":
            return queryset.filter(first_day__gt=day)
        if self.value() == "forr":
            return queryset.filter(last_day__lt=day)
        return queryset
