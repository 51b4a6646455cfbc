"""Who is in an association's registers, however they came there."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from meetings.models import Meeting, Person, Role


def people_of(associations: Collection[int]) -> QuerySet[Person]:
    """Everyone in the registers of the associations with these keys, without doubles."""
    members = Person.associations.through.objects.filter(association__in=associations)
    return Person.objects.filter(
        Q(pk__in=members.values("person"))
        | Q(pk__in=Role.objects.filter(association__in=associations).values("person"))
        | Q(mandates__body__association__in=associations)
        | Q(offices__body__association__in=associations)
    ).distinct()


def belongs_elsewhere(person: Person, associations: Collection[int]) -> bool:
    """Whether somebody outside these associations relies on the person's name and address too."""
    signed = person.signatories.exclude(version__protocol__meeting__body__association__in=associations)
    led = Meeting.objects.filter(Q(chair=person) | Q(secretary=person))
    return (
        person.associations.exclude(pk__in=associations).exists()
        or person.roles.exclude(association__in=associations).exists()
        or person.mandates.exclude(body__association__in=associations).exists()
        or person.offices.exclude(body__association__in=associations).exists()
        or signed.exists()
        or led.exclude(body__association__in=associations).exists()
    )
