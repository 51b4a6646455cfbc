"""A case onto an agenda: a § with background, proposed decisions and papers, written once and taken from the case."""

from dataclasses import fields
from datetime import date, datetime

from django.db import transaction

from funding.actions.matters import (
    WITH_LAST_DAY,
    Matter,
    Terms,
    changing_matter,
    granting_matter,
    refuse_amounts,
    refuse_change,
    refuse_granting_nothing,
    refuse_other_sum,
    sentence_of,
)
from funding.actions.measuring import refuse_outside
from funding.actions.memos import Amounts, prefilled
from funding.actions.stepping import add_event, lock_case, take_step
from funding.documents.application import render_application
from funding.models import Application, Measure, PlacedAmount, Placement
from funding.reads.placements import agenda_in_words, figures_in_words, open_placement
from funding.rules import memo as rules
from funding.workflow import State
from meetings.actions.attaching import add_attachment
from meetings.actions.drafting import add_decision, add_paragraph, remove_paragraph
from meetings.actions.locking import lock_draft
from meetings.actions.recording import record, record_deletion
from meetings.actions.withholding import carry_marks
from meetings.errors import RuleViolation
from meetings.models import Body, Meeting, Paragraph, Person
from meetings.paper.storage import stored_bytes
from meetings.reads.deferred import deferred_for

Kind = Placement.Kind
TAKES_UP = (Meeting.State.PLANNED, Meeting.State.SUMMONED, Meeting.State.OPEN)


@transaction.atomic
def place_case(
    *,
    application: Application,
    meeting: Meeting,
    amounts: Amounts,
    by: Person,
    at: datetime,
    kind: Kind = Kind.GRANT,
    conditions: str = "",
    proposal: str = "",
    terms: Terms | None = None,
    content: str = "",
) -> Placement:
    """The § comes after the agenda's decisions, with the memo's text and proposals, the application and its papers.

    Its sentence says the amounts; `terms` are those of the memo when nothing else is said. Raises RuleViolation when
    the meeting takes nothing up, when the case cannot be there now, when it already stands on an agenda that has not
    been decided, when a board is not told what kind of measure it is, and when the proposal says another sum.
    """
    # The meeting first and the case second, as when a protocol is verified: else each could wait for the other.
    meeting = lock_draft(meeting)
    case = lock_case(application)
    if meeting.body.association_id != case.association_id or meeting.state not in TAKES_UP:
        raise RuleViolation("Välj ett planerat sammanträde.", field="meeting")
    if open_placement(case):
        raise RuleViolation("Ärendet står redan på en dagordning.")
    said = {"conditions": conditions, "proposal": proposal}
    if kind == Kind.GRANT:
        matter = granting_matter(case, meeting.body, prefilled(case), amounts, terms, **said)
    else:
        matter = changing_matter(case, meeting.body, kind, amounts, terms, content=content, **said)
    if meeting.body.kind != Body.Kind.PREPARATORY_GROUP:
        refuse_other_sum(matter.lines, amounts)
    placement = _write(case, meeting, matter, kind, by=by, at=at)
    _set_amounts(placement, amounts)
    move_to_agenda(case, placement, by=by, at=at)
    application.refresh_from_db()
    return placement


def _write(
    case: Application, meeting: Meeting, matter: Matter, kind: Kind, *, by: Person, at: datetime
) -> Placement:
    """The § with its papers, and the place of the case in it."""
    paragraph = _add_paragraph(case, meeting, matter, by=by, at=at)
    if kind == Kind.GRANT:
        attach_application(case, paragraph, by=by, at=at)
    placement = Placement(
        application=case,
        paragraph=paragraph,
        kind=kind,
        conditions=matter.conditions,
        content=matter.content,
        placed_at=at,
        placed_by=by,
        **{one.name: getattr(matter.terms, one.name) for one in fields(Terms)},
    )
    record(placement, by=by, at=at)
    return placement


