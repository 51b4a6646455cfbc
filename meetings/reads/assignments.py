"""Beslutsuppdrag: who has each today, what is late, and what waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator

from meetings.access import works_in_chancellery
from meetings.draft.reading import Draft
from meetings.hooks import WaitingLine
from meetings.models import (
    Assignment,
    AssignmentNote,
    Association,
    Body,
    Office,
    Paragraph,
    Person,
    Role,
    Verification,
)
from meetings.querysets import verified_sections
from meetings.reads.people import names_of
from meetings.rules import assignments as rules
from meetings.rules.assignments import AssignedRole, AssignmentState
from meetings.rules.plain_text import plain
from meetings.swedish import join_names, long_date, section

OFFICES = {AssignedRole.CHAIR: Office.Kind.CHAIR, AssignedRole.VICE_CHAIR: Office.Kind.VICE_CHAIR}
ROLES = {
    AssignedRole.SECRETARY: (Role.Kind.SECRETARY,),
    AssignedRole.MANAGER: (Role.Kind.MANAGER,),
    AssignedRole.OFFICE: (Role.Kind.SECRETARY, Role.Kind.MANAGER),
}
HEADING = "Beslutsuppdrag"
TITLE = 90  # characters of what is to be done, as a link


@dataclass(frozen=True)
class AssignmentRow:
    """A beslutsuppdrag as a list shows it. `people` have it today, `who` names them with their role."""

    assignment: Assignment
    people: tuple[Person, ...]
    who: str
    today: date

    @property
    def is_open(self) -> bool:
        return self.assignment.state == AssignmentState.OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and rules.is_late(self.assignment.due, self.today)

    @property
    def by_when(self) -> str:
        return rules.by_when(self.assignment.due, self.today)

    @property
    def title(self) -> str:
        return short(self.assignment)

    @property
    def state(self) -> str:
        """As a list says it; an open one after its day is late."""
        return "Försenat" if self.is_late else AssignmentState(self.assignment.state).label

    @property
    def tone(self) -> str:
        """Of components/state.html."""
        if self.is_late:
            return "stopped"
        return "waiting" if self.is_open else "done"

    @property
    def source(self) -> str:
        """«Styrelsen den 30 maj 2024, § 41»."""
        paragraph = self.assignment.paragraph
        number = f", {section(paragraph.number)}" if paragraph.number else ""
        return f"{self.assignment.body.name} den {long_date(paragraph.meeting.date)}{number}"

    @property
    def unverified(self) -> str:
        """A sentence while the protocol may still be changed, else ""."""
        if self.assignment.is_verified:  # type: ignore[attr-defined]
            return ""
        is_board = self.assignment.body.under_kl
        return "Protokollet är inte justerat än." if is_board else "Anteckningarna är inte färdigställda än."


def short(assignment: Assignment) -> str:
    """What is to be done, as a line has room for: «Uppdra åt förbundschefen att …» without its «att»."""
    text = assignment.text.strip().removeprefix("att ").rstrip(".")
    return Truncator(text[:1].upper() + text[1:]).chars(TITLE)


def assignments_in(association: Association) -> QuerySet[Assignment]:
    """Those of the association with where they come from, and whether that is verified (`is_verified`)."""
    verified = Verification.objects.filter(protocol__paragraphs=OuterRef("paragraph"))
    return (
        Assignment.objects.filter(association=association)
        .annotate(is_verified=Exists(verified))
        .select_related("association", "body", "person", "paragraph__meeting__body", "closed_by__meeting")
    )


def rows_of(assignments: Iterable[Assignment], association: Association, today: date) -> list[AssignmentRow]:
    """Each with who has it today; late ones first, then open ones by day, then the rest. Five questions at most."""
    each = list(assignments)
    held = _holders(association, {one.role for one in each} - {""}, today)
    people = {one.pk: _responsible(one, held) for one in each}
    called = names_of({person for some in people.values() for person in some}, association)
    rows = [
        AssignmentRow(one, tuple(people[one.pk]), _who(one, people[one.pk], called), today) for one in each
    ]
    # Sorting is stable: within each group those with the first day come first.
    rows.sort(key=lambda row: row.assignment.due or date.max)
    return sorted(rows, key=lambda row: (not row.is_late, not row.is_open))


def row_of(assignment: Assignment, today: date) -> AssignmentRow:
    """One, which `assignments_in` has fetched."""
    return rows_of([assignment], assignment.association, today)[0]


def own_rows(association: Association, person: Person, today: date) -> list[AssignmentRow]:
    """The open ones that the person has today, on their own or by a role."""
    open_ones = assignments_in(association).filter(state=AssignmentState.OPEN)
    mine = open_ones.filter(Q(person=person) | ~Q(role=""))
    return [row for row in rows_of(mine, association, today) if person in row.people]


def may_report(person: Person, assignment: Assignment, today: date) -> bool:
    """The chancellery, and whoever has it today."""
    if works_in_chancellery(person, assignment.association):
        return True
    return person in responsible_for(assignment, today)


def responsible_for(assignment: Assignment, today: date) -> list[Person]:
    """Who has it today."""
    held = _holders(assignment.association, {assignment.role} - {""}, today)
    return _responsible(assignment, held)


def may_close(assignment: Assignment) -> QuerySet[Paragraph]:
    """The §§ that can close it: of verified protocols, from its own meeting or a later one."""
    found = verified_sections(assignment.association)
    return found.filter(meeting__date__gte=assignment.paragraph.meeting.date)


def late_in(body: Body, today: date) -> QuerySet[Assignment]:
    """The open ones of the body whose last day has passed."""
    return assignments_in(body.association).filter(body=body, state=AssignmentState.OPEN, due__lt=today)


def followed_up(body: Body, since: date | None, today: date) -> list[AssignmentRow]:
    """What an agenda takes up: the open ones of the body, and those that were done since its last meeting."""
    ended = Q(ended_at__date__gte=since) if since else Q()
    told = Q(state=AssignmentState.OPEN) | Q(
        ended, state__in=[AssignmentState.DONE, AssignmentState.WRITTEN_OFF]
    )
    return rows_of(assignments_in(body.association).filter(told, body=body), body.association, today)


def notes_of(assignment: Assignment) -> QuerySet[AssignmentNote]:
    """What has happened, the latest first."""
    return assignment.notes.select_related("by", "file").order_by("-at", "-id")


@dataclass(frozen=True)
class DecisionRow:
    """A decision of a meeting as its protocol has it, and its beslutsuppdrag."""

    public_id: str
    sentence: str
    assignments: tuple[AssignmentRow, ...]


def decisions_of(draft: Draft, today: date) -> list[tuple[str, str, list[DecisionRow]]]:
    """Number, heading and decisions of each § that has any."""
    association = draft.meeting.body.association
    rows = rows_of(assignments_in(association).filter(paragraph__meeting=draft.meeting), association, today)
    found = []
    for paragraph in draft.paragraphs:
        decisions = [
            DecisionRow(
                one.public_id,
                plain(draft.line(one.text)),
                tuple(row for row in rows if row.assignment.decision_public_id == one.public_id),
            )
            for one in paragraph.decisions.all()
            if one.text and not one.is_prepared
        ]
        if decisions:
            found.append((section(draft.number(paragraph)), paragraph.heading, decisions))
    return found


def lines_for_office(association: Association, today: date) -> list[WaitingLine]:
    """Those that are late or due within a week, for «Att göra»."""
    soon = assignments_in(association).filter(state=AssignmentState.OPEN, due__lte=today + rules.WEEK)
    return [_line(row) for row in rows_of(soon, association, today)]


def own_lines(association: Association, person: Person, today: date) -> list[WaitingLine]:
    """Those that the person has, for the day's mail of one who is not in the chancellery."""
    return [_line(row, is_own=True) for row in own_rows(association, person, today)]


