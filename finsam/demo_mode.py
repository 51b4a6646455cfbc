"""The demo: its pages say what they are, and anybody may try it as each of its people.

Three locks keep it out of a site that is used, and each is enough. It is only there where the site began with DEBUG and
DEMO; it signs in nobody but those of the table below; and nobody whose password is not the one that the demo prints.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from finsam.sign_in.second_step import SKIPPED
from meetings.demo.associations import PASSWORD, SLUGS
from meetings.models import Person

HOME = SLUGS[0]


@dataclass(frozen=True)
class DemoRole:
    """A role to try; `email` is empty of the public, who is nobody."""

    key: str
    label: str
    email: str = ""


PARTS = (
    DemoRole("kansliet", "Sekreterare", "eva.lindmark@exempelvik.example"),
    DemoRole("ordforande", "Ordförande", "astrid.norling@exempelvik.example"),
    DemoRole("ledamot", "Ledamot", "mona.edvinsson@exempelvik.example"),
    DemoRole("revisor", "Revisor", "ulf.revinge@exempelvik.example"),
    DemoRole("sokande", "Sökande", "signe.fors@exempelvik.example"),
    DemoRole("allmanhet", "Allmänhet"),
)


def demo_is_on() -> bool:
    """Whether this is the demo; never where the site began without DEBUG, whatever DEMO says."""
    # The web server takes DEBUG away when it has begun (finsam/web_server.py); what was decided by it then stays.
    return bool(settings.SECOND_FACTOR_MAY_WAIT and settings.DEMO)


def parts_to_try() -> tuple[DemoRole, ...]:
    """The demo's roles; none on a site that is no demo, nor on one where nobody of the demo has been made."""
    made = demo_is_on() and any(Person.objects.of_address(one.email) for one in PARTS if one.email)
    return PARTS if made else ()


@require_POST
@login_not_required
def demo_try(request: HttpRequest, part: str) -> HttpResponse:
    """Signs in as the demo's person of that role, or out for the public; 404 for anything that is not the demo's."""
    chosen = next((one for one in PARTS if one.key == part), None)
    if not demo_is_on() or chosen is None:
        raise Http404
    if not chosen.email:
        logout(request)
        return redirect("notice_board", HOME)
    person = Person.objects.of_address(chosen.email)
    if person is None or not is_of_the_demo(person):
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[SKIPPED] = True  # as one press on the page that asks for a second factor
    return redirect("application_list" if chosen.key == "sokande" else "association_home", HOME)


def is_of_the_demo(person: Person) -> bool:
    """Whether the person is one of the demo's own, as it made them: a changed password makes them somebody's."""
    known = person.email in {one.email for one in PARTS if one.email}
    return known and person.is_active and not person.is_superuser and person.check_password(PASSWORD)
