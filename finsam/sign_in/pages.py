"""A person's own page about how they sign in."""

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from finsam.sign_in.second_step import SKIPPED, lacks_second_factor
from finsam.sign_in.sessions import end_sessions, sessions_of
from meetings.models import Role
from meetings.views.addresses import person_of


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of a person who signs in or signs, for how long and why (GDPR article 13)."""
    return render(request, "account/privacy.html")


@require_GET
def own_sign_in(request: HttpRequest) -> HttpResponse:
    """The ways in that the person has, and where they are signed in."""
    has: dict[str, list[Authenticator]] = {kind: [] for kind in Authenticator.Type.values}
    for one in Authenticator.objects.filter(user=person_of(request)).order_by("pk"):
        has[one.type].append(one)
    linked = SocialAccount.objects.filter(user=person_of(request)).order_by("pk")
    names = {one["id"]: one["name"] for one in settings.EID_PROVIDERS}
    codes = has[Authenticator.Type.RECOVERY_CODES]
    return render(
        request,
        "mfa/index.html",
        {
            "passkeys": has[Authenticator.Type.WEBAUTHN],
            "has_app": bool(has[Authenticator.Type.TOTP]),
            "has_second_step": bool(has[Authenticator.Type.WEBAUTHN] or has[Authenticator.Type.TOTP]),
            "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else 0,
            "identities": [(one, names.get(one.provider, one.provider)) for one in linked],
            "sessions": sessions_of(person_of(request)),
            "eids": {key: name for key, name in names.items() if key not in {one.provider for one in linked}},
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Why the person must have a second factor, and the ways to one; the demo can wait."""
    if request.method == "POST" and settings.SECOND_FACTOR_MAY_WAIT:
        request.session[SKIPPED] = True
    if not lacks_second_factor(request):
        return redirect(get_next_redirect_url(request) or "/")
    context = {
        "next_page": get_next_redirect_url(request) or "",
        "may_wait": settings.SECOND_FACTOR_MAY_WAIT,
        "roles": person_of(request).roles.select_related("association").exclude(kind=Role.Kind.AUDITOR),
    }
    return render(request, "mfa/needed.html", context)


@require_POST
def session_end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Signs the person out in one of their browsers."""
    get_object_or_404(person_of(request).sessions, public_id=public_id).delete()
    messages.success(request, "Du är utloggad där.")
    return redirect("mfa_index")


@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Signs the person out everywhere but here."""
    end_sessions(person_of(request), besides=request.session.session_key)
    messages.success(request, "Du är utloggad överallt utom här.")
    return redirect("mfa_index")
