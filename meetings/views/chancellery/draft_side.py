"""The right column of the editor: who is in, who verifies, and the facts of the meeting."""

from dataclasses import dataclass

from meetings.documents.building import Draft
from meetings.documents.header import header_rows
from meetings.documents.people import participants
from meetings.models import Attendee
from meetings.reads.checklist import Attendance, attendance_of
from meetings.rules.numbering import number_range
from meetings.rules.quorum import has_quorum
from meetings.swedish import sections, sort_key


@dataclass(frozen=True)
class PersonLine:
    """One attendee as the panel shows it; `key` goes back in a request's body, never in an address."""

    key: int
    name: str
    kind: str
    presence: str
    code: str
    notes: str
    serving: int | None


@dataclass(frozen=True)
class Side:
    figure: str
    quorum: str
    members: list[PersonLine]
    deputies: list[PersonLine]
    guests: list[PersonLine]
    unset: int
    verifiers: list[str]
    deputy_verifiers: list[str]
    header_rows: list[dict[str, object]]

    @property
    def others(self) -> list[PersonLine]:
        return [*self.deputies, *self.guests]

    @property
    def others_unset(self) -> bool:
        return any(one.presence == Attendee.Presence.UNSET for one in self.others)


def side_of(draft: Draft) -> Side:
    """Constant number of queries."""
    meeting = draft.meeting
    attendance = attendance_of(meeting)
    attendees = list(
        meeting.attendees.select_related(
            "person", "mandate__seat__party", "serving_for__person"
        ).prefetch_related("paragraph_links")
    )
    lines = [_line(one, draft) for one in sorted(attendees, key=_order)]
    people = participants(meeting, draft.numbers)
    return Side(
        figure=f"{attendance.present} av {attendance.seats}",
        quorum=_quorum(attendance),
        members=[line for line in lines if line.kind == Attendee.Kind.MEMBER],
        deputies=[line for line in lines if line.kind == Attendee.Kind.DEPUTY],
        guests=[line for line in lines if line.kind == Attendee.Kind.GUEST],
        unset=len(attendance.unset),
        verifiers=[one.person.name for one in meeting.verifiers.all() if not one.is_deputy],
        deputy_verifiers=[one.person.name for one in meeting.verifiers.all() if one.is_deputy],
        header_rows=header_rows(meeting, people, draft.paragraphs, draft.numbers),
    )


def _quorum(attendance: Attendance) -> str:
    return "beslutsför" if has_quorum(attendance.present, attendance.seats) else "inte beslutsför"


def _order(one: Attendee) -> tuple[bool, int, str]:
    return (one.kind == Attendee.Kind.GUEST, one.mandate_id or one.pk, sort_key(one.display_name))


def _line(one: Attendee, draft: Draft) -> PersonLine:
    keys = [link.paragraph_id for link in one.paragraph_links.all()]
    numbers = [draft.numbers[key] for key in keys if key in draft.numbers]
    notes = [
        one.title if one.kind == Attendee.Kind.GUEST else "",
        one.organisation,
        sections(number_range(numbers)) if numbers else "",
        _presence(one),
        f"tjänstgör för {one.serving_for.display_name}" if one.serving_for else "",
    ]
    return PersonLine(
        key=one.pk,
        name=one.display_name,
        kind=one.kind,
        presence=one.presence,
        code=one.mandate.seat.party.code if one.mandate else "",
        notes=", ".join(filter(None, notes)),
        serving=one.serving_for_id,
    )


def _presence(one: Attendee) -> str:
    """Said in words unless it is the ordinary: on the spot."""
    match one.presence:
        case Attendee.Presence.UNSET:
            return "närvaro inte angiven"
        case Attendee.Presence.ON_SITE:
            return ""
        case _:
            return one.get_presence_display().lower()
