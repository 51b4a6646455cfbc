"""A row that nobody has made yet, for the page to put in place the moment it is asked for."""

from meetings.models import Decision, Meeting, Paragraph, SubItem

from .parts import EditedDecision, EditedParagraph, EditedSubItem, Events
from .texts import edited_text

# Stands in the templates' ids and keys; the page writes the new row's own id there (js/editor/newborn.js).
NEW = "-new-row-id-"


def blank_paragraph(meeting: Meeting) -> EditedParagraph:
    row = Paragraph(public_id=NEW)
    return EditedParagraph(
        public_id=NEW,
        number=0,
        label="§",
        kind=row.kind,
        kinds=[],  # the server has not heard of it yet
        withdrawn=False,
        not_handled=False,
        is_extra=meeting.state == Meeting.State.OPEN and meeting.summoned_at is not None,
        deferral=None,
        deferral_dialog="",
        chair="",
        immediate="",
        heading=edited_text(row, "heading", {}),
        tag=edited_text(row, "tag", {}),
        registry_number=edited_text(row, "registry_number", {}),
        text=edited_text(row, "text", {}),
        text_after=edited_text(row, "text_after", {}),
        working_note=edited_text(row, "working_note", {}),
        sub_items=[],
        prepared=[],
        decisions=[],
        is_ready=False,
        events=Events(),
        attachments=[],
    )


def blank_item() -> EditedSubItem:
    row = SubItem(public_id=NEW)
    return EditedSubItem(
        public_id=NEW,
        letter="",
        heading=edited_text(row, "heading", {}),
        text=edited_text(row, "text", {}),
        prepared=[],
        decisions=[],
        deferral=None,
        deferral_dialog="",
        is_ready=False,
    )


def blank_decision() -> EditedDecision:
    return EditedDecision(NEW, edited_text(Decision(public_id=NEW), "text", {}), "")
