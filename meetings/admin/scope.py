"""Which associations a request may read and keep; asked once a request."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.access import CHANCELLERY, READERS
from meetings.models import Association, Body, Person, Role
from meetings.reads.people import people_of


@dataclass(frozen=True)
class Scope:
    """`everything` is a superuser; else `readable` and `editable` hold keys of associations."""

    everything: bool
    readable: frozenset[int]
    editable: frozenset[int]

    @cached_property
    def associations(self) -> list[Association]:
        """The associations whose rows the register shows."""
        own = (
            Association.objects.all() if self.everything else Association.objects.filter(pk__in=self.readable)
        )
        return list(own)

    @property
    def entered(self) -> list[Association]:
        """The associations whose own pages are open too: by role, never by being a superuser."""
        return [one for one in self.associations if one.pk in self.readable]

    @property
    def kept(self) -> list[Association]:
        return [one for one in self.associations if one.pk in self.editable]

    def reads(self, association: int | None) -> bool:
        return self.everything or association in self.readable

    def keeps(self, association: int | None) -> bool:
        return self.everything or association in self.editable

    @property
    def keeps_any(self) -> bool:
        return self.everything or bool(self.editable)

    @property
    def single(self) -> int | None:
        """The association, when there is no choice."""
        return next(iter(self.editable)) if len(self.editable) == 1 and not self.everything else None

    def kept_associations(self) -> QuerySet[Association]:
        return (
            Association.objects.all() if self.everything else Association.objects.filter(pk__in=self.editable)
        )

    def kept_people(self) -> QuerySet[Person]:
        return Person.objects.all() if self.everything else people_of(self.editable)

    def kept_bodies(self) -> QuerySet[Body]:
        bodies = Body.objects.select_related("association")
        return bodies if self.everything else bodies.filter(association__in=self.editable)


def scope_of(request: HttpRequest) -> Scope:
    """The scope of the signed-in person; an empty one for anybody else."""
    scope: Scope | None = getattr(request, "_register_scope", None)
    if scope is None:
        scope = _scope(request)
        request._register_scope = scope  # type: ignore[attr-defined]
    return scope


def _scope(request: HttpRequest) -> Scope:
    person = request.user
    if not isinstance(person, Person) or not person.is_active:
        return Scope(False, frozenset(), frozenset())
    roles = list(Role.objects.filter(person=person).values_list("association_id", "kind"))
    return Scope(
        person.is_superuser,
        frozenset(association for association, kind in roles if kind in READERS),
        frozenset(association for association, kind in roles if kind in CHANCELLERY),
    )
