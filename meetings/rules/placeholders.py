"""Names, numbers and dates that phrases fetch from data instead of being retyped.

In rich text a placeholder is `<span data-field="verifiers"></span>` or `<span data-attachment="ID"></span>`;
in plain texts, which people write and read, `{justerare}` (or its key, `{verifiers}`) or `{bilaga:ID}`. Swedish
verbs are the same for one and for many («väljs», «utses»): a phrase needs no variants for one verifier and two.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

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

# The only span of a cleaned text, which has no other tag or attribute inside (meetings.text).
_IN_HTML = re.compile(r'<span data-(field|attachment)="([^"<>]*)">[^<]*</span>')
_IN_TEXT = re.compile(r"\{(?:bilaga:([A-Za-z0-9_-]+)|([a-zåäö_]+(?: [a-zåäö_]+)*))\}")
# «(Bilaga 3)» as people type it. The editor's page looks for the same pattern (static/js/editor/references.js), so it
# may hold only what Python and JavaScript read alike.
WRITTEN_OUT = re.compile(r"\(bilaga\s+([0-9]{1,3})\)", re.IGNORECASE)
# The same beside the tags of cleaned HTML: an address may hold the words too.
_TAG_OR_WRITTEN_OUT = re.compile(rf"<[^<>]*>|{WRITTEN_OUT.pattern}", re.IGNORECASE)
_KEYS = {label.lower(): key for key, label in FIELDS.items()} | {key: key for key in FIELDS}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a text: a field's key or an attachment's public id, one of them empty."""

    field: str = ""
    attachment: str = ""


def slots(source: str) -> list[Slot]:
    """The placeholders of a sanitised rich text or of a plain text, in order."""
    if is_rich(source):
        return [Slot(**{match[1]: match[2]}) for match in _IN_HTML.finditer(source)]
    return [_slot(match) for match in _IN_TEXT.finditer(source)]


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

    def fill(match: re.Match[str]) -> str:
        if match[1] == "field":
            return escape(_value(match[2], values), quote=False)
        number = attachment_numbers.get(match[2])
        return f'<a href="#bilaga-{number}">(Bilaga {number})</a>' if number else "[bilaga saknas]"

    return _IN_HTML.sub(fill, html)


def fill_text(text: str, values: Mapping[str, str], attachment_numbers: Mapping[str, int]) -> str:
    """A plain text with every placeholder replaced; an attachment becomes «(Bilaga 3)»."""

    def fill(match: re.Match[str]) -> str:
        if not match[1]:
            return _value(_slot(match).field, values)
        number = attachment_numbers.get(match[1])
        return f"(Bilaga {number})" if number else "[bilaga saknas]"

    return _IN_TEXT.sub(fill, text)


def referring(text: str, attachment_numbers: Mapping[str, int], *, rich: bool) -> str:
    """`text`, cleaned HTML or plain, where each «(Bilaga 3)» that is the number of an attachment refers to it."""
    by_number = {number: key for key, number in attachment_numbers.items()}

    def refer(match: re.Match[str]) -> str:
        key = by_number.get(int(match[1])) if match[1] else None
        if key is None:
            return match[0]
        return f'<span data-attachment="{key}"></span>' if rich else f"{{bilaga:{key}}}"

    return (_TAG_OR_WRITTEN_OUT if rich else WRITTEN_OUT).sub(refer, text)


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
