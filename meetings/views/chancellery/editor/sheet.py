"""The editor's sheet: what its templates show, made from the live rows."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from meetings.draft.checklist import findings_of
from meetings.draft.reading import Draft, read_draft
from meetings.models import Paragraph, Protocol
from meetings.querysets import latest_version, with_state
from meetings.record.reading import read_record
from meetings.rules.checklist import Finding
from meetings.workflow import LOCKED, ProtocolState

from .boxes import LockedBox, ParagraphBox, TextBox
from .paragraph import label, paragraph_box, text_box, values_of

type Box = ParagraphBox | LockedBox

# What a § lacks, in the fewest words that the narrow list has room for.
LIST_WORDS = {
    "heading": "rubrik",
    "text": "text",
    "decision": "beslut",
    "request": "svar",
    "reservation": "motivering",
    "proposals": "huvudförslag",
    "quorum": "beslutsförhet",
    "value": "uppgift",
    "field": "uppgift",
    "reference": "bilaga",
    "mention": "bilaga?",
    "personal_data": "personuppgift?",
    "attachment_personal_data": "personuppgift?",
    "verifiers_absent": "justerare",
}

# Where what the meeting lacks is filled in.
DIALOGS = {
    "chair": "mote/",
    "chair_absent": "mote/",
    "secretary": "mote/",
    "end": "avsluta/",
    "verifiers": "justerare/",
    "verifiers_absent": "justerare/",
    "verifiers_partly": "justerare/",
}
PLACES = {"attendance": "side-attendance", "publish": "publish-yes"}


@dataclass(frozen=True)
class FindingLine:
    """A finding and where to go with it: a §, by public id, a dialog, or a place on the page."""

    sentence: str
    paragraph: str
    dialog: str
    place: str


@dataclass(frozen=True)
class Sheet:
    """The whole draft as the page shows it."""

    draft: Draft
    paragraphs: list[Box]
    closing: TextBox
    findings: list[Finding]
    values: dict[str, Any]

    @property
    def blocking(self) -> list[FindingLine]:
        return [self._line(finding) for finding in self.findings if finding.blocking]

    @property
    def confirming(self) -> list[FindingLine]:
        return [self._line(finding) for finding in self.findings if finding.needs_confirmation]

    @property
    def doubtful(self) -> list[FindingLine]:
        return [
            self._line(finding)
            for finding in self.findings
            if not finding.blocking and not finding.needs_confirmation
        ]

    @property
    def digests(self) -> dict[str, dict[str, str]]:
        """What now stands in each text of each §, so that a page can see that somebody else has changed it."""
        return {
            paragraph.public_id: {box.key: box.base for box in paragraph.boxes}
            for paragraph in self.paragraphs
        }

    @property
    def stamps(self) -> dict[str, str]:
        """The same for all that is not text."""
        return {paragraph.public_id: paragraph.digest for paragraph in self.paragraphs}

    def _line(self, finding: Finding) -> FindingLine:
        ids = {str(paragraph.number): paragraph.public_id for paragraph in self.paragraphs}
        return FindingLine(
            finding.sentence,
            ids.get(finding.paragraph or "", ""),
            DIALOGS.get(finding.code, ""),
            PLACES.get(finding.code, ""),
        )


def sheet_of(draft: Draft, protocol: Protocol, *, today: Any) -> Sheet:
    """The sheet, with findings; a constant number of queries, and some for each protocol of its own."""
    findings = findings_of(draft, today=today)
    missing: dict[str, list[str]] = {}
    for finding in findings:
        if finding.paragraph:
            missing.setdefault(finding.paragraph, []).append(LIST_WORDS.get(finding.code, finding.code))
    values = values_of(draft)
    apart = _apart(draft)
    for one in apart.values():
        if isinstance(one, tuple):
            values["attachments"] |= values_of(one[0])["attachments"]
    return Sheet(
        draft=draft,
        paragraphs=[
            _box(draft, row, apart.get(row.pk), values, missing.get(draft.number(row), []))
            for row in draft.paragraphs
        ],
        closing=text_box(draft.meeting, "closing", values),
        findings=findings,
        values=values,
    )


def _box(
    draft: Draft,
    row: Paragraph,
    apart: tuple[Draft, Paragraph] | LockedBox | None,
    values: dict[str, Any],
    missing: list[str],
) -> Box:
    if isinstance(apart, LockedBox):
        return apart
    return paragraph_box(*(apart or (draft, row)), values, missing)


def _apart(draft: Draft) -> dict[int, tuple[Draft, Paragraph] | LockedBox]:
    """§§ with an immediate protocol: as it was frozen, or, when it is opened again, its own rows."""
    found: dict[int, tuple[Draft, Paragraph] | LockedBox] = {}
    if not draft.immediate:
        return found
    keys = {protocol.pk for protocol in draft.immediate.values()}
    for protocol in with_state(
        Protocol.objects.filter(pk__in=keys).select_related("meeting__body__association")
    ):
        state = ProtocolState(protocol.state)  # type: ignore[attr-defined]
        if state in LOCKED:
            found |= _locked(draft, protocol, state)
        else:
            own = read_draft(protocol)
            found |= {row.pk: (own, row) for row in own.paragraphs}
    return found


def _locked(draft: Draft, protocol: Protocol, state: ProtocolState) -> dict[int, LockedBox]:
    version = latest_version(protocol)
    document = read_record(version.snapshot) if version else None
    if document is None:
        return {}
    shown = {paragraph.number: paragraph for paragraph in document.paragraphs}
    body = draft.meeting.body
    return {
        row.pk: LockedBox(
            public_id=row.public_id,
            number=draft.numbers[row.pk],
            label=label(body, draft.numbers[row.pk]),
            paragraph=shown[draft.number(row)],
            document=document,
            url=reverse("verification_status", args=[body.association.slug, body.slug, protocol.key]),
            state=state.label,
        )
        for row in draft.paragraphs
        if draft.immediate.get(row.pk) == protocol and draft.number(row) in shown
    }
