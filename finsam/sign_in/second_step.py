"""Second factors: passkeys, one-time codes from an app, recovery codes. What differs from allauth's own."""

import base64
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.models import SocialAccount
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from meetings.models import Person

SECOND_FACTORS = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
SKIPPED = "second_factor_waits"
# Where one sets up a second factor, and what that takes.
WAY_TO_ONE = {
    "second_factor_needed",
    "mfa_index",
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_reauthenticate",
    "account_set_password",
    "account_change_password",
    "account_logout",
    "still_signed_in",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "privacy",
}
# Public, and where one comes by signing in.
ENTRANCES = {"home", "association_home", "account_login"}


def has_second_factor() -> Exists:
    """Of people, in a query of `Person`: those with a passkey or an app for one-time codes."""
    return Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS))


def session_eid(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """By which e-ID at level 3 or higher the person is signed in here: `provider` and `uid` of the linked identity.

    Such an e-ID is two factors by itself. None for any other way in, and for an identity that is no longer linked to
    the person: the session remembers it also when it has been taken away.
    """
    strong = {one["id"] for one in settings.EID_PROVIDERS if one.get("acr")}
    records = get_authentication_records(request, person)
    shown = (one for one in records if one["method"] == "socialaccount" and one["provider"] in strong)
    one = next(shown, None)
    linked = (
        one and SocialAccount.objects.filter(user=person, provider=one["provider"], uid=one["uid"]).exists()
    )
    return one if linked else None


class SecondStep(AuthenticateStage):  # type: ignore[misc]  # allauth is not typed
    """Asks for the second factor at every sign-in but one by e-ID."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and session_eid(request, self.login.user) is None


class SecondFactorRequired:
    """Who must have a second factor and has none is nobody here, but for the pages where one is set up.

    The one guard of every door: a page that takes a signed-in person leads to those pages, as the site's entrances
    do, and any other public one is shown as to anybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *args: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if (match and match.url_name in WAY_TO_ONE) or not lacks_second_factor(request):
            return None
        if getattr(view, "login_required", True) or (match and match.url_name in ENTRANCES):
            next_page = request.GET.get("next") or request.get_full_path()
            return redirect(reverse("second_factor_needed", query={"next": next_page}))
        # For this answer alone. The session stays, for it is in it that the second factor is set up.
        request.user = AnonymousUser()
        return None


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether the signed-in person must have one, has none, has not shown an e-ID, and may not wait with it."""
    person = request.user
    if not getattr(person, "lacks_second_factor", False) or not isinstance(person, Person):
        return False
    waits = settings.SECOND_FACTOR_MAY_WAIT and request.session.get(SKIPPED)
    return not waits and session_eid(request, person) is None


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": "Skaffa först en inloggningsnyckel eller engångskod från app.",
        "incorrect_code": "Det stämmer inte. Försök igen.",
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the site's own address, through whatever address the page was asked for."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "", "name": settings.MFA_TOTP_ISSUER}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002  # allauth's
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"Inloggningsnyckel {number}"

    def encrypt(self, text: str) -> str:
        """What codes are made from is no use to whoever reads a copy of the database."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()


def _keys() -> MultiFernet:
    # The first encrypts. The others still open what was encrypted before the key was changed.
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    HKDF(SHA256(), 32, salt=None, info=b"second step").derive(secret.encode())
                )
            )
            for secret in secrets
        ]
    )
