"""The board elects its chair and vice chairs (Finsam 17 §); verified, the register of offices follows."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q, QuerySet

from meetings.actions.deciding import refuse_below_quorum
from meetings.actions.locking import lock_paragraph
from meetings.actions.mandating import presidium_told
from meetings.actions.recording import record, record_deletion
from meetings.actions.seating import follow_register
from meetings.draft.names import identity, known_people
from meetings.errors import RuleViolation
from meetings.models import Decision, Election, Mandate, Office, Paragraph, Person, Verification
from meetings.swedish import long_date


@transaction.atomic
def add_election(
    *,
    paragraph: Paragraph,
    office: str,
    person: Person,
    first_day: date,
    by: Person,
    at: datetime,
    last_day: date | None = None,
    rank: int = 1,
) -> Election:
    """Also writes the decision. Raises RuleViolation for anyone who is not a ledamot on the first day, and
    below quorum."""
    meeting = lock_paragraph(paragraph)
    if not meeting.body.under_kl:
        raise RuleViolation("Organet har inget presidium.")
    refuse_below_quorum(paragraph, meeting)
    if office not in Office.Kind.values or rank not in (1, 2) or (office == Office.Kind.CHAIR and rank != 1):
        raise RuleViolation(
            "Styrelsen väljer en ordförande och en eller två vice ordförande (17 § lagen 2003:1210)."
        )
    if last_day and last_day < first_day:
        raise RuleViolation("Sista dagen ligger före den första.")
    held = Q(first_day__lte=first_day) & (Q(last_day__isnull=True) | Q(last_day__gte=first_day))
    if not Mandate.objects.filter(held, body=meeting.body, person=person, kind=Mandate.Kind.MEMBER).exists():
        raise RuleViolation(f"{person} är inte ledamot den dagen. Ordförande väljs bland ledamöterna.")
    if paragraph.elections.filter(office=office, rank=rank).exists():
        raise RuleViolation("Uppdraget är redan tillsatt i paragrafen.")
    election = Election(
        paragraph=paragraph, office=office, rank=rank, person=person, first_day=first_day, last_day=last_day
    )
    record(election, by=by, at=at)
    last = paragraph.decisions.aggregate(last=Max("position"))["last"] or 0
    record(
        Decision(
            paragraph=paragraph, position=last + 1, text=sentence(election), outcome=Decision.Outcome.ELECTED
        ),
        by=by,
        at=at,
    )
    return election


@transaction.atomic
def remove_election(*, election: Election, by: Person, at: datetime) -> None:
    """Removes the election with the decision that was written for it, unless that has been changed since."""
    lock_paragraph(election.paragraph)
    # Only the sentence as it was written: a decision that somebody has changed is theirs.
    for decision in election.paragraph.decisions.filter(text=sentence(election)):
        record_deletion(decision, by=by, at=at)
    record_deletion(election, by=by, at=at)


def sentence(election: Election) -> str:
    """«att välja Astrid Norling till ordförande från och med den 1 januari 2025 till och med …»"""
    ranks = {1: "", 2: "andre "}
    title = f"{ranks[election.rank]}{Office.Kind(election.office).label.lower()}"
    until = f" till och med den {long_date(election.last_day)}" if election.last_day else ""
    return (
        f"att välja {_called(election)} till {title} från och med den {long_date(election.first_day)}{until}."
    )


def _called(election: Election) -> str:
    """The name that nobody else in the meeting has."""
    person, meeting = election.person, election.paragraph.meeting
    attendees = meeting.attendees.select_related("person", "mandate__seat__party").order_by("id")
    return known_people(attendees, [(person, "")])[identity(person)].name


def apply_elections(verification: Verification) -> None:
    """Runs in the transaction of the verification: whoever held the office leaves it the day before.

    Raises RuleViolation when the register cannot hold the election.
    """
    protocol = verification.protocol
    elections = Election.objects.filter(paragraph__protocols=protocol).select_related("person").order_by("pk")
    if not elections:
        return
    association = protocol.meeting.body.association
    with presidium_told(association=association, by=None, at=verification.at):
        _apply(verification, elections)
    follow_register(association, by=None, at=verification.at)


def _apply(verification: Verification, elections: QuerySet[Election]) -> None:
    protocol = verification.protocol
    for election in elections:
        body = protocol.meeting.body
        day = election.first_day
        current = Q(last_day__isnull=True) | Q(last_day__gte=day)
        held = Office.objects.filter(current, body=body).filter(
            Q(kind=election.office, rank=election.rank) | Q(person=election.person)
        )
        for office in held:
            # An office that would begin no earlier than the new one was never held: it cannot end before it began.
            if office.first_day >= day:
                record_deletion(office, by=None, at=verification.at)
            else:
                office.last_day = day - timedelta(days=1)
                record(office, by=None, at=verification.at, fields=["last_day"])
        office = Office(
            body=body,
            person=election.person,
            kind=election.office,
            rank=election.rank,
            first_day=day,
            last_day=election.last_day,
            elected_in=election.paragraph,
            given_at=verification.at,
        )
        try:
            # Before the database refuses an overlap, which it does without a sentence for people.
            office.full_clean()
        except ValidationError as error:
            raise RuleViolation(
                f"Valet av {election.person} går inte att föra in i registret: {' '.join(error.messages)}"
            ) from error
        record(office, by=None, at=verification.at)
