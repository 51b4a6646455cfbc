"""A person's own page about how they sign in."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

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
            "eids": {key: name for key, name in names.items() if key not in {one.provider for one in linked}},
        },
    )
