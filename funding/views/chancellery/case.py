"""One page per case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from funding.views.addresses import case_read


@require_safe
def case_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    case = case_read(request, slug, public_id)
    return render(request, "funding/case_detail.html", {"association": case.association, "case": case})
