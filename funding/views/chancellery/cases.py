"""The list of cases."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from funding.reads.cases import GROUPS, found_cases, group_states, rows_of, sent_cases
from meetings.views.addresses import association_read

PER_PAGE = 50


@require_safe
def case_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What has come in, by whom it waits for; `q` and `ar` narrow it, `grupp` shows one group page by page."""
    association = association_read(request, slug)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    typed = request.GET.get("ar", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and 2000 <= int(typed[:5]) <= 2100 else None
    cases = found_cases(sent_cases(association), words=words, year=year)
    names = [name for name, _ in GROUPS]
    chosen = request.GET.get("grupp", "")
    shown = [chosen] if chosen in names else names
    groups = []
    for name in shown:
        page = Paginator(cases.filter(state__in=group_states(name)), PER_PAGE).get_page(
            request.GET.get("sida")
        )
        groups.append((name, page, rows_of(list(page))))
    kept = {"q": words, "ar": year or ""}
    context = {
        "association": association,
        "groups": groups,
        "is_one": len(shown) == 1,
        "words": words,
        "year": year,
        "query": urlencode({**kept, "grupp": shown[0]}) + "&" if len(shown) == 1 else "",
        "kept": urlencode(kept),
        "years": [
            day.year for day in sent_cases(association).order_by().dates("submissions__at", "year", "DESC")
        ],
        "is_empty": not any(rows for _, _, rows in groups),
    }
    return render(request, "funding/case_list.html", context)
