"""The way of a meeting from plan to laga kraft, as dated lines in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from meetings.models import ChangeRequest, Meeting, Notice, ProtocolVersion, Signature, Verification
from meetings.reads.meeting_protocols import ProtocolRow
from meetings.reads.notices import dates_of
from meetings.reads.people import names_of
from meetings.swedish import STOCKHOLM, day_of, long_date, minute, section


@dataclass(frozen=True)
class MeetingEvent:
    """`at` orders the lines. `protocol` is the key of the protocol it is about, if any; `is_day` when nobody knows the
    hour."""

    at: datetime
    words: str
    protocol: int | None = None
    is_day: bool = False

    @property
    def day(self) -> date:
        return day_of(self.at)

    @property
    def when(self) -> str:
        return long_date(self.day) if self.is_day else minute(self.at)


def meeting_events(meeting: Meeting, protocols: Iterable[ProtocolRow]) -> list[MeetingEvent]:
    """What has happened to the meeting and its protocols, the earliest first; those of §§ verified at once say
    which §§."""
    rows = list(protocols)
    events = [
        *_planned(meeting),
        *_versions(meeting),
        *_posted(meeting),
        *_requests(meeting),
        *_signatures(meeting),
        *_verifications(meeting),
        *(event for row in rows if row.notice for event in _notice(row.notice)),
    ]
    sections = {row.protocol.pk: row.sections for row in rows}
    named = [replace(one, words=_named(one, sections)) for one in events]
    return sorted(named, key=lambda one: one.at)


def _named(event: MeetingEvent, sections: dict[int, str]) -> str:
    which = sections.get(event.protocol or 0, "")
    return f"{which}: {event.words}" if which else event.words


def _planned(meeting: Meeting) -> list[MeetingEvent]:
    words = {"planned": "Planerat igen", "summoned": "Kallat", "open": "Öppnat", "closed": "Avslutat"}
    words["cancelled"] = "Inställt"
    events, before = [], None
    history = meeting.history.select_related("history_user").order_by("history_date", "history_id")
    for row in history:
        if row.state != before:
            said = "Planerat" if before is None else words[row.state]
            by = f" av {row.history_user}" if row.history_user else ""
            events.append(MeetingEvent(row.history_date, said + by))
        before = row.state
    return events


def _posted(meeting: Meeting) -> list[MeetingEvent]:
    rows = list(meeting.summonses.filter(posted_on__isnull=False).select_related("person"))
    people = [one.person for one in rows if one.person]  # guests are not written to by post
    names = names_of(people, meeting.body.association) if people else {}
    return [
        MeetingEvent(
            one.ticked_at, f"Kallelsen till {names[one.person.pk]} postad den {long_date(one.posted_on)}"
        )
        for one in rows
        if one.person and one.ticked_at and one.posted_on
    ]


def _versions(meeting: Meeting) -> list[MeetingEvent]:
    ready = "klar för justering" if meeting.body.under_kl else "färdigställd"
    versions = ProtocolVersion.objects.filter(protocol__meeting=meeting).defer("snapshot")
    return [
        MeetingEvent(
            one.frozen_at, f"Version {one.number} {ready}, av {one.name_of(one.frozen_by)}", one.protocol_id
        )
        for one in versions.select_related("frozen_by").prefetch_related("signatories")
    ]


def _requests(meeting: Meeting) -> list[MeetingEvent]:
    rows = ChangeRequest.objects.filter(version__protocol__meeting=meeting)
    return [
        MeetingEvent(
            one.at,
            f"Återtaget av {one.name}"
            if one.kind == ChangeRequest.Kind.WITHDRAWAL
            else f"Ändring begärd av {one.name}{_where(one)}",
            one.version.protocol_id,
        )
        for one in rows.select_related("person", "paragraph", "version")
        .prefetch_related("version__signatories")
        .defer("version__snapshot")
    ]


def _where(request: ChangeRequest) -> str:
    return f" i {section(request.paragraph.number)}" if request.paragraph and request.paragraph.number else ""


def _signatures(meeting: Meeting) -> list[MeetingEvent]:
    rows = Signature.objects.filter(signatory__version__protocol__meeting=meeting)
    return [
        MeetingEvent(
            one.at,
            f"{one.signatory.name} skrev under som {one.signatory.get_role_display().lower()}",
            one.signatory.version.protocol_id,
        )
        for one in rows.select_related("signatory__version").defer("signatory__version__snapshot")
    ]


def _verifications(meeting: Meeting) -> list[MeetingEvent]:
    done, sealed = ("Justerat", "stämplat") if meeting.body.under_kl else ("Färdigställda", "stämplade")
    rows = Verification.objects.filter(protocol__meeting=meeting).values_list(
        "at", "protocol_id", "original__sealing__sealed_at"
    )
    events = []
    for at, protocol, sealed_at in rows:
        events.append(MeetingEvent(at, f"{done} och {sealed}" if sealed_at == at else done, protocol))
        # The seal may come later, when none could be used: justerat is then told by itself.
        if sealed_at and sealed_at != at:
            events.append(MeetingEvent(sealed_at, sealed.capitalize(), protocol))
    return events


def _notice(notice: Notice) -> list[MeetingEvent]:
    key = notice.protocol_id
    events = [MeetingEvent(notice.posted_at, "Anslaget på förbundets anslagstavla", key)]
    for posting in notice.postings.all():
        events += [
            MeetingEvent(one.up_at, f"Anslaget hos {posting.board}", key, is_day=True)
            for one in posting.periods.all()
        ]
        events += [
            MeetingEvent(one.down_at, f"Nedtaget hos {posting.board}", key, is_day=True)
            for one in posting.periods.all()
            if one.down_at
        ]
    for appeal in notice.protocol.appeals.all():
        said = f"Överklagat, {section(appeal.paragraph.number or 0)}"
        events.append(MeetingEvent(appeal.registered_at, said, key))
    dates = dates_of(notice)
    if not dates.preliminary:
        end = datetime.combine(dates.last_appeal_day, datetime.max.time(), STOCKHOLM)
        events.append(MeetingEvent(end, "Sista dag att överklaga", key, is_day=True))
    return events
