"""One § of the editor's sheet from its working rows, with what each placeholder shows."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.actions.writing import RICH, Written, digest
from meetings.draft.reading import Draft
from meetings.models import (
    Attachment,
    Body,
    Decision,
    Deferral,
    Meeting,
    Paragraph,
    Reservation,
    Statement,
    SubItem,
)
from meetings.record.composing import deferral_sentence
from meetings.record.paragraph import Deferral as PrintedDeferral
from meetings.record.paragraph import Paragraph as Printed
from meetings.record.paragraph import SubItem as PrintedSubItem
from meetings.rules.placeholders import FIELDS, fill_html, fill_text, references, token
from meetings.rules.plain_text import is_rich, plain
from meetings.swedish import section

from .boxes import AttachmentLine, DecisionLine, ParagraphBox, SubItemBox, TextBox
from .handling import handling_of, printed

type Row = Written

ROWS: dict[type[Row], str] = {
    Meeting: "meeting",
    Paragraph: "paragraph",
    SubItem: "sub_item",
    Decision: "decision",
    Reservation: "reservation",
    Statement: "statement",
}
ATTACHMENT = re.compile(r'<span data-attachment="[\w-]+"></span>')
ATTACHMENT_TOKEN = re.compile(r" ?\{bilaga:[\w-]+\}")
_SLOT = re.compile(r'<span data-(field|attachment)="([\w-]+)"></span>')


def label(body: Body, number: int) -> str:
    """«§ 43», or «43.» where the document has no §."""
    return section(number) if body.heading_numbers == Body.HeadingNumbers.PARAGRAPH else f"{number}."


def values_of(draft: Draft) -> dict[str, Any]:
    """What placeholders show as things stand: `{"fields": {key: text}, "attachments": {id: text},
    "labels": {key: label}, "tokens": {token: key}}`."""
    numbers = draft.attachment_numbers
    referred = set(_referred(draft))
    return {
        "fields": {key: fill_text(f"{{{key}}}", draft.values, numbers) for key in FIELDS},
        "labels": dict(FIELDS),
        "tokens": {token(key): key for key in FIELDS},
        "attachments": {
            one.public_id: {
                "shown": fill_text(f"{{bilaga:{one.public_id}}}", draft.values, numbers),
                "name": one.name,
                "referred": one.public_id in referred,
            }
            for one in sorted(draft.attachments, key=lambda one: numbers[one.public_id])
        },
    }


def text_box(row: Row, name: str, values: dict[str, Any]) -> TextBox:
    value = getattr(row, name)
    identity = row.key if isinstance(row, Meeting) else row.public_id
    rich = name in RICH and not isinstance(row, Decision)
    return TextBox(
        key=f"{ROWS[type(row)]}/{identity}/{name}",
        value=value,
        base=digest(value),
        html=shown(value, values) if rich else SafeString(""),
    )


def shown(html: str, values: dict[str, Any]) -> SafeString:
    """Sanitised HTML with what each placeholder stands for inside its span."""

    def fill(match: re.Match[str]) -> str:
        kind, key = match.groups()
        if kind == "field":
            text = values["fields"].get(key, f"[okänd uppgift {key}]")
        else:
            text = values["attachments"].get(key, {}).get("shown", "[bilaga saknas]")
        return f'<span data-{kind}="{key}">{escape(text)}</span>'

    return mark_safe(_SLOT.sub(fill, html))  # noqa: S308


def readable(source: str, values: Mapping[str, str]) -> str:
    """Plain text of a stored text, with what each placeholder stands for: its value, else its name in brackets."""
    known = {key: values.get(key) or f"[{label.lower()}]" for key, label in FIELDS.items()}
    if is_rich(source):
        return plain(fill_html(ATTACHMENT.sub("(bilaga)", source), known, {}))
    return fill_text(ATTACHMENT_TOKEN.sub(" (bilaga)", source), known, {})


def paragraph_box(draft: Draft, row: Paragraph, values: dict[str, Any], missing: list[str]) -> ParagraphBox:
    names = ("heading", "tag", "registry_number", "text", "text_after", "working_note")
    document = printed(draft, row)
    protocol = draft.immediate.get(row.pk)
    prepared, decisions = _lines(row, None, values, prepared=True), _lines(row, None, values, prepared=False)
    return ParagraphBox(
        public_id=row.public_id,
        number=draft.numbers[row.pk],
        label=label(draft.meeting.body, draft.numbers[row.pk]),
        kind=row.kind,
        withdrawn=row.withdrawn,
        not_handled=row.not_handled,
        is_extra=row.is_extra,
        deferral=_deferral(row),
        chair=document.chair or "",
        immediate=protocol.public_id if protocol else "",
        **{name: text_box(row, name, values) for name in names},
        sub_items=[
            _sub_item(row, item, letter.letter if letter else "", values)
            for item, letter in _with_letters(row, document)
        ],
        prepared=prepared,
        decisions=decisions,
        is_ready=_is_ready(row, prepared, decisions) and not row.deferral,
        handling=handling_of(draft, row, document, lambda one, name: text_box(one, name, values)),
        attachments=[
            _attachment(draft, one, values) for one in draft.attachments if one.paragraph_id == row.pk
        ],
        missing=list(dict.fromkeys(missing)),
    )


def _with_letters(row: Paragraph, document: Printed) -> list[tuple[SubItem, PrintedSubItem | None]]:
    items = list(row.sub_items.all())
    return [
        (item, document.sub_items[at] if at < len(document.sub_items) else None)
        for at, item in enumerate(items)
    ]


def _sub_item(row: Paragraph, item: SubItem, letter: str, values: dict[str, Any]) -> SubItemBox:
    prepared = _lines(row, item.pk, values, prepared=True)
    decisions = _lines(row, item.pk, values, prepared=False)
    return SubItemBox(
        public_id=item.public_id,
        letter=letter,
        heading=text_box(item, "heading", values),
        text=text_box(item, "text", values),
        prepared=prepared,
        decisions=decisions,
        deferral=_deferral(item),
        is_ready=_is_ready(row, prepared, decisions) and not item.deferral,
    )


def _is_ready(row: Paragraph, prepared: list[DecisionLine], decisions: list[DecisionLine]) -> bool:
    """Something is prepared, nothing is decided and nothing says that it will not be."""
    return (
        any(line.text.value for line in prepared)
        and not any(line.text.value for line in decisions)
        and not (row.withdrawn or row.not_handled)
    )


def _lines(
    row: Paragraph, sub_item: int | None, values: dict[str, Any], *, prepared: bool
) -> list[DecisionLine]:
    own = [one for one in row.decisions.all() if one.sub_item_id == sub_item and one.is_prepared == prepared]
    return [
        DecisionLine(one.public_id, text_box(one, "text", values), _notes(one))
        for one in sorted(own, key=lambda one: (one.position, one.pk))
    ]


def _notes(one: Decision) -> str:
    """«Bifall · ansvarig Karl Östman · senast 2024-09-30»."""
    parts = [
        one.get_outcome_display() if one.outcome else "",
        f"ansvarig {one.responsible}" if one.responsible else "",
        f"senast {one.due.isoformat()}" if one.due else "",
    ]
    return " · ".join(filter(None, parts))


def _deferral(row: Paragraph | SubItem) -> str:
    if not row.deferral:
        return ""
    to = row.deferral_body.name if row.deferral_body else row.deferral_to
    return deferral_sentence(
        PrintedDeferral(kind=Deferral(row.deferral).value, reason=row.deferral_reason, to=to or None)
    )


def _attachment(draft: Draft, one: Attachment, values: dict[str, Any]) -> AttachmentLine:
    return AttachmentLine(
        public_id=one.public_id,
        number=draft.attachment_numbers[one.public_id],
        name=one.name,
        kind=one.file_name.rsplit(".", 1)[-1].upper(),
        size=one.file.size,
        publish=one.publish,
        referred=values["attachments"][one.public_id]["referred"],
    )


def _referred(draft: Draft) -> list[str]:
    texts = [text for paragraph in draft.paragraphs for text in draft.texts_of(paragraph)]
    return [ref for text in [*texts, draft.meeting.closing] for ref in references(text)]
