"""The editor's sheet: what its templates show, made from the live rows."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.actions.writing import RICH, digest
from meetings.documents.building import Draft
from meetings.models import Attachment, Decision, Deferral, Meeting, Paragraph, Protocol, SubItem
from meetings.reads.checklist import findings_of
from meetings.rules.checklist import Finding
from meetings.rules.placeholders import FIELDS, fill_text, references, token

type Row = Meeting | Paragraph | SubItem | Decision

ROWS: dict[type[Row], str] = {
    Meeting: "meeting",
    Paragraph: "paragraph",
    SubItem: "sub_item",
    Decision: "decision",
}

# What a § lacks, in the fewest words that the narrow list has room for.
LIST_WORDS = {
    "heading": "rubrik",
    "text": "text",
    "decision": "beslut",
    "request": "svar",
    "value": "uppgift",
    "field": "uppgift",
    "reference": "bilaga",
    "mention": "bilaga?",
    "personal_data": "personuppgift?",
}
_SLOT = re.compile(r'<span data-(field|attachment)="([\w-]+)"></span>')


# Where what the meeting lacks is filled in.
DIALOGS = {"chair": "mote/", "secretary": "mote/", "end": "mote/", "verifiers": "justerare/"}


@dataclass(frozen=True)
class FindingLine:
    """A finding and where to go with it: a §, by number, or a dialog."""

    sentence: str
    paragraph: str | None
    dialog: str


@dataclass(frozen=True)
class TextBox:
    """A text that is edited in place. `key` names it in the page, in saves and in the browser's own store."""

    key: str
    value: str
    base: str
    html: SafeString

    @property
    def name(self) -> str:
        """The key as an element's id."""
        return self.key.replace("/", "-")


@dataclass(frozen=True)
class DecisionLine:
    public_id: str
    text: TextBox
    notes: str


@dataclass(frozen=True)
class AttachmentLine:
    public_id: str
    number: int
    name: str
    kind: str
    size: int
    publish: bool
    referred: bool


@dataclass(frozen=True)
class SubItemBox:
    public_id: str
    heading: TextBox
    text: TextBox
    decisions: list[DecisionLine]
    deferral: str


@dataclass(frozen=True)
class ParagraphBox:
    """One § of the sheet."""

    public_id: str
    number: int
    kind: str
    withdrawn: bool
    deferral: str
    chair: str
    heading: TextBox
    tag: TextBox
    registry_number: TextBox
    text: TextBox
    text_after: TextBox
    working_note: TextBox
    sub_items: list[SubItemBox]
    decisions: list[DecisionLine]
    attachments: list[AttachmentLine]
    missing: list[str] = field(default_factory=list)

    @property
    def boxes(self) -> list[TextBox]:
        """Every text that the page shows in the §: some only when they are written."""
        rare = [self.tag, self.registry_number, self.text_after, self.working_note]
        own = [self.heading, self.text, *(box for box in rare if box.value)]
        for item in self.sub_items:
            own += [item.heading, item.text, *(line.text for line in item.decisions)]
        return own + [line.text for line in self.decisions]


@dataclass(frozen=True)
class Sheet:
    """The whole draft as the page shows it."""

    draft: Draft
    paragraphs: list[ParagraphBox]
    closing: TextBox
    findings: list[Finding]
    values: dict[str, Any]

    @property
    def blocking(self) -> list[FindingLine]:
        return [_finding(finding) for finding in self.findings if finding.blocking]

    @property
    def doubtful(self) -> list[FindingLine]:
        return [_finding(finding) for finding in self.findings if not finding.blocking]

    @property
    def digests(self) -> dict[str, dict[str, str]]:
        """What now stands in each text of each §, so that a page can see that somebody else has changed it."""
        return {
            paragraph.public_id: {box.key: box.base for box in paragraph.boxes}
            for paragraph in self.paragraphs
        }


def _finding(finding: Finding) -> FindingLine:
    return FindingLine(finding.sentence, finding.paragraph, DIALOGS.get(finding.code, ""))


def sheet_of(draft: Draft, protocol: Protocol, *, today: Any) -> Sheet:
    """The sheet, with findings; a constant number of queries."""
    findings = findings_of(protocol, today=today, draft=draft)
    missing: dict[str, list[str]] = {}
    for finding in findings:
        if finding.paragraph:
            missing.setdefault(finding.paragraph, []).append(LIST_WORDS.get(finding.code, finding.code))
    values = values_of(draft)
    return Sheet(
        draft=draft,
        paragraphs=[
            _paragraph(draft, one, values, missing.get(str(draft.numbers[one.pk]), []))
            for one in draft.paragraphs
        ],
        closing=text_box(draft.meeting, "closing", values),
        findings=findings,
        values=values,
    )


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


def _paragraph(draft: Draft, row: Paragraph, values: dict[str, Any], missing: list[str]) -> ParagraphBox:
    own_chair = row.chair if row.chair_id and row.chair_id != draft.meeting.chair_id else None
    names = ("heading", "tag", "registry_number", "text", "text_after", "working_note")
    return ParagraphBox(
        public_id=row.public_id,
        number=draft.numbers[row.pk],
        kind=row.kind,
        withdrawn=row.withdrawn,
        deferral=_deferral(row),
        chair=own_chair.name if own_chair else "",
        **{name: text_box(row, name, values) for name in names},
        sub_items=[
            SubItemBox(
                public_id=item.public_id,
                heading=text_box(item, "heading", values),
                text=text_box(item, "text", values),
                decisions=_decisions(row, item.pk, values),
                deferral=_deferral(item),
            )
            for item in sorted(row.sub_items.all(), key=lambda item: item.position)
        ],
        decisions=_decisions(row, None, values),
        attachments=[
            _attachment(draft, one, values) for one in draft.attachments if one.paragraph_id == row.pk
        ],
        missing=list(dict.fromkeys(missing)),
    )


def _decisions(row: Paragraph, sub_item: int | None, values: dict[str, Any]) -> list[DecisionLine]:
    own = [one for one in row.decisions.all() if one.sub_item_id == sub_item]
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
    parts = [Deferral(row.deferral).label, f"till {row.deferral_to}" if row.deferral_to else ""]
    return " ".join(filter(None, parts)) + (f": {row.deferral_reason}" if row.deferral_reason else "")


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
