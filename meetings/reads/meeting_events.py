"""The way of a meeting from plan to laga kraft, as dated lines in words."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from meetings.models import ChangeRequest, Notice, Protocol, Signature
from meetings.reads.notices import dates_of
from meetings.swedish import section

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True)
class Event:
    """`at` orders the lines; `day` is what is shown."""

    at: datetime
    words: str

    @property
    def day(self) -> date:
        return self.at.astimezone(STOCKHOLM).date()


def events_of(protocol: Protocol, notice: Notice | None) -> list[Event]:
    """What has happened to the meeting's protocol, the earliest first. The notice is one of `notices_of`."""
    events = [*_planned(protocol), *_versions(protocol), *_requests(protocol), *_signatures(protocol)]
    if verification := getattr(protocol, "verification", None):
        events.append(Event(verification.at, "Justerat och stämplat"))
    if notice:
        events += _notice(notice)
    return sorted(events, key=lambda one: one.at)


def _planned(protocol: Protocol) -> list[Event]:
    words = {"planned": "Planerat igen", "summoned": "Kallat", "open": "Öppnat", "closed": "Avslutat"}
    words["cancelled"] = "Inställt"
    events, before = [], None
    history = protocol.meeting.history.select_related("history_user").order_by("history_date", "history_id")
    for row in history:
        if row.state != before:
            said = "Planerat" if before is None else words[row.state]
            by = f" av {row.history_user}" if row.history_user else ""
            events.append(Event(row.history_date, said + by))
        before = row.state
    return events


def _versions(protocol: Protocol) -> list[Event]:
    return [
        Event(one.frozen_at, f"Version {one.number} klar för justering, av {one.frozen_by}")
        for one in protocol.versions.defer("snapshot").select_related("frozen_by")
    ]


def _requests(protocol: Protocol) -> list[Event]:
    rows = ChangeRequest.objects.filter(version__protocol=protocol).select_related("person", "paragraph")
    return [
        Event(
            one.at,
            f"Återtaget av {one.person}"
            if one.kind == ChangeRequest.Kind.WITHDRAWAL
            else f"Ändring begärd av {one.person}{_where(one)}",
        )
        for one in rows
    ]


def _where(request: ChangeRequest) -> str:
    return f" i {section(request.paragraph.number)}" if request.paragraph and request.paragraph.number else ""


def _signatures(protocol: Protocol) -> list[Event]:
    rows = Signature.objects.filter(signatory__version__protocol=protocol).select_related("signatory")
    return [
        Event(one.at, f"{one.signatory.name} skrev under som {one.signatory.get_role_display().lower()}")
        for one in rows
    ]


def _notice(notice: Notice) -> list[Event]:
    events = [Event(notice.posted_at, "Anslaget på förbundets anslagstavla")]
    for posting in notice.postings.all():
        events += [Event(one.up_at, f"Anslaget hos {posting.board}") for one in posting.periods.all()]
        events += [
            Event(one.down_at, f"Nedtaget hos {posting.board}")
            for one in posting.periods.all()
            if one.down_at
        ]
    for appeal in notice.protocol.appeals.all():
        events.append(Event(appeal.registered_at, f"Överklagat, {section(appeal.paragraph.number or 0)}"))
    dates = dates_of(notice)
    if not dates.preliminary:
        end = datetime.combine(dates.last_appeal_day, datetime.max.time(), STOCKHOLM)
        events.append(Event(end, "Sista dag att överklaga"))
    return events
