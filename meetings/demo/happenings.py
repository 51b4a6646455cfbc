"""What is out of the ordinary in the demo's meetings: votes, jäv, arrivals, an immediate verification."""

from datetime import date, datetime, time, timedelta

from meetings.actions.asking_for_items import ask_for_item
from meetings.actions.attaching import add_attachment
from meetings.actions.deciding import decide_as_prepared, defer
from meetings.actions.deferred import take_up
from meetings.actions.dispatching import dispatch, note_dispatch_posted, send_asked
from meetings.actions.dissenting import add_reservation, add_statement
from meetings.actions.drafting import add_paragraph, edit_decision, edit_paragraph
from meetings.actions.electing import add_election
from meetings.actions.filling import note_to_report
from meetings.actions.following_up import report_assignment
from meetings.actions.freezing import freeze_immediately
from meetings.actions.moving import register_arrival
from meetings.actions.pausing import adjourn
from meetings.actions.proposing import add_proposal, set_propositions, suggested_propositions
from meetings.actions.raising import RaisedWords, raise_item, write_item
from meetings.actions.recusing import set_not_taking_part
from meetings.actions.replying import ask_deputies, reply
from meetings.actions.signing import HowSigned, sign_protocol, waiting_signatories
from meetings.actions.voting import vote_openly
from meetings.actions.writing import digest, save_text
from meetings.demo.associations import Cast
from meetings.demo.papers import paper
from meetings.hooks import Receiver
from meetings.models import Attendee, Decision, Deferral, Meeting, Paragraph, Person, Statement
from meetings.querysets import own_protocol
from meetings.reads.deferred import deferred_for
from meetings.reads.dispatches import suggested
from meetings.rules.replies import ReplyKind
from meetings.swedish import STOCKHOLM, day_of

SIGNED_BY = HowSigned("Lösenord", "127.0.0.1", "seed_demo")


def elect_next_chairs(cast: Cast, meeting: Meeting) -> None:
    """The same chair and vice chair for a new period."""
    paragraph = _paragraph(meeting, "Val av ordförande och vice ordförande")
    first = date(meeting.date.year, 4, 1) if meeting.date.month < 4 else date(meeting.date.year + 1, 4, 1)
    last = date(first.year + 2, 3, 31)
    for office, person in (("chair", cast.chair), ("vice_chair", cast.verifier)):
        add_election(
            paragraph=paragraph,
            office=office,
            person=person,
            first_day=first,
            last_day=last,
            by=cast.secretary,
            at=_at(meeting),
        )


def one_is_late(cast: Cast, meeting: Meeting) -> None:
    """A ledamot comes at the second §."""
    late = _attendee(meeting, cast.people["fk"])
    late.presence = Attendee.Presence.ABSENT
    late.save(update_fields=["presence"])
    second = meeting.paragraphs.get(position=2, removed_at__isnull=True)
    register_arrival(attendee=late, paragraph=second, time=time(8, 40), by=cast.secretary, at=_at(meeting))


def verify_one_at_once(cast: Cast, meeting: Meeting) -> None:
    """A pause, and a § that cannot wait for the ordinary verification."""
    adjourn(meeting=meeting, start=time(9, 45), end=time(10, 0), by=cast.secretary, at=_at(meeting))
    paragraph = _paragraph(meeting, "Budgetförstärkning för konferensen Hela vägen")
    decide_as_prepared(paragraph=paragraph, by=cast.secretary, at=_at(meeting))
    version = freeze_immediately(paragraphs=[paragraph], by=cast.secretary, at=_at(meeting))
    for minute, signatory in enumerate(waiting_signatories(version)):
        sign_protocol(version=version, by=signatory.person, at=_at(meeting, 10, 20 + minute), how=SIGNED_BY)


def vote_and_reserve(cast: Cast, meeting: Meeting) -> None:
    """Three against one with a reservation, an abstention, a note, a correction, and two matters put off."""
    _vote_on_research(cast, meeting)
    _note_and_correct(cast, meeting)
    _put_off(cast, meeting)


