"""Where an application is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from funding.views.addresses import application_written


@require_safe
def application_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    application = application_written(request, slug, public_id)
    context = {"association": application.association, "application": application}
    return render(request, "funding/application_detail.html", context)
