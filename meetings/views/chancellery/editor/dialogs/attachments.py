"""An attachment's name, place and publishing."""

from typing import Any

from django import forms
from django.db import transaction

from meetings.actions.attaching import edit_attachment, move_attachment
from meetings.models import Attachment, Paragraph, SubItem

from .dialog import DialogForm
from .fields import line

# Who sees an attachment besides the board and the office.
KEPT, CALLED, PUBLISHED = "kept", "0", "1"


class AttachmentForm(DialogForm[Attachment]):
    """It lies in a § or in a sub-item of one."""

    field_order = ("name", "paragraph", "publish")
    name = line("Namn", 200)
    publish = forms.ChoiceField(
        label="Publicering",
        choices=[
            (CALLED, "Publiceras inte"),
            (KEPT, "Publiceras inte och visas inte för gäster"),
            (PUBLISHED, "Publiceras med protokollet"),
        ],
        widget=forms.RadioSelect,
        help_text="Läs igenom filen först: namn, personnummer och telefonnummer ska inte ut på nätet.",
    )

    def starting(self) -> dict[str, Any]:
        self.before = self.row.paragraph
        place = self.row.sub_item or self.row.paragraph
        return {
            "name": self.row.name,
            "paragraph": place.public_id if place else None,
            "publish": KEPT if self.row.kept_in_board else PUBLISHED if self.row.publish else CALLED,
        }

    def prepare(self) -> None:
        self.explanation = self.row.file_name
        # Not a class attribute: `paragraph` is also the § that every dialog is about.
        self.fields["paragraph"] = forms.ChoiceField(label="Ligger i", choices=self._places())
        self.order_fields(self.field_order)

    def changed(self) -> list[Paragraph]:
        """The § it lay in, and the one that it lies in now."""
        return [one for one in (self.before, self.row.paragraph) if one]

    @transaction.atomic
    def do(self) -> None:
        values, signed = self.cleaned_data, self.editing.signed
        edit_attachment(
            attachment=self.row,
            name=values["name"],
            publish=values["publish"] == PUBLISHED,
            kept_in_board=values["publish"] == KEPT,
            **signed,
        )
        place = self.row.sub_item or self.row.paragraph
        if place and place.public_id == values["paragraph"]:
            return
        item = None
        paragraph = self.editing.meeting.paragraphs.filter(public_id=values["paragraph"]).first()
        if paragraph is None:
            item = self.editing.row(SubItem, values["paragraph"])
            paragraph = item.paragraph
        move_attachment(attachment=self.row, paragraph=paragraph, sub_item=item, **signed)

    def _places(self) -> list[tuple[str, str]]:
        """Every § and sub-item."""
        items: dict[int, list[SubItem]] = {}
        for item in SubItem.objects.filter(paragraph__meeting=self.editing.meeting):
            items.setdefault(item.paragraph_id, []).append(item)
        places: list[tuple[str, str]] = []
        for paragraph, number in self.editing.numbered():
            places.append((paragraph.public_id, f"{number} {paragraph.heading}".strip()))
            places += [
                (item.public_id, f"{number}, {item.heading or 'delärende'}")
                for item in items.get(paragraph.pk, [])
            ]
        return places