def _vote_on_research(cast: Cast, meeting: Meeting) -> None:
    by, moment = cast.secretary, _at(meeting)
    paragraph = _paragraph(meeting, "Deltagande i följeforskning om arbetsmarknadsinkludering")
    chair, vice, dissenter, other = (
        _attendee(meeting, one)
        for one in (cast.chair, cast.verifier, cast.people["fk"], cast.people["kommun"])
    )
    add_proposal(paragraph=paragraph, movers=[chair, other], text="bifall till förslaget", by=by, at=moment)
    add_proposal(paragraph=paragraph, movers=[dissenter], text="avslag", by=by, at=moment)
    lines = suggested_propositions(paragraph, decided="bifall till förslaget")
    set_propositions(paragraph=paragraph, text="\n".join(lines), by=by, at=moment)
    vote_openly(
        paragraph=paragraph,
        choices={chair: "yes", vice: "yes", dissenter: "no", other: "yes"},
        yes_means="bifall till förslaget",
        no_means="avslag",
        decides=True,
        by=by,
        at=moment,
    )
    reservation = add_reservation(
        paragraph=paragraph,
        attendee=dissenter,
        lead="Petra Sandell reserverar sig mot beslutet till förmån för sitt avslagsyrkande och lämnar följande "
        "motivering:",
        by=by,
        at=moment,
    )
    save_text(
        row=reservation,
        field="text",
        value="<p>Forskningen behövs, men förbundets medel ska enligt lagen avse <em>individer i behov av samordnade "
        "insatser</em> och rymmas inom parternas samlade ansvar. En doktorandtjänst gör inte det.</p>",
        base=digest(""),
        by=by,
        at=moment,
    )


def _note_and_correct(cast: Cast, meeting: Meeting) -> None:
    """One member's note to the budget, and a corrected earlier § that another takes no part in."""
    by, moment = cast.secretary, _at(meeting)
    statement = add_statement(
        paragraph=_paragraph(meeting, "Verksamhetsplan och budget"),
        attendee=_attendee(meeting, cast.people["kommun"]),
        kind=Statement.Kind.NOTE,
        by=by,
        at=moment,
    )
    save_text(
        row=statement,
        field="text",
        value="<p>Kommunen vill att planen följs upp redan i maj.</p>",
        base=digest(""),
        by=by,
        at=moment,
    )
    correction = _paragraph(meeting, "Rättelse av protokoll")
    set_not_taking_part(paragraph=correction, attendees=[_attendee(meeting, cast.verifier)], by=by, at=moment)
    corrected = Paragraph.objects.filter(
        meeting__body=meeting.body, heading="Årsredovisning", number__isnull=False
    ).first()
    edit_paragraph(paragraph=correction, corrects=corrected, by=by, at=moment)


def _put_off(cast: Cast, meeting: Meeting) -> None:
    """One matter is sent back, a part of another waits for the next meeting."""
    by, moment = cast.secretary, _at(meeting)
    defer(
        row=_paragraph(meeting, "Ny form för medlemssamråd"),
        kind=Deferral.REFERRED_BACK,
        reason="medlemmarnas synpunkter saknas",
        to="förbundschefen",
        by=by,
        at=moment,
    )
    item = _paragraph(meeting, "Informationsärenden").sub_items.get(heading="Våldsförebyggande arbete")
    defer(row=item, kind=Deferral.POSTPONED, to="nästa sammanträde", by=by, at=moment)


def take_up_what_waits(cast: Cast, meeting: Meeting) -> None:
    """The next agenda begins with what was put off to it."""
    for waiting in deferred_for(meeting.body, before=meeting.date):
        if waiting.to == "nästa sammanträde":
            take_up(meeting=meeting, source=waiting.row, by=cast.secretary, at=_at(meeting))


def bring_papers(cast: Cast, meeting: Meeting, moment: datetime) -> None:
    """A matter with a text and a paper, and two things to be told of."""
    by = cast.secretary
    paragraph = add_paragraph(
        meeting=meeting,
        heading="Ekonomisk uppföljning",
        kind=Paragraph.Kind.INFORMATION,
        text="<p>Utfallet följer budgeten. Förbundschefen redogör för prognosen för helåret.</p>",
        by=by,
        at=moment,
    )
    name = "Uppföljning efter tredje kvartalet"
    add_attachment(
        paragraph=paragraph, file_name=f"{name}.pdf", data=paper(name, created=moment), by=by, at=moment
    )
    day = day_of(moment) - timedelta(days=5)
    for kind, who, subject in (
        ("delegated", "Förbundschefen", "Inköp av utbildningsdag för parternas handläggare"),
        ("received", "Region Vallnäs", "Inbjudan till dialog om samverkan kring unga"),
    ):
        note_to_report(body=cast.body, kind=kind, day=day, who=who, subject=subject, by=by, at=moment)


