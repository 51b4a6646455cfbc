"""A case onto an agenda: a § with background, proposed decisions and papers, written once and taken from the case."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.html import escape

from funding.actions.memos import Amounts, opinion_of, prefilled
from funding.actions.stepping import add_event, lock_case, take_step
from funding.documents.application import render_application
from funding.models import Application, Measure, PlacedAmount, Placement, Purpose
from funding.reads.placements import agenda_in_words, open_placement
from funding.rules import memo as rules
from funding.workflow import State, refusal
from meetings.actions.attaching import add_attachment
from meetings.actions.drafting import add_decision, add_paragraph, remove_paragraph
from meetings.actions.locking import lock_draft
from meetings.actions.recording import record, record_deletion
from meetings.errors import RuleViolation
from meetings.models import Body, Meeting, Paragraph, Person
from meetings.paper.storage import stored_bytes
from meetings.reads.deferred import deferred_for
from meetings.rules.sums import difference

Kind = Placement.Kind
LESSENING = (Kind.REDUCTION, Kind.EARLY_END)


@dataclass(frozen=True)
class Terms:
    """What a § grants beside the amounts: the fields of a Placement by their names.

    Kind, focus, method and ESF are fixed by the decision; the days are those of the measure.
    """

    measure_kind: str = ""
    focus: str = ""
    method: str = ""
    has_esf: bool = False
    purpose: Purpose | None = None
    first_day: date | None = None
    last_day: date | None = None


def terms_of(application: Application) -> Terms:
    """Those that the case had on its last agenda, or else those of its memo and application."""
    earlier = application.placements.filter(kind=Kind.GRANT).exclude(measure_kind="").last()
    if earlier:
        return Terms(**{one.name: getattr(earlier, one.name) for one in fields(Terms)})
    memo = prefilled(application)
    return Terms(
        measure_kind=memo.kind,
        focus=memo.focus,
        method=memo.method,
        has_esf=memo.has_esf,
        first_day=application.first_day,
        last_day=application.last_day,
    )


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
    _refuse(case, meeting.body, kind, amounts)
    memo, terms = prefilled(case), terms or (terms_of(case) if kind == Kind.GRANT else Terms())
    to_board = meeting.body.kind != Body.Kind.PREPARATORY_GROUP
    if kind == Kind.GRANT and to_board:
        _refuse_untold(case, terms)
    lines = (proposal or memo.proposal).splitlines()
    if kind == Kind.GRANT and not proposal:
        lines = rules.reworded(lines, name=case.name, before=memo.amounts, after=amounts)
    if to_board and (sentence := difference(lines, amounts)):
        raise RuleViolation(
            f"Förslaget till beslut {sentence}. Ändra beloppen här eller förslaget i tjänsteskrivelsen."
        )
    said = opinion_of(case) if to_board else ""
    text = _paragraphs(memo.background, said, memo.assessment) if kind == Kind.GRANT else _paragraphs(content)
    heading = _heading(memo.heading, case, kind)
    paragraph = _add_paragraph(case, meeting, heading, text, lines, by=by, at=at)
    if kind == Kind.GRANT:
        attach_application(case, paragraph, by=by, at=at)
    placement = Placement(
        application=case,
        paragraph=paragraph,
        kind=kind,
        conditions=conditions or (memo.conditions if kind == Kind.GRANT else ""),
        content="" if kind in (Kind.GRANT, Kind.CARRY_OVER) else content,
        placed_at=at,
        placed_by=by,
        **{one.name: getattr(terms, one.name) for one in fields(Terms)},
    )
    record(placement, by=by, at=at)
    _set_amounts(placement, amounts)
    move_to_agenda(case, placement, by=by, at=at)
    application.refresh_from_db()
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
) -> None:
    """Changes amounts and conditions of the § as the board wants them; the sentence that was made of them follows.

    `wording_reason` is why the protocol's own words hold instead («Protokollets lydelse gäller»): then another person
    enters the figures once it is verified. Raises RuleViolation once the protocol is out for verification.
    """
    lock_draft(placement.paragraph.meeting)
    case = lock_case(placement.application)
    refuse_amounts(Kind(placement.kind), amounts)
    before = [(one.year, one.amount) for one in placement.amounts.all()]
    for row in placement.paragraph.decisions.all():
        [text] = rules.reworded(
            [row.text], name=case.name, before=before, after=[one for one in amounts if one[1]]
        )
        if text != row.text:
            row.text = text
            record(row, by=by, at=at, fields=["text"])
    placement.conditions, placement.wording_reason = conditions, wording_reason.strip()
    placement.wording_by = by if placement.wording_reason else None
    record(placement, by=by, at=at, fields=["conditions", "wording_reason", "wording_by"])
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
    case: Application,
    meeting: Meeting,
    heading: str,
    text: str,
    lines: Sequence[str],
    *,
    by: Person,
    at: datetime,
) -> Paragraph:
    """The case's § in the meeting, with its proposed att-satser."""
    paragraph = add_paragraph(
        meeting=meeting, heading=heading, text=text, after=_last_decision(meeting), by=by, at=at
    )
    paragraph.registry_number, paragraph.origin = case.registry_number, _put_off(case, meeting)
    record(paragraph, by=by, at=at, fields=["registry_number", "origin"])
    for line in filter(None, map(str.strip, lines)):
        add_decision(paragraph=paragraph, text=line, is_prepared=True, by=by, at=at)
    return paragraph


