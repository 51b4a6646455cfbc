"""The people of a meeting as the snapshot and the header name them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from meetings.models import Attendee, Body, Meeting, Office, Person
from meetings.rules.numbering import number_range
from meetings.swedish import sections, sort_key

DECIDING, OTHER, ABSENT = "deciding", "other", "absent"
OFFICE_TITLES = {Office.Kind.CHAIR: "ordförande", Office.Kind.VICE_CHAIR: "vice ordförande"}
REMOTE_LABELS = {
    Attendee.Presence.REMOTE: "på distans",
    Attendee.Presence.REMOTE_AUDIO: "på distans, enbart ljud",
}


@dataclass(frozen=True)
class Participant:
    """One line of the attendance, ready for the snapshot."""

    name: str
    party: str | None
    role: str
    mode: str
    group: str
    serving_for: str | None
    paragraphs: list[str] | None
    organisation: str
    rank: tuple[int, str]

    def entry(self) -> dict[str, Any]:
        """The attendee as `meeting_json` has it, with its group and organisation."""
        return {
            "name": self.name,
            "party": self.party,
            "role": self.role,
            "mode": self.mode,
            "serving_for": self.serving_for,
            "paragraphs": self.paragraphs,
            "group": self.group,
            "organisation": self.organisation,
        }

    def line(self, title_position: str) -> str:
        """«Astrid Norling, ordförande (RVN)», or with the title before the name; members have no title."""
        title = "" if self.role == "ledamot" else self.role
        name = self.name
        if title and title_position == Body.TitlePosition.BEFORE:
            name = f"{title[0].upper()}{title[1:]} {self.name}"
        elif title:
            name = f"{self.name}, {title}"
        if self.serving_for:
            name += f" för {self.serving_for}"
        if self.organisation:
            name += f", {self.organisation}"
        if self.party:
            name += f" ({self.party})"
        if self.mode in REMOTE_LABELS:
            name += f", {REMOTE_LABELS[Attendee.Presence(self.mode)]}"
        if self.paragraphs:
            name += f" ({sections(number_range(self.paragraphs))})"
        return name


def participants(meeting: Meeting, numbers: dict[int, int]) -> list[Participant]:
    """Everyone in the meeting, in the order the body has chosen: deciding, others, absent.

    `numbers` is § number by paragraph key.
    """
    titles = _titles(meeting.body, meeting.date, meeting.chair)
    attendees = (
        meeting.attendees.select_related("person", "mandate__seat__party", "serving_for__person")
        .prefetch_related("paragraph_links")
        .order_by("id")
    )
    found = [_participant(attendee, titles, numbers) for attendee in attendees]
    groups = [DECIDING, OTHER, ABSENT]
    return sorted(found, key=lambda one: (groups.index(one.group), _order(meeting.body, one)))


def _participant(attendee: Attendee, titles: dict[int, str], numbers: dict[int, int]) -> Participant:
    guest = attendee.kind == Attendee.Kind.GUEST
    serving = attendee.serving_for
    office = titles.get(attendee.person_id or 0, "")
    if guest:
        role = attendee.title
    elif attendee.kind == Attendee.Kind.DEPUTY:
        role = "tjänstgörande ersättare" if serving else "ersättare"
    else:
        role = office or "ledamot"
    if not attendee.is_present:
        group = ABSENT
    else:
        group = DECIDING if attendee.kind == Attendee.Kind.MEMBER or serving else OTHER
    keys = [link.paragraph_id for link in attendee.paragraph_links.all()]
    rank = {"ordförande": 0, "vice ordförande": 1}.get(office, 2)
    return Participant(
        name=attendee.display_name,
        party=None if attendee.mandate is None else attendee.mandate.seat.party.code,
        role=role,
        mode=attendee.presence or Attendee.Presence.ABSENT.value,
        group=group,
        serving_for=serving.display_name if serving else None,
        paragraphs=sorted((str(numbers[key]) for key in keys if key in numbers), key=int) or None,
        organisation=attendee.organisation,
        rank=(rank + (10 if guest else 0), _last_name(attendee)),
    )


def _titles(body: Body, day: date, chair: Person | None) -> dict[int, str]:
    current = Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))
    titles: dict[int, str] = {
        office.person_id: OFFICE_TITLES[Office.Kind(office.kind)] for office in body.offices.filter(current)
    }
    if chair:
        titles = {key: title for key, title in titles.items() if title != "ordförande"}
        titles[chair.pk] = "ordförande"
    return titles


def _order(body: Body, one: Participant) -> tuple[Any, ...]:
    rank, last_name = one.rank
    match body.name_order:
        case Body.NameOrder.OFFICE_PARTY:
            return (rank, sort_key(one.party or ""), sort_key(last_name))
        case Body.NameOrder.PARTY:
            return (rank >= 10, sort_key(one.party or ""), rank, sort_key(last_name))
        case Body.NameOrder.NAME:
            return (rank >= 10, sort_key(last_name))
        case _:
            return (rank, sort_key(last_name))


def _last_name(attendee: Attendee) -> str:
    person = attendee.person
    return person.last_name if person else attendee.name.rsplit(" ", 1)[-1]
