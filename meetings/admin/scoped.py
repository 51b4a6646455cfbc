"""What every register page shares: rows of the person's associations and nobody else's."""

from copy import deepcopy
from operator import attrgetter
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin, ShowFacets, StackedInline, TabularInline
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from simple_history.admin import SimpleHistoryAdmin

from meetings.models import Association, Body, Meeting, Party, Person, Seat
from meetings.models.ordering import swedish
from meetings.noted import note_read

from .inputs import WIDGETS, PersonSearch
from .scope import Scope, scope_of
from .words import InWords, of_the_row


def owner(row: models.Model | None, path: str) -> int | None:
    """Key of the association a row belongs to, by the path of its admin."""
    value: Any = row
    for step in path.split("__"):
        value = getattr(value, step, None)
    return value.pk if isinstance(value, Association) else value


def choices_of(scope: Scope, model: type[models.Model]) -> QuerySet[Any] | None:
    """What a foreign key may point at within the scope; None for a model the register never chooses from."""
    if model is Association:
        return scope.kept_associations()
    if model is Person:
        return scope.kept_people()
    if model is Body:
        return scope.kept_bodies()
    if model is Party:
        return Party.objects.filter(association__in=scope.kept_associations())
    if model is Seat:
        return Seat.objects.filter(body__in=scope.kept_bodies()).select_related("party", "body")
    return None


OWNER = "of_association"


class RegisterList(ChangeList):
    """A list that is in Swedish order when the heading of a column of words is pressed."""

    def apply_select_related(self, qs: QuerySet[Any]) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().apply_select_related(qs)
        path = self.model_admin.association_path  # type: ignore[attr-defined]  # a Scoped one
        return rows.select_related(path) if OWNER in self.list_display else rows

    def get_ordering_field(self, field_name: Any) -> Any:
        found = super().get_ordering_field(field_name)
        if not isinstance(found, str):
            return found
        column = _column(self.lookup_opts.model, found)
        is_words = isinstance(column, models.CharField | models.TextField) and not column.choices
        return swedish(found) if is_words else found


def _column(model: type[models.Model], path: str) -> Any:
    """The field that «party__name» leads to."""
    field = None
    for name in path.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model or model
    return field


