"""When a protocol is verified the cases in it move by themselves, and the applicants hear the same day."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.db import transaction

from funding import letters
from funding.actions.granting import grant_decided
from funding.actions.stepping import add_event, lock_case, take_step
from funding.documents.decision_letter import render_decision_letter
from funding.models import Application, BoardDecision, DecidedAmount, Placement
from funding.reads.content import latest_content
from funding.reads.placements import open_placement
from funding.record.agreement import YearAmount
from funding.record.decision_letter import DecisionLetter
from funding.rules.verdict import CaseOutcome, Verdict, in_words, verdict
from funding.workflow import NEXT_STEP, NEXT_STEP_OF_CHANGE, State, refusal
from meetings.actions.sealing import store_sealed
from meetings.documents.extract import render_extract
from meetings.documents.rendering import letterhead_of
from meetings.errors import RuleViolation
from meetings.letters import absolute
from meetings.models import Meeting, Person, StoredFile, Verification
from meetings.paper.storage import stored_bytes
from meetings.reads.frozen import frozen_record
from meetings.reads.withheld import marks_of, secrets
from meetings.record.paragraph import Paragraph
from meetings.record.withheld import Mark, masked_texts
from meetings.swedish import day_of, long_date, section

ZERO = Decimal(0)
STATES = {
    CaseOutcome.GRANTED: State.GRANTED,
    CaseOutcome.PARTLY: State.GRANTED,
    CaseOutcome.REJECTED: State.REJECTED,
    CaseOutcome.REFERRED_BACK: State.REFERRED_BACK,
    CaseOutcome.POSTPONED: State.POSTPONED,
    CaseOutcome.SENT_FOR_COMMENTS: State.SENT_FOR_COMMENTS,
    CaseOutcome.NOT_HANDLED: State.NOT_HANDLED,
}
PUT_OFF = (State.REFERRED_BACK, State.POSTPONED, State.NOT_HANDLED, State.SENT_FOR_COMMENTS)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Heard:
    """A placed § of a verified protocol."""

    placement: Placement
    verification: Verification
    paragraph: Paragraph

    @cached_property
    def secrets(self) -> tuple[Mark, ...]:
        """What the receiver of an extract has no right to."""
        return secrets(marks_of(self.placement.paragraph.meeting))

    def handed_out(self, *texts: str) -> tuple[str, ...]:
        """The texts of the § as the applicant gets them."""
        return masked_texts(texts, self.secrets, self.paragraph.number)

    @property
    def body(self) -> str:
        """«Förbundsstyrelsen», as it was called when the protocol was frozen."""
        name: str = self.verification.version.snapshot["document"]["body_name"]
        return name

    @property
    def where(self) -> str:
        """«§ 43 den 30 maj 2024»"""
        return f"{section(self.paragraph.number)} den {long_date(self.verification.version.snapshot['date'])}"


def hear_verification(verification: Verification) -> None:
    """Called in the transaction of the last signature, with the meeting's row taken.

    A preparatory group only advises: its notes decide nothing.
    """
    if not verification.protocol.meeting.body.under_kl:
        return
    placements = _undecided(verification)
    paragraphs = _frozen_paragraphs(verification) if placements else {}
    for placement in placements:
        if paragraph := paragraphs.get(str(placement.paragraph.number)):
            _hear(_Heard(placement, verification, paragraph))


def _hear(heard: _Heard) -> None:
    """Carries out what the § decided, or leaves it to the chancellery: no case keeps a protocol from being verified."""
    sentence = ""
    try:
        with transaction.atomic():
            found = _verdict(heard)
            if found is not None:
                _decide(heard, found, by=None, at=heard.verification.at)
                return
    except RuleViolation as violation:
        sentence = violation.sentence
    except Exception:
        logger.exception("The outcome of %s could not be carried out", heard.placement)
        sentence = "Det gick inte att registrera utfallet av sig självt."
    add_event(
        heard.placement.application,
        by=None,
        at=heard.verification.at,
        what=" ".join(
            filter(
                None,
                [f"Protokollet är justerat, men utfallet i {heard.where} behöver registreras.", sentence],
            )
        ),
        is_internal=True,
    )


def _verdict(heard: _Heard) -> Verdict | None:
    placement = heard.placement
    placed = _sum(placement)
    is_sought = placement.kind == Placement.Kind.GRANT
    sought = _sought(placement.application) if is_sought else placed
    return verdict(heard.paragraph, placed=placed, sought=sought)


@transaction.atomic
def set_outcome(
    *,
    placement: Placement,
    outcome: CaseOutcome,
    reason: str,
    by: Person,
    at: datetime,
    measure_kind: str = "",
    without_effect: bool = False,
) -> BoardDecision:
    """What a verified § decided, said by the chancellery where it could not be carried out by itself.

    `without_effect` only registers it, for the `reason`: the case keeps its state, and nothing is granted or sent.
    Raises RuleViolation before the protocol is verified, when the case has its decision, and when it cannot be carried
    out.
    """
    placement = Placement.objects.select_related("application__association", "paragraph").get(pk=placement.pk)
    verification = Verification.objects.filter(protocol__paragraphs=placement.paragraph).last()
    paragraphs = _frozen_paragraphs(verification) if verification else {}
    paragraph = paragraphs.get(str(placement.paragraph.number))
    if verification is None or paragraph is None:
        raise RuleViolation("Protokollet är inte justerat än.")
    case = lock_case(placement.application)
    if BoardDecision.objects.filter(paragraph=placement.paragraph).exists():
        raise RuleViolation("Beslutet är redan registrerat.")
    heard, found = _Heard(placement, verification, paragraph), Verdict(outcome, reason.strip())
    if without_effect:
        if not found.reason:
            raise RuleViolation("Skriv varför beslutet inte får någon verkan i ärendet.", field="reason")
        what = f"Utfallet i {heard.where} registrerades utan verkan i ärendet. Skäl: {found.reason}"
        add_event(case, by=by, at=at, what=what)
        return _write(heard, found, case, letter=None, at=at)
    return _decide(heard, found, measure_kind=measure_kind, by=by, at=at)


def _undecided(verification: Verification) -> list[Placement]:
    decided = BoardDecision.objects.values("paragraph_id")
    return list(
        Placement.objects.filter(paragraph__protocol_links__protocol=verification.protocol)
        .exclude(paragraph_id__in=decided)
        .select_related("application__association", "paragraph")
        .order_by("paragraph__position")
    )


def _frozen_paragraphs(verification: Verification) -> dict[str, Paragraph]:
    """The §§ as they were frozen, by number; one that only refers to a protocol of its own is not among them."""
    record = frozen_record(verification.version)
    return {one.number: one for one in record.paragraphs if not one.is_stub}


def _decide(
    heard: _Heard, found: Verdict, *, by: Person | None, at: datetime, measure_kind: str = ""
) -> BoardDecision:
    placement, outcome = heard.placement, found.outcome
    case = lock_case(placement.application)
    # Asked before the letter is made, which takes its time.
    moves = placement.kind == Placement.Kind.GRANT
    if moves and (sentence := refusal(case.status, STATES[outcome], is_decided=by is not None)):
        raise RuleViolation(sentence)
    found = replace(found, reason=heard.handed_out(found.reason)[0])
    amounts = _amounts(placement) if found.grants else []
    is_handled = outcome != CaseOutcome.NOT_HANDLED
    letter = _letter(heard, found, amounts, at=at) if is_handled else None
    decision = _write(heard, found, case, letter=letter, at=at)
    for year, amount in amounts:
        DecidedAmount.objects.create(decision=decision, year=year, amount=amount)
    _step(case, decision, heard, by=by, at=at)
    if found.grants:
        grant_decided(decision=decision, placement=placement, by=by, at=at, measure_kind=measure_kind)
    if letter is None:
        following = _following(placement)
        letters.to_editors(case, "case_not_handled", body=heard.body, where=heard.where, following=following)
        return decision
    letters.to_editors(
        case,
        "case_decision",
        enclosed=(letter, "beslut.pdf"),
        decision=decision,
        body=heard.body,
        amounts=list(decision.amounts.all()),
        total=sum((amount for _, amount in amounts), ZERO),
        where=heard.where,
        next_step=_next_step(placement, outcome),
    )
    return decision


def _amounts(placement: Placement) -> list[tuple[int, Decimal]]:
    """What the fields of the § grant; nothing where the protocol's own words hold, until somebody has read them."""
    if placement.wording_reason:
        return []
    return [(one.year, one.amount) for one in placement.amounts.exclude(amount=ZERO)]


