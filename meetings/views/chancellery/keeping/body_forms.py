"""Bodies, one part at a time, as the office's pages ask for them."""

from typing import Any, ClassVar

from django import forms
from django.db import models

from meetings.forms.bodies import BodyForm
from meetings.models import Body, Party

from .frame import Group, Grouped, page_field

MOST_SEATS = 30


class BodyPartForm(Grouped, BodyForm):
    """One part of a body: its `groups` say which fields."""

    class Meta(BodyForm.Meta):
        formfield_callback = page_field

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = {name for group in self.groups for name in group.fields}
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]


class NamesForm(BodyPartForm):
    groups: ClassVar = (
        Group(
            "Namnet",
            ("name", "name_in_sentence", "kind"),
            example="meetings/keeping/example_names.html",
        ),
        Group("Arbetsutskott som beslutar", ("delegated_in", "delegated_why")),
        Group("Innan ordföranden är vald", ("before_chair",)),
    )


class NumbersForm(BodyPartForm):
    groups: ClassVar = (
        Group(
            "Paragraferna",
            ("series", "heading_numbers", "letters_sub_items"),
            example="meetings/keeping/example_paragraph.html",
        ),
        Group(
            "Protokollets nummer",
            ("shows_meeting_number", "meeting_number_pattern"),
            example="meetings/keeping/example_names.html",
        ),
    )


class AttendanceForm(BodyPartForm):
    groups: ClassVar = (
        Group(
            "Närvarolistan",
            ("attendance_layout", "name_order", "title_position", "remote_label"),
            "Löpande text och spalter är för organ som inte beslutar, till exempel en beredningsgrupp.",
        ),
        Group(
            "Deltagande på distans",
            ("distance_decided_on", "distance_decided_in", "distance_extent", "audio_allowed"),
            "Styrelsen beslutar själv om ledamöter får delta på distans (19 a § lagen 2003:1210). Utan beslut visas en "
            "varning när någon gör det.",
        ),
    )


class DocumentForm(BodyPartForm):
    groups: ClassVar = (
        Group(
            "Besluten",
            ("decision_heading", "decision_style", "decision_tag", "shows_prepared"),
            example="meetings/keeping/example_paragraph.html",
        ),
        Group("Dokumentet", ("document_title", "org_number_on_every_page", "foot_lines")),
    )


class SummonsForm(BodyPartForm):
    groups: ClassVar = (
        Group(
            "När kallelsen ska vara ute",
            ("summons_days", "summons_days_from", "chair_approves_summons", "seals_summons"),
        ),
        Group("Handlingar vid jäv", ("leaves_out_recused",)),
        Group("När någon vill väcka ett ärende", ("parties_raise_by",)),
        Group("När någon har förhinder", ("deputy_calling", "deputy_hours")),
        Group("När protokollet är justerat", ("protocol_to_members",)),
    )


class WhoSignsForm(BodyPartForm):
    groups: ClassVar = (
        Group(
            "Justerare",
            ("verifier_count", "least_level", "awaits_secretary"),
            example="meetings/keeping/example_signing.html",
        ),
        Group(
            "När någon inte kan skriva under",
            ("chair_stand_in", "verifier_stand_in", "order_decided_on", "order_decided_in"),
        ),
        Group("Reservationer och yttranden", ("reservation_days", "deputies_noted_in")),
    )


# Each part of a body by its name in the address, with what its page is called.
PARTS: dict[str, tuple[str, type[BodyPartForm]]] = {
    "namn": ("Namn och slag", NamesForm),
    "nummer": ("Nummer", NumbersForm),
    "narvaro": ("Närvaro och distans", AttendanceForm),
    "kallelse": ("Kallelse", SummonsForm),
    "utseende": ("Protokollets utseende", DocumentForm),
    "justering": ("Justering och reservationer", WhoSignsForm),
}


class BodyAddForm(BodyPartForm):
    groups: ClassVar = (Group("Organet", ("name", "kind", "slug")),)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["slug"].help_text = "Står i mötenas adresser, till exempel beredning. Ändras inte sedan."
        # Decides the way the presence is shown, which a body that advises may choose anew.
        self.instance.attendance_layout = Body.AttendanceLayout.ROLES


class SeatsForm(forms.Form):
    """How many seats each member has in a body."""

    def __init__(self, *args: Any, parties: list[Party], seats: dict[int, int], least: int, **options: Any):
        super().__init__(*args, **options)
        for party in parties:
            self.fields[f"seats_{party.code}"] = forms.IntegerField(
                label=party.name,
                min_value=least,
                max_value=MOST_SEATS,
                initial=seats.get(party.pk, least),
                widget=forms.NumberInput({"inputmode": "numeric", "autocomplete": "off"}),
            )
        self.parties = parties

    def numbers(self) -> dict[int, int]:
        return {one.pk: self.cleaned_data[f"seats_{one.code}"] for one in self.parties}


def seats_by_party(body: Body) -> dict[int, int]:
    counted = body.seats.order_by().values("party").annotate(number=models.Count("pk"))
    return {one["party"]: one["number"] for one in counted}
