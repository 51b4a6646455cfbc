"""A year of the demo: three finished meetings, one out for verification, one draft and one to come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from django.db import transaction

from meetings.actions import attending, drafting, pausing, planning
from meetings.actions.announcing import announce_meeting
from meetings.actions.attaching import add_attachment, edit_attachment
from meetings.actions.deciding import decide_as_prepared
from meetings.actions.freezing import freeze_protocol
from meetings.actions.noticing import register_down, register_up
from meetings.actions.signing import HowSigned, sign_protocol, waiting_signatories
from meetings.actions.summarising import summarise_due
from meetings.demo import happenings, texts
from meetings.demo.addition import Addition, Scene
from meetings.demo.associations import Cast, make_consultation, make_group, make_large, make_small
from meetings.demo.days import meeting_day
from meetings.demo.fees import pay_fees
from meetings.demo.notes import write_consultation, write_group
from meetings.demo.papers import paper
from meetings.demo.seals import give_seal
from meetings.models import Association, Attendee, Meeting, Paragraph, Person, Posting, ProtocolVersion
from meetings.querysets import own_protocol
from meetings.rules.deadlines import earliest_removal
from meetings.rules.first_wordings import AGENDA
from meetings.rules.public_meeting import fixes_budget
from meetings.swedish import STOCKHOLM

STEPS = 8
SIGNED_BY = HowSigned("Lösenord", "127.0.0.1", "seed_demo")


@transaction.atomic
def seed(*, today: date, addition: Addition, tell: Callable[[str], object]) -> None:
    """Make both associations, unless they are there. Days are counted back from `today`, on Thursdays.

    `addition` adds what another app has to say; `tell` is given a line before each of the STEPS.
    """
    number = count(1)

    def begin(what: str) -> None:
        tell(f"Demo {next(number)} av {STEPS}: {what}")

    if Association.objects.filter(slug="exempelvik").exists():
        return
    days = [meeting_day(today - timedelta(days=back)) for back in (290, 190, 34, 10, 3)]
    winter, spring, autumn, out, draft = days
    elected = date(winter.year - 1, 1, 1)
    years = {day.year for day in [*days, today]} | {today.year + 1}
    begin("förbund, personer och vinterns sammanträde")
    cast = make_large(elected, years)
    give_seal(cast.association, by=cast.secretary, at=_at(elected, 8))
    group = make_group(cast, years)
    addition.begin(cast, group, today)
    stage = _Stage(cast, addition)
    _finish(
        cast,
        stage.hold(Scene.WINTER, winter, texts.WINTER, next_on=spring, happens=happenings.elect_next_chairs),
    )
    begin("vårens sammanträden")
    write_group(group, spring - timedelta(days=20))
    write_consultation(make_consultation(cast, years), spring - timedelta(days=6))
    meeting = stage.hold(
        Scene.SPRING, spring, texts.SPRING, next_on=autumn, deputy=True, happens=happenings.one_is_late
    )
    _finish(cast, meeting)
    happenings.send_the_protocol(cast, meeting, _at(spring + timedelta(days=12), 10))
    begin("höstens sammanträde")
    _finish(
        cast,
        stage.hold(Scene.AUTUMN, autumn, texts.AUTUMN, next_on=out, happens=happenings.verify_one_at_once),
        verified_after=20,
        all_boards=False,
    )
    begin("ett protokoll ute för justering")
    version = _freeze(
        cast,
        stage.hold(Scene.OUT, out, texts.OUT, next_on=draft, happens=happenings.vote_and_reserve),
        out + timedelta(days=4),
    )
    _sign(version, cast, [cast.secretary], out + timedelta(days=4))
    begin("ett utkast")
    meeting = _planned(cast, draft)
    addition.fill_agenda(Scene.DRAFT, meeting)
    happenings.take_up_what_waits(cast, meeting)
    _write(cast, meeting, texts.DRAFT, end=False)
    begin("ett sammanträde som är kallat")
    _summon(cast, meeting_day(today + timedelta(days=26)), today)
    begin("ansökningar om medel")
    addition.finish()
    begin("det lilla förbundet")
    small = make_small(elected, years)
    give_seal(small.association, by=small.secretary, at=_at(elected, 8))
    stage = _Stage(small, Addition())
    _finish(small, stage.hold(Scene.SPRING, spring - timedelta(days=7), texts.SMALL, next_on=autumn))
    summarise_due(at=_at(today, 3))
    happenings.report_tasks(cast, before=autumn)
    held = Meeting.objects.select_related("body__association").filter(body=cast.body)
    pay_fees(cast, elected, held.get(date=spring), held.get(date=autumn))


def _summon(cast: Cast, day: date, today: date) -> None:
    """A meeting to come, with some answers: one cannot come, and the first of the deputies is asked."""
    meeting = planning.create_meeting(
        body=cast.body,
        date=day,
        start=time(8, 30),
        place="Stadshuset, sammanträdesrum Sälen",
        by=cast.secretary,
        at=_at(today - timedelta(days=3), 9),
    )
    happenings.bring_papers(cast, meeting, _at(today - timedelta(days=3), 9))
    happenings.bring_matters(cast, meeting, _at(today - timedelta(days=3), 10))
    meeting = planning.pass_meeting_to(
        meeting=meeting, state=Meeting.State.SUMMONED, by=cast.secretary, at=_at(today - timedelta(days=2), 9)
    )
    happenings.answer_the_summons(cast, meeting, _at(today - timedelta(days=1), 9))


def _nothing(cast: Cast, meeting: Meeting) -> None:
    """A meeting where all goes as prepared."""


@dataclass(frozen=True)
class _Stage:
    """Where one association's meetings are held."""

    cast: Cast
    addition: Addition

    def hold(
        self,
        scene: Scene,
        day: date,
        items: tuple[texts.Item, ...],
        *,
        next_on: date,
        deputy: bool = False,
        happens: Callable[[Cast, Meeting], None] = _nothing,
    ) -> Meeting:
        """Everything before the freeze; `happens` is what is out of the ordinary."""
        cast, by = self.cast, self.cast.secretary
        meeting = _planned(cast, day)
        moment = _at(day, 8)
        if deputy and cast.absent and cast.deputy:
            _let_deputy_serve(cast, meeting, moment)
        unsaid = meeting.attendees.filter(kind=Attendee.Kind.DEPUTY, presence=Attendee.Presence.UNSET)
        for row in unsaid.order_by("id"):
            attending.set_presence(attendee=row, presence=Attendee.Presence.ABSENT, by=by, at=moment)
        attending.set_all_present(meeting=meeting, by=by, at=moment)
        self.addition.fill_agenda(scene, meeting)
        _write(cast, meeting, items)
        verifier = cast.verifier if meeting.chair != cast.verifier else cast.deputy
        if verifier:
            attending.choose_verifiers(meeting=meeting, verifiers=[verifier], by=by, at=moment)
        is_public = _fixes_budget(meeting)
        planning.edit_meeting(
            meeting=meeting, by=by, at=moment, next_meeting=next_on, publish=True, is_public=is_public
        )
        if is_public:
            _announce(cast, meeting)
        meeting = pausing.open_meeting(meeting=meeting, by=by, at=moment)
        happens(cast, meeting)
        self.addition.happen(scene, meeting)
        _decide_the_rest(meeting, by)
        happenings.give_tasks(meeting, by, _at(day, 10))
        return pausing.close_meeting(meeting=meeting, end=time(11, 0), by=by, at=_at(day, 11))


