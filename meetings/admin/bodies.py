"""Bodies, how their documents look, their seats and ready wordings."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from meetings.draft.header import rows_from_start
from meetings.models import Body, BodyYear, DocumentRow, Phrase, ProtocolVersion, Seat, StandardItem
from meetings.rules.placeholders import FIELDS, unknown_fields
from meetings.rules.plain_text import is_rich
from meetings.text.richtext import clean

from .filters import AssociationFilter, today
from .scoped import RegisterAdmin, RegisterStack, RegisterTable
from .site import register

KNOWN_FIELDS = ", ".join(f"{{{label.lower()}}}" for label in FIELDS.values())
FIELDS_HELP = f"Fält som fylls i av sig själva: {KNOWN_FIELDS}."


class WordingForm(forms.ModelForm):  # type: ignore[type-arg]
    """Texts whose placeholders exist, and no unknown HTML."""

    def _wording(self, name: str) -> str:
        text = str(self.cleaned_data[name] or "")
        if unknown := unknown_fields(text):
            raise ValidationError(f"Fältet {{{unknown[0]}}} finns inte. Välj bland {KNOWN_FIELDS}.")
        return clean(text) if is_rich(text) else text

    def clean_text(self) -> str:
        return self._wording("text")

    def clean_decisions(self) -> str:
        return self._wording("decisions")

    def clean_decision(self) -> str:
        return self._wording("decision")


class DocumentRowInline(RegisterTable):
    model = DocumentRow
    fields = ["position", "key", "label", "shown"]
    ordering = ["position"]
    classes = ["collapse"]
    verbose_name_plural = "protokollets huvud (raderna på första sidan)"


class StandardItemInline(RegisterStack):
    model = StandardItem
    form = WordingForm
    fields = [("position", "kind", "is_closing"), ("heading", "tag"), "text", "decisions"]
    ordering = ["is_closing", "position"]
    classes = ["collapse"]
    verbose_name_plural = "standarddagordning (varje nytt sammanträde börjar med den)"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["help_text"] = FIELDS_HELP
        return super().formfield_for_dbfield(db_field, request, **kwargs)


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


class BodyYearForm(forms.ModelForm):  # type: ignore[type-arg]
    """The first number of a year holds once a protocol has taken it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        year = self.instance
        if year.pk and self.has_changed():
            taken = year.body.meetings.filter(date__year=year.year)
            if {"year", "first_paragraph"} & set(self.changed_data) and taken.filter(
                paragraphs__number__isnull=False
            ).exists():
                raise ValidationError(
                    "Årets paragrafer har redan fått sina nummer. Första numret kan inte ändras."
                )
            if {"year", "first_meeting"} & set(self.changed_data) and taken.filter(
                number__isnull=False
            ).exists():
                raise ValidationError(
                    "Årets protokoll har redan fått sina nummer. Första numret kan inte ändras."
                )
        value = cleaned.get("year")
        if value is not None and not 2004 <= value <= today().year + 10:
            self.add_error("year", "Kontrollera årtalet.")
        return cleaned


class BodyForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean_series(self) -> str:
        series: str = self.cleaned_data["series"]
        if self.instance.pk and series != self.instance.series:
            numbered = self.instance.meetings.filter(
                paragraphs__number__isnull=False, date__year=today().year
            )
            if numbered.exists():
                raise ValidationError("Årets paragrafer har redan fått nummer. Byt serie vid ett årsskifte.")
        return series

    def clean_meeting_number_pattern(self) -> str:
        pattern: str = self.cleaned_data["meeting_number_pattern"]
        rest = pattern.replace("{nr}", "", 1).replace("{år}", "")
        if "{nr}" not in pattern or "{" in rest or "}" in rest:
            raise ValidationError(
                "Skriv {nr} en gång och {år} om året ska stå med, till exempel # {nr} – {år}."
            )
        return pattern

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        power = {name: cleaned.get(name) or "" for name in ("kind", "delegated_in")}
        decides = Body(**power).under_kl
        frozen = ProtocolVersion.objects.filter(protocol__meeting__body=self.instance.pk)
        if self.instance.pk and decides != self.instance.under_kl and frozen.exists():
            self.add_error(
                "kind", "Organet har redan protokoll eller anteckningar. Lägg till ett nytt organ i stället."
            )
        new_board = cleaned.get("kind") == Body.Kind.BOARD and self.instance.kind != Body.Kind.BOARD
        if self.instance.pk and "kind" in self.changed_data and new_board and self.instance.offices.exists():
            self.add_error(
                "kind",
                "Organet har ett presidium och blir inte styrelse. Lägg till ett nytt organ i stället.",
            )
        if decides and cleaned.get("attendance_layout") != Body.AttendanceLayout.ROLES:
            self.add_error(
                "attendance_layout",
                "Protokollet ska visa vilka som har tjänstgjort (5 kap. 66 § kommunallagen). "
                "Välj efter roll för ett organ som beslutar.",
            )
        if cleaned.get("audio_allowed") and not cleaned.get("distance_decided_on"):
            self.add_error("distance_decided_on", "Ange dagen för beslutet som tillåter enbart ljud.")
        return cleaned


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


class SeatForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Seat
        fields = ["body", "party", "number"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        body, party = cleaned.get("body"), cleaned.get("party")
        if body and party and body.association_id != party.association_id:
            self.add_error("party", "Medlemmen hör till ett annat förbund än organet.")
        return cleaned


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


class PhraseForm(WordingForm):
    class Meta:
        model = Phrase
        fields = ["association", "name", "text", "decision"]
        help_texts = {"text": FIELDS_HELP, "name": "Det man söker på i utkastet."}


@admin.register(Phrase, site=register)
class PhraseAdmin(RegisterAdmin):
    form = PhraseForm
    list_display = ["name", "beginning", "association"]
    list_filter = [AssociationFilter]
    list_select_related = ["association"]
    search_fields = ["name", "text", "decision"]

    @admin.display(description="text")
    def beginning(self, phrase: Phrase) -> str:
        text = phrase.text or phrase.decision
        return text if len(text) < 90 else f"{text[:88].rstrip()} …"
