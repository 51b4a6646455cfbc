"""Bodies, how their documents look, their seats and ready wordings."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from meetings.draft.header import rows_from_start
from meetings.forms.bodies import BodyForm, BodyYearForm, SeatForm
from meetings.forms.wordings import PhraseForm, StandardItemForm
from meetings.models import Body, BodyYear, DocumentRow, Phrase, Seat, StandardItem

from .filters import AssociationFilter, today
from .scoped import RegisterAdmin, RegisterStack, RegisterTable
from .site import register


class DocumentRowInline(RegisterTable):
    model = DocumentRow
    fields = ["position", "key", "label", "shown"]
    ordering = ["position"]
    classes = ["collapse"]
    verbose_name_plural = "protokollets huvud (raderna på första sidan)"


class StandardItemInline(RegisterStack):
    model = StandardItem
    form = StandardItemForm
    fields = [("position", "kind", "is_closing"), ("heading", "tag"), "text", "decisions"]
    ordering = ["is_closing", "position"]
    classes = ["collapse"]
    verbose_name_plural = "standarddagordning (varje nytt sammanträde börjar med den)"


class BodyYearInline(RegisterTable):
    model = BodyYear
    fields = ["year", "first_paragraph", "first_meeting"]
    ordering = ["-year"]
    verbose_name_plural = "nummerserier (var årets nummer börjar)"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A year is the lock of its series and never goes away."""
        return False

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, form=BodyYearForm, **kwargs)


@admin.register(Body, site=register)
class BodyAdmin(RegisterAdmin):
    form = BodyForm
    list_display = ["name", "kind", "series", "seats_count", "association"]
    list_filter = ["kind", AssociationFilter]
    list_select_related = ["association"]
    search_fields = ["name"]
    inlines = [BodyYearInline, DocumentRowInline, StandardItemInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "association",
                    "name",
                    "name_in_sentence",
                    "slug",
                    "kind",
                ]
            },
        ),
        ("Vem som beslutar och leder", {"fields": ["delegated_in", "delegated_why", "before_chair"]}),
        (
            "Nummer",
            {
                "fields": [
                    "series",
                    "heading_numbers",
                    "letters_sub_items",
                    "shows_meeting_number",
                    "meeting_number_pattern",
                ]
            },
        ),
        (
            "Närvarolista",
            {
                "fields": ["attendance_layout", "name_order", "title_position", "remote_label"],
                "description": "Löpande text och spalter är för organ som inte beslutar, till exempel en "
                "beredningsgrupp.",
            },
        ),
        (
            "Distans",
            {
                "fields": ["distance_decided_on", "distance_decided_in", "distance_extent", "audio_allowed"],
                "description": "Styrelsen beslutar själv om ledamöter får delta på distans (19 a § lagen 2003:1210). "
                "Utan beslut visas en varning när någon gör det.",
            },
        ),
        (
            "Protokollets utseende",
            {
                "fields": [
                    "document_title",
                    "decision_heading",
                    "decision_style",
                    "decision_tag",
                    "shows_prepared",
                    "org_number_on_every_page",
                    "foot_lines",
                ]
            },
        ),
        (
            "Kallelse",
            {
                "fields": [
                    "summons_days",
                    "summons_days_from",
                    "chair_approves_summons",
                    "seals_summons",
                    "leaves_out_recused",
                    "deputy_calling",
                    "deputy_hours",
                    "parties_raise_by",
                    "protocol_to_members",
                ]
            },
        ),
        (
            "Justering och reservationer",
            {
                "fields": [
                    "verifier_count",
                    "least_level",
                    "awaits_secretary",
                    "chair_stand_in",
                    "verifier_stand_in",
                    ("order_decided_on", "order_decided_in"),
                    "reservation_days",
                    "deputies_noted_in",
                ]
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request).annotate(seat_total=Count("seats"))
        return rows

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The address stands in links to its meetings."""
        return ["association", "slug"] if obj and obj.meetings.exists() else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["name"]}

    @admin.display(description="platser")
    def seats_count(self, body: Any) -> int:
        return int(body.seat_total)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A new body starts with the usual rows, to be changed."""
        super().save_related(request, form, formsets, change)
        body = form.instance
        if not change and not body.document_rows.exists():
            for position, (key, label) in enumerate(rows_from_start(body).items(), start=1):
                DocumentRow.objects.create(body=body, key=key, label=label, position=position)


@admin.register(Seat, site=register)
class SeatAdmin(RegisterAdmin):
    form = SeatForm
    association_path = "body__association"
    list_display = ["number", "party", "body", "holder"]
    list_display_links = ["number", "party"]
    list_filter = ["party__kind"]
    list_select_related = ["party", "body"]
    search_fields = ["party__name", "party__code"]
    fieldsets = [
        (
            None,
            {
                "fields": ["body", "party", "number"],
                "description": "Platserna följer av förbundsordningen. En plats kan vara vakant.",
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("mandates__person")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A seat that has been held stays the same seat."""
        return ["body", "party"] if obj and obj.mandates.exists() else []

    @admin.display(description="ledamot i dag", empty_value="vakant")
    def holder(self, seat: Seat) -> str | None:
        day = today()
        names = [
            one.person.name
            for one in seat.mandates.all()
            if one.kind == "member" and one.first_day <= day and (one.last_day is None or one.last_day >= day)
        ]
        return names[0] if names else None


@admin.register(Phrase, site=register)
class PhraseAdmin(RegisterAdmin):
    form = PhraseForm
    fields = ["association", "name", "text", "decision"]
    list_display = ["name", "beginning", "association"]
    list_filter = [AssociationFilter]
    list_select_related = ["association"]
    search_fields = ["name", "text", "decision"]

    @admin.display(description="text")
    def beginning(self, phrase: Phrase) -> str:
        text = phrase.text or phrase.decision
        return text if len(text) < 90 else f"{text[:88].rstrip()} …"