def _fixes_budget(meeting: Meeting) -> bool:
    rows = meeting.paragraphs.filter(removed_at__isnull=True).prefetch_related("decisions")
    return any(fixes_budget(row.heading, [one.text for one in row.decisions.all()]) for row in rows)


def _announce(cast: Cast, meeting: Meeting) -> None:
    """Two weeks before, with the budget that is proposed."""
    proposal = meeting.attachments.filter(name__icontains="budget").first()
    at = _at(meeting.date - timedelta(days=14), 9)
    announce_meeting(meeting=meeting, proposal=proposal, by=cast.secretary, at=at)


def _decide_the_rest(meeting: Meeting, by: Person) -> None:
    handled = meeting.paragraphs.filter(removed_at__isnull=True, not_handled=False)
    for paragraph in handled.order_by("position"):
        decided = paragraph.deferral or paragraph.decisions.filter(is_prepared=False).exists()
        if paragraph.decisions.exists() and not decided:
            decide_as_prepared(paragraph=paragraph, by=by, at=_at(meeting.date, 10))


def _planned(cast: Cast, day: date) -> Meeting:
    first = not Meeting.objects.filter(body=cast.body).exists()
    meeting = planning.create_meeting(
        body=cast.body,
        date=day,
        start=time(8, 30),
        place="Stadshuset, sammanträdesrum Sälen",
        by=cast.secretary,
        at=_at(day - timedelta(days=10), 9),
    )
    if first:  # there is no earlier protocol to file
        paragraph = meeting.paragraphs.get(heading=AGENDA[-1][1])
        drafting.remove_paragraph(paragraph=paragraph, by=cast.secretary, at=_at(day, 8))
    return meeting


