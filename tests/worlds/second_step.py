"""Second factors as they are stored, and passkeys made by a software authenticator."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from meetings.models import Person


def make_app(person: Person) -> tuple[Authenticator, str]:
    """The person's app for one-time codes, and what its codes are made from."""
    secret = generate_totp_secret()
    return TOTP.activate(person, secret).instance, secret


def code_of(secret: str) -> str:
    """What the app shows now."""
    *_, counter = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, counter))


def code_for(person: Person) -> str:
    """What the person's app shows now."""
    app = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
    return code_of(get_adapter().decrypt(app.data["secret"]))


def make_keeper() -> Person:
    """Who runs the installation."""
    keeper = Person.objects.create_superuser("drift@example.org", first_name="Drift", last_name="Ansvarig")
    make_app(keeper)
    return keeper
