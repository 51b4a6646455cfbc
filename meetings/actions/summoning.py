"""The summons to a meeting: by mail to whoever has an address, on paper to whoever has none or wants it so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from meetings import letters
from meetings.actions.asking_for_packs import ask_for_pack
from meetings.actions.attaching import store_file
from meetings.actions.inviting import guest_address
from meetings.actions.locking import lock_meeting
from meetings.actions.posting_by_hand import mark_posted
from meetings.actions.recording import record
from meetings.actions.replying import reply_address
from meetings.actions.sealing import store_sealed
from meetings.documents.calendar import calendar_file
from meetings.documents.rendering import letterhead_of
from meetings.documents.summons import render_summons
from meetings.draft.agenda import AgendaItem, AgendaReader, as_stored, from_stored, read_agenda
from meetings.draft.reading_pack import pack_content
from meetings.errors import RuleViolation
from meetings.models import Letter, Meeting, Person, SentAgenda, StoredFile, Summons
from meetings.reads.agenda_readers import SummonsReceiver, key_of, not_told, receivers_of
from meetings.reads.summonses import summonses_of
from meetings.record.summons import Summons as SummonsRecord
from meetings.record.summons import SummonsItem
from meetings.rules import agenda_changes
from meetings.rules.agenda_changes import KnownItem
from meetings.swedish import day_of, lines_of, long_date_with_weekday, time_range

SUMMONED, KNOWLEDGE, GUEST = Summons.Kind.SUMMONED, Summons.Kind.KNOWLEDGE, Summons.Kind.GUEST
TEMPLATES = {SUMMONED: "summons", KNOWLEDGE: "summons_knowledge", GUEST: "summons_guest"}
TAKES_PART = {
    Meeting.Mode.ON_SITE: "",
    Meeting.Mode.REMOTE: "Alla deltar på distans.",
    Meeting.Mode.HYBRID: "Du kan delta på plats eller på distans.",
}
# What those who are summoned have to know anew; another day or hour also asks for another answer.
TOLD = ("date", "start", "end", "end_date", "place", "mode")
ASKS_AGAIN = {"date", "start", "end_date"}


def summon(*, meeting: Meeting, by: Person, at: datetime, facts: Sequence[str] | None = None) -> None:
    """Tells everyone of the meeting: the first time, or with `facts` what is otherwise of it, and what is otherwise on
    its agenda than in the summons before. A guest for whom nothing is otherwise is not told again.

    Runs in the caller's transaction.
    """
    agenda = read_agenda(meeting, at)
    sent = meeting.sent_agendas.last() if facts is not None else None
    before = from_stored(sent.content["items"]) if sent else []
    _note_sent(meeting, agenda, by=by, at=at)
    have = {key_of(one) for one in summonses_of(meeting)}
    for one in receivers_of(meeting):
        changes: list[str] = []
        if facts is not None:
            changes = [*facts, *_changed(before, agenda, one.reader)] if sent else [*facts]
            if one.kind == GUEST and one.key in have and not changes:
                continue
        _tell(meeting, one, changes, agenda, by=by, at=at)


def summon_new(*, meeting: Meeting, by: Person, at: datetime) -> None:
    """Those who have got a mandate, or audit, since the summons went out. Runs in the caller's transaction."""
    _tell_new(meeting, [one for one in not_told(meeting) if one.kind != GUEST], by=by, at=at)


@transaction.atomic
def tell_new_guests(*, meeting: Meeting, by: Person, at: datetime) -> int:
    """Tells those who have become guests since the summons went out; how many.

    Raises RuleViolation when the meeting is not summoned, and when there is nobody to tell.
    """
    meeting = lock_meeting(meeting)
    if meeting.state != Meeting.State.SUMMONED:
        raise RuleViolation("Sammanträdet är inte kallat.")
    new = [one for one in not_told(meeting) if one.kind == GUEST]
    if not new:
        raise RuleViolation("Alla gäster har redan fått veta.")
    _tell_new(meeting, new, by=by, at=at)
    return len(new)


def _tell_new(meeting: Meeting, new: Sequence[SummonsReceiver], *, by: Person, at: datetime) -> None:
    agenda = read_agenda(meeting, at) if new else []
    for one in new:
        _tell(meeting, one, (), agenda, by=by, at=at)


def _changed(before: Sequence[KnownItem], agenda: Sequence[AgendaItem], reader: AgendaReader) -> list[str]:
    """What is otherwise of what the reader reads."""
    now = [one.known for one in reader.reads(agenda)]
    if not reader.is_guest:
        return agenda_changes.changes(before, now)
    own = {one.key for one in now}
    return agenda_changes.changes([_seen(one, now) for one in before if one.key in own], now)


