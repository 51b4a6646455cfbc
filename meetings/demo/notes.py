"""The demo's bodies that only advise: a preparatory group that counts hands, and a consultation."""

from datetime import date, datetime, time

from meetings.actions.attending import add_guest, set_all_present
from meetings.actions.drafting import add_paragraph
from meetings.actions.freezing import freeze_protocol
from meetings.actions.planning import create_meeting, edit_meeting
from meetings.actions.voting import vote_by_hands
from meetings.demo.associations import Cast
from meetings.models import Attendee, Meeting
from meetings.querysets import own_protocol
from meetings.rules.paragraph_kind import ParagraphKind
from meetings.swedish import MONTHS, STOCKHOLM

GROUP = (
    ("Lena Sundbom", "Exempelviks kommun", True),
    ("Arvid Stenmark", "Exempelviks kommun", True),
    ("Sigrid Holmdal", "Region Vallnäs", True),
    ("Jonas Fällgren", "Region Vallnäs", True),
    ("Maj Torsell", "Försäkringskassan", True),
    ("Edvin Rosberg", "Arbetsförmedlingen", True),
    ("Hedda Lagerkvist", "Arbetsförmedlingen", True),
    ("Ragnar Ekdal", "Försäkringskassan", False),
)
CONSULTED = (
    ("Göran Tallberg", "Exempelviks kommun"),
    ("Ylva Strandmark", "Region Vallnäs"),
    ("Sixten Ålund", "Försäkringskassan"),
    ("Nora Kvist", "Arbetsförmedlingen"),
)


def write_group(cast: Cast, day: date) -> None:
    """Numbered headings, those present and absent as running text, and a show of hands with a note."""
    meeting = _planned(cast, day, place="Folkets hus", title=f"Minnesanteckningar {MONTHS[day.month - 1]}")
    for name, organisation, here in GROUP:
        _guest(cast, meeting, name, organisation, here=here)
    set_all_present(meeting=meeting, by=cast.secretary, at=_at(day))
    _write(cast, meeting, "Inledning", "<p>Förbundschefen hälsar välkommen.</p>")
    _write(
        cast,
        meeting,
        "Ansökan Hälsa på schemat",
        "<p>Kommunen presenterar ansökan. Gruppen diskuterar om insatsen skiljer sig från ordinarie verksamhet.</p>",
    )
    vote_by_hands(
        paragraph=meeting.paragraphs.get(heading="Ansökan Hälsa på schemat"),
        yes=5,
        no=1,
        abstaining=1,
        yes_means="att tillstyrka ansökan",
        no_means="att avstyrka den",
        note="varav två av dem som röstade ja är sökande",
        by=cast.secretary,
        at=_at(day),
    )
    _write(cast, meeting, "Nästa möte", "<p>Tiden bestäms senare.</p>")
    freeze_protocol(protocol=own_protocol(meeting), by=cast.secretary, at=_at(day, 15))


def write_consultation(cast: Cast, day: date) -> None:
    """Headings without numbers, participants in two columns."""
    meeting = _planned(cast, day, place="På distans", title="Minnesanteckningar från medlemssamråd")
    for name, organisation in CONSULTED:
        _guest(cast, meeting, name, organisation)
    set_all_present(meeting=meeting, by=cast.secretary, at=_at(day))
    _write(
        cast,
        meeting,
        "Budget för nästa år",
        "<p>Medlemmarna får ta del av styrelsens förslag till budget.</p>",
    )
    _write(
        cast, meeting, "Medlemmarnas synpunkter", "<p>Medlemmarna vill se fler insatser för unga vuxna.</p>"
    )
    freeze_protocol(protocol=own_protocol(meeting), by=cast.secretary, at=_at(day, 15))


def _planned(cast: Cast, day: date, *, place: str, title: str) -> Meeting:
    meeting = create_meeting(
        body=cast.body, date=day, start=time(13), place=place, by=cast.secretary, at=_at(day, 8)
    )
    return edit_meeting(
        meeting=meeting, title=title, end=time(15), publish=True, by=cast.secretary, at=_at(day, 8)
    )


def _guest(cast: Cast, meeting: Meeting, name: str, organisation: str, *, here: bool = True) -> None:
    add_guest(
        meeting=meeting,
        name=name,
        organisation=organisation,
        presence=Attendee.Presence.ON_SITE if here else Attendee.Presence.ABSENT,
        by=cast.secretary,
        at=_at(meeting.date),
    )


def _write(cast: Cast, meeting: Meeting, heading: str, text: str) -> None:
    add_paragraph(
        meeting=meeting,
        kind=ParagraphKind.INFORMATION,
        heading=heading,
        text=text,
        by=cast.secretary,
        at=_at(meeting.date),
    )


def _at(day: date, hour: int = 13) -> datetime:
    return datetime.combine(day, time(hour), STOCKHOLM)