def _refuse(case: Application, body: Body, kind: Kind, amounts: Amounts) -> None:
    if kind == Kind.GRANT:
        to = State.AT_PREPARATORY_GROUP if body.kind == Body.Kind.PREPARATORY_GROUP else State.ON_AGENDA
        # A case may stay where it is: a preparatory group can have it on two agendas.
        if case.status != to and (sentence := refusal(case.status, to)):
            raise RuleViolation(sentence)
    elif case.status not in (State.RUNNING, State.AGREEMENT):
        raise RuleViolation("Tilläggsbeslut och överföring gäller en insats som pågår.")
    elif body.kind == Body.Kind.PREPARATORY_GROUP:
        raise RuleViolation("Tilläggsbeslut och överföring beslutas av styrelsen.", field="meeting")
    refuse_amounts(kind, amounts)


def _refuse_untold(case: Application, terms: Terms) -> None:
    """What cannot be changed after the decision is asked before it, never guessed."""
    if terms.measure_kind not in Measure.Kind:
        raise RuleViolation("Välj insatsens slag. Det kan inte ändras efter beslutet.", field="measure_kind")
    if terms.purpose is None and Purpose.objects.filter(association=case.association).exists():
        raise RuleViolation("Välj ändamålet, så att beloppen räknas i rätt ram.", field="purpose")


def refuse_amounts(kind: Kind, amounts: Amounts) -> None:
    """Raises RuleViolation for amounts that a § of this kind cannot decide on."""
    total = sum((amount for _, amount in amounts), Decimal(0))
    if kind == Kind.CARRY_OVER:
        if total or not any(amount for _, amount in amounts):
            raise RuleViolation(
                "Det som förs från ett år ska vara lika mycket som det som förs till ett annat."
            )
    elif kind in LESSENING:
        if any(amount > 0 for _, amount in amounts):
            raise RuleViolation("Skriv med minus det som tas tillbaka.")
    elif any(amount < 0 for _, amount in amounts):
        raise RuleViolation("Ett belopp kan inte vara negativt.")


def _heading(heading: str, case: Application, kind: Kind) -> str:
    if kind == Kind.GRANT:
        return heading[:200]
    return f"{kind.label}: {case.name}"[:200]


def _paragraphs(*texts: str) -> str:
    parts = [part.strip() for text in texts for part in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{escape(' '.join(part.split()))}</p>" for part in parts if part)


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
