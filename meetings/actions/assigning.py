"""Beslutsuppdrag follow the decisions of a § until it is verified; what the office adds to them it changes itself."""

from datetime import date, datetime

from django.db import transaction

from meetings.actions.locking import lock_meeting
from meetings.actions.recording import record
from meetings.draft.reading import Draft, read_draft
from meetings.errors import RuleViolation
from meetings.models import Assignment, AssignmentNote, Association, Decision, Meeting, Person
from meetings.querysets import own_protocol
from meetings.reads.people import people_of
from meetings.rules.assignments import AssignedRole, AssignmentState, NoteKind, person_named, role_named
from meetings.rules.plain_text import plain
from meetings.swedish import long_date
from meetings.text.richtext import clean_line

FOLLOWED = ("text", "decided_responsible", "decided_due")
ADDED = ("due", "person", "role", "together", "is_yearly")


def follow_decisions(draft: Draft, *, by: Person, at: datetime) -> None:
    """Lets each decision with an ansvarig or a day have its beslutsuppdrag, and those that there are say what it says.

    What the § no longer gives is withdrawn, unless it is done already. A § that is verified at once is followed by its
    own protocol alone. Runs in the transaction in which the meeting closes (a decision may be carried out at once,
    KL 13:14) or its protocol is frozen, with the meeting locked.
    """
    standing = {
        one.public_id: one
        for paragraph in draft.covered
        if not (paragraph.withdrawn or paragraph.not_handled)
        for one in paragraph.decisions.all()
        if one.text and not one.is_prepared
    }
    begun = _begun_in(draft)
    for row in begun:
        _follow(row, standing.get(row.decision_public_id), draft, by=by, at=at)
    known = {row.decision_public_id for row in begun if row.is_decided}
    for key, decision in standing.items():
        if (decision.responsible or decision.due) and key not in known:
            _begin(decision, draft, is_decided=True, by=by, at=at)


def follow_closed(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """`follow_decisions` of the meeting's own protocol, when the meeting is over. Runs in the caller's transaction."""
    if meeting.state == Meeting.State.CLOSED:
        follow_decisions(read_draft(own_protocol(meeting)), by=by, at=at)


@transaction.atomic
def add_assignment(
    *,
    decision: Decision,
    by: Person,
    at: datetime,
    due: date | None = None,
    person: Person | None = None,
    role: str = "",
    together: str = "",
    is_yearly: bool = False,
) -> Assignment:
    """One more from any decision of a meeting that is over. Its words, and a day that it names, are the decision's.

    Raises RuleViolation while the meeting goes on, for a proposal, and as `change_assignment` does.
    """
    meeting = lock_meeting(decision.paragraph.meeting)
    if meeting.state != Meeting.State.CLOSED:
        raise RuleViolation("Beslutsuppdrag läggs till när sammanträdet är avslutat.")
    if decision.is_prepared or not decision.text:
        raise RuleViolation("Välj ett beslut, inte ett förslag.")
    assignment = _made(decision, read_draft(own_protocol(meeting)), is_decided=False)
    _add(assignment, due=due, person=person, role=role, together=together, is_yearly=is_yearly)
    record(assignment, by=by, at=at)
    note(assignment, NoteKind.BEGUN, by=by, at=at)
    return assignment


@transaction.atomic
def change_assignment(
    *,
    assignment: Assignment,
    by: Person,
    at: datetime,
    due: date | None,
    person: Person | None,
    role: str = "",
    together: str = "",
    is_yearly: bool = False,
) -> Assignment:
    """Changes who has it, with whom, and a day that the office set; the row's history and a note tell of it.

    What the decision says is changed by a new § of the body alone: raises RuleViolation for its day. Also for one
    that nobody would have, for somebody outside the registers, and for one that is not open.
    """
    assignment = locked(assignment)
    before = {name: getattr(assignment, name) for name in ADDED}
    if assignment.state != AssignmentState.OPEN:
        raise RuleViolation("Beslutsuppdraget är inte öppet.")
    _add(assignment, due=due, person=person, role=role, together=together, is_yearly=is_yearly)
    if changes := _changes(before, assignment):
        record(assignment, by=by, at=at, fields=list(ADDED))
        note(assignment, NoteKind.CHANGED, by=by, at=at, text=changes)
    return assignment


def note(
    assignment: Assignment, kind: NoteKind, *, by: Person | None, at: datetime, text: str = "", **more: object
) -> AssignmentNote:
    """Adds to the trace what happened. Runs in the caller's transaction."""
    return AssignmentNote.objects.create(assignment=assignment, kind=kind, by=by, at=at, text=text, **more)


def locked(assignment: Assignment) -> Assignment:
    """The row as it is now, locked until the transaction ends."""
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("association", "body", "person")
        .get(pk=assignment.pk)
    )


