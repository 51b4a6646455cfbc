"""Anmälda ärenden: what ledamöter, auditors and members of the association bring, and what becomes of each until the
office takes it in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from meetings import letters
from meetings.actions.attaching import named_file, printable_name, take_file
from meetings.actions.locking import lock_meeting
from meetings.actions.recording import record, record_deletion
from meetings.errors import RuleViolation
from meetings.models import Body, Meeting, Party, Person, RaisedEvent, RaisedFile, RaisedItem
from meetings.paper.fonts import refuse_unsupported
from meetings.reads.raised_items import may_be_ended_by_office, raising_hindrance, sender_of
from meetings.rules.raising import MOST_FILES, OPEN, RaisedState, RaisedStep, lacking, proposal_lines
from meetings.swedish import day_of
from meetings.text.plain_paste import plain_paste
from meetings.text.richtext import clean_line

type Upload = tuple[str, bytes]
MOST_TEXT = 20_000


@dataclass(frozen=True)
class RaisedWords:
    """What its sender writes; `proposals` is one proposal a line. `files` are names and bytes to add, `without` the
    public ids of those to leave out."""

    heading: str = ""
    text: str = ""
    proposals: str = ""
    files: Sequence[Upload] = ()
    without: Sequence[str] = ()


@transaction.atomic
def raise_item(
    *,
    body: Body,
    meeting: Meeting | None,
    kind: str,
    words: RaisedWords,
    by: Person,
    at: datetime,
    person: Person | None = None,
    party: Party | None = None,
    name: str = "",
    received_on: date | None = None,
) -> RaisedItem:
    """A matter for the body's meeting, or its next one without a `meeting`: of `person`, or of `party`.

    `by` is the same person, or the office, which then says on what day it came in. Raises RuleViolation for one who
    has no right to raise it (KL 4:20–21, Finsam 9 § 5), for a meeting that takes no more, and for words that say too
    little.
    """
    today = day_of(at)
    if meeting:
        meeting = lock_meeting(meeting)
    if sentence := raising_hindrance(body, meeting, kind=kind, person=person, party=party, at=at):
        raise RuleViolation(sentence)
    if received_on and received_on > today:
        raise RuleViolation("Dagen då ärendet kom in kan inte ligga framåt i tiden.", field="received_on")
    item = RaisedItem(
        body=body, meeting=meeting, kind=kind, person=person, party=party, name=clean_line(name)[:150]
    )
    _write(item, words)
    _send(item, received_on or today, at=at)
    record(item, by=by, at=at)
    _keep_files(item, words, by=by, at=at)
    refuse_lacking(item)
    note(item, RaisedStep.SENT, by=by, at=at)
    tell_office(item, by=by)
    return item


@transaction.atomic
def write_item(
    *, item: RaisedItem, words: RaisedWords, by: Person | None, at: datetime, is_sent: bool
) -> RaisedItem:
    """Its sender's own words, until it is taken in: saved to go on with, or sent, which tells the office.

    `by` is None for who writes by a link. One that was sent, and is only saved now, stays as sent. Raises
    RuleViolation when it is taken in or withdrawn, its meeting takes no more, or its words say too little.
    """
    item = locked_item(item)
    refuse_unless_open(item)
    if sentence := raising_hindrance(
        item.body, item.meeting, kind=item.kind, person=item.person, party=item.party, at=at
    ):
        raise RuleViolation(sentence)
    _write(item, words)
    _keep_files(item, words, by=by, at=at)
    if is_sent:
        refuse_lacking(item)
        _send(item, item.received_on or day_of(at), at=at)
        note(item, RaisedStep.SENT, by=by, at=at)
    record(item, by=by, at=at, fields=["heading", "text", "proposals", "state", "received_on", "sent_at"])
    if is_sent:
        tell_office(item, by=by)
    return item


@transaction.atomic
def withdraw_item(*, item: RaisedItem, by: Person | None, at: datetime) -> RaisedItem:
    """Its sender takes it back before it is on the agenda; or the office no longer asks for it.

    Raises RuleViolation when it is taken in, or withdrawn already, and for the office where its sender has an account.
    """
    item = locked_item(item)
    refuse_unless_open(item)
    if by and by != item.person and not may_be_ended_by_office(item):
        raise RuleViolation("Bara den som har anmält ärendet återtar det.")
    item.state = RaisedState.WITHDRAWN
    record(item, by=by, at=at, fields=["state"])
    item.links.filter(ended_at=None).update(ended_at=at)
    note(item, RaisedStep.WITHDRAWN, by=by, at=at)
    return item


def locked_item(item: RaisedItem) -> RaisedItem:
    """The item as it is, with its meeting's row locked first. Raises RuleViolation when it was moved meanwhile."""
    if item.meeting:
        lock_meeting(item.meeting)
    found = (
        RaisedItem.objects.select_for_update(of=("self",))
        .select_related("body__association", "meeting__body__association", "paragraph", "person", "party")
        .get(pk=item.pk)
    )
    if found.meeting_id != item.meeting_id:
        raise RuleViolation("Ärendet har just förts till ett annat sammanträde. Ladda om sidan.")
    return found


