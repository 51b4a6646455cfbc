"""What is not handed out of a protocol, and the protocol without it: the same mask on page, in print, text and data.

The snapshot and the sealed original stay whole. A copy for a reader is made of the record that `masked` gives.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape, unescape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import msgspec
from msgspec.structs import asdict, replace

from meetings.record.blocks import NoteBlock
from meetings.record.paragraph import Paragraph
from meetings.record.protocol import Attachment, ProtocolRecord
from meetings.rules.plain_text import is_rich

MASK = "[Uppgift utelämnad]"
HOW_TO_ASK = (
    f"Där det står {MASK} är något utelämnat. Du kan begära att få ta del av det hos förbundets kansli och behöver "
    "inte säga vem du är eller varför du frågar. Varje begäran prövas för sig. Lämnas en uppgift inte ut har du rätt "
    "till ett skriftligt beslut, som kan överklagas till kammarrätten (6 kap. 3 och 7 §§ offentlighets- och "
    "sekretesslagen)."
)
# Between the letters of a word these are nothing that a reader sees.
_UNSEEN = "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]*"
_SPACE = rf"{_UNSEEN}(?:\s{_UNSEEN})+"
# Signs that a reader takes for the same, and after a hyphen the end of a line.
_SAME = {"-": (r"[-\u2010-\u2015\u2212]\s*", "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")}
_SAME["'"] = ("['`\u00b4\u2018\u2019\u2032]", "'`\u00b4\u2018\u2019\u2032")
_SAME['"'] = ('["\u00ab\u00bb\u201c-\u201e\u2033]', '"\u00ab\u00bb\u201c\u201d\u201e\u2033')
# A telephone number, a personnummer: so many digits that only the same number has them.
_NUMBER = re.compile(r"\d(?:[\s./+\-\u2010-\u2015\u2212]*\d){5,}")
_BETWEEN_DIGITS = r"[\s./+\-\u00ad\u200b\u2010-\u2015\u2212]*"
_BETWEEN_IN_ADDRESS = r"[._+%-]{1,3}"
_LIKE = {each: pattern for pattern, signs in _SAME.values() for each in signs}
# Texts that say how a thing is shown or which it is, and are no words.
_CODES = frozenset(
    "association body number sha256 logo_sha256 key style decision_style heading_numbers attendance_layout "
    "media_type logo_media_type accent layout method mode start end label paragraphs".split()
)
_TAG = re.compile(r"(<[^<>]*>)")
_IN_LINE = re.compile(r"</?(?:a|b|i|u|em|strong|sub|sup|span)\b")
_LINK = re.compile(r"<a\b")


class MarkKind(StrEnum):
    """Why something is withheld: from the web alone, or from whoever has no right to it (OSL)."""

    WEB = "web"
    SECRECY = "secrecy"


@dataclass(frozen=True)
class Mark:
    """Words in the § with a number or, with no number, in the whole protocol; without words the whole §. `attachment`
    is the SHA-256 of a file."""

    kind: MarkKind
    words: str = ""
    paragraph: str = ""
    attachment: str = ""


def masked(record: ProtocolRecord, marks: Collection[Mark]) -> ProtocolRecord:
    """`record` with `MASK` for everything that `marks` mean. Without marks it is the record itself.

    A § with a mark keeps its number, heading and blocks: the same words as data are left out. So are the lists
    of people where words are withheld in the whole protocol. Of a whole § and of an attachment only the number is
    left, and the checksum of the file.
    """
    if not marks:
        return record
    hidden = {number for one in record.paragraphs for number in _hidden_with(one, marks)}
    hidden |= {
        one.number for one in record.attachments if any(one.sha256 == each.attachment for each in marks)
    }
    found = replace(
        record,
        paragraphs=tuple(_paragraph(one, marks, hidden) for one in record.paragraphs),
        attachments=tuple(
            replace(one, name=MASK, file_name="", media_type="", size=0, pages=None, published=False)
            if one.number in hidden
            else replace(
                one,
                name=_text(one.name, _words_near(one.paragraphs, marks)),
                file_name=_file_name(one, marks),
            )
            for one in record.attachments
        ),
    )
    everywhere = _words(marks, "")
    if not everywhere:
        return found
    return masked_value(replace(found, attendees=(), people=()), marks)


def masked_value[T](value: T, marks: Iterable[Mark]) -> T:
    """What belongs to the whole protocol, such as the signatures, as values or as JSON."""
    found: T = _value(value, _words(marks, ""))
    return found


def masked_texts(texts: Iterable[str], marks: Collection[Mark], paragraph: str) -> tuple[str, ...]:
    """Texts of the § with that number, as they are handed out."""
    if _is_whole(paragraph, marks):
        return tuple(MASK if text else "" for text in texts)
    patterns = [*_words(marks, paragraph), *_words(marks, "")]
    return tuple(_text(text, patterns) for text in texts)


def has_gaps(record: ProtocolRecord) -> bool:
    """Whether anything in it is masked."""
    return MASK.encode() in msgspec.json.encode(record)


def is_found(record: ProtocolRecord, mark: Mark) -> bool:
    """Whether there is anything in the protocol that the mark means."""
    if mark.attachment:
        return any(one.sha256 == mark.attachment for one in record.attachments)
    if not mark.words:
        return any(one.number == mark.paragraph for one in record.paragraphs)
    nowhere = Mark(mark.kind, words="\0", paragraph=mark.paragraph)
    return masked(record, [mark]) != masked(record, [nowhere])


def _paragraph(paragraph: Paragraph, marks: Collection[Mark], hidden: Collection[str]) -> Paragraph:
    kept = Paragraph(
        number=paragraph.number,
        label=paragraph.label,
        heading=MASK,
        blocks=(NoteBlock(text=MASK, lead=False),),
        withdrawn=paragraph.withdrawn,
        immediately_verified=paragraph.immediately_verified,
        immediate=paragraph.immediate,
    )
    if _is_whole(paragraph.number, marks):
        return kept
    shown = tuple(one for one in paragraph.attachments if one.number not in hidden)
    patterns = [*_words(marks, paragraph.number), *_words(marks, "")]
    if not patterns:
        return replace(paragraph, attachments=shown)
    return replace(
        kept,
        heading=_text(paragraph.heading, patterns),
        kind=paragraph.kind,
        tag=_text(paragraph.tag, patterns),
        attachments=_value(shown, patterns),
        blocks=_value(paragraph.blocks, patterns),
    )


def _is_whole(number: str, marks: Iterable[Mark]) -> bool:
    return any(one.paragraph == number and not one.words for one in marks)


def _hidden_with(paragraph: Paragraph, marks: Iterable[Mark]) -> list[str]:
    """The numbers of the attachments that lie in a § which is withheld as a whole."""
    return [one.number for one in paragraph.attachments] if _is_whole(paragraph.number, marks) else []


def _words(marks: Iterable[Mark], paragraph: str) -> list[re.Pattern[str]]:
    return [_pattern(one.words) for one in marks if one.words and one.paragraph == paragraph]


def _words_near(numbers: Iterable[str], marks: Collection[Mark]) -> list[re.Pattern[str]]:
    return [pattern for number in numbers for pattern in _words(marks, number)]


def _pattern(words: str) -> re.Pattern[str]:
    """Whole words in small or capital letters, with whatever ending the last has, however their lines are broken.

    So are they in an address or the name of a file, «zelda.quist_oberg@…», and a number with other signs between its
    digits.
    """
    words = re.sub(_UNSEEN, "", unicodedata.normalize("NFC", words)).strip()
    if _NUMBER.fullmatch(words):
        first, *rest = re.findall(r"\d", words)
        # A telephone number from abroad has the country's code for the first nought.
        begins = (
            rf"(?:(?<!\d)0|(?:\+|(?<!\d)00){_BETWEEN_DIGITS.join('46')})"
            if first == "0"
            else rf"(?<!\d){first}"
        )
        return re.compile(_BETWEEN_DIGITS.join([begins, *rest]) + r"(?!\d)")
    parts = [_UNSEEN.join(map(_letter, part)) for part in words.split()]
    begins = r"(?<!\w)" if words[:1].isalnum() else ""
    ends = r"\w*" if words[-1:].isalnum() else ""
    forms = begins + _SPACE.join(parts) + ends
    spoken = re.findall(r"[^\W_]+", words)
    if len(spoken) > 1:
        forms += (
            "|" + _BETWEEN_IN_ADDRESS.join("".join(map(_bare_letter, part)) for part in spoken) + r"[\w.@+-]*"
        )
    return re.compile(forms, re.IGNORECASE)


def _bare_letter(letter: str) -> str:
    """The letter, with its accent or without it."""
    bare = unicodedata.normalize("NFD", letter)[0]
    return letter if bare == letter else f"(?:{_letter(letter)}|{bare})"


def _letter(letter: str) -> str:
    """The letter in any of the forms in which it looks the same, an é with its accent apart too (Unicode UAX 15)."""
    apart = unicodedata.normalize("NFD", letter)
    return _LIKE.get(letter) or (re.escape(letter) if apart == letter else f"(?:{letter}|{apart})")


def _spoken(text: str) -> str:
    """The words alone, without accents and whatever stands between them: as they are written in the name of a file."""
    bare = (each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(re.findall(r"[^\W_]+", "".join(bare)))


def says(text: str, mark: Mark) -> bool:
    """Whether a text that cannot be masked, such as a file's, has the words of the mark."""
    return bool(_found(_spoken(text), [_pattern(_spoken(mark.words))])) if _spoken(mark.words) else False