def _let_deputy_serve(cast: Cast, meeting: Meeting, moment: datetime) -> None:
    """The chair is away: the vice chair leads and the deputy serves."""
    member = meeting.attendees.get(person=cast.absent)
    deputy = meeting.attendees.get(person=cast.deputy)
    attending.set_presence(attendee=member, presence=Attendee.Presence.ABSENT, by=cast.secretary, at=moment)
    attending.set_presence(attendee=deputy, presence=Attendee.Presence.REMOTE, by=cast.secretary, at=moment)
    member.refresh_from_db()
    seat = member.mandate.seat if member.mandate else None
    attending.set_serving(deputy=deputy, seat=seat, by=cast.secretary, at=moment)
    planning.edit_meeting(
        meeting=meeting, by=cast.secretary, at=moment, chair=cast.verifier, mode=Meeting.Mode.HYBRID
    )
    meeting.refresh_from_db()


def _write(cast: Cast, meeting: Meeting, items: tuple[texts.Item, ...], *, end: bool = True) -> None:
    moment = _at(meeting.date, 10)
    by = cast.secretary
    for item in (*items, texts.END) if end else items:
        paragraph = drafting.add_paragraph(
            meeting=meeting,
            by=by,
            at=moment,
            kind=item.kind,
            heading=item.heading,
            text=item.text,
        )
        for sentence in item.decisions:
            drafting.add_decision(paragraph=paragraph, text=sentence, is_prepared=True, by=by, at=moment)
        for heading, text in item.sub_items:
            drafting.add_sub_item(paragraph=paragraph, by=by, at=moment, heading=heading, text=text)
        for name in item.attachments:
            _attach(cast, paragraph, name, moment)


def _attach(cast: Cast, paragraph: Paragraph, name: str, moment: datetime) -> None:
    attachment = add_attachment(
        paragraph=paragraph,
        file_name=f"{name}.pdf",
        data=paper(name, created=moment),
        by=cast.secretary,
        at=moment,
    )
    edit_attachment(attachment=attachment, publish=True, by=cast.secretary, at=moment)
    paragraph.text = paragraph.text.replace(
        "</p>", f' <span data-attachment="{attachment.public_id}"></span></p>', 1
    )
    paragraph.save(update_fields=["text"])


def _freeze(cast: Cast, meeting: Meeting, day: date) -> ProtocolVersion:
    return freeze_protocol(protocol=own_protocol(meeting), by=cast.secretary, at=_at(day, 9))


def _sign(version: ProtocolVersion, cast: Cast, people: list, day: date) -> None:  # type: ignore[type-arg]
    for index, person in enumerate(people):
        sign_protocol(version=version, by=person, at=_at(day, 10 + index, 12), how=SIGNED_BY)


def _finish(cast: Cast, meeting: Meeting, *, verified_after: int = 11, all_boards: bool = True) -> None:
    day = meeting.date + timedelta(days=verified_after)
    version = _freeze(cast, meeting, meeting.date + timedelta(days=5))
    people = [one.person for one in waiting_signatories(version)]
    _sign(version, cast, people, day)
    for index, posting in enumerate(
        Posting.objects.filter(notice__protocol__meeting=meeting, mandatory=True)
    ):
        if not all_boards and index:
            continue
        up = day + timedelta(days=1)
        register_up(posting=posting, day=up, name="Registrator", at=_at(up, 9))
        if all_boards:
            down = earliest_removal(up) + timedelta(days=1)
            register_down(posting=posting, day=down, name="Registrator", at=_at(down, 9))


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), STOCKHOLM)
