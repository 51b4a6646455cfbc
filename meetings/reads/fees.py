"""Sv: arvoden. What each is to be paid, what is closed already, and what is lacking before a period can be."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec
from django.db.models import QuerySet
from django.urls import reverse

from meetings.models import (
    Association,
    Body,
    FeeClaim,
    FeeEntry,
    FeePayee,
    FeeRule,
    Meeting,
    Person,
)
from meetings.reads.fee_attendance import Attended, attended_in
from meetings.reads.people import names_of
from meetings.record.fees import FeeLine, FeeRecord, FeeRow, correction
from meetings.rules import fees as rules
from meetings.rules.fees import FeeAmounts, FeeBasis, FeeRole, Payer
from meetings.swedish import long_date, sort_key

type FeeKey = tuple[int, int]  # of the meeting and of the person
OVERLAPS = "En annan period är redan stängd för några av dagarna."
LATE = "Fanns inte med när perioden stängdes."
# Those whose members have a right to it (Finsam 11 §); another body is paid by a rule of its own alone.
PAID_BY_THE_COMMON_RULE = (Body.Kind.BOARD, Body.Kind.COMMITTEE)


@dataclass(frozen=True)
class FeeBook:
    """The basis of a period as it is now: its rows, and whom and which meeting each is about."""

    record: FeeRecord
    keys: tuple[FeeKey, ...]
    lacks: tuple["FeeLack", ...]

    @property
    def fingerprint(self) -> str:
        """Another for every other content."""
        return hashlib.sha256(json.dumps(self.record.to_json(), sort_keys=True).encode()).hexdigest()

    @property
    def is_unanswered(self) -> bool:
        """Whether nobody has said who pays for somebody in it."""
        return any(not row.line.payer for row in self.record.rows)


@dataclass(frozen=True)
class FeeLack:
    """What is lacking in a basis, in a sentence, and where it is set right."""

    sentence: str
    url: str
    label: str


@dataclass(frozen=True)
class LiveFees:
    """What holds now: a line for everybody who was at a meeting, and what was seen on the way."""

    lines: dict[FeeKey, FeeLine]
    why: dict[FeeKey, str]
    without_rule: tuple[Meeting, ...]
    without_time: tuple[Attended, ...]


def rule_on(rules_of: Iterable[FeeRule], meeting: Meeting) -> FeeRule | None:
    """The body's own rule of the meeting's day, else the common one for a board and its committees."""
    begun = sorted(
        (one for one in rules_of if one.first_day <= meeting.date),
        key=lambda one: one.first_day,
        reverse=True,
    )
    own = next((one for one in begun if one.body_id == meeting.body_id), None)
    if own or meeting.body.kind not in PAID_BY_THE_COMMON_RULE:
        return own
    return next((one for one in begun if one.body_id is None), None)


def live_fees(association: Association, first: date, last: date, person: Person | None = None) -> LiveFees:
    """The lines of closed meetings of these days, of everybody or of one; eleven questions, however many."""
    meetings = Meeting.objects.filter(body__association=association, date__gte=first, date__lte=last)
    attended = [one for one in attended_in(meetings) if person is None or one.person.pk == person.pk]
    known = list(association.fee_rules.all())
    by_meeting = {one.meeting.pk: rule_on(known, one.meeting) for one in attended}
    without = {one.meeting for one in attended if by_meeting[one.meeting.pk] is None}
    paid = [one for one in attended if by_meeting[one.meeting.pk]]
    claims = {
        (one.meeting_id, one.person_id): one
        for one in FeeClaim.objects.filter(meeting__in=meetings).select_related("stated_by")
    }
    people = {one.person.pk: one.person for one in paid}
    called = names_of(people.values(), association)
    payees = payees_in(association)
    lines: dict[FeeKey, FeeLine] = {}
    for key in people:
        own = [one for one in paid if one.person.pk == key]
        bases = [
            _basis(one, by_meeting[one.meeting.pk], claims.get((one.meeting.pk, key)), payees[key])
            for one in own
        ]
        for one, amounts in zip(own, rules.reckon(bases), strict=True):
            claim = claims.get((one.meeting.pk, key))
            lines[one.meeting.pk, key] = _line(one, called[key], claim, payees[key], amounts)
    expected = [one for one in without if one.body.kind in PAID_BY_THE_COMMON_RULE]
    return LiveFees(
        lines,
        {key: one.reason for key, one in claims.items()},
        tuple(sorted(expected, key=lambda one: one.date)),
        tuple(one for one in paid if one.lacks_time),
    )


def payees_in(association: Association) -> Mapping[int, list[FeePayee]]:
    """Of each person, the latest first."""
    found: defaultdict[int, list[FeePayee]] = defaultdict(list)
    for one in association.fee_payees.order_by("-first_day"):
        found[one.person_id].append(one)
    return found


def _payer(payees: list[FeePayee], day: date) -> str:
    """Who pays that day. The first answer holds for the days before it too, which nobody was asked about."""
    held = next((one for one in payees if one.first_day <= day), payees[-1] if payees else None)
    return held.payer if held else ""


def _basis(
    attended: Attended, rule: FeeRule | None, claim: FeeClaim | None, payees: list[FeePayee]
) -> FeeBasis:
    stated = rules.FeeClaim()
    if claim:
        stated = rules.FeeClaim(
            km=claim.km, costs=claim.costs, lost_hours=claim.lost_hours, lost_amount=claim.lost_amount
        )
    return FeeBasis(
        rule=as_rule(rule) if rule else rules.FeeRule(per_meeting=rules.ZERO),
        role=attended.role,
        days=attended.days,
        is_chair=attended.is_chair,
        is_paid=_payer(payees, attended.meeting.date) == Payer.ASSOCIATION,
        claim=stated,
    )


def as_rule(row: FeeRule) -> rules.FeeRule:
    """The amounts of a row, as the rules take them."""
    return rules.FeeRule(
        per_meeting=row.per_meeting,
        included_hours=row.included_hours,
        per_hour=row.per_hour,
        day_from=row.day_from,
        per_day=row.per_day,
        per_chair=row.per_chair,
        once_a_day=row.once_a_day,
        pays_waiting=row.pays_waiting,
        per_km=row.per_km,
        lost_per_hour=row.lost_per_hour,
        lost_per_day=row.lost_per_day,
    )


def _line(
    attended: Attended, name: str, claim: FeeClaim | None, payees: list[FeePayee], amounts: FeeAmounts
) -> FeeLine:
    meeting, mandate = attended.meeting, attended.attendee.mandate
    payer = _payer(payees, meeting.date)
    stated = (
        {
            "km": claim.km,
            "costs": claim.costs,
            "costs_for": claim.costs_for,
            "lost_hours": claim.lost_hours,
            "lost_amount": claim.lost_amount,
            "stated_by": "" if claim.stated_by_id == claim.person_id else claim.stated_by.name,
        }
        if claim
        else {}
    )
    return FeeLine(
        person=attended.person.public_id,
        name=name,
        payroll_number=next((one.payroll_number for one in payees if one.payroll_number), ""),
        payer=payer,
        paid_by=mandate.seat.party.name if payer == Payer.MEMBER and mandate else "",
        body=meeting.body.slug,
        body_name=meeting.body.name,
        meeting=meeting.key,
        day=meeting.date,
        role=attended.role.value,
        is_chair=attended.is_chair,
        mode=attended.mode,
        minutes=sum(attended.days.values()),
        amounts=amounts,
        **stated,
    )


def told_in(association: Association, person: Person | None = None) -> dict[FeeKey, FeeLine]:
    """What the closed periods have told of each, the last of them first asked."""
    periods = list(association.fee_periods.order_by("closed_at", "pk"))
    contents = {one.pk: FeeRecord.from_json(one.content) for one in periods}
    entries = FeeEntry.objects.filter(period__association=association)
    if person:
        entries = entries.filter(person=person)
    order = {one.pk: at for at, one in enumerate(periods)}
    found = sorted(
        entries.values_list("period", "position", "meeting", "person"), key=lambda one: order[one[0]]
    )
    return {(meeting, of): contents[period].rows[position].line for period, position, meeting, of in found}


def book_of(association: Association, first: date, last: date, today: date) -> FeeBook:
    """What a period of these days would say if it were closed now: its meetings, and corrections of what is closed."""
    told = told_in(association)
    earliest = min([first, *association.fee_periods.values_list("first_day", flat=True)])
    live = live_fees(association, earliest, last)
    waiting = list(_waiting(association, earliest, min(last, today)))
    open_again = {one.pk for one in waiting}
    rows: list[tuple[FeeRow, FeeKey]] = []
    for key, line in live.lines.items():
        if key in told:
            row = correction(told[key], line, live.why.get(key, ""))
        else:
            row = FeeRow(line=line, paid=line.amounts, reason="" if line.day >= first else LATE)
        rows += [(row, key)] if row else []
    for key, line in told.items():
        if key not in live.lines and earliest <= line.day <= last and key[0] not in open_again:
            row = correction(line, _gone(line), "")
            rows += [(row, key)] if row else []
    rows.sort(key=lambda one: (sort_key(one[0].line.name), bool(one[0].reason), one[0].line.day, one[1]))
    record = FeeRecord(
        association=association.name, first_day=first, last_day=last, rows=tuple(row for row, _ in rows)
    )
    lacks = tuple(_lacks(association, record, live, waiting))
    return FeeBook(record, tuple(key for _, key in rows), lacks)


def _gone(line: FeeLine) -> FeeLine:
    """The line of one who is no longer told as having been there."""
    changed = {"role": FeeRole.ABSENT.value, "is_chair": False, "minutes": 0, "amounts": FeeAmounts()}
    return msgspec.structs.replace(line, **changed)


def _waiting(association: Association, first: date, last: date) -> QuerySet[Meeting]:
    """Meetings of these days that are not closed yet, or are open again."""
    found = Meeting.objects.filter(body__association=association, date__gte=first, date__lte=last)
    return found.exclude(state__in=[Meeting.State.CLOSED, Meeting.State.CANCELLED]).select_related("body")


def _lacks(
    association: Association, record: FeeRecord, live: LiveFees, waiting: Iterable[Meeting]
) -> Iterable[FeeLack]:
    slug = association.slug
    payees = reverse("fee_payees", args=[slug])
    for person in record.people:
        if any(not row.line.payer for row in person.rows):
            yield FeeLack(f"Vem som betalar för {person.line.name} är inte besvarat.", payees, "Svara")
        elif person.line.payer == Payer.ASSOCIATION and not person.line.payroll_number:
            yield FeeLack(f"{person.line.name} har inget anställningsnummer.", payees, "Skriv numret")
    for meeting in live.without_rule:
        sentence = f"Inga regler för arvoden gällde den {long_date(meeting.date)} ({meeting.body.name})."
        yield FeeLack(sentence, reverse("fee_rules", args=[slug]), "Visa reglerna")
    for meeting in waiting:
        if rule_on(association.fee_rules.all(), meeting):
            sentence = f"Mötet den {long_date(meeting.date)} ({meeting.body.name}) är inte avslutat."
            yield FeeLack(sentence, _meeting_address(association, meeting), "Visa mötet")
    for one in live.without_time:
        when = long_date(one.meeting.date)
        name = one.attendee.display_name
        sentence = f"{name} kom eller gick under mötet den {when}, utan klockslag. Det räknas som helt."
        yield FeeLack(sentence, _meeting_address(association, one.meeting), "Visa mötet")


def _meeting_address(association: Association, meeting: Meeting) -> str:
    return reverse("meeting_detail", args=[association.slug, meeting.body.slug, meeting.key])


def closing_hindrance(association: Association, book: FeeBook, today: date) -> str:
    """Why a period cannot be closed as it stands, in one sentence; empty when nothing hinders."""
    first, last = book.record.first_day, book.record.last_day
    if sentence := rules.period_hindrance(first, last, today):
        return sentence
    if association.fee_periods.filter(first_day__lte=last, last_day__gte=first).exists():
        return OVERLAPS
    if not book.record.rows:
        return "Perioden har inget att betala, och inga möten."
    if book.is_unanswered:
        return "Svara på vem som betalar för var och en innan perioden stängs."
    return ""