class Scoped:
    """Rights from roles in the association, not from Django's permissions. `association_path` leads to it."""

    association_path = "association"
    read_only = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RegisterList

    def get_list_display(self, request: HttpRequest) -> Any:
        """With the association of each row for somebody who sees those of several: each has its «Förbundsstyrelsen»."""
        shown = [*super().get_list_display(request)]  # type: ignore[misc]
        is_said = "__" not in self.association_path  # a row of the association itself has it in the list
        return shown if is_said or len(scope_of(request).associations) < 2 else [*shown, OWNER]

    @admin.display(description="förbund")
    def of_association(self, row: models.Model) -> str:
        return str(attrgetter(self.association_path.replace("__", "."))(row))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        row = super().get_object(request, object_id, from_field)  # type: ignore[misc]
        if row is not None and (meeting := self.meeting_of(row)):
            what = f"{row._meta.verbose_name} i registret".capitalize()
            note_read(request, meeting.body.association, what, meeting)
        return row

    def meeting_of(self, row: Any) -> Meeting | None:
        """The meeting whose draft or protocol a row is of."""
        return None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]
        scope = scope_of(request)
        return rows if scope.everything else self.readable_rows(rows, scope)

    def readable_rows(self, rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
        return rows.filter(**{f"{self.association_path}__in": scope.readable})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        scope = scope_of(request)
        if obj is None:
            return scope.everything or bool(scope.readable)
        return self.reads(scope, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.read_only and scope_of(request).keeps_any

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        scope = scope_of(request)
        if self.read_only:
            return False
        return scope.keeps_any if obj is None else self.keeps(scope, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Only the questions that the list's own filters ask.

        Any other one would be answered about columns that the list does not show, a hash of a password among them.
        """
        return lookup in self._questions(request)

    def _questions(self, request: HttpRequest) -> set[str]:
        """Every parameter that a filter of the list or its dates put in an address."""
        questions = set()
        for one in self.get_list_filter(request):  # type: ignore[attr-defined]
            path = one[0] if isinstance(one, tuple) else one
            named = [f"{path}__exact", f"{path}__isnull"] if isinstance(path, str) else [path.parameter_name]
            questions.update(named)
        if day := self.date_hierarchy:  # type: ignore[attr-defined]
            questions.update(f"{day}__{part}" for part in ("year", "month", "day"))
        return questions

    def reads(self, scope: Scope, obj: Any) -> bool:
        return scope.reads(owner(obj, self.association_path))

    def keeps(self, scope: Scope, obj: Any) -> bool:
        return scope.keeps(owner(obj, self.association_path))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        choices = choices_of(scope_of(request), db_field.related_model)
        if choices is not None:
            kwargs["queryset"] = choices
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = PersonSearch(db_field, self.admin_site)  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the buttons that open other registers in windows of their own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class RegisterAdmin(Scoped, SimpleHistoryAdmin):  # type: ignore[misc]  # simple-history is not typed
    """A register the chancellery keeps, with its history."""

    formfield_overrides = WIDGETS
    list_per_page = 50
    view_on_site = False
    show_full_result_count = False
    show_facets = ShowFacets.NEVER

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        return super().get_search_results(request, queryset, search_term.replace("\x00", ""))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        # The page of an old row does not say that there is one, and would ask for fields that nobody may write.
        change = change or (obj is not None and "fields" not in kwargs)
        form = super().get_form(request, obj, change=change, **kwargs)
        form.scope = scope_of(request)
        if obj is not None and "association" in form.base_fields:
            # A row never moves to another association. A field of its own: a declared one is shared by every form.
            form.base_fields["association"] = deepcopy(form.base_fields["association"])
            form.base_fields["association"].disabled = True
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        if single := scope_of(request).single:
            initial.setdefault("association", single)
        return initial

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        try:
            answer: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return self._refused(request, "Någon annan hann före med en uppgift som krockar. Inget sparades.")
        except DatabaseError:
            if request.method != "POST":
                raise
            return self._refused(request, "Uppgifterna går inte att ändra. Inget sparades.")
        return answer

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            answer: HttpResponse = super().delete_view(request, object_id, extra_context)
        except (models.ProtectedError, IntegrityError):
            return self._refused(request, "Raden används redan och kan inte tas bort.")
        return answer

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Only of rows that can be seen; the history of a deleted row is not shown, its owner is unknown."""
        if self.get_object(request, object_id) is None:
            return self._unseen(request, object_id)
        answer: HttpResponse = super().history_view(request, object_id, extra_context)
        return answer

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """A row as it was, to read: the package's own page saves the old values when it is posted to."""
        if self.get_object(request, object_id) is None:
            return self._unseen(request, object_id)
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        answer: HttpResponse = super().history_form_view(request, object_id, version_id, extra_context)
        return answer

    def get_history_queryset(
        self, request: HttpRequest, history_manager: Any, pk_name: str, object_id: Any
    ) -> QuerySet[Any]:
        """The package's own follows every foreign key."""
        rows: QuerySet[Any] = history_manager.filter(**{pk_name: object_id}).select_related("history_user")
        return rows

    def render_history_view(
        self, request: HttpRequest, template: str, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        if shown := context.get("adminform"):
            fieldsets = of_the_row(self, self.get_fieldsets(request, context["original"]))
            fields = flatten_fieldsets(fieldsets)
            context["adminform"] = AdminForm(shown.form, fieldsets, {}, fields, model_admin=self)
        answer: HttpResponse = super().render_history_view(request, template, context, **kwargs)
        return answer

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record: Any) -> InWords:
        return InWords(self.model, historical_record)

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        """The history is evidence; an old value is typed in again, with its own line of history."""
        return True

    def _unseen(self, request: HttpRequest, object_id: str) -> HttpResponse:
        answer: HttpResponse = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return answer

    def _refused(self, request: HttpRequest, sentence: str) -> HttpResponse:
        messages.error(request, sentence)
        return redirect(request.path)


class ReadOnlyAdmin(Scoped, ModelAdmin):  # type: ignore[type-arg]
    """Records that only the actions write."""

    read_only = True
    view_on_site = False
    list_per_page = 50
    show_full_result_count = False
    show_facets = ShowFacets.NEVER

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What has none of its own is told by its rows."""
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", object_id)


class RegisterInline(Scoped):
    """Lines of a row; rights follow the row they stand in."""

    extra = 0
    formfield_overrides: Any = WIDGETS

    def readable_rows(self, rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
        return rows

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        scope = scope_of(request)
        return scope.keeps_any if obj is None else scope.keeps(owner(obj, "association"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class RegisterTable(RegisterInline, TabularInline):  # type: ignore[type-arg]
    """Short lines, one a row of a table; each input carries its column's name."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs.setdefault("aria-label", capfirst(db_field.verbose_name))
        return field


class RegisterStack(RegisterInline, StackedInline):  # type: ignore[type-arg]
    """Lines with longer texts, one below the other."""
