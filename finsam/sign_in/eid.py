"""Sign-in by an e-ID through OpenID Connect: what allauth is told to keep, and what it never sees.

The providers are those of `settings.EID_PROVIDERS`. An identity that a person has linked is allauth's
`SocialAccount`: `provider` is the provider's id in the settings, `uid` the keyed hash of its subject, and
`extra_data` holds issuer, acr and auth_time, nothing else.
"""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.http import HttpRequest

from meetings.models import Person
from meetings.rules.identities import hashed_subject


class EidProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth is not typed
    """Any of the providers. Only the ID token is read: it is signed, and bound to this sign-in."""

    def extract_uid(self, data: dict[str, Any]) -> str:
        token = data["id_token"]
        return hashed_subject(settings.EID_KEY, issuer=token["iss"], subject=token["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        token = data["id_token"]
        return {"issuer": token["iss"], "acr": token.get("acr", ""), "auth_time": token.get("auth_time")}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


class EidAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Those of the settings; the table of them stays empty and is not asked."""
        return [
            _app(one)
            for one in settings.EID_PROVIDERS
            if provider in (None, "openid_connect", one["id"]) and client_id in (None, one["client_id"])
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: the chancellery invites persons, and each links an identity of their own."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        """Nobody is made of what an e-ID says."""
        person: Person = sociallogin.user
        return person


def _app(provider: dict[str, Any]) -> SocialApp:
    wanted = {"acr_values": " ".join(provider["acr"])} if provider.get("acr") else {}
    return SocialApp(
        provider="openid_connect",
        provider_id=provider["id"],
        name=provider["name"],
        client_id=provider["client_id"],
        secret=provider["secret"],
        settings={
            "server_url": provider["server_url"],
            "scope": ["openid", "profile"],
            "oauth_pkce_enabled": True,
            "fetch_userinfo": False,
            "auth_params": {"prompt": "login", "max_age": "0", **wanted},
        },
    )
