"""A person's own notes on the pages where they are written."""

from django import template

from meetings.actions.noting import digest_of
from meetings.draft.agenda import AgendaItem
from meetings.reads.own_notes import NotesOfMeeting, OwnNoteField
from meetings.record.protocol import Attachment

register = template.Library()


@register.simple_tag
def note_about(
    notes: NotesOfMeeting, item: AgendaItem, paper: Attachment | None = None
) -> OwnNoteField | None:
    """The place for a note of the matter, or of the paper where that has one of its own."""
    return notes.about(item, paper)


@register.filter
def note_base(field: OwnNoteField) -> str:
    """What the writer begins from."""
    return digest_of(field.text)