def _seen(item: KnownItem, now: Sequence[KnownItem]) -> KnownItem:
    """Without papers that the guest does not see now: whether they saw one before is not told."""
    papers = next(one.papers for one in now if one.key == item.key)
    return replace(item, papers={key: name for key, name in item.papers.items() if key in papers})


def _tell(
    meeting: Meeting,
    to: SummonsReceiver,
    changes: Sequence[str],
    agenda: Sequence[AgendaItem],
    *,
    by: Person,
    at: datetime,
) -> None:
    row = Summons(meeting=meeting, person=to.person, kind=to.kind, at=at, by=by, by_mail=bool(to.email))
    if to.guest:
        row.guest_name, row.guest_email = to.guest.display_name, to.email
    own = to.reader.reads(agenda)
    if row.by_mail:
        row.letter = _write(meeting, to, changes, own, at)
    if to.person and to.person.by_post:
        row.snapshot, row.file = _on_paper(meeting, to.person, own, at)
    row.save()


def summon_again(*, meeting: Meeting, before: Meeting, by: Person, at: datetime) -> None:
    """Tells everyone what has changed of a meeting that is summoned, in a new summons; nothing when nothing has.

    `before` is the meeting as it was told. One who has no part in it on a new day is told that too. Runs in the
    caller's transaction.
    """
    changed = {name for name in TOLD if getattr(before, name) != getattr(meeting, name)}
    if not changed:
        return
    told = {key_of(one): one for one in summonses_of(meeting)}
    meeting.summoned_at = at
    meeting.calendar_sequence += 1
    if changed & ASKS_AGAIN:
        meeting.asked_at = at
    record(meeting, by=by, at=at, fields=["summoned_at", "calendar_sequence", "asked_at"])
    summon(meeting=meeting, by=by, at=at, facts=changed_facts(before, meeting))
    still = {one.key for one in receivers_of(meeting)}
    for key, one in told.items():
        if key not in still:
            _write_off(before, one, at, is_only_theirs=True)


def call_off(*, meeting: Meeting, by: Person, at: datetime) -> None:
    """Tells everyone who was told of it that the meeting is cancelled. Runs in the caller's transaction."""
    if meeting.summoned_at is None:
        return
    meeting.calendar_sequence += 1
    record(meeting, by=by, at=at, fields=["calendar_sequence"])
    for one in summonses_of(meeting):
        _write_off(meeting, one, at, is_only_theirs=False)


@transaction.atomic
def summon_on_paper(*, summons: Summons, by: Person, at: datetime) -> Summons:
    """One whose letter did not arrive is summoned on paper too, to be posted or handed over.

    Raises RuleViolation for a guest, for one who has it on paper already, and when the meeting is not summoned.
    """
    meeting = lock_meeting(summons.meeting)
    latest = summonses_of(meeting).filter(person=summons.person).first() if summons.person else None
    if latest is None or latest.person is None:
        raise RuleViolation("En gäst bjuds in med mejl. Ring, eller ändra adressen och skicka igen.")
    if meeting.state != Meeting.State.SUMMONED:
        raise RuleViolation("Sammanträdet är inte kallat.")
    if latest.file:
        raise RuleViolation("Kallelsen finns redan på papper.")
    row = Summons(meeting=meeting, person=latest.person, kind=latest.kind, at=at, by=by, by_mail=False)
    row.snapshot, row.file = _on_paper(meeting, latest.person, read_agenda(meeting, at), at)
    row.save()
    return row


@transaction.atomic
def note_posted(*, summons: Summons, day: date, by: Person, at: datetime) -> Summons:
    """Somebody says that they posted the summons that day. It is said once.

    Raises RuleViolation when it is not by post, for a day that has not come, and for one before it was made.
    """
    summons = Summons.objects.select_for_update(of=("self",)).get(pk=summons.pk)
    if summons.file_id is None:
        raise RuleViolation("Den kallelsen gick med mejl.")
    already, made = "Kallelsen är redan noterad som postad", "Kallelsen gjordes"
    mark_posted(summons, already=already, made=made, day=day, by=by, at=at)
    return summons


def _write(
    meeting: Meeting, to: SummonsReceiver, changes: Sequence[str], own: Sequence[AgendaItem], at: datetime
) -> Letter | None:
    """In words for a ledamot or ersättare, who answers, for an auditor and for a guest."""
    address = _agenda_address(meeting)
    more: dict[str, Any] = {}
    if to.person and to.kind == SUMMONED:
        more["reply_address"] = reply_address(meeting, to.person, at=at)
    elif to.guest:
        address = guest_address(to.guest, at=at)
        more["items"] = [] if to.reader.matters is None else [_matter(one) for one in own]
        more["name"] = to.guest.display_name
    return letters.send(
        TEMPLATES[Summons.Kind(to.kind)],
        to=to.email,
        association=meeting.body.association,
        calendar=calendar_file(meeting, address=address, at=at),
        person=to.person,
        meeting=meeting,
        changes=changes,
        hours=time_range(meeting.start, meeting.end),
        takes_part=TAKES_PART[Meeting.Mode(meeting.mode)],
        agenda_address=address,
        **more,
    )