def _line(row: AssignmentRow, *, is_own: bool = False) -> WaitingLine:
    where = [row.assignment.association.slug, row.assignment.public_id]
    return WaitingLine(
        heading=HEADING,
        title=row.title,
        text=f"{row.who or 'Ingen ansvarig'}. {row.source}",
        by=row.by_when,
        address=reverse("assignment_report", args=where),
        about=reverse("assignment_detail", args=where),
        button="Rapportera",
        is_late=row.is_late,
        is_own=is_own,
    )


type Held = dict[tuple[str, int], list[Person]]


def _holders(association: Association, roles: set[str], today: date) -> Held:
    """Who holds each of the roles today, by role and body; those of the chancellery by the association's 0."""
    found: Held = {}
    if roles & OFFICES.keys():
        offices = Office.objects.filter(
            Q(last_day=None) | Q(last_day__gte=today), body__association=association, first_day__lte=today
        )
        kinds = {kind: role for role, kind in OFFICES.items()}
        for office in offices.select_related("person").order_by("rank"):
            found.setdefault((kinds[Office.Kind(office.kind)], office.body_id), []).append(office.person)
    if roles & ROLES.keys():
        for role in association.roles.select_related("person").order_by("pk"):
            for assigned, kinds_of in ROLES.items():
                people = found.setdefault((assigned, 0), [])
                if role.kind in kinds_of and role.person not in people:
                    people.append(role.person)
    return found


def _responsible(assignment: Assignment, held: Held) -> list[Person]:
    if not assignment.role:
        return rules.responsible(assignment.person, None)
    where = assignment.body_id if assignment.role in OFFICES else 0
    return rules.responsible(assignment.person, held.get((assignment.role, where), []))


def _who(assignment: Assignment, people: list[Person], called: dict[int, str]) -> str:
    """«Förbundschefen (Karl Östman)», «Karl Östman», or as the decision says it when nobody is known."""
    names = join_names([called[one.pk] for one in people])
    if not assignment.role:
        return names or assignment.decided_responsible
    role = AssignedRole(assignment.role).label
    return f"{role} ({names})" if names else role