@transaction.atomic
def change_placement(
    *,
    placement: Placement,
    amounts: Amounts,
    conditions: str,
    by: Person,
    at: datetime,
    wording_reason: str = "",
    last_day: date | None = None,
    seen: str | None = None,
) -> None:
    """Changes amounts, conditions and new last day of the § as the board wants them; the sentence made of them follows.

    `wording_reason` is why the protocol's own words hold instead («Protokollets lydelse gäller»): then another person
    enters the figures once it is verified. `seen` is what the form was filled in from (figures_in_words). Raises
    RuleViolation once the protocol is out for verification, and when a colleague has changed what was seen.
    """
    lock_draft(placement.paragraph.meeting)
    case = lock_case(placement.application)
    held = figures_in_words(Placement.objects.get(pk=placement.pk))
    if seen is not None and seen != held:
        raise RuleViolation(f"En kollega har ändrat uppgifterna. Nu gäller {held}. Jämför och spara igen.")
    kind, before = Kind(placement.kind), [(one.year, one.amount) for one in placement.amounts.all()]
    refuse_amounts(kind, amounts)
    if kind == Kind.GRANT:
        refuse_outside(amounts, placement.first_day or case.first_day, placement.last_day or case.last_day)
    else:
        refuse_change(Measure.objects.get(application=case), kind, amounts, last_day)
    if wording_reason.strip() and last_day:
        raise RuleViolation(
            "Slutdagen och beloppen följer uppgifterna. Ändra dem så att de är de som paragrafen säger.",
            field="wording_reason",
        )
    made = sentence_of(kind, name=case.name, amounts=before, last_day=placement.last_day)
    now = sentence_of(kind, name=case.name, amounts=amounts, last_day=last_day)
    for row in placement.paragraph.decisions.all():
        [text] = rules.reworded([row.text], made=made, now=now)
        if text != row.text:
            if kind == Kind.GRANT:
                refuse_granting_nothing([text], case.name, amounts)
            row.text = text
            record(row, by=by, at=at, fields=["text"])
    if kind in WITH_LAST_DAY:
        placement.last_day = last_day
    placement.conditions, placement.wording_reason = conditions, wording_reason.strip()
    placement.wording_by = by if placement.wording_reason else None
    record(placement, by=by, at=at, fields=["conditions", "wording_reason", "wording_by", "last_day"])
    placement.amounts.all().delete()
    _set_amounts(placement, amounts)
    add_event(
        case, by=by, at=at, what="Belopp eller villkor i ärendet på dagordningen ändrades.", is_internal=True
    )


@transaction.atomic
def unplace_case(*, placement: Placement, reason: str, by: Person, at: datetime) -> None:
    """Takes the case off the agenda, for a reason: its § is removed and the chancellery prepares on.

    Raises RuleViolation without a reason, and once the protocol is out for verification.
    """
    lock_draft(placement.paragraph.meeting)
    case = lock_case(placement.application)
    if not reason.strip():
        raise RuleViolation("Skriv varför ärendet tas bort.", field="reason")
    if case.decisions.filter(paragraph=placement.paragraph).exists():
        raise RuleViolation("Paragrafen är beslutad.")
    what = f"Ärendet togs bort från {agenda_in_words(placement)}. Skäl: {reason.strip()}"[:500]
    paragraph = placement.paragraph
    # The place first: a § that is a case's is removed by nobody else (keep_case_of).
    record_deletion(placement, by=by, at=at)
    remove_paragraph(paragraph=paragraph, by=by, at=at)
    if case.status in (State.ON_AGENDA, State.AT_PREPARATORY_GROUP):
        take_step(case, State.PREPARING, by=by, at=at, what=what)
    else:
        add_event(case, by=by, at=at, what=what)