def refuse_unless_open(item: RaisedItem) -> None:
    if item.state == RaisedState.TAKEN:
        raise RuleViolation(
            "Ärendet är redan taget till dagordningen. Hör av dig till kansliet om något ska ändras."
        )
    if item.state not in OPEN:
        raise RuleViolation("Ärendet är återtaget.")


def refuse_lacking(item: RaisedItem) -> None:
    sentence = lacking(
        heading=item.heading,
        text=item.text,
        proposals=proposal_lines(item.proposals),
        files=item.files.count(),
    )
    if sentence:
        raise RuleViolation(sentence, field="text" if item.heading.strip() else "heading")


def note(item: RaisedItem, kind: RaisedStep, *, by: Person | None, at: datetime, text: str = "") -> None:
    """A line of what has happened with it."""
    RaisedEvent.objects.create(item=item, kind=kind, by=by, at=at, text=text)


def add_files(item: RaisedItem, files: Iterable[Upload], *, by: Person | None, at: datetime) -> None:
    """Stores the files with the item. Raises RuleViolation for one that no attachment may be."""
    known = item.files.count()
    for file_name, data in files:
        if known >= MOST_FILES:
            raise RuleViolation(f"Högst {MOST_FILES} filer får plats. Ta bort någon först.", field="papers")
        try:
            file, stem = take_file(association=item.body.association, file_name=file_name, data=data, at=at)
        except RuleViolation as violation:
            raise RuleViolation(violation.sentence, field="papers") from violation
        if item.files.filter(file=file).exists():  # the same press once more
            continue
        name = printable_name(stem.replace("_", " "), "Bilaga")
        record(RaisedFile(item=item, file=file, name=name, file_name=named_file(stem, file)), by=by, at=at)
        known += 1


def tell_office(item: RaisedItem, *, by: Person | None) -> None:
    """The chancellery is told, but not the one there who wrote it down."""
    association = item.body.association
    for person in letters.chancellery_of(association):
        if person != by:
            letters.send(
                "raised_sent",
                to=person.email,
                association=association,
                may_wait_for=person,
                person=person,
                item=item,
                sender=sender_of(item),
                address=letters.absolute("raised_item", association.slug, item.public_id),
            )


def _write(item: RaisedItem, words: RaisedWords) -> None:
    text, proposals = plain_paste(words.text), "\n".join(proposal_lines(plain_paste(words.proposals)))
    heading = clean_line(words.heading)[:200]
    for field, said in (("heading", heading), ("text", text), ("proposals", proposals)):
        try:
            refuse_unsupported(said)
        except RuleViolation as violation:
            raise RuleViolation(violation.sentence, field=field) from violation
        if field != "heading" and len(said) > MOST_TEXT:
            raise RuleViolation(f"Texten är för lång. Högst {MOST_TEXT} tecken får plats.", field=field)
    item.heading, item.text, item.proposals = heading, text, proposals


def _keep_files(item: RaisedItem, words: RaisedWords, *, by: Person | None, at: datetime) -> None:
    for file in item.files.filter(public_id__in=words.without):
        record_deletion(file, by=by, at=at)
    add_files(item, words.files, by=by, at=at)


def _send(item: RaisedItem, received_on: date, *, at: datetime) -> None:
    item.state, item.received_on, item.sent_at = RaisedState.SENT, received_on, at
