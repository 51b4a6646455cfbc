"""Who may do what with applications, one function per verb. Everything else is a 404.

What the chancellery and the auditor do is asked of meetings.access: can_edit, can_read_drafts.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from funding.models import Application, Editor
from meetings.access import CHANCELLERY
from meetings.models import Association, Body, Office, Person, Role


def applications_of(person: Person, association: Association) -> QuerySet[Application]:
    """The applications that the person writes: an applicant sees nothing else."""
    return Application.objects.filter(association=association, editor_links__person=person)


def payee_confirmers(association: Association, day: date) -> QuerySet[Person]:
    """Who may confirm for the association to which account money goes: the chancellery, the attestanter, and the chair
    and vice chairs of the board that day. Two of them do, one in the chancellery.
    """
    held = Office.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day),
        body__association=association,
        body__kind=Body.Kind.BOARD,
        first_day__lte=day,
    )
    roles = association.roles.filter(kind__in=[*CHANCELLERY, Role.Kind.APPROVER])
    found = Q(pk__in=roles.values("person")) | Q(pk__in=held.values("person"))
    return Person.objects.filter(found, is_active=True).order_by("pk")


def confirms_payees(person: Person, association: Association, day: date) -> bool:
    return payee_confirmers(association, day).filter(pk=person.pk).exists()


def must_have_second_factor() -> Q:
    """Of people: those who write an application to an association that asks it of them. See meetings.access."""
    mine = Editor.objects.filter(person=OuterRef("pk"))
    return Q(Exists(mine.filter(application__association__second_factor_applicants=True)))
