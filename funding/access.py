"""Who may do what with applications, one function per verb. Everything else is a 404.

What the chancellery and the auditor do is asked of meetings.access: can_edit, can_read_drafts.
"""

from django.db.models import QuerySet

from funding.models import Application
from meetings.models import Association, Person


def applications_of(person: Person, association: Association) -> QuerySet[Application]:
    """Those the person writes: an applicant sees nothing else."""
    return Application.objects.filter(association=association, editor_links__person=person)
