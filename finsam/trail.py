"""The way back from a page: the pages that its address lies under, read out of the address itself.

An address of the site is built of those of the pages above it (/x/moten/styrelsen/2026-10-22/justering/), so nothing
is written down but what each is called. What hangs elsewhere than its address says stands in STARTS.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from finsam.frame import Roles, next_page
from meetings.swedish import long_date

OFFICE, BOARD, APPLICANT, ANYONE = "office", "board", "applicant", ""


@dataclass(frozen=True)
class PageAbove:
    """One page above, and its address."""

    label: str
    url: str


# What a page is called on the way back to it, and who may open it.
NAMES = {
    "account_change_list": ("Konton", BOARD),
    "account_login": ("Logga in", ANYONE),
    "agreement_detail": ("Avtalet", OFFICE),
    "application_detail": ("Ansökan", APPLICANT),
    "application_list": ("Mina ansökningar", APPLICANT),
    "assignment_detail": ("Beslutsuppdraget", BOARD),
    "assignment_list": ("Beslutsuppdrag", OFFICE),
    "to_report_list": ("Att anmäla", OFFICE),
    "audit_log": ("Granskningsloggen", OFFICE),
    "board_home": ("Mina protokoll", BOARD),
    "body_detail": ("Organet", OFFICE),
    "body_list": ("Organ och platser", OFFICE),
    "budget_detail": ("Budget {year}", OFFICE),
    "budget_list": ("Budget", OFFICE),
    "case_detail": ("Ärendet", OFFICE),
    "case_list": ("Ansökningar", OFFICE),
    "dispatch_page": ("Expediering", OFFICE),
    "disclosure_list": ("Begärda handlingar", OFFICE),
    "export_list": ("Bokföring och bank", OFFICE),
    "extract_list": ("Protokollsutdrag", OFFICE),
    "fee_list": ("Underlag för arvoden", OFFICE),
    "fee_rules": ("Regler för arvoden", OFFICE),
    "funds_register": ("Medel", OFFICE),
    "funding_home": ("Sök medel", ANYONE),
    "letter_list": ("Mejl", OFFICE),
    "measure_detail": ("Insatsen", OFFICE),
    "measure_list": ("Insatser", OFFICE),
    "measure_payee": ("Betalningsuppgifter", OFFICE),
    "meeting_decisions": ("Besluten", OFFICE),
    "meeting_detail": ("Mötet {day}", OFFICE),
    "meeting_list": ("Möten", OFFICE),
    "meeting_replies": ("Svar på kallelsen", OFFICE),
    "mfa_index": ("Din inloggning", "person"),
    "notice_board": ("Anslagstavla", ANYONE),
    "notice_status": ("Anslag", OFFICE),
    "own_details": ("Mina uppgifter", "person"),
    "own_fees": ("Mina arvoden", BOARD),
    "own_measure": ("Insatsen", APPLICANT),
    "own_item": ("Ärendet", BOARD),
    "particulars": ("Uppgifter och utseende", OFFICE),
    "party_list": ("Medlemmar", OFFICE),
    "person_detail": ("Personen", OFFICE),
    "person_list": ("Personer och uppdrag", OFFICE),
    "protocol_detail": ("Protokollet {day}", ANYONE),
    "protocol_list": ("Protokoll", ANYONE),
    "protocol_verify": ("Protokollet {day}", BOARD),
    "raised_item": ("Ärendet", OFFICE),
    "raised_item_list": ("Anmälda ärenden", OFFICE),
    "register": ("Register", OFFICE),
    "role_list": ("Roller", OFFICE),
    "seal_detail": ("Stämpel", OFFICE),
    "todo": ("Att göra", OFFICE),
    "verification_status": ("Justering", OFFICE),
    "withheld_list": ("Utelämnade uppgifter", OFFICE),
    "wordings": ("Dagordning och fraser", OFFICE),
}
# Where the way begins when it is not where the address does: what the address begins with after the association's
# name, and the page above it.
STARTS = {
    "arvoden/": "board_home",
    "dagordning/": "board_home",
    "export/": "budget_list",
    "justera/": "board_home",
    "konton/": "todo",
    "medel/ansokan/": "application_list",
    "medel/insats/": "application_list",
    "medel/insatser/": "funding_home",
    "medel/ny/": "application_list",
    "medel/ta-over/": "application_list",
    "overklaga/": "notice_board",
    "personer/": "todo",
    "rapporter/": "measure_list",
    "rekvisitioner/": "measure_list",
    "sammantraden/": "notice_board",
    "styrelsen/": "todo",
}
# The same for whoever is on the board and does not read the pages of the chancellery above it.
BOARD_STARTS = ("insatser/", "kansli/arvoden/", "kansli/beslutsuppdrag/", "konton/")
# Which of the page's variables says what a row is called.
NAMED_BY = {
    "application_detail": ("application", "registry_number"),
    "case_detail": ("case", "registry_number"),
    "measure_detail": ("measure", "name"),
    "body_detail": ("body", "name"),
    "own_measure": ("measure", "name"),
}
ACCOUNT_STARTS = {
    "/konto/password/reset/": "account_login",
    "/konto/password/": "mfa_index",
    "/konto/login/code/": "account_login",
}
# The row of one that the page is of, where the address does not name it: the name it has among the page's variables.
BELONGS_TO = {
    "requisition_detail": ("measure_detail", "measure"),
    "report_detail": ("measure_detail", "measure"),
    "own_measure": ("application_detail", "application"),
}

_IMMEDIATE = re.compile(r"-omedelbart(-\d+)?/$")  # the meeting has one address, each of its protocols its own


def trail(request: HttpRequest, variables: Any, roles: Roles) -> list[PageAbove]:
    """The pages above this one that the person may open, outermost first; none above the pages of the menu."""
    match = request.resolver_match
    if not match:
        return []
    found = [
        *_start(request.path, match, roles, next_page(request)),
        *_above(request.path),
        *_of_row(match, variables),
    ]
    steps: dict[str, PageAbove] = {}
    for url, page in found:
        label, audience = NAMES[page.url_name or ""]
        if url != request.path and (not audience or audience in roles) and _is_there(page, match, variables):
            steps.setdefault(url, PageAbove(_called(page, variables) or _filled(label, page), url))
    return list(steps.values())


def _is_there(page: ResolverMatch, match: ResolverMatch, variables: Any) -> bool:
    """A draft has no page of its verification yet, and an appeal that comes before the notice no page of that."""
    if page.url_name == "verification_status":
        return bool(variables.get("is_locked", True))
    return page.url_name != "notice_status" or match.url_name != "appeal_early"


def _above(path: str) -> Iterator[tuple[str, ResolverMatch]]:
    """Every page that the address lies under, outermost first."""
    parts = path.strip("/").split("/")
    hidden = any("/".join(parts[1:]).startswith(start) for start in STARTS if start.startswith("medel/"))
    for length in range(1, len(parts)):
        url = f"/{'/'.join(parts[:length])}/"
        page = _page(url) or _page(url := _IMMEDIATE.sub("/", url))
        if page and page.url_name in NAMES and not (hidden and page.url_name == "funding_home"):
            yield url, page


def _start(
    path: str, match: ResolverMatch, roles: Roles, leads_to: str
) -> Iterator[tuple[str, ResolverMatch]]:
    slug = path.lstrip("/").partition("/")[0]
    inside = path.removeprefix(f"/{slug}/")
    for start, name in ACCOUNT_STARTS.items():
        if path.startswith(start) and match.url_name != name:
            onward = (
                f"?{urlencode({'next': leads_to}, safe='/')}" if leads_to and name == "account_login" else ""
            )
            for url, page in _found(reverse(name)):
                yield url + onward, page
            return
    for start, name in STARTS.items():
        if slug != "konto" and inside.startswith(start):
            yield from _found(reverse(name, args=[slug]))
    if slug != "konto" and OFFICE not in roles and inside.startswith(BOARD_STARTS):
        yield from _found(reverse("board_home", args=[slug]))


def _of_row(match: ResolverMatch, variables: Any) -> Iterator[tuple[str, ResolverMatch]]:
    name, variable = BELONGS_TO.get(match.url_name or "", ("", ""))
    if name:
        row = variables.get("measure")  # nothing is on a page that is refused
        row = row.application if row and variable == "application" else row
        if row:
            yield from _found(reverse(name, args=[match.kwargs["slug"], row.public_id]))


def _found(url: str) -> Iterator[tuple[str, ResolverMatch]]:
    page = _page(url)
    if page:
        yield url, page


@lru_cache(
    maxsize=4096
)  # the same few pages lie above every other, and each pattern is tried for one that is none
def _page(url: str) -> ResolverMatch | None:
    try:
        return resolve(url)
    except Resolver404:
        return None


def _called(page: ResolverMatch, variables: Any) -> str:
    variable, attribute = NAMED_BY.get(page.url_name or "", ("", ""))
    row = variables.get(variable) if variable else None
    return str(getattr(row, attribute, "") or "")


def _filled(label: str, page: ResolverMatch) -> str:
    key = page.kwargs.get("key")
    day: date | None = getattr(getattr(key, "meeting", key), "day", None)
    return label.format(day=long_date(day) if day else "", year=page.kwargs.get("year", ""))
