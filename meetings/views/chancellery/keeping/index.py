"""The first page of the registers: what the office keeps between meetings, and how much there is of it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from meetings.access import can_edit
from meetings.models import Association
from meetings.reads.registers import sizes_of
from meetings.views.addresses import association_read, person_of


@dataclass(frozen=True)
class RegisterEntry:
    """One register: its name, what is kept there, how many rows it has ("" for one that is not counted)."""

    name: str
    what: str
    url: str
    count: str = ""


@require_GET
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Each register with a line on what it holds; the auditor reads them all."""
    association = association_read(request, slug)
    context = {
        "association": association,
        "entries": _entries(association),
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/keeping/register.html", context)


def _entries(association: Association) -> list[RegisterEntry]:
    def page(name: str) -> str:
        return reverse(name, args=[association.slug])

    sizes = sizes_of(association)
    return [
        RegisterEntry(
            "Personer och uppdrag",
            "Ledamöter, ersättare och andra, hur de nås och vilka uppdrag de har.",
            page("person_list"),
            f"{sizes['people']} personer",
        ),
        RegisterEntry(
            "Medlemmar",
            "Vart anslagen skickas, hur medlemmen nås och vem den har utsett.",
            page("party_list"),
            f"{sizes['parties']} medlemmar",
        ),
        RegisterEntry(
            "Organ och platser",
            "Vad de heter, hur protokollen ser ut, vilka platser de har och vem som leder.",
            page("body_list"),
            f"{sizes['bodies']} organ",
        ),
        RegisterEntry(
            "Dagordning och fraser",
            "Det varje nytt möte börjar från, och färdiga formuleringar.",
            page("wordings"),
            f"{sizes['phrases']} fraser",
        ),
        RegisterEntry(
            "Regler för arvoden",
            "Vad förbundet betalar, från vilken dag, och vem som betalar för var och en.",
            page("fee_rules"),
        ),
        RegisterEntry(
            "Uppgifter och utseende",
            "Namn, kontakt, logotyp, färg och hur förbundet arbetar.",
            page("particulars"),
        ),
        RegisterEntry(
            "Roller",
            "Vem som arbetar på kansliet, revisorer och attestanter.",
            page("role_list"),
            f"{sizes['roles']} roller",
        ),
        RegisterEntry(
            "Elektronisk stämpel", "Certifikatet som protokollen stämplas med.", page("seal_detail")
        ),
    ]
