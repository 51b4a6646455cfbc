"""What has become of a beslutsuppdrag: reported, done, written off, opened again; and who is reminded of it."""

from datetime import datetime

from django.db import transaction

from meetings import letters
from meetings.actions.assigning import end, locked, note
from meetings.actions.attaching import named_file, take_file
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Assignment, Meeting, Office, Paragraph, Person
from meetings.reads.assignments import (
    assignments_in,
    late_in,
    may_close,
    may_report,
    responsible_for,
    row_of,
    rows_of,
)
from meetings.rules.assignments import (
    SENT,
    WEEK,
    AssignmentState,
    NoteKind,
    a_year_later,
    reminder_due,
)
from meetings.swedish import day_of, long_date


@transaction.atomic
def report_assignment(
    *,
    assignment: Assignment,
    by: Person,
    at: datetime,
    is_done: bool,
    text: str = "",
    document: tuple[str, bytes] | None = None,
    closed_by: Paragraph | None = None,
) -> Assignment:
    """A note of how it goes, or that it is done: in words, with a file, or the § that closes it.

    A yearly one that is done is followed by the next. Raises RuleViolation for anybody but the office and who has it,
    for one that is not open, for a note that says nothing, and for a § that is not verified or is of an earlier
    meeting.
    """
    assignment = locked(assignment)
    if not may_report(by, assignment, day_of(at)):
        raise RuleViolation("Bara den som har beslutsuppdraget, eller kansliet, rapporterar det.")
    _refuse_unless_open(assignment)
    if closed_by and not is_done:
        raise RuleViolation(
            "En paragraf avslutar beslutsuppdraget. Välj att det är klart.", field="closed_by"
        )
    if not (is_done or text.strip() or document):
        raise RuleViolation("Skriv vad som har hänt, eller lägg till en fil.", field="text")
    if closed_by and not may_close(assignment).filter(pk=closed_by.pk).exists():
        raise RuleViolation(
            "Välj en paragraf i ett justerat protokoll, från samma sammanträde eller ett senare.",
            field="closed_by",
        )
    more: dict[str, object] = {}
    if document:
        file, stem = take_file(
            association=assignment.association, file_name=document[0], data=document[1], at=at
        )
        more = {"file": file, "file_name": named_file(stem, file)}
    if not is_done:
        note(assignment, NoteKind.NOTED, by=by, at=at, text=text.strip(), **more)
        return assignment
    assignment.closed_by = closed_by
    end(assignment, AssignmentState.DONE, NoteKind.DONE, by=by, at=at, text=text.strip(), **more)
    if assignment.is_yearly:
        _begin_next(assignment, by=by, at=at)
    return assignment


@transaction.atomic
def write_off_assignment(*, assignment: Assignment, reason: str, by: Person, at: datetime) -> Assignment:
    """It will not be done, and why. Raises RuleViolation without a reason."""
    assignment = locked(assignment)
    _refuse_unless_open(assignment)
    if not reason.strip():
        raise RuleViolation("Skriv varför beslutsuppdraget avskrivs.", field="reason")
    end(assignment, AssignmentState.WRITTEN_OFF, NoteKind.WRITTEN_OFF, by=by, at=at, text=reason.strip())
    return assignment


@transaction.atomic
def reopen_assignment(*, assignment: Assignment, by: Person, at: datetime) -> Assignment:
    """Takes back that it is done or written off; what was said of it stands in its trace.

    Raises RuleViolation when the next year's has been reported on.
    """
    assignment = locked(assignment)
    if assignment.state not in (AssignmentState.DONE, AssignmentState.WRITTEN_OFF):
        raise RuleViolation("Beslutsuppdraget är inte avslutat.")
    following = Assignment.objects.select_for_update(of=("self",)).filter(follows=assignment).first()
    if following and following.notes.exclude(kind=NoteKind.BEGUN).exclude(kind__in=SENT).exists():
        raise RuleViolation("Nästa års beslutsuppdrag har redan rapporterats.")
    if following:
        end(following, AssignmentState.WITHDRAWN, NoteKind.WITHDRAWN, by=by, at=at)
    assignment.state, assignment.ended_at, assignment.closed_by = AssignmentState.OPEN, None, None
    record(assignment, by=by, at=at, fields=["state", "ended_at", "closed_by"])
    note(assignment, NoteKind.REOPENED, by=by, at=at)
    return assignment


