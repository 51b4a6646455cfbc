"""Persons: added by e-mail address, invited, never taken over. What opens an account is not changed here."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meetings.actions.accounts import propose_account
from meetings.actions.registering import invite_person
from meetings.errors import RuleViolation
from meetings.forms.people import PersonForm
from meetings.models import Association, Mandate, Person
from meetings.models.ordering import swedish
from meetings.reads.accounts import has_changes
from meetings.reads.people import associations_with, belongs_elsewhere, people_of
from meetings.reads.registers import NAMES, POST, written_by_the_office

from .filters import today
from .scope import Scope, scope_of
from .scoped import RegisterAdmin
from .site import register

OWN = (
    "Namnet ändrar personen själv under «Mina uppgifter». En ny e-postadress föreslår du med knappen ovanför; den "
    "bekräftas från båda adresserna eller av någon annan än du."
)
NOT_IN_USE = "Kontot är inte i bruk. Till dess kan du rätta namnet. En ny e-postadress föreslår du med knappen ovanför."


class RegisterPersonForm(PersonForm):
    """With the association, for who keeps several, and whether the person may sign in."""

    scope: Scope
    association = forms.ModelChoiceField(Association.objects.none(), label="förbund")

    class Meta(PersonForm.Meta):
        fields = [*PersonForm.Meta.fields, "is_active"]
        labels = {"is_active": "Får logga in"}
        help_texts = {
            "is_active": "Ändras av den som sköter webbplatsen. Den som har slutat får ett slutdatum för sitt uppdrag."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("association", None)
        elif "association" in self.fields:
            choices = self.scope.kept_associations()
            self.fields["association"].queryset = choices  # type: ignore[attr-defined]
            if self.scope.single:
                self.fields["association"].initial = self.scope.single
                self.fields["association"].widget = forms.HiddenInput()

    def registered(self) -> QuerySet[Person]:
        return self.scope.kept_people()


class MandateInline(admin.TabularInline):  # type: ignore[type-arg]
    """The person's mandates, to see; they are changed in their own register."""

    model = Mandate
    fields = readonly_fields = ("body", "seat", "kind", "first_day", "last_day")
    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mandate]:
        rows = super().get_queryset(request).select_related("body", "seat__party")
        scope = scope_of(request)
        return rows if scope.everything else rows.filter(body__association__in=scope.readable)


@admin.register(Person, site=register)
class PersonAdmin(RegisterAdmin):
    form = RegisterPersonForm
    list_display = [
        "last_name",
        "first_name",
        "email",
        "title",
        "present_mandates",
        "has_account",
        "is_active",
    ]
    list_display_links = ["last_name", "first_name"]
    list_filter = ["is_active", "mandates__kind"]
    search_fields = ["first_name", "last_name", "email", "title"]
    ordering = [swedish("last_name"), swedish("first_name")]
    inlines = [MandateInline]
    actions = ["send_invitation"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        scope, day = scope_of(request), today()
        present = Mandate.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=day), first_day__lte=day
        ).select_related("seat__party")
        if not scope.everything:
            present = present.filter(body__association__in=scope.readable)
        rows: QuerySet[Person] = super().get_queryset(request)
        return rows.prefetch_related(Prefetch("mandates", queryset=present, to_attr="present"))

    def readable_rows(self, rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
        return rows.filter(Exists(people_of(scope.readable).filter(pk=OuterRef("pk"))))

    def reads(self, scope: Scope, obj: Person) -> bool:
        return scope.everything or people_of(scope.readable).filter(pk=obj.pk).exists()

    def keeps(self, scope: Scope, obj: Person) -> bool:
        return scope.everything or people_of(scope.editable).filter(pk=obj.pk).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One whose account was in use stays, as the name behind what they did, and so do changes of the account."""
        if obj is not None and (obj.in_use_since or self._is_shared(request, obj) or has_changes(obj)):
            return False
        return super().has_delete_permission(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = ["first_name", "last_name", "email", "title"]
        post = ("Post", {"fields": ["postal_address", "by_post"]})
        if obj is None:
            return [(None, {"fields": [*fields, "association"], "description": ADD_HELP}), post]
        help_text = NOT_IN_USE if "first_name" not in self.get_readonly_fields(request, obj) else OWN
        return [
            (None, {"fields": fields, "description": help_text}),
            post,
            ("Konto", {"fields": ["is_active", "has_account", "in_use_since", "last_login"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The address is never written here; the name only while nobody uses the account."""
        fixed = ["has_account", "in_use_since", "last_login"]
        if obj is None:
            return fixed
        fixed = [*fixed, "email"]
        if obj == request.user or not scope_of(request).everything:
            fixed.append("is_active")
        every = (*NAMES, *POST)
        if scope_of(request).everything:
            may: tuple[str, ...] = POST if obj.in_use_since else every
        else:
            may = written_by_the_office(obj, scope_of(request).editable)
        return [*fixed, *(name for name in every if name not in may)]

    @admin.display(description="uppdrag i dag")
    def present_mandates(self, person: Any) -> str:
        return ", ".join(
            f"{one.get_kind_display().lower()} ({one.seat.party.code})" for one in person.present
        )

    @admin.display(description="har valt lösenord", boolean=True)
    def has_account(self, person: Person) -> bool:
        return person.has_usable_password()

    @admin.action(description="Skicka inbjudan att välja lösenord", permissions=["change"])
    def send_invitation(self, request: HttpRequest, people: QuerySet[Person]) -> None:
        associations = scope_of(request).kept_associations()
        sent = 0
        for person in people:
            association = associations.filter(people=person).first() or associations.first()
            if association is None or not self.keeps(scope_of(request), person):
                continue
            try:
                invite_person(person=person, association=association, by=request.user, at=timezone.now())  # type: ignore[arg-type]
                sent += 1
            except RuleViolation as violation:
                messages.warning(request, violation.sentence)
        if sent:
            messages.success(
                request, "En inbjudan är skickad." if sent == 1 else f"{sent} inbjudningar är skickade."
            )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        editable = scope_of(request).editable
        proposes_in = associations_with(obj).filter(pk__in=editable).first() if obj else None
        context["proposes_in"] = proposes_in
        answer: HttpResponse = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        return answer

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        if form.known:
            return
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change:
            propose_account(person=form.instance, by=request.user, at=timezone.now())  # type: ignore[arg-type]
            form.instance.associations.add(form.cleaned_data["association"])
        if form.known:
            messages.info(request, f"{form.known} fanns redan i ett annat förbund och är nu tillagd här.")

    def set_history_delta_changes(self, request: HttpRequest, records: Any, **options: Any) -> None:
        """Which other associations a person has joined or left is not told."""
        super().set_history_delta_changes(request, records, **options)
        for record in records:
            changes = getattr(record, "history_delta_changes", [])
            record.history_delta_changes = [one for one in changes if one["field"].lower() != "förbund"]

    def _is_shared(self, request: HttpRequest, person: Person) -> bool:
        """Whether the name and the way in are somebody else's business too."""
        scope = scope_of(request)
        if scope.everything:
            return False
        return person.is_superuser or person.is_staff or belongs_elsewhere(person, scope.editable)


ADD_HELP = (
    "E-postadressen avgör vem det är. Finns personen redan i ett annat förbund läggs samma person till här. "
    "Skicka sedan en inbjudan från listan. Den som inte har någon e-postadress kallas per post; uppdraget gäller ändå."
)
