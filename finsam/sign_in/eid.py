"""Sign-in by an e-ID through OpenID Connect: what allauth is told to keep, and what it never sees.

The providers are those of `settings.EID_PROVIDERS`. An identity that a person has linked is allauth's
`SocialAccount`: `provider` is the provider's id in the settings, `uid` the keyed hash of its subject, and
`extra_data` holds issuer, acr and auth_time, nothing else. The name is compared once, when it is linked.
"""

import time
from datetime import timedelta
from typing import Any

from allauth.account.forms import UserTokenForm
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.socialaccount import views as linked
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess, ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from finsam.sign_in.second_step import session_eid
from meetings.actions.accounts import propose_eid
from meetings.models import Person
from meetings.rules.identities import FRESH, hashed_subject, same_name
from meetings.views.addresses import person_of

# In the session, while an invited person shows the e-ID: who that is.
INVITED = "invited"


class TokenEndpoint(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth is not typed
    """What a provider answers: a token that it has signed for this site, and more of the same subject."""

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Raises OAuth2Error for a token that is not the provider's, ProviderException for one too weak or old."""
        data = {"id_token": self.said_by(app, kwargs["response"])}
        if "name" not in data["id_token"] and "userinfo_endpoint" in self.openid_config:
            told = self._fetch_user_info(token.token)
            if told.get("sub") == data["id_token"]["sub"]:  # OpenID Connect Core 1.0, 5.3.2
                data["userinfo"] = told
        return self.get_provider().sociallogin_from_response(request, data)

    def said_by(self, app: SocialApp, response: dict[str, Any]) -> dict[str, Any]:
        """What the token says. Raises OAuth2Error unless the provider has signed it for this site."""
        try:
            token: dict[str, Any] = jwtkit.verify_and_decode(
                credential=response.get("id_token", ""),
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (KeyError, TypeError) as error:  # from jwtkit, for a token without kid or made with a password
            raise OAuth2Error("Invalid id_token") from error
        if not (token.get("sub") and isinstance(token.get("auth_time", 0), int | float)):
            raise OAuth2Error("Invalid id_token")
        return token


class EidProvider(OpenIDConnectProvider):  # type: ignore[misc]
    oauth2_adapter_class = TokenEndpoint

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> SocialLogin:
        """Raises ProviderException when the e-ID is weaker than asked for, or was not shown just now."""
        token = response["id_token"]
        wanted = self.app.settings["acr"]
        if wanted and token.get("acr") not in wanted:
            raise ProviderException("weaker than asked for")
        # Where a level is asked for, a token that does not say when counts as shown never.
        shown = token.get("auth_time", 0 if wanted else time.time())
        if time.time() - shown > FRESH:
            raise ProviderException("not shown just now")
        login = super().sociallogin_from_response(request, response)
        login.name = _name({**response.get("userinfo", {}), **token})
        return login

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
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": "Du har inget lösenord och kommer inte in utan din e-legitimation. Välj ett lösenord först.",
    }

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
        """Returns the person untouched: nobody is made of what an e-ID says."""
        person: Person = sociallogin.user
        return person

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("mfa_index")

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Stops an identity that nobody has linked, and one that is about to be linked to somebody else's name."""
        sociallogin.token = None  # it opens the provider's page about the person; nothing here asks for that
        links = sociallogin.state.get("process") == AuthProcess.CONNECT
        # Popped whatever comes of it: left in the session, it would link the next identity that is shown.
        invited = _unused(request.session.pop(INVITED, None))
        person = person_of(request) if links else invited
        if person is None:
            if not sociallogin.is_existing:
                raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", status=403))
            return
        if hindrance := linking_hindrance(person, sociallogin):
            refused = render(request, "socialaccount/not_linked.html", {"hindrance": hindrance}, status=403)
            raise ImmediateHttpResponse(refused)
        if invited and not sociallogin.is_existing:
            sociallogin.connect(request, invited)


def linking_hindrance(person: Person, sociallogin: SocialLogin) -> str:
    """Why the identity cannot become the person's at once, in whole sentences; empty when it can, or is already.

    With another name than the register's it is proposed: a third person confirms it, and the chair is told.
    """
    account = sociallogin.account
    if sociallogin.is_existing:
        return (
            "" if account.user_id == person.pk else "E-legitimationen är redan kopplad till ett annat konto."
        )
    if SocialAccount.objects.filter(user=person, provider=account.provider).exists():
        return "Du har redan kopplat en annan e-legitimation av samma slag. Koppla bort den först."
    if not all(same_name(name, sociallogin.name) for name in _names(person)):
        propose_eid(person=person, identity=account, name=sociallogin.name, at=timezone.now())
        return (
            "Namnet i e-legitimationen är inte det som står i registret. Någon annan ska bekräfta att den är din: "
            "ordföranden, en vice ordförande, kansliet eller en revisor. De har fått ett mejl, och den kopplas när "
            "någon av dem har bekräftat. Ordföranden har fått veta att namnen skiljer sig åt. Är namnet i registret "
            "fel kan du i stället rätta det."
        )
    return ""


def _names(person: Person) -> set[str]:
    """The name in the register and, if it was changed lately, the one before: nobody takes a name to link by it."""
    lately = timezone.now() - timedelta(hours=settings.SIGNING_WAIT_HOURS)
    before = person.history.filter(history_date__lte=lately).first() or person.history.last() or person
    return {person.name, f"{before.first_name} {before.last_name}".strip()}


def remember_eid(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:
    """Notes on a new passkey by which e-ID the session was opened: `data["eid"]` is its issuer, acr and auth_time.

    A passkey alone proves that somebody has it, not who that is.
    """
    eid = session_eid(request, authenticator.user)
    if eid and authenticator.type == Authenticator.Type.WEBAUTHN:
        account = SocialAccount.objects.get(provider=eid["provider"], uid=eid["uid"])
        authenticator.data["eid"] = account.extra_data
        authenticator.save(update_fields=["data"])


@login_not_required
@require_POST
def eid_start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sends the browser to the provider, to sign in or (`process=connect`) to link an identity to one's account.

    With the key of an `invitation` the identity is linked to the account of who was invited, if it is not in use.

    By a page, not at once: no form of the site may lead to another one (Content-Security-Policy, form-action),
    and where the provider in its turn sends the browser is not known.
    """
    links = request.POST.get("process") == AuthProcess.CONNECT
    if links and is_reauthentication_required(request, app="allauth.socialaccount"):
        return redirect(reverse("account_reauthenticate", query={"next": reverse("mfa_index")}))
    request.session.pop(INVITED, None)
    if invited := _opened_by(request.POST.get("invitation", "")):
        request.session[INVITED] = invited.pk
    answers = _answers(request, provider_id)
    try:
        response: HttpResponse = OAuth2LoginView.adapter_view(answers)(request)
    except RequestException as error:
        response = render_authentication_error(request, answers.get_provider(), exception=error)
    if isinstance(response, HttpResponseRedirect):
        leaving = {"address": response.url, "name": answers.get_provider().name}
        return render(request, "socialaccount/leaving.html", leaving)
    return response


@login_not_required
@require_GET
def eid_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends the browser back, with a code that only this site can use, once."""
    response: HttpResponse = OAuth2CallbackView.adapter_view(_answers(request, provider_id))(request)
    return response


def eid_unlink(request: HttpRequest) -> HttpResponse:
    """Takes one of the person's own identities away; they are listed on the page about all the ways in."""
    if request.method == "GET":
        return redirect("mfa_index")
    response: HttpResponse = linked.connections(request)
    return response


def _opened_by(key: str) -> Person | None:
    """Whose account the key of an invitation opens, when nobody has used it yet."""
    uidb36, _, token = key.partition("-")
    asked = UserTokenForm(data={"uidb36": uidb36, "key": token})
    return _unused(asked.reset_user.pk) if key and asked.is_valid() else None


def _unused(pk: int | None) -> Person | None:
    return Person.objects.filter(pk=pk, is_active=True, in_use_since=None).first() if pk else None


def _answers(request: HttpRequest, provider_id: str) -> TokenEndpoint:
    if provider_id not in {one["id"] for one in settings.EID_PROVIDERS}:
        raise Http404
    return TokenEndpoint(request, provider_id)


def _name(claims: dict[str, Any]) -> str:
    return str(claims.get("name") or f"{claims.get('given_name', '')} {claims.get('family_name', '')}")


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
            "acr": provider.get("acr", []),
            "auth_params": {"prompt": "login", "max_age": "0", **wanted},
        },
    )