def remind_of_assignments(*, at: datetime) -> int:
    """The morning's letters: seven days before and on the day, each once. Answers how many went."""
    today = day_of(at)
    near = Assignment.objects.filter(
        state=AssignmentState.OPEN, due__gte=today - WEEK, due__lte=today + WEEK
    ).order_by("pk")
    return sum(_remind(one, at) for one in near)


@transaction.atomic
def _remind(assignment: Assignment, at: datetime) -> int:
    today = day_of(at)
    assignment = locked(assignment)
    sent = assignment.notes.filter(day=assignment.due, kind__in=SENT).values_list("kind", flat=True)
    kind = reminder_due(assignment.due, today, sent)
    if kind is None or assignment.state != AssignmentState.OPEN:
        return 0
    readers = [one for one in responsible_for(assignment, today) if one.email and one.is_active]
    # A reminder that reaches nobody is none: its note would say what never happened.
    if not readers:
        return 0
    row = row_of(assignments_in(assignment.association).get(pk=assignment.pk), today)
    for person in readers:
        letters.send(
            "assignment_reminder",
            to=person.email,
            association=assignment.association,
            may_wait_for=person,
            person=person,
            row=row,
            address=letters.absolute("assignment_detail", assignment.association.slug, assignment.public_id),
        )
    note(assignment, kind, by=None, at=at, day=assignment.due)
    return len(readers)


def tell_chair_of_late(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """One letter to whoever chairs the body, when its meeting is summoned, about those that are late.

    Each is told of once before a meeting. Runs in the caller's transaction.
    """
    today = day_of(at)
    told = meeting.body.assignments.filter(notes__kind=NoteKind.TOLD_LATE, notes__day=meeting.date)
    late = list(late_in(meeting.body, today).exclude(pk__in=told.values("pk")))
    chair = _chair_of(meeting)
    if not late or chair is None or not chair.email:
        return
    letters.send(
        "assignments_late",
        to=chair.email,
        association=meeting.body.association,
        may_wait_for=chair,
        person=chair,
        meeting=meeting,
        rows=rows_of(late, meeting.body.association, today),
    )
    for one in late:
        note(one, NoteKind.TOLD_LATE, by=by, at=at, day=meeting.date)


def _chair_of(meeting: Meeting) -> Person | None:
    held = meeting.body.offices.filter(kind=Office.Kind.CHAIR).select_related("person")
    return next((one.person for one in held if one.holds_on(meeting.date)), meeting.chair)


def _begin_next(assignment: Assignment, *, by: Person, at: datetime) -> None:
    """The same for the year after, whose day is the office's. One that was taken back with its year begins again."""
    again = Assignment.objects.select_for_update(of=("self",)).filter(follows=assignment).first()
    if again:
        again.state, again.ended_at = AssignmentState.OPEN, None
        record(again, by=by, at=at, fields=["state", "ended_at"])
        note(again, NoteKind.REOPENED, by=by, at=at)
        return
    following = Assignment(
        association=assignment.association,
        body=assignment.body,
        paragraph_id=assignment.paragraph_id,
        decision_public_id=assignment.decision_public_id,
        text=assignment.text,
        decided_responsible=assignment.decided_responsible,
        due=a_year_later(assignment.due) if assignment.due else None,
        person=assignment.person,
        role=assignment.role,
        together=assignment.together,
        is_yearly=True,
        follows=assignment,
    )
    record(following, by=by, at=at)
    note(
        following,
        NoteKind.BEGUN,
        by=by,
        at=at,
        text=f"Följer på det som blev klart den {long_date(day_of(at))}.",
    )


def _refuse_unless_open(assignment: Assignment) -> None:
    if assignment.state != AssignmentState.OPEN:
        raise RuleViolation("Beslutsuppdraget är redan avslutat.")