def _write(
    heard: _Heard, found: Verdict, case: Application, *, letter: StoredFile | None, at: datetime
) -> BoardDecision:
    placement = heard.placement
    return BoardDecision.objects.create(
        application=case,
        paragraph=placement.paragraph,
        verification=heard.verification,
        kind=placement.kind,
        number=heard.paragraph.number,
        meeting_date=placement.paragraph.meeting.date,
        outcome=found.outcome,
        text="\n".join(heard.handed_out(*(one.text for one in heard.paragraph.decisions))),
        reason=found.reason,
        conditions=placement.conditions if found.grants else "",
        at=at,
        letter=letter,
    )


def _step(
    case: Application, decision: BoardDecision, heard: _Heard, *, by: Person | None, at: datetime
) -> None:
    what = f"{heard.body} beslutade i {heard.where}: {decision.said}."
    if decision.outcome == CaseOutcome.NOT_HANDLED:
        what = f"Ärendet hann inte behandlas i {heard.where}."
    if decision.reason:
        what += f" Motivering: {decision.reason}"
    to = STATES[CaseOutcome(decision.outcome)]
    # A running measure runs on, and a case that another agenda has taken up again already stays there.
    if decision.kind != Placement.Kind.GRANT or (to in PUT_OFF and open_placement(case)):
        add_event(case, by=by, at=at, what=what)
    else:
        take_step(case, to, by=by, at=at, what=what[:500], is_decided=by is not None)