def _begun_in(draft: Draft) -> list[Assignment]:
    """Those of the §§ that this protocol covers, or covered before they were removed."""
    rows = Assignment.objects.select_for_update(of=("self",)).filter(paragraph__meeting=draft.meeting)
    if draft.protocol.is_immediate:
        rows = rows.filter(paragraph__in=draft.paragraphs)
    else:
        rows = rows.exclude(paragraph__in=list(draft.immediate))
    return list(rows.order_by("pk"))


def _follow(row: Assignment, decision: Decision | None, draft: Draft, *, by: Person, at: datetime) -> None:
    gives = decision is not None and (not row.is_decided or bool(decision.responsible or decision.due))
    if decision is None or not gives:
        if row.state == AssignmentState.OPEN:
            end(row, AssignmentState.WITHDRAWN, NoteKind.WITHDRAWN, by=by, at=at)
        return
    before = {name: getattr(row, name) for name in (*FOLLOWED, "due", "state")}
    row.text = _sentence(decision, draft)
    if not row.follows_id:  # the day of the year after is the office's
        if row.decided_due or decision.due:
            row.decided_due = row.due = decision.due
        if row.decided_responsible != decision.responsible and row.is_decided:
            row.person, row.role = _who(decision, draft.meeting.body.association)
        row.decided_responsible = decision.responsible
    if row.state == AssignmentState.WITHDRAWN:
        row.state, row.ended_at = AssignmentState.OPEN, None
    if any(getattr(row, name) != value for name, value in before.items()):
        record(row, by=by, at=at, fields=[*FOLLOWED, "due", "person", "role", "state", "ended_at"])
        note(row, NoteKind.FOLLOWED, by=by, at=at)


def _begin(decision: Decision, draft: Draft, *, is_decided: bool, by: Person, at: datetime) -> None:
    row = _made(decision, draft, is_decided=is_decided)
    row.person, row.role = _who(decision, row.association)
    record(row, by=by, at=at)
    note(row, NoteKind.BEGUN, by=by, at=at)


def _made(decision: Decision, draft: Draft, *, is_decided: bool) -> Assignment:
    return Assignment(
        association=draft.meeting.body.association,
        body=draft.meeting.body,
        paragraph=decision.paragraph,
        decision_public_id=decision.public_id,
        is_decided=is_decided,
        text=_sentence(decision, draft),
        decided_responsible=decision.responsible,
        decided_due=decision.due,
        due=decision.due,
    )


def _sentence(decision: Decision, draft: Draft) -> str:
    return plain(draft.line(decision.text)).strip()


def _who(decision: Decision, association: Association) -> tuple[Person | None, str]:
    """The role or the person that «ansvarig» says, when it is exactly one of those that the association knows."""
    if role := role_named(decision.responsible):
        return None, role
    people = {one.pk: one for one in people_of({association.pk})} if decision.responsible else {}
    key = person_named(decision.responsible, {pk: one.name for pk, one in people.items()})
    return (people[key] if key is not None else None), ""


def _add(
    assignment: Assignment,
    *,
    due: date | None,
    person: Person | None,
    role: str,
    together: str,
    is_yearly: bool,
) -> None:
    """Raises RuleViolation for what the office does not decide, and when nobody would have it."""
    if assignment.decided_due and due != assignment.decided_due:
        body = assignment.body.in_sentence
        raise RuleViolation(
            f"Dagen {long_date(assignment.decided_due)} står i beslutet. Bara {body} ändrar den, i en ny paragraf.",
            field="due",
        )
    if role and role not in [one.value for one in AssignedRole]:
        raise RuleViolation("Välj en roll i listan.", field="role")
    if not (person or role):
        raise RuleViolation("Välj en person eller en roll.", field="person")
    known = people_of({assignment.association_id})
    if person and person.pk != assignment.person_id and not known.filter(pk=person.pk).exists():
        raise RuleViolation("Personen finns inte i förbundets register.", field="person")
    assignment.due, assignment.person, assignment.role = due, person, role
    assignment.together, assignment.is_yearly = clean_line(together)[:200], is_yearly


def _changes(before: dict[str, object], after: Assignment) -> str:
    """«Senast: 1 mars 2025 (förut 1 februari 2025)», a line for each."""
    lines = []
    for name in ADDED:
        old, new = before[name], getattr(after, name)
        if old != new:
            label = str(Assignment._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]
            lines.append(f"{label}: {_said(name, new)} (förut {_said(name, old)})")
    return "\n".join(lines)


def _said(name: str, value: object) -> str:
    if name == "role" and value:
        return AssignedRole(str(value)).label.lower()
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return long_date(value)
    return str(value) if value else "ingen" if name in ("person", "role", "due") else "inget"


def end(
    row: Assignment,
    state: AssignmentState,
    kind: NoteKind,
    *,
    by: Person,
    at: datetime,
    text: str = "",
    **more: object,
) -> AssignmentNote:
    """Ends it and says so in its trace. Runs in the caller's transaction, with the row locked."""
    row.state, row.ended_at = state, at
    record(row, by=by, at=at, fields=["state", "ended_at", "closed_by"])
    return note(row, kind, by=by, at=at, text=text, **more)
