"""One § of the editor's page, from its working rows."""

from typing import Any

from meetings.draft.figures import address_of
from meetings.draft.paragraph import deferral_of, paragraph_of
from meetings.draft.reading import Draft
from meetings.models import Attachment, Body, Decision, Paragraph, SubItem
from meetings.record.deferring import as_sentence, deferral_sentence, put_off
from meetings.record.paragraph import Paragraph as PrintedParagraph
from meetings.record.paragraph import SubItem as PrintedSubItem
from meetings.rules.paragraph_kind import ParagraphKind, guessed_kind
from meetings.swedish import section

from .events import events_of
from .parts import EditedDecision, EditedDeferral, EditedParagraph, EditedSubItem, EventLine, ShownAttachment
from .texts import edited_text


def paragraph_label(body: Body, number: int) -> str:
    """«§ 43», or «43.» where the document has no §."""
    return section(number) if body.heading_numbers == Body.HeadingNumbers.PARAGRAPH else f"{number}."


def edited_paragraph(
    draft: Draft, row: Paragraph, values: dict[str, Any], missing: list[str]
) -> EditedParagraph:
    names = ("heading", "tag", "registry_number", "text", "text_after", "working_note")
    printed = paragraph_of(draft, row, {})
    protocol = draft.immediate.get(row.pk)
    prepared, decisions = _lines(row, None, values, prepared=True), _lines(row, None, values, prepared=False)
    return EditedParagraph(
        public_id=row.public_id,
        number=draft.numbers[row.pk],
        label=paragraph_label(draft.meeting.body, draft.numbers[row.pk]),
        kind=row.kind,
        kinds=kinds_of(row),
        withdrawn=row.withdrawn,
        not_handled=row.not_handled,
        is_extra=row.is_extra,
        deferral=_deferral(row, decisions, draft.meeting.body, row.text, row.text_after),
        deferral_dialog=_deferral_dialog(row),
        chair=printed.chair or "",
        immediate=protocol.public_id if protocol else "",
        **{name: edited_text(row, name, values) for name in names},
        sub_items=[
            _sub_item(draft, row, item, letter.letter if letter else "", values)
            for item, letter in _with_letters(row, printed)
        ],
        prepared=prepared,
        decisions=decisions,
        is_ready=_is_ready(row, prepared, decisions) and not row.deferral,
        events=events_of(draft, row, printed, values),
        attachments=[_attachment(draft, one, values) for one in draft.attachments_in(row)],
        figures_address=address_of(row) if row.pk in draft.figures else "",
        fills=row.get_fills_display().lower() if row.fills else "",
        missing=missing,
    )


def kinds_of(row: Paragraph) -> list[tuple[str, str, bool]]:
    """The kinds to choose among, the one its heading makes likely first; none when somebody has said."""
    if not row.asks_kind:
        return []
    guess = guessed_kind(row.heading)
    return sorted(((one.value, one.label, one == guess) for one in ParagraphKind), key=lambda one: not one[2])


def _with_letters(row: Paragraph, printed: PrintedParagraph) -> list[tuple[SubItem, PrintedSubItem | None]]:
    items = list(row.sub_items.all())
    return [
        (item, printed.sub_items[at] if at < len(printed.sub_items) else None)
        for at, item in enumerate(items)
    ]


def _sub_item(
    draft: Draft, row: Paragraph, item: SubItem, letter: str, values: dict[str, Any]
) -> EditedSubItem:
    prepared = _lines(row, item.pk, values, prepared=True)
    decisions = _lines(row, item.pk, values, prepared=False)
    return EditedSubItem(
        public_id=item.public_id,
        letter=letter,
        heading=edited_text(item, "heading", values),
        text=edited_text(item, "text", values),
        prepared=prepared,
        decisions=decisions,
        deferral=_deferral(item, decisions, draft.meeting.body, item.text),
        deferral_dialog=_deferral_dialog(item),
        is_ready=_is_ready(row, prepared, decisions) and not item.deferral,
    )


def _is_ready(row: Paragraph, prepared: list[EditedDecision], decisions: list[EditedDecision]) -> bool:
    """Something is prepared, nothing is decided and nothing says that it will not be."""
    return (
        any(line.text.value for line in prepared)
        and not any(line.text.value for line in decisions)
        and not (row.withdrawn or row.not_handled)
    )


def _lines(
    row: Paragraph, sub_item: int | None, values: dict[str, Any], *, prepared: bool
) -> list[EditedDecision]:
    own = [one for one in row.decisions.all() if one.sub_item_id == sub_item and one.is_prepared == prepared]
    return [
        EditedDecision(one.public_id, edited_text(one, "text", values), _notes(one))
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


def _deferral(
    row: Paragraph | SubItem, decisions: list[EditedDecision], body: Body, *texts: str
) -> EditedDeferral | None:
    """What is printed; the whole sentence also where a text says it already, for it is changed here."""
    deferral = deferral_of(row)
    if not deferral:
        return None
    decided = [one.text.value for one in decisions]
    clause = put_off(deferral, decided=decided, texts=texts, decides=body.under_kl).clause
    if clause and not body.decision_heading:
        clause = as_sentence(clause, body.in_sentence)
    line = EventLine(f"u-{row.public_id}", clause or deferral_sentence(deferral), _deferral_dialog(row))
    return EditedDeferral(line, is_decision=bool(clause))


def _deferral_dialog(row: Paragraph | SubItem) -> str:
    if isinstance(row, SubItem):
        return f"delarenden/{row.public_id}/om/"
    return f"paragrafer/{row.public_id}/uppskov/"


def _attachment(draft: Draft, one: Attachment, values: dict[str, Any]) -> ShownAttachment:
    return ShownAttachment(
        public_id=one.public_id,
        number=draft.attachment_numbers[one.public_id],
        name=one.name,
        kind=one.file_name.rsplit(".", 1)[-1].upper(),
        size=one.file.size,
        publish=one.publish,
        kept_in_board=one.kept_in_board,
        referred=values["attachments"][one.public_id]["referred"],
    )
