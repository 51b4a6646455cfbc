"""Who may do what with applications, one function per verb. Everything else is a 404.

What the chancellery and the auditor do is asked of meetings.access: can_edit, can_read_drafts.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from funding.models import Application, Editor
from meetings.models import Association, Person


def applications_of(person: Person, association: Association) -> QuerySet[Application]:
    """The applications that the person writes: an applicant sees nothing else."""
    return Application.objects.filter(association=association, editor_links__person=person)


def must_have_second_factor() -> Q:
    """Of people: those who write an application to an association that asks it of them. See meetings.access."""
    mine = Editor.objects.filter(person=OuterRef("pk"))
    return Q(Exists(mine.filter(application__association__second_factor_applicants=True)))
