"""Who applies, as the registers of people ask."""

from django.db.models import QuerySet

from meetings.models import Association, Person


def associations_applied_to(person: Person) -> list[Association]:
    """The associations to which the person writes an application."""
    written = Association.objects.filter(applications__editor_links__person=person)
    return list(written.distinct().order_by("pk"))


def people_applying_to(association: Association) -> QuerySet[Person]:
    """Those who write an application to the association."""
    return Person.objects.filter(editor_links__application__association=association)
