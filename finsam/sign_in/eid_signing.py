"""Signing a protocol by e-ID: its owner shows it once more, for that document (OpenID Connect Core 1.0, 3.1).

The request is our own, for allauth's has no nonce. The nonce is the hash of a statement that names the document, so
that no token of another moment, person or document signs it. What is to be signed waits in the session meanwhile.
"""

import base64
import hashlib
from typing import Any, cast

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods
from requests import RequestException

from finsam.sign_in.eid import TokenEndpoint
from meetings.errors import RuleViolation
from meetings.paper import assertion
from meetings.rules.identities import hashed_subject
from meetings.signing_methods import METHODS, EidClaims
from meetings.views.addresses import ProtocolKey
from meetings.views.board.open_protocol import OpenProtocol, open_protocol
from meetings.views.board.signing import NEWER, SIGNING, record_signature

GONE = (
    "Det som skulle skrivas under är redan använt, eller ersatt av ett senare försök. Varje legitimering gäller en "
    "underskrift."
)
UNUSABLE = "Svaret från e-legitimationen gick inte att använda, eller kom inte fram i tid."


class Signing(TokenEndpoint):
    """The request for one signature, and the answer to it."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return str(build_absolute_uri(request, reverse("eid_signs", args=[self.provider_id])))

    def address(self, waiting: dict[str, Any]) -> str:
        """Where the e-ID is shown. Raises RequestException when the provider does not answer."""
        app = self.get_provider().app
        client = self.get_client(self.request, app)
        client.state = waiting["state"]
        proof_key = hashlib.sha256(waiting["verifier"].encode()).digest()  # RFC 7636, 4.2
        asked = {
            **app.settings["auth_params"],
            "nonce": assertion.nonce(waiting["statement"]),
            "code_challenge": base64.urlsafe_b64encode(proof_key).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        return str(client.get_redirect_url(self.authorize_url, ["openid"], asked))

    def checked_claims(self, code: str, waiting: dict[str, Any]) -> EidClaims:
        """What the provider vouches for. Raises OAuth2Error or RequestException when it does not."""
        app = self.get_provider().app
        response = self.get_client(self.request, app).get_access_token(code, waiting["verifier"])
        token = self.said_by(app, response)
        return EidClaims(
            issuer=token["iss"],
            subject=hashed_subject(settings.EID_KEY, issuer=token["iss"], subject=token["sub"]),
            acr=token.get("acr", ""),
            auth_time=token.get("auth_time", 0),
            nonce=token.get("nonce", ""),
            asked_at=waiting["asked_at"],
        )


@require_GET
def eid_asked(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sends the browser to the provider, by a page: no form of the site may lead to another one."""
    waiting = _waiting(request, provider_id)
    if waiting is None:
        return _refused(request, GONE)
    signing = Signing(request, provider_id)
    try:
        leaving = {"address": signing.address(waiting), "name": signing.get_provider().name}
    except RequestException:
        return _refused(request, UNUSABLE, waiting)
    return render(request, "socialaccount/leaving.html", leaving)


@sensitive_post_parameters("code", "state")
@require_http_methods(["GET", "POST"])
def eid_signs(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends the browser back: a page with a button, and what the button does.

    The code is used by the button, once.
    """
    answer = request.POST if request.method == "POST" else request.GET
    waiting = _waiting(request, provider_id)
    if waiting is None or not constant_time_compare(answer.get("state", ""), waiting["state"]):
        return _refused(request, GONE)
    if answer.get("error") == Signing.login_cancelled_error:
        return _refused(request, "Du avbröt legitimeringen.", waiting)
    if not answer.get("code"):
        return _refused(request, UNUSABLE, waiting)
    opened = _opened(request, waiting)
    if hindrance := _hindrance(opened, waiting):
        return _refused(request, hindrance, waiting)
    if request.method == "GET":
        context = {"opened": opened, "code": answer["code"], "state": answer["state"]}
        return render(request, "socialaccount/signs.html", context)
    del request.session[SIGNING]
    try:
        _sign(request, opened, Signing(request, provider_id), answer["code"], waiting)
    except RuleViolation as error:
        return _refused(request, error.sentence, waiting)
    except (OAuth2Error, RequestException):
        return _refused(request, UNUSABLE, waiting)
    return redirect("protocol_verify", *opened.args)


def _sign(
    request: HttpRequest, opened: OpenProtocol, signing: Signing, code: str, waiting: dict[str, Any]
) -> None:
    claims = signing.checked_claims(code, waiting)
    proof = METHODS["eid"].prove(opened.person, {"statement": waiting["statement"], "claims": claims})
    if proof:
        record_signature(request, opened, proof, waiting["dissent"])


def _waiting(request: HttpRequest, provider_id: str) -> dict[str, Any] | None:
    """What is to be signed by an e-ID of the provider."""
    waiting = cast(dict[str, Any], request.session.get(SIGNING, {}))
    return waiting if waiting.get("provider") == provider_id else None


def _opened(request: HttpRequest, waiting: dict[str, Any]) -> OpenProtocol:
    slug, body, key = waiting["protocol"]
    return open_protocol(request, slug, body, ProtocolKey().to_python(key))


def _hindrance(opened: OpenProtocol, waiting: dict[str, Any]) -> str:
    """Why what was to be signed cannot be any more, in whole sentences; empty when it can."""
    return opened.hindrance if waiting["statement"]["sha256"] == opened.version.sha256 else NEWER


def _refused(request: HttpRequest, sentence: str, waiting: dict[str, Any] | None = None) -> HttpResponse:
    back = reverse("protocol_sign", args=waiting["protocol"]) if waiting else ""
    return render(request, "socialaccount/not_signed.html", {"sentence": sentence, "back": back}, status=403)