def _matter(item: AgendaItem) -> str:
    """«Kl. 9.15. § 12 Budget»"""
    hour = f"{item.hour}. " if item.hour else ""
    return f"{hour}{item.known.name}"


def _write_off(meeting: Meeting, summons: Summons, at: datetime, *, is_only_theirs: bool) -> None:
    """`is_only_theirs`: the meeting is held, without them."""
    letters.send(
        "summons_cancelled",
        to=summons.person.email if summons.person else summons.guest_email,
        association=meeting.body.association,
        calendar=calendar_file(meeting, address=_agenda_address(meeting), at=at, is_off=True),
        name=summons.person.first_name if summons.person else summons.guest_name,
        meeting=meeting,
        hours=time_range(meeting.start, meeting.end),
        is_only_theirs=is_only_theirs,
        had_mandate=summons.kind == SUMMONED,
    )


def _agenda_address(meeting: Meeting) -> str:
    return letters.absolute("meeting_agenda", meeting.body.association.slug, meeting.body.slug, meeting.key)


def changed_facts(before: Meeting, after: Meeting) -> list[str]:
    """«Tid: kl. 9.00 (förut kl. 8.30)», a line for each thing."""
    told = [
        ("Dag", *(long_date_with_weekday(one.date) for one in (before, after))),
        ("Tid", *(one.hours for one in (before, after))),
        ("Plats", *(one.place or "ingen angiven" for one in (before, after))),
        ("Form", *(one.get_mode_display().lower() for one in (before, after))),
    ]
    return [f"{label}: {new} (förut {old})" for label, old, new in told if old != new]


def _note_sent(meeting: Meeting, agenda: Sequence[AgendaItem], *, by: Person, at: datetime) -> None:
    """The agenda as everyone is told of it now, in a new version, whose papers are put together in one file."""
    document = summons_record(meeting, agenda, at=at).to_json()
    sent = SentAgenda.objects.create(
        meeting=meeting,
        number=meeting.sent_agendas.count() + 1,
        content={"items": as_stored(one.known for one in agenda), "document": document},
        at=at,
        by=by,
    )
    content = pack_content(agenda)
    if content.papers:
        ask_for_pack(sent=sent, content=content, at=at)


def _on_paper(
    meeting: Meeting, person: Person, agenda: Sequence[AgendaItem], at: datetime
) -> tuple[dict[str, object], StoredFile]:
    content = summons_record(meeting, agenda, receiver=person, at=at)
    return content.to_json(), stored_summons(content, meeting, at=at)


def stored_summons(
    content: SummonsRecord, meeting: Meeting, *, made_at: datetime | None = None, at: datetime
) -> StoredFile:
    """The summons as a PDF, with the association's seal where the body wants it. `made_at` is the moment it tells."""
    made = render_summons(content, at=made_at or at)
    if meeting.body.seals_summons:
        return store_sealed(
            document=made, association=meeting.body.association, reason="Kallelse till sammanträde", at=at
        )
    return store_file(data=made.pdf, media_type="application/pdf", at=at, pages=made.pages)


def summons_record(
    meeting: Meeting, agenda: Sequence[AgendaItem], *, receiver: Person | None = None, at: datetime
) -> SummonsRecord:
    """What the summons says, to one receiver or to nobody by name."""
    return SummonsRecord(
        document=letterhead_of(meeting.body.association),
        day=day_of(at),
        receiver=receiver.name if receiver else "",
        address=tuple(lines_of(receiver.postal_address)) if receiver else (),
        body=meeting.body.name,
        meeting_day=meeting.date,
        hours=time_range(meeting.start, meeting.end),
        place=meeting.place,
        mode="" if meeting.mode == Meeting.Mode.ON_SITE else meeting.get_mode_display().lower(),
        is_public=meeting.is_public,
        late_why=meeting.late_summons_why,
        agenda=tuple(_item(one) for one in agenda),
    )


def _item(one: AgendaItem) -> SummonsItem:
    """As those who have an account read it."""
    return SummonsItem(
        label=one.matter.label,
        heading=one.matter.heading,
        about=one.about,
        proposals=one.matter.prepared,
        papers=tuple(f"Bilaga {paper.number}, {paper.name}" for paper in one.papers),
        to_come=one.to_come,
    )
