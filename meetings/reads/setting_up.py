"""What an association lacks before its board can meet."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from meetings.models import Association, Body, Mandate, Office, Party, Seat, StandardItem


@dataclass(frozen=True)
class Lack:
    """A sentence, and where it is mended with what the link says."""

    sentence: str
    url: str
    label: str


def lacking(association: Association) -> list[Lack]:
    """In the order in which it is filled in; empty for an association that can meet. Two questions."""
    return list(_lacking(association))


def _lacking(association: Association) -> Iterator[Lack]:
    if not Party.objects.filter(association=association).exists():
        yield Lack(
            "Förbundet har inga medlemmar.", reverse("admin:meetings_party_add"), "Lägg till medlemmarna"
        )
    of_body = {"body": OuterRef("pk")}
    bodies = list(
        Body.objects.filter(association=association, kind=Body.Kind.BOARD).annotate(
            has_seats=Exists(Seat.objects.filter(**of_body)),
            has_people=Exists(Mandate.objects.filter(**of_body)),
            has_chair=Exists(Office.objects.filter(**of_body)),
            has_agenda=Exists(StandardItem.objects.filter(**of_body)),
        )
    )
    if not bodies:
        yield Lack("Förbundet har ingen styrelse.", reverse("admin:meetings_body_add"), "Lägg till styrelsen")
    for body in bodies:
        register = reverse("admin:meetings_body_change", args=[body.pk])
        paste = reverse("mandate_paste", args=[association.slug])
        if not body.has_seats:
            yield Lack(f"{body.name} har inga platser.", register, "Lägg till platser")
        elif not body.has_people:
            yield Lack(f"Ingen har uppdrag i {body.name}.", paste, "Klistra in uppdragen")
        elif not body.has_chair:
            yield Lack(f"{body.name} har ingen ordförande.", paste, "Klistra in uppdragen")
        if not body.has_agenda:
            yield Lack(f"{body.name} har ingen standarddagordning.", register, "Skriv standarddagordningen")
    if not association.accessibility:
        state = reverse("accessibility_edit", args=[association.slug])
        yield Lack("Förbundet har inte bedömt webbplatsens tillgänglighet.", state, "Skriv redogörelsen")
