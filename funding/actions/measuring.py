"""Measures beside the applications' way: the association's own, more money by a §, and the end."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from funding import letters
from funding.actions.stepping import add_event, take_step
from funding.models import DecidedEnd, Grant, Measure, Purpose, Report
from funding.reads.measures import SETTLED, requisition_state, spending_of, with_payments
from funding.reads.placements import unread
from funding.reads.reports import reconciliation_of
from funding.reads.standing import granted_on, is_annulled, stopped
from funding.rules.own_activity import OwnActivityStep, hindrance
from funding.rules.periods import outside_in_words, too_long
from funding.workflow import State
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Association, Paragraph, Person
from meetings.querysets import verified_sections
from meetings.swedish import kronor

Amounts = Sequence[tuple[int, Decimal]]


def lock_measure(measure: Measure) -> Measure:
    """The measure's row, which every movement of its money takes first."""
    return (
        Measure.objects.select_for_update(of=("self",))
        .select_related("association", "application")
        .get(pk=measure.pk)
    )


def unfounded(measure: Measure, year: int, day: date, amount: Decimal = Decimal(0)) -> str:
    """Why `amount` more cannot be paid that day, in one sentence: the §§ that stand do not grant it; else empty.

    The database refuses the payment, and the order of it, too (funding_refuse_unfounded).
    """
    sentence = stopped(measure, year, day)
    if sentence and spending_of(measure, year).paid + amount > granted_on(measure, year, day):
        return sentence
    return ""


def refuse_unfounded(measure: Measure, year: int, day: date, amount: Decimal = Decimal(0)) -> None:
    """Raises RuleViolation for what is `unfounded`."""
    if sentence := unfounded(measure, year, day, amount):
        raise RuleViolation(sentence)


def refuse_elsewhere(measure: Measure, doing: OwnActivityStep) -> None:
    """Raises RuleViolation for what is registered in the case of the measure, or for one that is closed."""
    of_case = measure.application_id is not None
    if sentence := hindrance(doing, came_of_application=of_case, is_closed=measure.closed_at is not None):
        raise RuleViolation(sentence)


@transaction.atomic
def create_measure(
    *,
    association: Association,
    name: str,
    purpose: Purpose | None,
    kind: str,
    first_day: date,
    last_day: date,
    paragraph: Paragraph,
    amounts: Amounts,
    by: Person,
    at: datetime,
) -> Measure:
    """Starts an activity of the association's own, with its purpose, its § and the money of each year."""
    refuse_unfit(association, paragraph)
    if not any(amount > 0 for _, amount in amounts):
        raise RuleViolation("Skriv ett belopp för minst ett år.")
    refuse_too_long(last_day, first_day)
    refuse_twice(amounts)
    refuse_outside(amounts, first_day, last_day)
    measure = Measure(
        association=association,
        name=name,
        purpose=purpose,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        decided_in=paragraph,
        created_at=at,
    )
    record(measure, by=by, at=at)
    DecidedEnd.objects.create(measure=measure, day=last_day, paragraph=paragraph, at=at, by=by)
    _grant(measure, amounts, Grant.Kind.FIRST, paragraph, by=by, at=at)
    return measure


@transaction.atomic
def edit_measure(*, measure: Measure, name: str, purpose: Purpose | None, by: Person, at: datetime) -> None:
    """Changes name or purpose.

    Kind, focus, method and ESF were fixed at the decision and cannot be changed; a § changes when it ends.
    """
    measure = lock_measure(measure)
    measure.name, measure.purpose = name, purpose
    record(measure, by=by, at=at, fields=["name", "purpose"])


@transaction.atomic
def add_grants(
    *,
    measure: Measure,
    amounts: Amounts,
    kind: Grant.Kind,
    paragraph: Paragraph,
    by: Person,
    at: datetime,
    last_day: date | None = None,
) -> None:
    """What a verified § has changed of a measure without application: its money, its last day, or both.

    Raises RuleViolation for a measure that is closed or came of an application, whose §§ are the case's, for amounts
    that are not of the kind, for more than is left, and for a § that changes nothing.
    """
    measure = lock_measure(measure)
    refuse_elsewhere(measure, OwnActivityStep.DECISION)
    refuse_unfit(measure.association, paragraph)
    given = [amount for _, amount in amounts if amount]
    if kind == Grant.Kind.CARRY_OVER and (sum(given, Decimal(0)) or not given):
        raise RuleViolation("Det som förs från ett år ska vara lika mycket som det som förs till ett annat.")
    if kind == Grant.Kind.SUPPLEMENT and (min(given, default=1) < 0 or not (given or last_day)):
        raise RuleViolation("Skriv hur mycket som tillkommer, eller den nya slutdagen.")
    if kind == Grant.Kind.REDUCTION and max(given, default=1) > 0:
        raise RuleViolation("Skriv med minus det som tas tillbaka.")
    refuse_twice(amounts)
    refuse_outside(amounts, measure.first_day, last_day or measure.last_day)
    for year, amount in amounts:
        if amount < 0 and spending_of(measure, year).remaining + amount < 0:
            raise RuleViolation(f"Så mycket återstår inte för {year}.")
    if last_day:
        if measure.first_day and last_day < measure.first_day:
            raise RuleViolation("Slutdagen ligger före den första dagen.", field="last_day")
        refuse_too_long(last_day, measure.last_day)
        measure.last_day = last_day
        record(measure, by=by, at=at, fields=["last_day"])
        DecidedEnd.objects.create(measure=measure, day=last_day, paragraph=paragraph, at=at, by=by)
    _grant(measure, amounts, kind, paragraph, by=by, at=at)