def keep_case_of(paragraph: Paragraph) -> None:
    """Called before a § is removed. Raises RuleViolation for one that is a case's before a board."""
    placement = Placement.objects.filter(paragraph=paragraph).select_related("application").first()
    if placement and paragraph.meeting.body.kind != Body.Kind.PREPARATORY_GROUP:
        case = placement.application
        raise RuleViolation(
            f"Paragrafen är ärendet {case.registry_number} {case.name}. Ta bort det från dagordningen på ärendets "
            "sida: då sägs varför, och ärendet går tillbaka till beredning."
        )


def _add_paragraph(
    case: Application, meeting: Meeting, matter: Matter, *, by: Person, at: datetime
) -> Paragraph:
    """The case's § in the meeting, with its proposed att-satser."""
    paragraph = add_paragraph(
        meeting=meeting, heading=matter.heading, text=matter.text, after=_last_decision(meeting), by=by, at=at
    )
    paragraph.registry_number, paragraph.origin = case.registry_number, _put_off(case, meeting)
    record(paragraph, by=by, at=at, fields=["registry_number", "origin"])
    for line in filter(None, map(str.strip, matter.lines)):
        add_decision(paragraph=paragraph, text=line, is_prepared=True, by=by, at=at)
    if paragraph.origin:
        carry_marks(paragraph.origin, paragraph, by=by, at=at)
    return paragraph


def attach_application(case: Application, paragraph: Paragraph, *, by: Person, at: datetime) -> None:
    """Attaches the latest version, with contacts and bank details masked, and then the applicant's papers to the §."""
    latest = case.submissions.order_by("number").last()
    if latest is None:
        return
    rendered = render_application(
        # The § is published with its protocol, and so is this.
        latest.content.public(),
        registry_number=case.registry_number,
        number=latest.number,
        at=latest.at,
        with_papers=False,
    )
    name = f"Ansökan {case.name}"
    add_attachment(paragraph=paragraph, file_name="ansokan.pdf", data=rendered.pdf, name=name, by=by, at=at)
    for paper in case.papers.select_related("file"):
        data = stored_bytes(paper.file.sha256)
        add_attachment(
            paragraph=paragraph, file_name=paper.file_name, data=data, name=paper.name, by=by, at=at
        )


def _set_amounts(placement: Placement, amounts: Amounts) -> None:
    for year, amount in amounts:
        if amount:
            PlacedAmount.objects.create(placement=placement, year=year, amount=amount)


def move_to_agenda(case: Application, placement: Placement, *, by: Person, at: datetime) -> None:
    """Moves the case to the state that the agenda gives it.

    A case that has the state already, or whose measure is running, keeps it: the agenda is then only a line on the
    time line.
    """
    meeting = placement.paragraph.meeting
    group = meeting.body.kind == Body.Kind.PREPARATORY_GROUP
    to = State.AT_PREPARATORY_GROUP if group else State.ON_AGENDA
    if placement.kind != Kind.GRANT or case.status == to:
        add_event(case, by=by, at=at, what=agenda_of(placement))
    else:
        take_step(case, to, by=by, at=at, what=agenda_of(placement))


def agenda_of(placement: Placement) -> str:
    """What the time line says of it: «Ärendet sattes på dagordningen för förbundsstyrelsen den 30 maj 2024.»"""
    return f"Ärendet sattes på {agenda_in_words(placement)}."


def _last_decision(meeting: Meeting) -> Paragraph | None:
    """The § that the new one comes after: what is only told, and the end, stand after it; during the meeting it is the
    last of all.
    """
    if meeting.state == Meeting.State.OPEN:
        return None
    decided = meeting.paragraphs.filter(
        removed_at__isnull=True, kind__in=[Paragraph.Kind.DECISION, Paragraph.Kind.ELECTION]
    )
    return decided.order_by("position").last()


def _put_off(case: Application, meeting: Meeting) -> Paragraph | None:
    """The § that put the case off and still waits: the new one continues it."""
    waiting = [one.row for one in deferred_for(meeting.body, before=meeting.date)]
    earlier = case.placements.filter(paragraph__in=[one for one in waiting if isinstance(one, Paragraph)])
    last = earlier.select_related("paragraph").last()
    return last.paragraph if last else None
