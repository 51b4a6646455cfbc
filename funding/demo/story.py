"""The demo's applications in the year of the board: one case in each state, brought there by the actions."""

from datetime import date, time, timedelta
from functools import partial

from funding.actions.opining import record_opinion
from funding.actions.preparing import (
    ask_for_completion,
    prepare,
    send_for_comments,
    send_to_group,
    withdraw,
    write_to_chancellery,
)
from funding.demo import ideas, money
from funding.demo.office import DemoOffice, moment, open_office
from funding.demo.writing import begin, place, prepare_with_memo, ready_for_board, send, write
from funding.models import Application, Measure, Opinion, Placement, Report
from meetings.actions.deciding import defer, reject_prepared
from meetings.actions.drafting import add_paragraph
from meetings.actions.pausing import set_not_handled
from meetings.actions.planning import create_meeting
from meetings.actions.recusing import register_recusal
from meetings.demo.addition import Addition, Scene
from meetings.demo.associations import Cast
from meetings.demo.days import meeting_day
from meetings.models import Body, Deferral, Meeting, Paragraph

DAY = timedelta(days=1)
BUDGET = "Reviderad budget"
STRENGTHENED = "Budgetförstärkning för konferensen Hela vägen"


class Applications(Addition):
    """Puts cases on the agendas, and lets each one go as far as its part in the story."""

    office: DemoOffice

    def begin(self, cast: Cast, group: Cast, today: date) -> None:
        self.office = open_office(cast, group, today)

    def fill_agenda(self, scene: Scene, meeting: Meeting) -> None:
        ready = partial(ready_for_board, self.office, meeting=meeting)
        match scene:
            case Scene.WINTER:
                self._revise_budget(meeting)
                ready(ideas.MAPPED, months=5)
                ready(ideas.SUPPORT, months=7)
            case Scene.SPRING:
                self._with_the_groups_opinion(ideas.SCHEDULE, meeting)
                ready(ideas.PARKS)
            case Scene.AUTUMN:
                for idea in (ideas.LANGUAGE, ideas.MENTORS, ideas.DIGITAL, ideas.REHAB, ideas.PEERS):
                    ready(idea)
            case Scene.DRAFT:
                ready(ideas.STEP)

    def happen(self, scene: Scene, meeting: Meeting) -> None:
        by, at = self.office.officer, moment(meeting.date)
        if scene == Scene.SPRING:
            head = meeting.attendees.select_related("person", "mandate__seat").get(
                person=self.office.cast.people["kommun"]
            )
            section = self._section(ideas.SCHEDULE)
            register_recusal(
                paragraph=section, attendee=head, reason="leder enheten som ansöker", by=by, at=at
            )
            reject_prepared(paragraph=self._section(ideas.PARKS), by=by, at=at)
        elif scene == Scene.AUTUMN:
            reason = "det behöver framgå hur samtycke hämtas in och vem som ansvarar för uppgifterna"
            defer(row=self._section(ideas.DIGITAL), kind=Deferral.REFERRED_BACK, reason=reason, by=by, at=at)
            to = "ett sammanträde när parternas budgetar är klara"
            defer(row=self._section(ideas.REHAB), kind=Deferral.POSTPONED, to=to, by=by, at=at)
            set_not_handled(paragraph=self._section(ideas.PEERS), not_handled=True, by=by, at=at)

    def finish(self) -> None:
        office, today = self.office, self.office.today
        budgeted = _latest(heading__startswith=BUDGET)
        strengthened = _latest(heading=STRENGTHENED)
        year = budgeted.meeting.date.year
        money.plan_budgets(office, year, budgeted.meeting.date - 20 * DAY)
        money.adopt(office, today.year, budgeted, budgeted.meeting.date + 12 * DAY)
        money.own_activities(office, year, budgeted, strengthened)
        closed = self._under_way(ideas.MAPPED)
        money.close(office, closed, closed.reports.get(kind=Report.Kind.FINAL).last_day + 20 * DAY)
        reported = self._under_way(ideas.SUPPORT)
        money.hand_in(office, reported.reports.get(kind=Report.Kind.FINAL), today - 6 * DAY)
        self._under_way(ideas.SCHEDULE)
        money.agree(office, _case(ideas.LANGUAGE), today - 11 * DAY)
        self._still_undecided()

    def _under_way(self, idea: ideas.Idea) -> Measure:
        """A measure that was agreed upon after the board's meeting and has run until lately."""
        case = _case(idea)
        start = case.decisions.get().meeting_date + 16 * DAY
        agreement = money.agree(self.office, case, start)
        measure = money.sign_both(self.office, agreement, start + 4 * DAY)
        money.run(self.office, measure, self.office.today - 20 * DAY)
        return measure

    def _still_undecided(self) -> None:
        """Cases that nobody has decided."""
        self._with_the_group()
        self._out_for_comments()
        self._with_the_applicant()
        self._sent(ideas.STUDIES, 2, in_call=True)
        begin(self.office, ideas.CULTURE, self.office.today - DAY)
        self._withdrawn()

    def _with_the_group(self) -> None:
        """One on the agenda of the group's next meeting, one prepared for the board's."""
        office, today = self.office, self.office.today
        self._plan(office.cast.body, today + 25 * DAY, time(8, 30), "Stadshuset, sammanträdesrum Sälen")
        meeting = self._plan(office.group.body, today + 11 * DAY, time(13), "Folkets hus")
        green = self._sent(ideas.GREEN, 30)
        prepare_with_memo(office, green, today - 20 * DAY)
        send_to_group(application=green, by=office.officer, at=moment(today - 12 * DAY))
        place(office, green, meeting, days_before=(meeting.date - today).days + 2)
        prepare_with_memo(office, self._sent(ideas.THIRTY, 22), today - 9 * DAY)

    def _plan(self, body: Body, day: date, start: time, where: str) -> Meeting:
        return create_meeting(
            body=body,
            date=meeting_day(day),
            start=start,
            place=where,
            by=self.office.officer,
            at=moment(self.office.today, 0),
        )

    def _out_for_comments(self) -> None:
        by, today = self.office.officer, self.office.today
        entrance = self._sent(ideas.ENTRANCE, 40)
        prepare(application=entrance, by=by, at=moment(today - 33 * DAY))
        send_for_comments(
            application=entrance,
            to="medlemmarna",
            due=today + 20 * DAY,
            by=by,
            at=moment(today - 15 * DAY),
        )

    def _with_the_applicant(self) -> None:
        office, today = self.office, self.office.today
        family = self._sent(ideas.FAMILY, 16)
        ask_for_completion(
            application=family,
            text="Beskriv hur barnens perspektiv tas till vara, och lägg till en tidplan för det andra året.",
            due=today + 12 * DAY,
            by=office.officer,
            at=moment(today - 4 * DAY),
            today=today,
        )
        write_to_chancellery(
            application=family,
            text="Vi återkommer i början av nästa vecka.",
            by=office.applicant,
            at=moment(today - 3 * DAY),
        )

    def _withdrawn(self) -> None:
        withdraw(
            application=self._sent(ideas.GARDEN, 60),
            reason="Kommunen startar odlingen i egen regi.",
            by=self.office.applicant,
            at=moment(self.office.today - 50 * DAY),
        )

    def _sent(self, idea: ideas.Idea, days_ago: int, *, in_call: bool = False) -> Application:
        day = self.office.today - days_ago * DAY
        return send(self.office, write(self.office, idea, day - 6 * DAY, in_call=in_call), day)

    def _revise_budget(self, meeting: Meeting) -> None:
        year = meeting.date.year
        add_paragraph(
            meeting=meeting,
            heading=f"{BUDGET} {year}",
            text="<p>Medlemmarna har lämnat besked om sina bidrag. Ramarna anpassas till dem, och överskottet från "
            "föregående år läggs till.</p>",
            decisions=(f"att fastställa den reviderade budgeten för {year}.",),
            by=self.office.officer,
            at=moment(meeting.date - 8 * DAY),
        )

    def _with_the_groups_opinion(self, idea: ideas.Idea, meeting: Meeting) -> None:
        """Advised on by the preparatory group, whose notes say how many were for it."""
        office = self.office
        advised = office.group.body.meetings.get(date__lt=meeting.date)
        case = send(office, write(office, idea, meeting.date - 50 * DAY, months=24), meeting.date - 45 * DAY)
        prepare_with_memo(office, case, meeting.date - 38 * DAY, conditions="Lägesrapport varje halvår.")
        send_to_group(application=case, by=office.officer, at=moment(advised.date - 9 * DAY))
        record_opinion(
            application=case,
            meeting=advised,
            outcome=Opinion.Outcome.SUPPORTED,
            in_favour=5,
            against=1,
            abstaining=1,
            applicants="Två av dem som röstade ja är sökande",
            text="Insatsen skiljer sig från parternas ordinarie verksamhet.",
            by=office.officer,
            at=moment(advised.date + DAY),
        )
        place(office, case, meeting)

    def _section(self, idea: ideas.Idea) -> Paragraph:
        placement = Placement.objects.get(application__name=idea.name)
        return Paragraph.objects.select_related("meeting__body__association").get(pk=placement.paragraph_id)


def _case(idea: ideas.Idea) -> Application:
    return Application.objects.select_related("association").get(name=idea.name)


def _latest(**about: str) -> Paragraph:
    return Paragraph.objects.select_related("meeting").filter(number__isnull=False, **about).latest("pk")
