"""The page after the last §: sign what was shown, with what the person has."""

import secrets
import time
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from meetings.actions.signing import HowSigned, may_dissent, sign_protocol
from meetings.errors import RuleViolation
from meetings.signing_methods import METHODS, Proof, request_options, statement_for
from meetings.views.addresses import ProtocolAddress
from meetings.views.board.forms import SigningForm
from meetings.views.board.open_protocol import OpenProtocol, open_protocol
from meetings.views.board.reading import reading_context
from meetings.views.limits import forget_wrong_passwords, may_try_password
from meetings.views.refusals import refuse

_STATEMENT = "what a passkey signs"
_READ_WITHIN = 60 * 60  # seconds from when the page was shown
# In the session, while an e-ID is shown: what is to be signed by it. finsam/sign_in/eid_signing.py goes on from there.
SIGNING = "signing"
NEWER = "Protokollet har fått en ny version sedan du läste. Läs ändringarna först."
_WRONG = {
    "eid": (None, "E-legitimationen gick inte att använda. Försök igen."),
    "password": ("password", "Fel lösenord. Försök igen."),
    "code": ("code", "Fel lösenord eller engångskod. Försök igen."),
    "passkey": (None, "Inloggningsnyckeln gick inte att använda. Försök igen."),
}


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def protocol_sign(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Sign the version that was shown; a second press leads to the receipt like the first."""
    opened = open_protocol(request, slug, body, key)
    if opened.is_notes or (opened.signer and opened.signer.signature and not opened.may_sign):
        return redirect("protocol_verify", *opened.args)
    methods = list(dict.fromkeys(one.method for one in opened.usable)) or ["password"]
    chosen = request.POST.get("method", "") if request.method == "POST" else ""
    chosen = chosen if chosen in methods else methods[-1]
    said = statement_for(opened.version, opened.person)
    shown = {
        "version": opened.version.number,
        "sha256": opened.version.sha256,
        "statement": signing.dumps(said, salt=_STATEMENT),
    }
    dissents = may_dissent(opened.version, opened.person)
    forms = {
        method: SigningForm(
            request.POST if request.method == "POST" and method == chosen else None,
            initial=shown,
            method=method,
            may_dissent=dissents,
        )
        for method in methods
    }
    form = forms[chosen]
    if request.method == "POST" and form.is_valid() and _is_open(opened, form):
        if chosen == "eid":
            return _ask_eid(request, opened, form.cleaned_data)
        if _is_signed(request, opened, form, chosen):
            return redirect("protocol_verify", *opened.args)
    context = reading_context(opened) | {
        "form": form,
        "forms": forms,
        "eids": _eids(opened),
        "options": request_options(said, opened.usable),
        "statement": shown["statement"],
        "is_newer": "version" in form.errors,
    }
    return render(request, "meetings/protocol_sign.html", context)


def _is_open(opened: OpenProtocol, form: SigningForm) -> bool:
    """Whether the person may sign what they were shown, with what they chose; else the form says why not."""
    given = form.cleaned_data
    # What was read is what is signed, also when a new version came while the page was open.
    if (given["version"], given["sha256"]) != (opened.version.number, opened.version.sha256):
        form.add_error("version", NEWER)
    elif not opened.may_sign:
        form.add_error(None, opened.hindrance)
    elif "provider" in given and given["provider"] not in _eids(opened):
        form.add_error(*_WRONG["eid"])
    return not form.errors


def _eids(opened: OpenProtocol) -> dict[str, str]:
    """The providers of the person's e-IDs that can sign, with their names."""
    linked = {one.row.provider for one in opened.usable if one.method == "eid" and one.row}
    return {one["id"]: one["name"] for one in settings.EID_PROVIDERS if one["id"] in linked}


def _ask_eid(request: HttpRequest, opened: OpenProtocol, given: dict[str, Any]) -> HttpResponse:
    """Keeps what is to be signed until the e-ID has been shown; what was kept before is forgotten."""
    request.session[SIGNING] = {
        "provider": given["provider"],
        "state": secrets.token_urlsafe(),  # RFC 6749, 10.12: the answer belongs to this browser's question
        "verifier": secrets.token_urlsafe(),  # RFC 7636: a code that somebody else catches is no use
        "statement": statement_for(opened.version, opened.person),
        "dissent": given.get("dissent", ""),
        "asked_at": time.time(),
        "protocol": opened.args,
    }
    return redirect("eid_asked", given["provider"])


def _is_signed(request: HttpRequest, opened: OpenProtocol, form: SigningForm, method: str) -> bool:
    """Whether the signature is there; else the form says why not."""
    given = form.cleaned_data
    # Counted before the password is looked at, so that tries at the same time are counted too.
    if method != "passkey" and not may_try_password(request, opened.person):
        form.add_error("password", "För många fel lösenord. Vänta en kvart och försök igen.")
    elif (proof := METHODS[method].prove(opened.person, _answer(given))) is None:
        form.add_error(*_WRONG[method])
    else:
        forget_wrong_passwords(request, opened.person)
        try:
            record_signature(request, opened, proof, given.get("dissent", ""))
        except RuleViolation as error:
            refuse(form, error)
    return not form.errors


def record_signature(request: HttpRequest, opened: OpenProtocol, proof: Proof, dissent: str) -> None:
    """Records the signature and says so. Raises RuleViolation as `sign_protocol` does."""
    sign_protocol(
        version=opened.version,
        by=opened.person,
        at=timezone.now(),
        how=how_signed(request, proof),
        dissent=dissent,
    )
    messages.success(request, "Tack! Din underskrift är registrerad.")


def _answer(given: dict[str, Any]) -> dict[str, Any]:
    """The form's fields, with the statement that the page was made with; without it when it is not ours or old."""
    answer = {name: value for name, value in given.items() if name != "statement"}
    try:
        said = signing.loads(given["statement"], salt=_STATEMENT, max_age=_READ_WITHIN)
    except (KeyError, signing.BadSignature):
        return answer
    return answer | {"statement": said}


def how_signed(request: HttpRequest, proof: Proof) -> HowSigned:
    """What the signer showed, and where the request came from, with the proxies that the settings trust."""
    try:
        address = get_adapter().get_client_ip(request)
    # From a proxy that the settings do not know: no address is better evidence than a wrong one.
    except (PermissionDenied, ImproperlyConfigured):
        address = None
    means = proof.means
    return HowSigned(
        method=METHODS[means.method].name,
        ip_address=address,
        user_agent=request.headers.get("User-Agent", "").replace("\x00", ""),
        level=means.level,
        evidence=proof.evidence,
        means_since=means.since,
    )
