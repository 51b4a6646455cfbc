"""A protocol of each kind that boards write, for made-up associations. Nobody here is real, nor is any sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from meetings.actions.attending import choose_verifiers, set_all_present, set_presence
from meetings.actions.deciding import defer
from meetings.actions.dissenting import add_reservation
from meetings.actions.drafting import add_decision, add_paragraph, add_sub_item
from meetings.actions.planning import create_meeting, edit_meeting
from meetings.actions.proposing import add_proposal
from meetings.actions.voting import vote_openly
from meetings.models import (
    Attendee,
    Body,
    BodyYear,
    DocumentRow,
    Mandate,
    Meeting,
    Paragraph,
    Party,
    Person,
    Protocol,
    Seat,
)
from meetings.querysets import own_protocol
from tests.worlds.boards import ELECTED, Board, at, make_board, make_person

LOREM = (
    "Förbundschefen berättar hur insatserna har gått sedan sist, vilka deltagare som har kommit vidare till arbete "
    "eller studier och vad samarbetet mellan parterna har gett. Styrelsen ställer frågor om väntetider och om hur "
    "uppföljningen görs. "
)


@dataclass
class Written:
    """A meeting whose protocol is ready to be frozen, and who keeps the minutes."""

    meeting: Meeting
    by: Person

    @property
    def protocol(self) -> Protocol:
        return own_protocol(self.meeting)

    def of(self, name: str) -> Attendee:
        found = [one for one in self.meeting.attendees.select_related("person") if one.display_name == name]
        return found[0]

    def write(self, heading: str, text: str = "", *decisions: str, kind: str = "information") -> Paragraph:
        html = f"<p>{text}</p>" if text else ""
        return add_paragraph(
            meeting=self.meeting,
            heading=heading,
            text=html,
            decisions=decisions,
            kind=kind,
            by=self.by,
            at=at(self.meeting.date),
        )

    def edit(self, **changes: object) -> None:
        self.meeting = edit_meeting(meeting=self.meeting, by=self.by, at=at(self.meeting.date), **changes)


def yearly_board() -> Written:
    """§ 37–45 of a year, a header in the board's own words, a vote, a reservation, a sub-item put off."""
    board = make_board(slug="almvik", title_position="before")
    board.association.storage_place = "Förbundets kansli i Almvik"
    board.association.save()
    BodyYear.objects.create(body=board.body, year=2024, first_paragraph=37)
    show_rows(
        board.body,
        {
            "place_time": "Plats och tid",
            "deciding": "Beslutande",
            "others": "Övriga deltagare",
            "verification_place_time": "Tid för justering",
            "secretary": "Sekreterare",
            "paragraphs": "Paragrafer",
            "chair": "Ordförande",
            "verifiers": "Justerande",
            "proof": "BEVIS",
            "instance": "Instans",
            "date": "Sammanträdesdatum",
            "notice": "Anslaget sätts upp",
            "storage": "Förvaringsplats för protokollet",
            "signature": "Underskrift",
        },
    )
    written = _held(board, date(2024, 5, 30), "Kommunhuset, rum Eken")
    written.edit(verification_plan="Digital justering vecka 24", publish=True)
    written.write("Mötet öppnas", "Ordföranden hälsar alla välkomna.", kind="formality")
    written.write("Närvaro", "Närvaron antecknas.", kind="formality")
    written.write("Val av justerare", "", "att utse Henrik Brolin att justera.", kind="election")
    written.write("Förra protokollet", "Protokollet gås igenom.", "att lägga protokollet till handlingarna.")
    _informed(written)
    written.write("Besök från länsstyrelsen", "Besökaren berättar om det regionala uppdraget.")
    _voted(written)
    _other_matters(written)
    written.write("Mötet avslutas", "Ordföranden tackar för i dag.", kind="formality")
    return written


def _informed(written: Written) -> None:
    paragraph = written.write("Information", "", "att ha tagit del av informationen.")
    by, moment = written.by, at(written.meeting.date)
    add_sub_item(paragraph=paragraph, heading="Ekonomi", text=f"<p>{LOREM}</p>", by=by, at=moment)
    item = add_sub_item(paragraph=paragraph, heading="Rapport från dialogmötet", by=by, at=moment)
    defer(row=item, kind="postponed", to="ett senare sammanträde", by=by, at=moment)


