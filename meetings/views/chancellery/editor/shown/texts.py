"""Texts as the editor shows them: where each is saved, and what every placeholder in them stands for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.actions.writing import RICH, Written, digest
from meetings.draft.reading import Draft
from meetings.models import Decision, Meeting, Paragraph, Reservation, Statement, SubItem
from meetings.rules.placeholders import FIELDS, fill_html, fill_text, references, spans_of, token
from meetings.rules.plain_text import is_rich, plain

ROWS: dict[type[Written], str] = {
    Meeting: "meeting",
    Paragraph: "paragraph",
    SubItem: "sub_item",
    Decision: "decision",
    Reservation: "reservation",
    Statement: "statement",
}
ATTACHMENT = re.compile(r'<span data-attachment="[\w-]+"></span>')
ATTACHMENT_TOKEN = re.compile(r" ?\{bilaga:[\w-]+\}")
_PLACEHOLDER = re.compile(r'<span data-(field|attachment)="([\w-]+)"></span>')


@dataclass(frozen=True)
class EditedText:
    """A text that is edited in place. `key` names it in the page, in saves and in the browser's own store.

    `html` is what the page shows of a rich text or a decision; a line in a field of the browser's has none.
    """

    key: str
    value: str
    base: str
    html: SafeString

    @property
    def name(self) -> str:
        """The key as an element's id."""
        return self.key.replace("/", "-")


def edited_text(row: Written, name: str, values: dict[str, Any]) -> EditedText:
    value = getattr(row, name)
    identity = row.key if isinstance(row, Meeting) else row.public_id
    is_decision = isinstance(row, Decision)
    html = value if name in RICH and not is_decision else spans_of(escape(value)) if is_decision else ""
    return EditedText(
        key=f"{ROWS[type(row)]}/{identity}/{name}",
        value=value,
        base=digest(value),
        html=with_values(html, values),
    )


def with_values(html: str, values: dict[str, Any]) -> SafeString:
    """Sanitised HTML with what each placeholder stands for inside its span."""

    def fill(match: re.Match[str]) -> str:
        kind, key = match.groups()
        if kind == "field":
            text = values["fields"].get(key, f"[okänd uppgift {key}]")
        else:
            text = values["attachments"].get(key, {}).get("shown", "[bilaga saknas]")
        return f'<span data-{kind}="{key}">{escape(text)}</span>'

    return mark_safe(_PLACEHOLDER.sub(fill, html))  # noqa: S308


def readable(source: str, values: Mapping[str, str]) -> str:
    """Plain text of a stored text, with what each placeholder stands for: its value, else its name in brackets."""
    known = {key: values.get(key) or f"[{label.lower()}]" for key, label in FIELDS.items()}
    if is_rich(source):
        return plain(fill_html(ATTACHMENT.sub("(bilaga)", source), known, {}))
    return fill_text(ATTACHMENT_TOKEN.sub(" (bilaga)", source), known, {})


def values_of(draft: Draft) -> dict[str, Any]:
    """What placeholders show as things stand: `{"fields": {key: text}, "labels": {key: label}, "tokens": {token: key},
    "attachments": {id: {"shown", "number", "name", "referred"}}}`."""
    numbers = draft.attachment_numbers
    referred = set(_referred(draft))
    return {
        "fields": {key: fill_text(f"{{{key}}}", draft.values, numbers) for key in FIELDS},
        "labels": dict(FIELDS),
        "tokens": {token(key): key for key in FIELDS},
        "attachments": {
            one.public_id: {
                "shown": fill_text(f"{{bilaga:{one.public_id}}}", draft.values, numbers),
                "number": numbers[one.public_id],
                "name": one.name,
                "referred": one.public_id in referred,
            }
            for one in sorted(draft.attachments, key=lambda one: numbers[one.public_id])
        },
    }


def _referred(draft: Draft) -> list[str]:
    texts = [text for paragraph in draft.paragraphs for text in draft.texts_of(paragraph)]
    return [ref for text in [*texts, draft.meeting.closing] for ref in references(text)]
