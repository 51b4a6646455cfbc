"""What every page of an association shares: its colour, its logo, its accessibility statement."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csp import csp_override
from django.views.decorators.http import condition, require_safe

from meetings.importing.logo import logo_on_pages
from meetings.models import Association
from meetings.models.validators import colour, readable_on_white
from meetings.paper.storage import stored_bytes
from meetings.views.addresses import association_or_404
from meetings.views.stored_files import NOTHING

ACCENT = Association._meta.get_field("accent")


def _accent(request: HttpRequest, slug: str) -> str:
    """The colour, or the site's own when something else has got into the field."""
    accent = association_or_404(slug).accent
    try:
        colour(accent)
        readable_on_white(accent)
    except ValidationError:
        return str(ACCENT.default)
    return accent


def _accent_tag(request: HttpRequest, slug: str) -> str:
    return f'"{_accent(request, slug)}"'


@require_safe
@login_not_required
@cache_control(public=True, max_age=3600)
@condition(etag_func=_accent_tag)
def association_style(request: HttpRequest, slug: str) -> HttpResponse:
    """The one variable that all other colours follow from; see docs/utseende.md."""
    return HttpResponse(
        f":root{{--accent:{_accent(request, slug)}}}\n", content_type="text/css; charset=utf-8"
    )


@require_safe
@login_not_required
@cache_control(public=True, max_age=3600)
@csp_override(NOTHING)
def association_logo(request: HttpRequest, slug: str) -> HttpResponse:
    """The logo as the pages' header shows it."""
    logo = association_or_404(slug).logo
    if logo is None:
        raise Http404
    data = stored_bytes(logo.sha256)
    try:
        return HttpResponse(logo_on_pages(data), content_type="image/png")
    except (OSError, ValueError) as error:
        raise Http404 from error


@require_safe
@login_not_required
def accessibility(request: HttpRequest, slug: str) -> HttpResponse:
    """Sv: tillgänglighetsredogörelse (lagen 2018:1937 om tillgänglighet till digital offentlig service, 13 §)."""
    return render(request, "meetings/accessibility.html", {"association": association_or_404(slug)})


@require_safe
@login_not_required
def association_privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """What the association keeps of people: who answers for it, why, how long and their rights (GDPR article 13)."""
    return render(request, "meetings/privacy.html", {"association": association_or_404(slug)})