def _letter(heard: _Heard, found: Verdict, amounts: list[tuple[int, Decimal]], *, at: datetime) -> StoredFile:
    """Makes and stores the decision letter.

    Raises RuleViolation when it cannot be made, and then nothing is registered.
    """
    case = heard.placement.application
    content = latest_content(case)
    letter = DecisionLetter(
        document=letterhead_of(case.association),
        name=content.name,
        to=content.lead.addressee if content.lead else (),
        registry_number=case.registry_number,
        day=day_of(at),
        meeting_date=heard.placement.paragraph.meeting.date,
        paragraph=heard.paragraph.number,
        body=heard.body,
        kind=heard.placement.kind,
        outcome=in_words(found.outcome, kind=heard.placement.kind, matter=heard.placement.get_kind_display()),
        sentences=heard.handed_out(*(one.text for one in heard.paragraph.decisions)),
        amounts=tuple(YearAmount(year=year, amount=amount) for year, amount in amounts),
        total=sum((amount for _, amount in amounts), Decimal("0.00")),
        conditions=heard.placement.conditions if found.grants else "",
        reason=found.reason,
        next_step=_next_step(heard.placement, found.outcome),
        may_be_appealed=found.outcome.may_be_appealed,
        court=case.association.court,
        notice_board=absolute("notice_board", case.association.slug),
    )
    try:
        extract = render_extract(
            heard.verification.version.snapshot,
            number=heard.paragraph.number,
            record=heard.verification.record,
            original_sha256=heard.verification.original.sha256,
            files=stored_bytes,
            at=at,
            marks=heard.secrets,
        )
        sealed = store_sealed(
            document=extract, association=case.association, reason="Utdrag ur justerat protokoll", at=at
        )
        rendered = render_decision_letter(letter, extract=stored_bytes(sealed.sha256), at=at)
    except OSError as error:
        logger.exception("The letter of %s could not be made", case.registry_number)
        raise RuleViolation(
            "Beslutsbrevet kunde inte göras och inget är registrerat. Försök igen om en stund."
        ) from error
    return store_sealed(document=rendered, association=case.association, reason="Beslut om medel", at=at)


def _next_step(placement: Placement, outcome: CaseOutcome) -> str:
    if placement.kind == Placement.Kind.GRANT:
        return NEXT_STEP[STATES[outcome]]
    if outcome in (CaseOutcome.GRANTED, CaseOutcome.PARTLY):
        return NEXT_STEP_OF_CHANGE[placement.kind]
    return "Insatsen fortsätter enligt det avtal som gäller."


def _following(placement: Placement) -> Meeting | None:
    """The body's next meeting that is planned, where the case can be taken up."""
    meeting = placement.paragraph.meeting
    return (
        Meeting.objects.filter(body=meeting.body, date__gt=meeting.date)
        .exclude(state=Meeting.State.CANCELLED)
        .order_by("date", "sequence")
        .first()
    )


def _sum(placement: Placement) -> Decimal:
    return sum((one.amount for one in placement.amounts.all()), ZERO)


def _sought(application: Application) -> Decimal:
    latest = application.submissions.order_by("number").last()
    return latest.content.economy.sums.sought if latest else ZERO
