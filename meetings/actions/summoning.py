"""The summons to a meeting: by mail to whoever has an address, on paper to whoever has none or wants it so."""

from datetime import date, datetime

from django.db import transaction

from meetings import letters
from meetings.actions.attaching import store_file
from meetings.documents.rendering import letterhead_of
from meetings.documents.summons import render_summons
from meetings.draft.building import build_record
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Meeting, Person, StoredFile, Summons
from meetings.querysets import own_protocol
from meetings.reads.people import in_office_of
from meetings.record import summons as record
from meetings.swedish import day_of, lines_of, long_date, time_range


def summon(*, meeting: Meeting, by: Person, at: datetime) -> None:
    """Each ledamot and ersättare that day, whether or not they have an account.

    Deputies are told the time and place too (KL 6:17 second paragraph). Runs in the caller's transaction.
    """
    people = list(in_office_of(meeting.body, meeting.date))
    agenda = _agenda(meeting, at) if any(one.by_post for one in people) else ()
    for person in people:
        by_mail = bool(person.email)
        row = Summons(meeting=meeting, person=person, at=at, by=by, by_mail=by_mail)
        if by_mail:
            _write(meeting, person)
        if person.by_post:
            row.snapshot, row.file = _on_paper(meeting, person, agenda, at)
        row.save()


@transaction.atomic
def note_posted(*, summons: Summons, day: date, by: Person, at: datetime) -> Summons:
    """Somebody says that they posted the summons that day. It is said once.

    Raises RuleViolation when it is not by post, for a day that has not come, and for one before it was made.
    """
    summons = Summons.objects.select_for_update(of=("self",)).get(pk=summons.pk)
    if summons.file_id is None:
        raise RuleViolation("Den kallelsen gick med mejl.")
    if summons.posted_on:
        raise RuleViolation(f"Kallelsen är redan noterad som postad den {long_date(summons.posted_on)}.")
    if day > day_of(at):
        raise RuleViolation("Dagen ligger i framtiden.", field="day")
    if day < day_of(summons.at):
        raise RuleViolation(f"Kallelsen gjordes den {long_date(day_of(summons.at))}.", field="day")
    summons.posted_on, summons.posted_by, summons.ticked_at = day, by, at
    summons.save(update_fields=["posted_on", "posted_by", "ticked_at"])
    return summons


def _write(meeting: Meeting, person: Person) -> None:
    body = meeting.body
    letters.send(
        "summons",
        to=person.email,
        association=body.association,
        person=person,
        meeting=meeting,
        hours=time_range(meeting.start, meeting.end),
        agenda_address=letters.absolute("meeting_agenda", body.association.slug, body.slug, meeting.key),
    )


def _on_paper(
    meeting: Meeting, person: Person, agenda: tuple[record.SummonsItem, ...], at: datetime
) -> tuple[dict[str, object], StoredFile]:
    content = record.Summons(
        document=letterhead_of(meeting.body.association),
        day=day_of(at),
        receiver=person.name,
        address=tuple(lines_of(person.postal_address)),
        body=meeting.body.name,
        meeting_day=meeting.date,
        hours=time_range(meeting.start, meeting.end),
        place=meeting.place,
        mode="" if meeting.mode == Meeting.Mode.ON_SITE else meeting.get_mode_display().lower(),
        is_public=meeting.is_public,
        agenda=agenda,
    )
    made = render_summons(content, at=at)
    file = store_file(data=made.pdf, media_type="application/pdf", at=at, pages=made.pages)
    return content.to_json(), file


def _agenda(meeting: Meeting, at: datetime) -> tuple[record.SummonsItem, ...]:
    """As those who have an account read it."""
    draft = build_record(read_draft(own_protocol(meeting)), version=0, at=at)
    return tuple(
        record.SummonsItem(
            label=one.label,
            heading=one.heading,
            proposals=one.prepared,
            papers=tuple(
                f"Bilaga {paper.number}, {paper.name}"
                for paper in draft.attachments
                if one.number in paper.paragraphs
            ),
        )
        for one in draft.paragraphs
    )
