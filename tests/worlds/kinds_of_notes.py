"""Notes of bodies that only advise, as such bodies write them. Nobody here is real, nor is any sentence."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from meetings.actions.attending import add_guest, set_all_present
from meetings.actions.planning import create_meeting
from meetings.actions.voting import vote_by_hands
from meetings.models import Body
from tests.worlds.boards import Board, at, make_board
from tests.worlds.kinds_of_protocols import LOREM, Written, show_rows

FIRST = ("Alva", "Bo", "Cilla", "Dag", "Ebba", "Folke", "Gerd")
LAST = ("Almgren", "Björk", "Ceder")
ABSENT_NAMES = ("Disa", "Enar", "Frida", "Gösta", "Hanna", "Ivar", "Jenny")


def _people(count: int, *, of: tuple[str, ...] = FIRST) -> list[str]:
    return [f"{first} {last}" for last in LAST for first in of][:count]


def preparatory_group() -> Written:
    """Notes: numbered points, those there and not there as running text, an advisory show of hands."""
    board = make_board(slug="cedervik")
    body = Body.objects.create(
        association=board.association,
        slug="beredning",
        name="Beredningsgruppen",
        kind=Body.Kind.PREPARATORY_GROUP,
        series=Body.Series.MEETING,
        document_title="Minnesanteckningar",
        heading_numbers=Body.HeadingNumbers.NUMBER,
        attendance_layout=Body.AttendanceLayout.RUNNING,
        decision_heading="",
    )
    show_rows(body, {"place_time": "Plats och tid", "secretary": "Sekreterare"}, shown=False)
    written = _noted(board, body, date(2023, 1, 26), "Minnesanteckningar januari")
    _invite(written, _people(19), presence="on_site")
    _invite(written, _people(7, of=ABSENT_NAMES), presence="absent")
    for heading in (
        "Välkomna",
        "Inledning",
        "Från styrelsen",
        "Året som kommer",
        "Samtal i grupper",
        "En app",
    ):
        written.write(heading, LOREM)
    application = written.write("Ansökan Spelrummet", LOREM * 2)
    vote_by_hands(
        paragraph=application,
        yes=4,
        no=9,
        abstaining=7,
        yes_means="att ställa sig bakom ansökan",
        no_means="att inte göra det",
        note="3 av ja-rösterna kommer från sökande parter",
        by=written.by,
        at=at(written.meeting.date),
    )
    for heading in ("Ny ansökan", "Våld i nära relationer", "Resultat", "Övrigt"):
        written.write(heading, LOREM)
    written.write("Nästa möte", "28 februari kl. 9.00–12.00")
    return written


def consultation() -> Written:
    """Notes with headings alone, and those there in two columns."""
    board = make_board(slug="dalsjo")
    body = Body.objects.create(
        association=board.association,
        slug="samrad",
        name="Medlemssamrådet",
        kind=Body.Kind.CONSULTATION,
        series=Body.Series.MEETING,
        document_title="Minnesanteckningar från medlemssamråd",
        heading_numbers=Body.HeadingNumbers.NONE,
        attendance_layout=Body.AttendanceLayout.COLUMNS,
    )
    show_rows(body, {"date": "Sammanträdesdatum", "place_time": "Plats"})
    written = _noted(board, body, date(2021, 9, 10), "")
    organisations = ("Region Vallnäs", "Dalsjö kommun", "Försäkringskassan", "Samordningsförbundet i Dalsjö")
    _invite(written, {name: organisations[at % 4] for at, name in enumerate(_people(14))}, presence="on_site")
    for heading in ("Inledning", "Presentationsrunda", "Frågor till förbunden"):
        written.write(heading, LOREM)
    return written


def _noted(board: Board, body: Body, day: date, title: str) -> Written:
    meeting = create_meeting(
        body=body, date=day, start=time(9), place="Folkets hus", by=board.secretary, at=at(day, 7)
    )
    written = Written(meeting, board.secretary)
    set_all_present(meeting=meeting, by=written.by, at=at(day))
    written.edit(title=title, end=time(12), publish=True)
    return written


def _invite(written: Written, names: Iterable[str] | Mapping[str, str], *, presence: str) -> None:
    organisations = names if isinstance(names, Mapping) else {}
    for name in names:
        add_guest(
            meeting=written.meeting,
            name=name,
            organisation=organisations.get(name, ""),
            presence=presence,
            by=written.by,
            at=at(written.meeting.date),
        )