def _voted(written: Written) -> None:
    paragraph = written.write(
        "Medverkan i en studie", LOREM, "att säga ja till att medverka i studien.", kind="decision"
    )
    by, moment = written.by, at(written.meeting.date)
    chair, dissenter = written.of("Astrid Norling"), written.of("Petra Sandell")
    add_proposal(paragraph=paragraph, movers=[chair], text="bifall till förslaget", by=by, at=moment)
    add_proposal(paragraph=paragraph, movers=[dissenter], text="avslag", by=by, at=moment)
    voters = [
        written.of(name) for name in ("Astrid Norling", "Henrik Brolin", "Petra Sandell", "Mona Edvinsson")
    ]
    vote_openly(
        paragraph=paragraph,
        choices={one: "no" if one == dissenter else "yes" for one in voters},
        yes_means="bifall till förslaget",
        no_means="avslag",
        by=by,
        at=moment,
    )
    reservation = add_reservation(
        paragraph=paragraph,
        attendee=dissenter,
        lead="Petra Sandell reserverar sig för Försäkringskassans räkning mot beslutet enligt följande",
        by=by,
        at=moment,
    )
    reservation.text = "<p>Studien är värdefull men <em>kan inte betalas av förbundets medel</em>.</p>"
    reservation.save()


def _other_matters(written: Written) -> None:
    paragraph = written.write("Övriga frågor")
    by, moment = written.by, at(written.meeting.date)
    item = add_sub_item(
        paragraph=paragraph, heading="Remiss om ny lag", text="<p>Svar lämnas i juli.</p>", by=by, at=moment
    )
    add_decision(
        paragraph=paragraph,
        sub_item=item,
        text="att uppdra åt förbundschefen att skriva ett förslag till svar.",
        by=by,
        at=moment,
    )


def numbered_board() -> Written:
    """«# 1 – 2021», § from 1 at each meeting, attendance divided by distance, prose, lines at the foot on paper."""
    board = make_board(
        slug="bergsjo",
        series=Body.Series.MEETING,
        document_title="Protokoll",
        shows_meeting_number=True,
        meeting_number_pattern="# {nr} – {år}",
        remote_label="Deltog digitalt",
        decision_tag="BESLUTSÄRENDE",
        decision_heading="",
        decision_style=Body.DecisionStyle.PROSE,
        foot_lines=True,
    )
    _fifth_member(board)
    show_rows(
        board.body,
        {
            "place_time": "Plats och tid",
            "deciding": "Beslutande",
            "others": "Övriga deltagande",
            "verifiers": "Utses att justera",
            "signature": "Underskrifter",
            "paragraphs": "Paragrafer",
        },
    )
    day = date(2021, 2, 9)
    Mandate.objects.update(first_day=date(2019, 1, 1))
    board.body.offices.update(first_day=date(2019, 1, 1))
    written = _held(board, day, "Förbundets lokaler", deputy="remote")
    for person in (board.member, board.other_member):
        set_presence(attendee=written.of(person.name), presence="remote", by=written.by, at=at(day))
    written.write("Mötet öppnas", "Ordföranden öppnar mötet.", kind="formality")
    written.write("Dagordning", "Dagordningen godkänns.", kind="formality")
    written.write("Val av justerare", "Henrik Brolin utses att justera.", kind="formality")
    written.write("Förra protokollet", "Protokollet läggs till handlingarna.", kind="formality")
    for heading in ("Ekonomi", "Gemensamma insatser", "Individinriktade insatser", "Projekt"):
        written.write(heading, "</p><p>".join([LOREM * 3] * 4))
    written.write(
        "Årsredovisning", LOREM, "Styrelsen beslutade att godkänna årsredovisningen.", kind="decision"
    )
    written.write("Inkommande skrivelser", LOREM)
    written.write("Jämställdhet", LOREM * 3)
    written.write("Övriga ärenden", "Inga övriga ärenden.")
    written.meeting.closing = "<p>Mötet avslutas.</p><p>Nästa möte 12 april kl. 9.00–12.00</p>"
    written.meeting.save()
    return written


def _fifth_member(board: Board) -> None:
    party = Party.objects.create(
        association=board.association,
        kind="municipality",
        name="Bergsjö kommun",
        code="BGS",
        board_email="a@b.example",
    )
    seat = Seat.objects.create(body=board.body, party=party, number=5)
    person = make_person("Sten", "Åkerblom")
    person.associations.add(board.association)
    Mandate.objects.create(body=board.body, seat=seat, person=person, kind="member", first_day=ELECTED)


def _held(board: Board, day: date, place: str, *, deputy: str = "on_site") -> Written:
    """Everyone in place, the verifier chosen; the deputy listens."""
    meeting = create_meeting(
        body=board.body, date=day, start=time(8, 30), place=place, by=board.secretary, at=at(day, 7)
    )
    written = Written(meeting, board.secretary)
    listener = meeting.attendees.get(person=board.deputy)
    set_presence(attendee=listener, presence=deputy, by=written.by, at=at(day))
    set_all_present(meeting=meeting, by=written.by, at=at(day))
    choose_verifiers(meeting=meeting, verifiers=[board.verifier], by=written.by, at=at(day))
    written.edit(end=time(11, 0))
    return written


def show_rows(body: Body, labels: Mapping[str, str], *, shown: bool = True) -> None:
    for position, (key, label) in enumerate(labels.items(), start=1):
        DocumentRow.objects.create(body=body, key=key, label=label, position=position, shown=shown)
