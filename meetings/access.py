"""Who may do what, one function per verb. Everything else is a 404."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from .models import (
    AgendaApproval,
    Association,
    Body,
    Mandate,
    Meeting,
    Office,
    OwnNote,
    Person,
    Protocol,
    Role,
    Signatory,
)
from .querysets import held_by

CHANCELLERY = (Role.Kind.SECRETARY, Role.Kind.MANAGER)
READERS = (*CHANCELLERY, Role.Kind.AUDITOR)


def works_in_chancellery(person: Person, association: Association) -> bool:
    return association.roles.filter(person=person, kind__in=CHANCELLERY).exists()


def can_edit(person: Person, association: Association) -> bool:
    """Whether the person may plan meetings, write drafts, freeze, remind and keep the registers: the chancellery
    alone.
    """
    return works_in_chancellery(person, association)


def can_found(person: Person) -> bool:
    """Whether the person may lay up a new association: whoever runs the installation."""
    return person.is_superuser


def can_read_drafts(person: Person, association: Association) -> bool:
    """Whether the person belongs to the chancellery or is an auditor, who reads everything and changes nothing."""
    return association.roles.filter(person=person, kind__in=READERS).exists()


def can_enter(person: Person, association: Association) -> bool:
    """Whether the person has any reason to see the association's pages behind login."""
    return (
        association.roles.filter(person=person).exists()
        or Mandate.objects.filter(body__association=association, person=person).exists()
        or Signatory.objects.filter(
            version__protocol__meeting__body__association=association,
            # One who has left the board still signs what he or she was there for, and sees nothing when that is done.
            version__protocol__verification__isnull=True,
            person=person,
        ).exists()
    )


def vouches_in(person: Person, day: date) -> QuerySet[Association]:
    """The associations where the person can confirm that an account is somebody's: as officer, auditor, chair or vice
    chair of the board. Each of these is told to the board's presidium when it is given (actions.mandating).
    """
    held = Office.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day),
        person=person,
        first_day__lte=day,
        body__kind=Body.Kind.BOARD,
    )
    return Association.objects.filter(
        Q(pk__in=person.roles.filter(kind__in=READERS).values("association"))
        | Q(pk__in=held.values("body__association"))
    )


def agendas_visible_to(person: Person, association: Association) -> QuerySet[Meeting]:
    """Meetings whose summons is out, of the bodies in which the person holds a mandate that day, and those whose
    summons the person is asked to approve; all that are called for those who read drafts.

    What of the agenda they read is for reads.agenda_readers to say.
    """
    called = _called(association)
    read = called if can_read_drafts(person, association) else called.filter(held_by(person))
    return Meeting.objects.filter(
        Q(pk__in=read.values("pk")) | Q(pk__in=agendas_to_approve(person, association))
    )


def agendas_to_approve(person: Person, association: Association) -> QuerySet[Meeting]:
    """Planned meetings whose summons is to be approved, of the bodies that the person leads as chair or vice chair
    that day."""
    leads = Office.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=OuterRef("date")),
        person=person,
        body=OuterRef("body"),
        first_day__lte=OuterRef("date"),
    )
    return Meeting.objects.filter(
        Exists(leads),
        Exists(AgendaApproval.objects.filter(meeting=OuterRef("pk"))),
        body__association=association,
        state=Meeting.State.PLANNED,
    )


def _called(association: Association) -> QuerySet[Meeting]:
    called = Meeting.objects.filter(
        body__association=association, state__in=(Meeting.State.SUMMONED, Meeting.State.OPEN)
    )
    return called.exclude(summoned_at=None)


def meetings_noted_by(person: Person, association: Association) -> QuerySet[Meeting]:
    """Meetings of which the person has notes of their own, or may write them: those they read the agenda of, and
    also afterwards, so that what was written without contact is not lost."""
    return Meeting.objects.filter(body__association=association).filter(
        Q(pk__in=agendas_visible_to(person, association).values("pk"))
        | Q(held_by(person), summoned_at__isnull=False)
        | Q(pk__in=OwnNote.objects.filter(person=person).values("meeting"))
    )


def protocols_visible_to(person: Person, association: Association) -> QuerySet[Protocol]:
    """The chancellery and the auditor see every protocol; others those they are to sign, until they are verified,
    and the verified ones of a body they hold or have held a mandate in. To sign one § opens nothing else of its
    meeting."""
    protocols = Protocol.objects.filter(meeting__body__association=association)
    if can_read_drafts(person, association):
        return protocols
    return protocols.filter(
        Q(verification__isnull=True, versions__signatories__person=person)
        | Q(verification__isnull=False, meeting__body__mandates__person=person)
    ).distinct()


def protocols_verified_for(person: Person, association: Association) -> QuerySet[Protocol]:
    """Verified protocols of the bodies the person serves in, or all for those who read drafts."""
    protocols = Protocol.objects.filter(meeting__body__association=association, verification__isnull=False)
    if can_read_drafts(person, association):
        return protocols
    return protocols.filter(meeting__body__mandates__person=person).distinct()


def must_have_second_factor(today: date) -> Q:
    """Of people: those who can change something in an association's name, and those it has decided must.

    To be used in a query of `Person`.
    """
    me = OuterRef("pk")
    roles, mandates = Role.objects.filter(person=me), Mandate.objects.filter(person=me)
    signs = Signatory.objects.filter(person=me, version__protocol__verification__isnull=True)
    serves = mandates.exclude(last_day__lt=today).filter(body__association__second_factor_board=True)
    return (
        Q(is_superuser=True)
        | Q(Exists(roles.exclude(kind=Role.Kind.AUDITOR)))
        | Q(Exists(roles.filter(kind=Role.Kind.AUDITOR, association__second_factor_auditors=True)))
        | Q(Exists(serves))
        | Q(Exists(signs.filter(version__protocol__meeting__body__association__second_factor_board=True)))
    )