@transaction.atomic
def claim_back(*, measure: Measure, by: Person, at: datetime) -> Decimal:
    """Asks the receiver to pay back what is neither reported nor repaid; returns how much.

    Raises RuleViolation before the final report is approved, and when nothing is left to claim.
    """
    measure = lock_measure(measure)
    _refuse_unfinished(measure)
    amount = reconciliation_of(measure).difference
    if amount <= 0 or measure.application is None:
        raise RuleViolation("Det finns inget att kräva tillbaka.")
    measure.claimed_at = at
    record(measure, by=by, at=at, fields=["claimed_at"])
    what = f"{kronor(amount)} krävdes tillbaka: utbetalt men inte redovisat."
    add_event(measure.application, by=by, at=at, what=what)
    letters.to_editors(measure.application, "repayment_claimed", amount=amount, measure=measure)
    return amount


@transaction.atomic
def close_measure(*, measure: Measure, by: Person, at: datetime, explanation: str = "") -> None:
    """Ends the measure; what was granted and not asked for is free again from then on.

    Raises RuleViolation while a requisition is under way, a report is not approved or a verified § waits to be read,
    and while what was paid differs from what is reported and repaid, unless `explanation` says why.
    """
    measure = lock_measure(measure)
    if measure.closed_at:
        raise RuleViolation("Insatsen är redan avslutad.")
    _refuse_unfinished(measure)
    # What it takes from the measure could not be taken afterwards.
    if sentence := unread(measure):
        raise RuleViolation(sentence)
    difference = reconciliation_of(measure).difference
    if difference and not explanation.strip():
        more = "mer utbetalt än redovisat och återbetalt" if difference > 0 else "mer redovisat än utbetalt"
        raise RuleViolation(
            f"{kronor(abs(difference))} är {more}. Kräv tillbaka det eller förklara skillnaden.",
            field="explanation",
        )
    measure.closed_at, measure.explanation = at, explanation.strip()[:500] if difference else ""
    record(measure, by=by, at=at, fields=["closed_at", "explanation"])
    if measure.application:
        take_step(measure.application, State.CLOSED, by=by, at=at, what="Ärendet avslutades.")


def _refuse_unfinished(measure: Measure) -> None:
    if any(requisition_state(one) not in SETTLED for one in with_payments(measure.requisitions.all())):
        raise RuleViolation("En rekvisition är inte utbetald eller avvisad än.")
    if Report.objects.filter(measure=measure, approved_at=None).exists():
        raise RuleViolation("Alla rapporter är inte godkända än.")


def _grant(
    measure: Measure, amounts: Amounts, kind: Grant.Kind, paragraph: Paragraph, *, by: Person, at: datetime
) -> None:
    # What is added before what is taken, as in granting: the database counts after each row (guards.GRANTS_COVER).
    for year, amount in sorted(amounts, key=lambda one: -one[1]):
        if amount:
            Grant.objects.create(
                measure=measure, year=year, amount=amount, kind=kind, paragraph=paragraph, at=at, by=by
            )


def refuse_twice(amounts: Amounts) -> None:
    """Raises RuleViolation for two amounts of one year: each alone is compared with what is left."""
    years = [year for year, amount in amounts if amount]
    for year in years:
        if years.count(year) > 1:
            raise RuleViolation(f"{year} har två belopp. Skriv ett för varje år.")


def refuse_outside(amounts: Amounts, first: date | None, last: date | None) -> None:
    """Raises RuleViolation for kronor of a year in which the measure does not run: nobody could requisition them."""
    if sentence := outside_in_words(amounts, first=first, last=last):
        raise RuleViolation(sentence)


def refuse_too_long(last_day: date, before: date | None) -> None:
    """Raises RuleViolation for a last day that is a slip of the year: each half-year has a report planned."""
    if sentence := too_long(last_day, before=before):
        raise RuleViolation(sentence, field="last_day")


def refuse_unfit(association: Association, paragraph: Paragraph) -> None:
    """Raises RuleViolation for a § that nothing can be founded on: not verified, or annulled by a court."""
    if not verified_sections(association).filter(pk=paragraph.pk).exists():
        raise RuleViolation("Välj en paragraf i ett justerat protokoll.", field="paragraph")
    if is_annulled(paragraph):
        raise RuleViolation("Domstol har upphävt den paragrafen.", field="paragraph")
