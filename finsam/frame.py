"""Whose page it is, what its menu holds and the way back, for every page of the site."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import SimpleLazyObject

from funding.access import applications_of
from funding.models import Programme
from meetings import access
from meetings.models import Association, Person
from meetings.querysets import associations_of
from meetings.swedish import sort_key

type Roles = frozenset[str]
_KEPT, _KEPT_OWN = "_roles_in_frame", "_associations_in_frame"
_SLUG = re.compile(r"[-\w]+", re.ASCII)  # a database refuses some of what an address may hold


@dataclass(frozen=True)
class Entry:
    """One entry of the menu. `exact`: it stands for its own page and none below it."""

    label: str
    url: str
    exact: bool = False


def association_of_page(request: HttpRequest) -> dict[str, object]:
    """Context processor: the association of a page whose view names none, asked for only where it is shown."""
    return {"association": SimpleLazyObject(lambda: _association(request))}


def _association(request: HttpRequest) -> Association | None:
    """Who the page belongs to: by its own address, by the page it leads to, by whose person it is, or as the only
    one there is.
    """
    for address in (request.path, next_page(request)):
        slug = _first_part(address)
        if _SLUG.fullmatch(slug) and slug != "konto":  # which is none's
            found = Association.objects.select_related("logo").filter(slug=slug).first()
            if found:
                return found
    own = _own_associations(request)[:2]
    if not own:
        own = list(Association.objects.select_related("logo")[:2])
    return own[0] if len(own) == 1 else None


def next_page(request: HttpRequest) -> str:
    """Where the page leads on to, as its address or its form says; "" for a form that cannot be read."""
    try:
        return str(request.GET.get("next") or request.POST.get("next", ""))
    except (MultiPartParserError, SuspiciousOperation, UnreadablePostError):
        return ""


def _first_part(address: str) -> str:
    try:
        return urlsplit(address).path.lstrip("/").partition("/")[0]
    except ValueError:  # «http://[»
        return ""


def _own_associations(request: HttpRequest) -> list[Association]:
    """Of the person's; asked for once a page."""
    if _KEPT_OWN not in request.__dict__:
        person = _person(request)
        request.__dict__[_KEPT_OWN] = list(associations_of(person)) if person else []
    own: list[Association] = request.__dict__[_KEPT_OWN]
    return own


def menu(request: HttpRequest | None, association: Association | None) -> list[Entry]:
    """The menu of a page: the association's public pages, and those where the person works.

    On a public page one who works somewhere comes back there by the first entry.
    """
    if not request or not association:
        return _menu_of_nobodys(request)
    roles = roles_in(request, association)
    own = _own(roles, association.slug)
    if "office" in roles and not is_public(request):
        return own
    return own[:1] + _public(association)


def _menu_of_nobodys(request: HttpRequest | None) -> list[Entry]:
    """Where several associations share a site and the page is of none."""
    if not request:
        return []
    own = sorted(_own_associations(request), key=lambda each: sort_key(each.name))
    label = "Mina förbund" if own else "Samordningsförbund"
    return [Entry(label, reverse("home"), exact=True)]


def _public(association: Association) -> list[Entry]:
    """What anyone may read, and only what is there: where nobody can apply there is nothing to lead to."""
    entries = [
        Entry("Anslagstavla", reverse("notice_board", args=[association.slug])),
        Entry("Protokoll", reverse("protocol_list", args=[association.slug])),
    ]
    if Programme.objects.filter(association=association).exists():
        entries.append(Entry("Sök medel", reverse("funding_home", args=[association.slug]), exact=True))
    return entries


def _own(roles: Roles, slug: str) -> list[Entry]:
    if "office" in roles:
        return [
            Entry("Att göra", reverse("todo", args=[slug]), exact=True),
            Entry("Möten", reverse("meeting_list", args=[slug])),
            Entry("Ansökningar", reverse("case_list", args=[slug])),
            Entry("Budget", reverse("budget_list", args=[slug])),
            Entry("Insatser", reverse("measure_list", args=[slug])),
            Entry("Register", reverse("register", args=[slug])),
        ]
    if "board" in roles:
        return [Entry("Mina protokoll", reverse("board_home", args=[slug]))]
    if "applicant" in roles:
        return [Entry("Mina ansökningar", reverse("application_list", args=[slug]))]
    return []


def roles_in(request: HttpRequest, association: Association) -> Roles:
    """What the person is in the association: «office», «board», «applicant», the first that holds. Asked once."""
    kept: dict[int, Roles] = request.__dict__.setdefault(_KEPT, {})
    if association.pk not in kept:
        kept[association.pk] = _roles(_person(request), association)
    return kept[association.pk]


def _roles(person: Person | None, association: Association) -> Roles:
    if not person:
        return frozenset()
    if access.can_read_drafts(person, association):
        return frozenset({"office", "board"})
    found = {"board"} if access.can_enter(person, association) else set()
    if applications_of(person, association).exists():
        found.add("applicant")
    return frozenset(found)


def is_public(request: HttpRequest) -> bool:
    """Whether the page is open to whoever is not signed in; a page that is not there is too."""
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return True
    return getattr(match.func, "login_required", True) is False


def _person(request: HttpRequest) -> Person | None:
    user = getattr(request, "user", None)  # refused before anybody was looked for
    return user if isinstance(user, Person) else None
