"""Names, numbers and dates that phrases fetch from data instead of being retyped.

In rich text a placeholder is `<span data-field="verifiers"></span>` or `<span data-attachment="ID"></span>`;
in plain texts, which people write and read, `{justerare}` (or its key, `{verifiers}`) or `{bilaga:ID}`. Swedish
verbs are the same for one and for many («väljs», «utses»): a phrase needs no variants for one verifier and two.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from .plain_text import is_rich

FIELDS: Mapping[str, str] = {
    "chair": "Ordförande",
    "secretary": "Sekreterare",
    "verifiers": "Justerare",
    "deputy_verifiers": "Ersättare för justerare",
    "date": "Sammanträdesdag",
    "place": "Plats",
    "previous_date": "Föregående sammanträde",
    "next_date": "Nästa sammanträde",
    "numbers": "Paragrafer",
}

_IN_TEXT = re.compile(r"\{(?:bilaga:([A-Za-z0-9_-]+)|([a-zåäö_]+(?: [a-zåäö_]+)*))\}")
_KEYS = {label.lower(): key for key, label in FIELDS.items()} | {key: key for key in FIELDS}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a text: a field's key or an attachment's public id, one of them empty."""

    field: str = ""
    attachment: str = ""


def slots(source: str) -> list[Slot]:
    """The placeholders of a sanitised rich text or of a plain text, in order."""
    if not is_rich(source):
        return [_slot(match) for match in _IN_TEXT.finditer(source)]
    reader = _Reader({}, {})
    reader.read(source)
    return reader.slots


def references(source: str) -> list[str]:
    """Public ids of the attachments a text refers to, in order, as often as it does."""
    return [slot.attachment for slot in slots(source) if slot.attachment]


def missing_fields(source: str, values: Mapping[str, str]) -> list[str]:
    """Labels of the known fields a text uses that have no value, each once."""
    used = (slot.field for slot in slots(source))
    return list(dict.fromkeys(FIELDS[key] for key in used if key in FIELDS and not values.get(key)))


def unknown_fields(source: str) -> list[str]:
    """Keys a text uses that are no field, each once."""
    used = (slot.field for slot in slots(source))
    return list(dict.fromkeys(key for key in used if key and key not in FIELDS))


def fill_html(html: str, values: Mapping[str, str], attachment_numbers: Mapping[str, int]) -> str:
    """Sanitised HTML with every placeholder replaced; all else is returned as it was.

    `values` holds plain text by field key, `attachment_numbers` the number by public id. An attachment
    becomes `<a href="#bilaga-3">(Bilaga 3)</a>`; what is missing shows as «[justerare saknas]».
    """
    reader = _Reader(values, attachment_numbers)
    reader.read(html)
    return "".join(reader.parts)


def fill_text(text: str, values: Mapping[str, str], attachment_numbers: Mapping[str, int]) -> str:
    """A plain text with every placeholder replaced; an attachment becomes «(Bilaga 3)»."""

    def fill(match: re.Match[str]) -> str:
        if not match[1]:
            return _value(_slot(match).field, values)
        number = attachment_numbers.get(match[1])
        return f"(Bilaga {number})" if number else "[bilaga saknas]"

    return _IN_TEXT.sub(fill, text)


def token(key: str) -> str:
    """How a field is written in a plain text: «{justerare}»."""
    return f"{{{FIELDS[key].lower()}}}"


def spans_of(text: str) -> str:
    """`text`, already escaped, with each field of a plain text as the span of a rich one."""

    def span(match: re.Match[str]) -> str:
        slot = _slot(match)
        if slot.attachment:
            return f'<span data-attachment="{slot.attachment}"></span>'
        return f'<span data-field="{slot.field}"></span>' if slot.field in FIELDS else match[0]

    return _IN_TEXT.sub(span, text)


def _slot(match: re.Match[str]) -> Slot:
    written = match[2] or ""
    return Slot(field=_KEYS.get(written, written), attachment=match[1] or "")


def _value(key: str, values: Mapping[str, str]) -> str:
    if key not in FIELDS:
        return f"[okänd uppgift {key}]"
    return values.get(key) or f"[{FIELDS[key].lower()} saknas]"


class _Reader(HTMLParser):
    """Copies HTML as it stands, but for the placeholder spans and what they show."""

    def __init__(self, values: Mapping[str, str], numbers: Mapping[str, int]) -> None:
        super().__init__(convert_charrefs=False)
        self._values = values
        self._numbers = numbers
        self._spans: list[bool] = []
        self.parts: list[str] = []
        self.slots: list[Slot] = []

    def read(self, html: str) -> None:
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        slot = Slot(found.get("data-field") or "", found.get("data-attachment") or "")
        is_slot = tag == "span" and slot != Slot()
        if not is_slot:
            self._copy(self.get_starttag_text() or "")
        elif not any(self._spans):
            self.slots.append(slot)
            self.parts.append(self._filled(slot))
        if tag == "span":
            self._spans.append(is_slot)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._spans and self._spans.pop():
            return
        self._copy(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._copy(data)

    def handle_entityref(self, name: str) -> None:
        self._copy(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._copy(f"&#{name};")

    def _copy(self, html: str) -> None:
        if not any(self._spans):
            self.parts.append(html)

    def _filled(self, slot: Slot) -> str:
        if slot.field:
            return escape(_value(slot.field, self._values), quote=False)
        number = self._numbers.get(slot.attachment)
        return f'<a href="#bilaga-{number}">(Bilaga {number})</a>' if number else "[bilaga saknas]"