def _file_name(one: Attachment, marks: Iterable[Mark]) -> str:
    """The name of a file, with its number for a name that says what is withheld."""
    near = [each for each in marks if each.words and each.paragraph in ("", *one.paragraphs)]
    if not any(says(unquote(one.file_name), each) for each in near):
        return one.file_name
    return f"bilaga-{one.number}{PurePosixPath(one.file_name).suffix}"


def _value(value: Any, patterns: Sequence[re.Pattern[str]]) -> Any:
    """`value` with every text in it masked."""
    if not patterns:
        return value
    if isinstance(value, str):
        return _text(value, patterns)
    if isinstance(value, tuple):
        return tuple(_value(each, patterns) for each in value)
    if isinstance(value, list):
        return [_value(each, patterns) for each in value]
    if isinstance(value, dict):
        return {key: each if key in _CODES else _value(each, patterns) for key, each in value.items()}
    if isinstance(value, msgspec.Struct):
        texts = {key: _value(each, patterns) for key, each in asdict(value).items() if key not in _CODES}
        return replace(value, **texts)
    return value


def _text(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Plain text, or sanitised HTML, where a link goes whose words or address say what is withheld."""
    if not is_rich(text):
        return _outside(text, (0, len(text)), _found(text, patterns))
    pieces = _TAG.split(text)  # every other one is a tag
    spans, whole = [], ""
    for at, piece in enumerate(pieces):
        said = ("" if _IN_LINE.match(piece) else "\n") if at % 2 else unescape(piece)
        spans.append((len(whole), len(whole) + len(said)))
        whole += said
    found = _found(whole, patterns)
    for at in range(1, len(pieces), 2):
        if _LINK.match(pieces[at]):
            ends = next((to for to in range(at, len(pieces), 2) if pieces[to] == "</a>"), at)
            inside = any(begin < spans[ends][1] and end > spans[at][0] for begin, end in found)
            if inside or _found(unquote(unescape(pieces[at])), patterns):
                pieces[at] = pieces[ends] = ""
    for at in range(0, len(pieces), 2) if found else ():
        pieces[at] = escape(_outside(whole, spans[at], found), quote=False)
    return "".join(pieces)


def _found(text: str, patterns: Iterable[re.Pattern[str]]) -> list[tuple[int, int]]:
    """Where the words are; those that meet or overlap as one."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(match.span() for one in patterns for match in one.finditer(text)):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _outside(whole: str, span: tuple[int, int], found: Iterable[tuple[int, int]]) -> str:
    """The part of `whole` in `span`, with the mask where something that is withheld begins."""
    at, end = span
    said = ""
    for begin, stop in found:
        if stop <= at or begin >= end:
            continue
        said += whole[at:begin] if begin > at else ""
        said += MASK if begin >= span[0] else ""
        at = max(at, min(stop, end))
    return said + whole[at:end]
