"""Bodies, their series of numbers and their seats."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from meetings.models import Body, BodyYear, ProtocolVersion, Seat

from .rows import RowForm


class BodyYearForm(RowForm):
    """The first number of a year holds once a protocol has taken it."""

    class Meta:
        model = BodyYear
        fields = ["year", "first_paragraph", "first_meeting"]

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
        if value is not None and not 2004 <= value <= localdate().year + 10:
            self.add_error("year", "Kontrollera årtalet.")
        return cleaned


class BodyForm(RowForm):
    """Any part of a body; what a page does not ask for is as it was."""

    class Meta:
        model = Body
        fields = [
            "name",
            "name_in_sentence",
            "slug",
            "kind",
            "delegated_in",
            "delegated_why",
            "before_chair",
            "series",
            "heading_numbers",
            "letters_sub_items",
            "shows_meeting_number",
            "meeting_number_pattern",
            "attendance_layout",
            "name_order",
            "title_position",
            "remote_label",
            "distance_decided_on",
            "distance_decided_in",
            "distance_extent",
            "audio_allowed",
            "summons_days",
            "summons_days_from",
            "chair_approves_summons",
            "seals_summons",
            "leaves_out_recused",
            "parties_raise_by",
            "protocol_to_members",
            "deputy_calling",
            "deputy_hours",
            "document_title",
            "decision_heading",
            "decision_style",
            "decision_tag",
            "shows_prepared",
            "org_number_on_every_page",
            "foot_lines",
            "verifier_count",
            "least_level",
            "awaits_secretary",
            "chair_stand_in",
            "verifier_stand_in",
            "order_decided_on",
            "order_decided_in",
            "reservation_days",
            "deputies_noted_in",
        ]

    def clean_series(self) -> str:
        series: str = self.cleaned_data["series"]
        if self.instance.pk and series != self.instance.series:
            numbered = self.instance.meetings.filter(
                paragraphs__number__isnull=False, date__year=localdate().year
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
        power = {name: self._said(cleaned, name) for name in ("kind", "delegated_in")}
        decides = Body(**power).under_kl
        frozen = ProtocolVersion.objects.filter(protocol__meeting__body=self.instance.pk)
        if self.instance.pk and decides != self.instance.under_kl and frozen.exists():
            self._refuse(
                "kind", "Organet har redan protokoll eller anteckningar. Lägg till ett nytt organ i stället."
            )
        new_board = cleaned.get("kind") == Body.Kind.BOARD and self.instance.kind != Body.Kind.BOARD
        if self.instance.pk and "kind" in self.changed_data and new_board and self.instance.offices.exists():
            self.add_error(
                "kind",
                "Organet har ett presidium och blir inte styrelse. Lägg till ett nytt organ i stället.",
            )
        if decides and self._said(cleaned, "attendance_layout") != Body.AttendanceLayout.ROLES:
            self._refuse(
                "attendance_layout",
                "Protokollet ska visa vilka som har tjänstgjort (5 kap. 66 § kommunallagen). "
                "Välj efter roll för ett organ som beslutar.",
            )
        if cleaned.get("audio_allowed") and not cleaned.get("distance_decided_on"):
            self._refuse("distance_decided_on", "Ange dagen för beslutet som tillåter enbart ljud.")
        return cleaned

    def _said(self, cleaned: dict[str, Any], name: str) -> Any:
        """What is asked for, or what the body says already where the page does not ask."""
        return cleaned.get(name) or "" if name in self.fields else getattr(self.instance, name)

    def _refuse(self, name: str, sentence: str) -> None:
        self.add_error(name if name in self.fields else None, sentence)


class SeatForm(RowForm):
    class Meta:
        model = Seat
        fields = ["body", "party", "number"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        body, party = cleaned.get("body"), cleaned.get("party")
        if body and party and body.association_id != party.association_id:
            self.add_error("party", "Medlemmen hör till ett annat förbund än organet.")
        return cleaned
