"""The summons to a meeting: by mail to whoever has an address, on paper to whoever has none or wants it so."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from meetings import letters
from meetings.actions.attaching import store_file
from meetings.actions.posting_by_hand import mark_posted
from meetings.actions.recording import record
from meetings.actions.replying import reply_address
from meetings.documents.calendar import calendar_file
from meetings.documents.rendering import letterhead_of
from meetings.documents.summons import render_summons
from meetings.draft.agenda import AgendaItem, as_stored, from_stored, read_agenda
from meetings.errors import RuleViolation
from meetings.models import Meeting, Person, SentAgenda, StoredFile, Summons
from meetings.reads.people import in_office_of
from meetings.record.summons import Summons as SummonsRecord
from meetings.record.summons import SummonsItem
from meetings.rules import agenda_changes
from meetings.swedish import day_of, lines_of, long_date_with_weekday, time_range

TAKES_PART = {
    Meeting.Mode.ON_SITE: "",
    Meeting.Mode.REMOTE: "Alla deltar på distans.",
    Meeting.Mode.HYBRID: "Du kan delta på plats eller på distans.",
}
# What those who are summoned have to know anew; another day or hour also asks for another answer.
TOLD = ("date", "start", "end", "end_date", "place", "mode")
ASKS_AGAIN = {"date", "start", "end_date"}


def summon(*, meeting: Meeting, by: Person, at: datetime, changes: Sequence[str] = ()) -> None:
    """Each ledamot and ersättare that day, whether or not they have an account.

    Deputies are told the time and place too (KL 6:17 second paragraph). `changes` are sentences on what is otherwise
    than in the summons before. Runs in the caller's transaction.
    """
    agenda = read_agenda(meeting, at)
    _note_sent(meeting, agenda, by=by, at=at)
    _summon(meeting, list(in_office_of(meeting.body, meeting.date)), changes, agenda, by=by, at=at)


def summon_new(*, meeting: Meeting, by: Person, at: datetime) -> None:
    """Those who have got a mandate since the summons went out. Runs in the caller's transaction."""
    have = {one.person_id for one in _latest(meeting)}
    new = [one for one in in_office_of(meeting.body, meeting.date) if one.pk not in have]
    _summon(meeting, new, (), read_agenda(meeting, at) if new else [], by=by, at=at)


def _summon(
    meeting: Meeting,
    people: Sequence[Person],
    changes: Sequence[str],
    agenda: Sequence[AgendaItem],
    *,
    by: Person,
    at: datetime,
) -> None:
    for person in people:
        by_mail = bool(person.email)
        row = Summons(meeting=meeting, person=person, at=at, by=by, by_mail=by_mail)
        if by_mail:
            _write(meeting, person, changes, at)
        if person.by_post:
            row.snapshot, row.file = _on_paper(meeting, person, agenda, at)
        row.save()


def summon_again(*, meeting: Meeting, before: Meeting, by: Person, at: datetime) -> None:
    """Tells everyone what has changed of a meeting that is summoned, in a new summons; nothing when nothing has.

    `before` is the meeting as it was told. One who has no mandate on a new day is told that too. Runs in the
    caller's transaction.
    """
    changed = {name for name in TOLD if getattr(before, name) != getattr(meeting, name)}
    if not changed:
        return
    facts = _changes(before, meeting)
    sent = meeting.sent_agendas.last()
    if sent is not None:
        agenda = [one.known for one in read_agenda(meeting, at)]
        facts += agenda_changes.changes(from_stored(sent.content["items"]), agenda)
    told = {one.person for one in _latest(meeting)}
    meeting.summoned_at = at
    meeting.calendar_sequence += 1
    if changed & ASKS_AGAIN:
        meeting.asked_at = at
    record(meeting, by=by, at=at, fields=["summoned_at", "calendar_sequence", "asked_at"])
    summon(meeting=meeting, by=by, at=at, changes=facts)
    for person in sorted(told - set(in_office_of(meeting.body, meeting.date)), key=lambda one: one.pk):
        _write_off(before, person, at, is_only_theirs=True)


def call_off(*, meeting: Meeting, by: Person, at: datetime) -> None:
    """Tells everyone who was summoned that the meeting is cancelled. Runs in the caller's transaction."""
    if meeting.summoned_at is None:
        return
    meeting.calendar_sequence += 1
    record(meeting, by=by, at=at, fields=["calendar_sequence"])
    for one in _latest(meeting):
        _write_off(meeting, one.person, at, is_only_theirs=False)


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


def _write(meeting: Meeting, person: Person, changes: Sequence[str], at: datetime) -> None:
    address = _agenda_address(meeting)
    letters.send(
        "summons",
        to=person.email,
        association=meeting.body.association,
        calendar=calendar_file(meeting, address=address, at=at),
        person=person,
        meeting=meeting,
        changes=changes,
        hours=time_range(meeting.start, meeting.end),
        takes_part=TAKES_PART[Meeting.Mode(meeting.mode)],
        reply_address=reply_address(meeting, person, at=at),
        agenda_address=address,
    )


def _latest(meeting: Meeting) -> list[Summons]:
    if meeting.summoned_at is None:
        return []
    rows = meeting.summonses.filter(at__gte=meeting.summoned_at)
    return list(rows.select_related("person").order_by("pk"))


def _write_off(meeting: Meeting, person: Person, at: datetime, *, is_only_theirs: bool) -> None:
    """`is_only_theirs`: the meeting is held, without them."""
    letters.send(
        "summons_cancelled",
        to=person.email,
        association=meeting.body.association,
        calendar=calendar_file(meeting, address=_agenda_address(meeting), at=at, is_off=True),
        person=person,
        meeting=meeting,
        hours=time_range(meeting.start, meeting.end),
        is_only_theirs=is_only_theirs,
    )


def _agenda_address(meeting: Meeting) -> str:
    return letters.absolute("meeting_agenda", meeting.body.association.slug, meeting.body.slug, meeting.key)


def _changes(before: Meeting, after: Meeting) -> list[str]:
    """«Tid: kl. 9.00 (förut kl. 8.30)», a line for each thing."""
    told = [
        ("Dag", *(long_date_with_weekday(one.date) for one in (before, after))),
        ("Tid", *(one.hours for one in (before, after))),
        ("Plats", *(one.place or "ingen angiven" for one in (before, after))),
        ("Form", *(one.get_mode_display().lower() for one in (before, after))),
    ]
    return [f"{label}: {new} (förut {old})" for label, old, new in told if old != new]


def _note_sent(meeting: Meeting, agenda: Sequence[AgendaItem], *, by: Person, at: datetime) -> None:
    """The agenda as everyone is told of it now, in a new version."""
    document = summons_record(meeting, agenda, at=at).to_json()
    SentAgenda.objects.create(
        meeting=meeting,
        number=meeting.sent_agendas.count() + 1,
        content={"items": as_stored(one.known for one in agenda), "document": document},
        at=at,
        by=by,
    )


def _on_paper(
    meeting: Meeting, person: Person, agenda: Sequence[AgendaItem], at: datetime
) -> tuple[dict[str, object], StoredFile]:
    content = summons_record(meeting, agenda, receiver=person, at=at)
    made = render_summons(content, at=at)
    file = store_file(data=made.pdf, media_type="application/pdf", at=at, pages=made.pages)
    return content.to_json(), file


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
