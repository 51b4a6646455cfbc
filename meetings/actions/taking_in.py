"""The office takes what others have sent in to the agenda, sends it back, or moves it to another meeting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from meetings import letters
from meetings.actions.asking_for_items import write_by_link
from meetings.actions.attaching import add_attachment
from meetings.actions.drafting import add_decision, add_paragraph, edit_paragraph, remove_paragraph
from meetings.actions.locking import lock_draft, lock_meeting
from meetings.actions.raising import locked_item, note
from meetings.actions.recording import record
from meetings.actions.writing import digest, save_text
from meetings.errors import RuleViolation
from meetings.models import Meeting, Paragraph, Person, RaisedItem
from meetings.paper.storage import stored_bytes
from meetings.reads.raised_items import address_of_sender, full_sentence
from meetings.rules.raising import RaisedState, RaisedStep, comes_late
from meetings.text.plain_paste import as_rich, plain_paste
from meetings.text.richtext import clean_line


@dataclass(frozen=True)
class TakenIn:
    """What the office takes in: its own wording of the words, and the files by their public ids.

    `paragraph` is the § that it goes to, None for a new one; `replaces` says that the text takes the place of the one
    that is prepared there, and else follows it.
    """

    heading: str
    text: str
    proposals: Sequence[str] = ()
    files: Collection[str] = ()
    paragraph: Paragraph | None = None
    replaces: bool = False


@transaction.atomic
def take_in(*, item: RaisedItem, taken: TakenIn, by: Person, at: datetime) -> RaisedItem:
    """Makes a § of it, or adds it to one: text, prepared decisions and attachments. Its sender is told.

    A new § of a matter that was raised when the summons was out is an «Extra ärende». Pressed again it says that it is
    on the agenda already. Raises RuleViolation for an item that is not sent, without a meeting, for a meeting that is
    cancelled or frozen, and for a § that is not on its agenda.
    """
    if item.meeting is None:
        raise RuleViolation("Välj först vilket sammanträde ärendet ska tas upp vid.")
    meeting = lock_draft(item.meeting)
    item = locked_item(item)
    _refuse_unless_sent(item)
    if taken.paragraph is None:
        paragraph = _new_paragraph(item, meeting, taken, by=by, at=at)
    else:
        paragraph = _follow(meeting, taken.paragraph, taken, by=by, at=at)
    for sentence in filter(None, map(clean_line, taken.proposals)):
        add_decision(paragraph=paragraph, text=sentence, is_prepared=True, by=by, at=at)
    _attach(item, paragraph, taken.files, by=by, at=at)
    item.state, item.paragraph, item.made_paragraph = RaisedState.TAKEN, paragraph, taken.paragraph is None
    record(item, by=by, at=at, fields=["state", "paragraph", "made_paragraph"])
    note(item, RaisedStep.TAKEN, by=by, at=at, text=str(paragraph))
    _tell_sender("raised_taken", item, by=by, at=at)
    return item


@transaction.atomic
def take_out(*, item: RaisedItem, by: Person, at: datetime) -> RaisedItem:
    """Removes the § that was made of it, as in the editor, and lets it wait again.

    Raises RuleViolation for what went to a § that was there before, whose earlier texts the editor keeps, and where
    the § cannot be removed.
    """
    if item.meeting is None:
        raise RuleViolation("Ärendet är inte på någon dagordning.")
    lock_draft(item.meeting)
    item = locked_item(item)
    if item.state != RaisedState.TAKEN or item.paragraph is None:
        raise RuleViolation("Ärendet är inte på dagordningen.")
    if not item.made_paragraph:
        raise RuleViolation(
            "Underlaget ligger i en paragraf som redan fanns. Ändra i paragrafen; tidigare lydelser finns kvar där."
        )
    if item.paragraph.removed_at is None:
        remove_paragraph(paragraph=item.paragraph, by=by, at=at)
    item.state, item.made_paragraph = RaisedState.SENT, False
    item.paragraph = None
    record(item, by=by, at=at, fields=["state", "paragraph", "made_paragraph"])
    note(item, RaisedStep.TAKEN_OUT, by=by, at=at)
    return item


@transaction.atomic
def return_item(*, item: RaisedItem, words: str, by: Person, at: datetime) -> RaisedItem:
    """Sent back to be completed, with the office's words; its sender sends it again.

    The right to raise a matter is not the office's to refuse (KL 4:20), and this refuses nothing. Raises RuleViolation
    without words, and for an item that is not sent.
    """
    item = locked_item(item)
    if item.state != RaisedState.SENT:
        raise RuleViolation("Ärendet väntar inte hos kansliet.")
    if not plain_paste(words):
        raise RuleViolation("Skriv vad som behöver kompletteras.", field="words")
    item.state = RaisedState.RETURNED
    record(item, by=by, at=at, fields=["state"])
    note(item, RaisedStep.RETURNED, by=by, at=at, text=plain_paste(words))
    _tell_sender("raised_returned", item, by=by, at=at, text=plain_paste(words))
    return item


@transaction.atomic
def move_item(*, item: RaisedItem, meeting: Meeting, by: Person, at: datetime) -> RaisedItem:
    """To another meeting of the same body, or to its first; its sender is told.

    Raises RuleViolation for an item that is taken in or withdrawn, another body's meeting, and one that takes no more.
    """
    for one in sorted({meeting, *([item.meeting] if item.meeting else [])}, key=lambda each: each.pk):
        lock_meeting(one)
    item = locked_item(item)
    is_removed = bool(item.paragraph and item.paragraph.removed_at)
    if item.state == RaisedState.WITHDRAWN or (item.state == RaisedState.TAKEN and not is_removed):
        raise RuleViolation(
            "Bara ett ärende som inte är på en dagordning kan föras till ett annat sammanträde."
        )
    if meeting.body_id != item.body_id:
        raise RuleViolation("Sammanträdet hör till ett annat organ.", field="meeting")
    if sentence := full_sentence(meeting, kind=item.kind, at=at):
        raise RuleViolation(sentence, field="meeting")
    if item.state == RaisedState.TAKEN:
        item.state = RaisedState.SENT
    item.meeting, item.paragraph, item.made_paragraph = meeting, None, False
    record(item, by=by, at=at, fields=["state", "meeting", "paragraph", "made_paragraph"])
    note(item, RaisedStep.MOVED, by=by, at=at, text=str(meeting))
    _tell_sender("raised_moved", item, by=by, at=at)
    return item


def _refuse_unless_sent(item: RaisedItem) -> None:
    is_removed = bool(item.paragraph and item.paragraph.removed_at)
    if item.state == RaisedState.TAKEN and not is_removed:
        raise RuleViolation("Ärendet är redan på dagordningen.")
    if item.state not in (RaisedState.SENT, RaisedState.TAKEN):
        raise RuleViolation("Ärendet har inte skickats in, eller är återtaget.")


def _new_paragraph(
    item: RaisedItem, meeting: Meeting, taken: TakenIn, *, by: Person, at: datetime
) -> Paragraph:
    if not clean_line(taken.heading):
        raise RuleViolation("Skriv en rubrik.", field="heading")
    paragraph = add_paragraph(
        meeting=meeting, heading=clean_line(taken.heading)[:200], text=as_rich(taken.text), by=by, at=at
    )
    late = comes_late(
        item.kind,
        sent_at=item.sent_at,
        summoned_at=meeting.summoned_at,
        is_open=meeting.state == Meeting.State.OPEN,
    )
    if late and not paragraph.is_extra:
        edit_paragraph(paragraph=paragraph, is_extra=True, by=by, at=at)
    return paragraph


def _follow(meeting: Meeting, paragraph: Paragraph, taken: TakenIn, *, by: Person, at: datetime) -> Paragraph:
    """The § with the text after its own, or in its place; its earlier wording is kept in its history."""
    paragraph = Paragraph.objects.get(pk=paragraph.pk)
    if paragraph.meeting_id != meeting.pk or paragraph.removed_at:
        raise RuleViolation("Paragrafen finns inte längre på dagordningen. Välj en annan.", field="paragraph")
    added = as_rich(taken.text)
    whole = added if taken.replaces else paragraph.text + added
    if added and whole != paragraph.text:
        base = digest(paragraph.text)
        save_text(row=paragraph, field="text", value=whole, base=base, by=by, at=at)
    return paragraph


def _attach(
    item: RaisedItem, paragraph: Paragraph, files: Collection[str], *, by: Person, at: datetime
) -> None:
    for one in item.files.filter(public_id__in=list(files)).select_related("file"):
        add_attachment(
            paragraph=paragraph,
            file_name=one.file_name,
            data=stored_bytes(one.file.sha256),
            name=one.name,
            by=by,
            at=at,
        )


def _tell_sender(template: str, item: RaisedItem, *, by: Person, at: datetime, text: str = "") -> None:
    """A letter to who has sent it: one who signs in has a page of their own, others a link."""
    email = address_of_sender(item)
    if item.person is None:
        if email:
            write_by_link(item, email, template, at=at, text=text)
        return
    if item.person == by or not item.person.is_active:
        return
    association = item.body.association
    letters.send(
        template,
        to=email,
        association=association,
        item=item,
        meeting=item.meeting,
        hours="",
        text=text,
        address=letters.absolute("own_item", association.slug, item.public_id),
    )
