"""The page after the last §: sign what was shown, with the password."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from meetings.actions.signing import Origin, least_level, may_dissent, sign_protocol
from meetings.errors import RuleViolation
from meetings.rules.signing_level import level_hindrance
from meetings.signing_methods import METHODS
from meetings.views.addresses import ProtocolAddress
from meetings.views.board.forms import SigningForm
from meetings.views.board.open_protocol import OpenProtocol, open_protocol
from meetings.views.board.reading import frame
from meetings.views.limits import forget_wrong_passwords, may_try_password
from meetings.views.refusals import refuse

METHOD = METHODS["password"]


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def protocol_sign(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Sign the version that was shown; a second press leads to the receipt like the first."""
    opened = open_protocol(request, slug, body, key)
    if opened.is_notes or (opened.signer and opened.signer.signature and not opened.may_sign):
        return redirect("protocol_verify", *opened.args)
    too_weak = level_hindrance(METHOD.level, least_level(opened.version))
    dissents = may_dissent(opened.version, opened.person)
    shown = {"version": opened.version.number, "sha256": opened.version.sha256}
    form = SigningForm(
        request.POST if request.method == "POST" else None, initial=shown, may_dissent=dissents
    )
    if request.method == "POST" and form.is_valid() and _is_signed(request, opened, form):
        return redirect("protocol_verify", *opened.args)
    context = frame(opened) | {"form": form, "is_newer": "version" in form.errors, "too_weak": too_weak}
    return render(request, "meetings/protocol_sign.html", context)


def _is_signed(request: HttpRequest, opened: OpenProtocol, form: SigningForm) -> bool:
    """Whether the signature is there; else the form says why not."""
    given = form.cleaned_data
    if (given["version"], given["sha256"]) != (opened.version.number, opened.version.sha256):
        form.add_error("version", "Protokollet har fått en ny version sedan du läste. Läs ändringarna först.")
    elif not opened.may_sign:
        form.add_error(None, opened.hindrance)
    elif not may_try_password(request, opened.person):
        form.add_error("password", "För många fel lösenord. Vänta en kvart och försök igen.")
    elif not METHOD.confirm(opened.person, {"password": given["password"]}):
        form.add_error("password", "Fel lösenord. Försök igen.")
    else:
        forget_wrong_passwords(request, opened.person)
        try:
            sign_protocol(
                version=opened.version,
                by=opened.person,
                at=timezone.now(),
                origin=origin_of(request),
                dissent=given.get("dissent", ""),
            )
        except RuleViolation as error:
            refuse(form, error)
        else:
            messages.success(request, "Tack! Din underskrift är registrerad.")
    return not form.errors


def origin_of(request: HttpRequest) -> Origin:
    """Where the request came from, with the proxies that the settings trust."""
    try:
        address = get_adapter().get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):
        address = None
    agent = request.headers.get("User-Agent", "").replace("\x00", "")
    return Origin(METHOD.name, address, agent, level=METHOD.level)