def answer_the_summons(cast: Cast, meeting: Meeting, moment: datetime) -> None:
    """The chair and the verifier come, one cannot, and a deputy is asked to serve."""
    for person, kind, note in (
        (cast.chair, ReplyKind.COMING, ""),
        (cast.verifier, ReplyKind.COMING, "kommer kl. 9"),
        (cast.people["fk"], ReplyKind.ABSENT, ""),
    ):
        reply(meeting=meeting, person=person, kind=kind, note=note, by=person, at=moment)
    ask_deputies(meeting=meeting, by=cast.secretary, at=moment + timedelta(hours=12))


def bring_matters(cast: Cast, meeting: Meeting, moment: datetime) -> None:
    """A ledamot has raised a matter, and a presenter has sent text and a file; neither is taken in yet."""
    person = cast.verifier
    words = RaisedWords(
        heading="Lokaler för de öppna träffarna",
        text="Fler kommer till träffarna än vad lokalen rymmer.\n\n"
        "Jag vill att styrelsen prövar om de kan hållas på fler platser.",
        proposals="att ge förbundschefen i uppdrag att undersöka var träffarna kan hållas",
    )
    raise_item(
        body=cast.body, meeting=meeting, kind="member", person=person, words=words, by=person, at=moment
    )
    asked = ask_for_item(
        meeting=meeting,
        name="Lova Ekedahl",
        email="lova.ekedahl@konsult.example",
        message="Högst en sida, och gärna de bilder du visar.",
        answer_by=day_of(moment) + timedelta(days=14),
        by=cast.secretary,
        at=moment,
    )
    words = RaisedWords(
        heading="Utvärdering av årets insatser",
        text="Utvärderingen bygger på samtal med deltagare i tre insatser.\n\n"
        "De flesta beskriver att stödet har kommit i rätt tid. Vägen in är otydlig.",
        files=[("Bilder om utvärderingen.pdf", paper("Bilder om utvärderingen", created=moment))],
    )
    write_item(item=asked, words=words, by=None, at=moment + timedelta(hours=5), is_sent=True)


def send_the_protocol(cast: Cast, meeting: Meeting, moment: datetime) -> None:
    """To the members by mail, and on paper to an archive that somebody has posted it to."""
    verification = own_protocol(meeting).verification
    members = [one for one in suggested(verification, day_of(moment)) if one.receiver_as == "medlem"]
    archive = Receiver(None, "Regionarkivet", "arkiv")
    by = cast.secretary
    dispatch(verification=verification, receivers=[*members, archive], by=by, at=moment)
    send_asked(at=moment)
    posted = verification.dispatches.get(receiver=archive.name)
    note_dispatch_posted(dispatch=posted, day=day_of(moment), by=by, at=moment + timedelta(hours=2))


def _paragraph(meeting: Meeting, heading: str) -> Paragraph:
    return Paragraph.objects.select_related("meeting__body__association").get(
        meeting=meeting, heading=heading, removed_at__isnull=True
    )


def _attendee(meeting: Meeting, person: Person) -> Attendee:
    return meeting.attendees.select_related("person", "mandate__seat").get(person=person)


def _at(meeting: Meeting, hour: int = 9, minute: int = 30) -> datetime:
    return datetime.combine(meeting.date, time(hour, minute), STOCKHOLM)


def give_tasks(meeting: Meeting, by: Person, at: datetime) -> None:
    """What is decided for somebody to do is to be done in four weeks: late of the autumn, to come of the latest."""
    decided = Decision.objects.filter(paragraph__meeting=meeting, is_prepared=False, responsible="")
    for one in decided.exclude(paragraph__protocols__number__gt=1).order_by("pk"):
        if "uppdra åt förbundschefen" in one.text:
            due = meeting.date + timedelta(days=28)
            edit_decision(decision=one, responsible="Förbundschefen", due=due, by=by, at=at)


def report_tasks(cast: Cast, *, before: date) -> None:
    """Those of earlier meetings were done some days before their last."""
    for one in cast.body.assignments.filter(paragraph__meeting__date__lt=before).select_related(
        "association"
    ):
        done = datetime.combine((one.due or before) - timedelta(days=5), time(13), STOCKHOLM)
        report_assignment(assignment=one, is_done=True, text="Skickat och klart.", by=cast.secretary, at=done)
