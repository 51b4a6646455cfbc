"""Sv: arvoden. What somebody states, who pays for whom, and the period that is closed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError, transaction

from meetings.access import works_in_chancellery
from meetings.actions.keeping import take_away
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Association, FeeClaim, FeeEntry, FeePayee, FeePeriod, FeeRule, Meeting, Person
from meetings.reads.fee_people import own_fee
from meetings.reads.fees import OVERLAPS, book_of, closing_hindrance
from meetings.rules import fees as rules
from meetings.rules.fees import Payer, claim_hindrance
from meetings.swedish import day_of, long_date


def lock_fees(association: Association) -> Association:
    """Nobody states and nobody closes until the transaction ends; everything else of the association goes on."""
    return Association.objects.select_for_update(of=("self",), no_key=True).get(pk=association.pk)


@transaction.atomic
def state_fee(
    *,
    meeting: Meeting,
    person: Person,
    claim: rules.FeeClaim,
    costs_for: str = "",
    reason: str = "",
    by: Person,
    at: datetime,
) -> FeeClaim:
    """What `person` states of a sammanträde that they were at; by themself, or by the office for them.

    Raises RuleViolation for anybody else, for amounts that cannot be, and when the period is closed: then the office
    alone sets it right, and says why.
    """
    association = lock_fees(meeting.body.association)
    is_office = works_in_chancellery(by, association)
    if by != person and not is_office:
        raise RuleViolation("Var och en skriver sina egna uppgifter, eller kansliet åt någon.")
    own = own_fee(association, person, meeting)
    if own is None:
        raise RuleViolation(
            "Inget arvode räknas för sammanträdet. Det är inte avslutat, eller saknar regler."
        )
    days = (meeting.last_day - meeting.date).days + 1
    sentence, field = claim_hindrance(claim, costs_for, days)
    if sentence:
        raise RuleViolation(sentence, field=field)
    if own.is_closed and not is_office:
        raise RuleViolation("Perioden är stängd. Säg till kansliet, som kan rätta i nästa period.")
    if own.is_closed and not reason.strip():
        raise RuleViolation("Perioden är stängd. Skriv varför uppgiften rättas.", field="reason")
    row = FeeClaim.objects.filter(meeting=meeting, person=person).first()
    row = row or FeeClaim(meeting=meeting, person=person)
    said = {
        **asdict(claim),
        "costs_for": costs_for.strip(),
        "reason": reason.strip() if own.is_closed else "",
    }
    for name, value in said.items():
        setattr(row, name, value)
    row.stated_by, row.stated_at = by, at
    record(row, by=by, at=at, fields=[*said, "stated_by", "stated_at"] if row.pk else None)
    return row


@transaction.atomic
def set_payees(
    *,
    association: Association,
    first_day: date,
    answers: Mapping[Person, tuple[str, str]],
    by: Person,
    at: datetime,
) -> int:
    """Who pays for each from `first_day` on, and the payroll number; answers how many were changed.

    A payer that is the same keeps its day, and the number alone is written. "" as payer leaves the person unanswered.
    Raises RuleViolation when a later day has been answered already.
    """
    association = lock_fees(association)
    latest: dict[int, FeePayee] = {}
    for one in association.fee_payees.order_by("first_day"):
        latest[one.person_id] = one
    changed = 0
    for person, (payer, number) in answers.items():
        row = latest.get(person.pk)
        if not payer or (row and (row.payer, row.payroll_number) == (payer, number)):
            continue
        changed += 1
        if row and (row.payer == payer or row.first_day == first_day):
            row.payer, row.payroll_number = Payer(payer).value, number
            record(row, by=by, at=at, fields=["payer", "payroll_number"])
            continue
        if row and row.first_day > first_day:
            raise RuleViolation(
                f"För {person.name} är det redan bestämt från den {long_date(row.first_day)}. Välj en senare dag.",
                field="first_day",
            )
        new = FeePayee(
            association=association,
            person=person,
            first_day=first_day,
            payer=Payer(payer).value,
            payroll_number=number,
        )
        record(new, by=by, at=at)
    return changed


@transaction.atomic
def close_fee_period(
    *, association: Association, first: date, last: date, seen: str, by: Person, at: datetime
) -> FeePeriod:
    """Fixes what is to be paid for the days: from now on it changes only by corrections in the next period.

    `seen` is the fingerprint of the basis that was shown. Raises RuleViolation when it is another now, while nobody has
    said who pays for somebody in it, when a day of it is closed already, and before its last day.
    """
    association = lock_fees(association)
    today = day_of(at)
    book = book_of(association, first, last, today)
    if sentence := closing_hindrance(association, book, today):
        raise RuleViolation(sentence)
    if book.fingerprint != seen:
        raise RuleViolation("Underlaget har ändrats sedan du såg det. Granska det igen.")
    period = FeePeriod(
        association=association,
        first_day=first,
        last_day=last,
        content=book.record.to_json(),
        total=book.record.total.total,
        closed_at=at,
        closed_by=by,
    )
    try:
        with transaction.atomic():
            period.save(force_insert=True)
    except IntegrityError as error:
        raise RuleViolation(OVERLAPS) from error
    FeeEntry.objects.bulk_create(
        FeeEntry(period=period, position=at_row, meeting_id=meeting, person_id=person)
        for at_row, (meeting, person) in enumerate(book.keys)
    )
    return period


@transaction.atomic
def remove_fee_rule(*, rule: FeeRule, by: Person, at: datetime) -> int:
    """Takes rules away that have paid nobody; the answer is the key of their last version, to put them back by.

    Raises RuleViolation for those that a closed period may have been reckoned by.
    """
    association = lock_fees(rule.association)
    if association.fee_periods.filter(last_day__gte=rule.first_day).exists():
        raise RuleViolation(
            "En stängd period kan vara räknad med reglerna. Skriv nya regler från en senare dag."
        )
    return take_away(rule, by=by, at=at)
